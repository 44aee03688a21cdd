"""WordPress's REST interface (developer.wordpress.org/rest-api): every post with date and title, where it is open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timezone
from html import unescape
from typing import Any

from scraper.discovery.links import base_of
from scraper.discovery.moments import comparable
from scraper.markup.dom import Tree, clean
from scraper.model.evidence import Evidence
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import join, query

ROOT_REL = "https://api.w.org/"
PER_PAGE = 100
MAX_PAGES = 500
_FIELDS = "link,type,date,date_gmt,modified,modified_gmt,title,excerpt"
_LINK_HEADER = re.compile(r"<([^<>\s]{1,2000})>\s*;[^,<]*?rel\s*=\s*\"?([^\",;]+)", re.IGNORECASE)
_PAGE = re.compile(r"([?&])page=(\d{1,5})(?=&|$)")
_TAGS = re.compile(r"<[^>]{0,2000}>")
_MAX_EXCERPT = 600
_QUARTER = 15 * 60
"""Seconds; every zone is so many quarters of an hour from UTC."""


def rest_root(tree: Tree, headers: Mapping[str, str], url: str) -> str | None:
    """The address of the interface, as a page announces it in its `Link` header or its head; None for none."""
    for target, rel in _LINK_HEADER.findall(headers.get("link", "")[:4_000]):
        if rel.strip() == ROOT_REL:
            return join(url, target)
    for node in tree.css("link[rel][href]"):
        if (node.attributes.get("rel") or "").strip() == ROOT_REL:
            return join(base_of(tree, url), node.attributes.get("href") or "")
    return None


def posts_address(root: str) -> str:
    """The first page of all posts, the last changed first, so that later one page tells what is new.

    Where addresses are plain (`/?rest_route=/`) the route stands in the query.
    """
    plain = "rest_route=" in query(root)
    route = root.rstrip("/") + "/wp/v2/posts"
    return f"{route}{'&' if plain else '?'}per_page={PER_PAGE}&orderby=modified&_fields={_FIELDS}&page=1"


def next_page(url: str, headers: Mapping[str, str], entries: int) -> str | None:
    """The page behind, when the server's count (X-WP-TotalPages) or a full page says that there is one."""
    match = _PAGE.search(url)
    if match is None:
        return None
    number, total = int(match[2]), headers.get("x-wp-totalpages", "").strip()
    more = number < int(total) if total.isascii() and total.isdigit() else entries >= PER_PAGE
    if not more or number >= MAX_PAGES:
        return None
    return f"{url[: match.start()]}{match[1]}page={number + 1}{url[match.end() :]}"


def rest_leads(read: Any, found_in: str) -> list[Lead] | None:
    """Leads of the posts in an answer; None when it is no list of posts. Never raises.

    `date` is the site's own clock without a zone, so its day is the printed one; `date_gmt` tells the zone.
    """
    if not isinstance(read, list) or not all(isinstance(entry, dict) and "link" in entry for entry in read):
        return None
    leads = []
    for place, entry in enumerate(read, start=1):
        address = join(found_in, entry["link"]) if isinstance(entry["link"], str) else None
        if address is None or entry.get("type", "post") != "post":
            continue
        said = (
            ("title", _rendered(entry.get("title"))),
            ("published", _zoned(_string(entry.get("date")), _string(entry.get("date_gmt")))),
            ("excerpt", _rendered(entry.get("excerpt"))),
        )
        hints = tuple(
            Evidence(field, text, None, "feed", f"REST entry {place}") for field, text in said if text
        )
        moment = _string(entry.get("modified_gmt"))
        leads.append(
            Lead(address, LeadKind.POST, found_in, hints, None, comparable(f"{moment}Z") if moment else None)
        )
    return leads


def _zoned(local: str | None, utc: str | None) -> str | None:
    """The moment by the site's clock with what it differs from UTC; as it is where the two tell no zone."""
    try:
        moment = datetime.fromisoformat(local or "")
        ahead = moment - datetime.fromisoformat(utc or "")
        if not ahead or ahead.seconds % _QUARTER:
            return local
        return moment.replace(tzinfo=timezone(ahead)).isoformat(timespec="seconds")
    except (ValueError, TypeError):
        return local


def _rendered(value: Any) -> str | None:
    html = value.get("rendered") if isinstance(value, dict) else value
    return (
        clean(unescape(_TAGS.sub(" ", html[:20_000])))[:_MAX_EXCERPT] or None
        if isinstance(html, str)
        else None
    )


def _string(value: Any) -> str | None:
    return clean(value[:40]) or None if isinstance(value, str) else None
