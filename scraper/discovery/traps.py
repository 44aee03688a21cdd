"""Endless spaces, told by an address alone: sessions, sorting, searches, calendars, paths that go in circles."""

from __future__ import annotations

import re

from scraper.model.urls import join, path, query

MAX_DEPTH = 12
MAX_PARAMETERS = 6
_SESSION_NAMES = r"(?:phpsessid|jsessionid|aspsessionid\w*|sessionid|session_id|session|sess|sid|cfid|cftoken|oscsid|zenid)"
_SESSION = re.compile(rf"(?:^|&){_SESSION_NAMES}=[^&]*", re.IGNORECASE)
_SESSION_IN_PATH = re.compile(
    rf";{_SESSION_NAMES}=[^/?#;]*"  # servlets
    rf"|/{_SESSION_NAMES}[=/][0-9a-z]{{8,}}(?=/|$)"  # written as a directory
    r"|/\((?:[A-Z]\([0-9a-z]{16,}\))+\)(?=/|$)",  # ASP.NET without cookies
    re.IGNORECASE,
)
_IDENTITY = re.compile(
    r"(?:^|&)(?:id|aid|nid|pid|p|post|article|artikel\w*|newsid|news_id|story|itemid|tx_\w+(?:\[|%5b)\w+)[^=&]*=\w",
    re.IGNORECASE,
)
"""A parameter that names one thing: what stands beside it does not make an endless space of it."""
_SORTING = re.compile(
    r"(?:^|&)(?:sort(?:by|order|_by|_order)?|order(?:by|_by)?|filters?|facets?|f(?=\[|%5b))(?:=|\[|%5b)",
    re.IGNORECASE,
)
_SHOWING = re.compile(
    r"(?:^|&)(?:view|display|dir|limit|per_?page|posts_per_page|lang|tab)(?:=|\[)", re.IGNORECASE
)
_SEARCH = re.compile(r"(?:^|&)(?:s|q|search|query|keywords?|suche|sok)=", re.IGNORECASE)
_CALENDAR = re.compile(
    r"(?:^|&)(?:month|year|date|day|week|calendar|ical|mois|monat|tribe[-_][\w-]+|eventdisplay)=",
    re.IGNORECASE,
)
_TWIN = re.compile(
    r"(?:^|&)(?:replytocom|share|print|printable|preview|amp|output|outputtype|format|tmpl)(?:=|&|$)",
    re.IGNORECASE,
)


def trap(url: str) -> str:
    """What endless space an address leads into, in words that begin with `trap:`; empty for none. Never raises."""
    where, asked = path(url), query(url)
    parts = [part for part in where.lower().split("/") if part]
    if len(parts) > MAX_DEPTH:
        return "trap: too deep"
    if len(set(parts)) < len(parts):
        if any(parts.count(part) >= 3 for part in parts):
            return "trap: a part of the path repeats"
        if any(parts[at : at + 2] == parts[at + 2 : at + 4] for at in range(len(parts) - 3)):
            return "trap: the path goes in circles"
    if _SESSION.search(asked) or _SESSION_IN_PATH.search(where):
        return "trap: a session's own address"
    return _in_query(asked) if asked else ""


def _in_query(asked: str) -> str:
    if _TWIN.search(asked):
        return "trap: a print, AMP or reply twin of another page"
    if _SORTING.search(asked):
        return "trap: sorting or filtering"
    if asked.count("&") >= MAX_PARAMETERS:
        return "trap: too many parameters"
    if _IDENTITY.search(asked):
        return ""
    if _SEARCH.search(asked):
        return "trap: a search"
    if _CALENDAR.search(asked):
        return "trap: a calendar"
    return "trap: another view of a list" if _SHOWING.search(asked) else ""


def without_session(url: str) -> str | None:
    """The same address for everybody, its session id taken out; None where it bears none."""
    where, asked = path(url), query(url)
    plain_path = _SESSION_IN_PATH.sub("", where) or "/"
    plain_query = _SESSION.sub("", asked).strip("&")
    if (plain_path, plain_query) == (where, asked):
        return None
    return join(url, plain_path + (f"?{plain_query}" if plain_query else ""))
