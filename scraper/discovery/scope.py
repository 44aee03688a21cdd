"""What an address tells before it is fetched: whether it lies on the site, and what it cannot be.

Only addresses that are surely no posts are judged here; the page itself has the last word.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

from scraper.discovery.addresses import page_number
from scraper.discovery.traps import trap
from scraper.discovery.words import words
from scraper.model.lead import LeadKind
from scraper.model.urls import host, path, query

_MEDIA = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|bmp|tiff?|mp[34]|m4[av]|ogg|wav|avi|mov|webm|pdf|docx?|xlsx?|pptx?|odt|ods|zip|gz|tar|rar|7z|exe|dmg|css|js|json|woff2?|ttf|eot|ics|vcf|epub|txt|csv)$",
    re.IGNORECASE,
)
_FEED = re.compile(
    r"/(?:feed|rss|atom|rdf)(?:/(?:rss2?|atom|rdf))?/?$|\.(?:rss|atom|rdf)$|/(?:feed|rss|atom|index)\.xml$|/feed\.json$",
    re.IGNORECASE,
)
_SITEMAP = re.compile(r"sitemap[^/]*\.xml(?:\.gz)?$|sitemap[^/]*\.txt$", re.IGNORECASE)
_DATE_ARCHIVE = re.compile(r"^(?:/[\w-]+)?/(?:19|20)\d{2}(?:[/-]\d{1,2}(?:[/-]\d{1,2})?)?/?$")
_LEFT = frozenset(("login", "attachment", "embed", "comments", "search"))
_AT_AN_END = frozenset(("login", "embed", "comments"))
"""These words mean what they say only as the first or last part of a path; between others they may be a section."""
_DEEP = frozenset(("tag", "category", "author"))
"""Beneath these a path is a listing of their own; beneath an archive lie posts."""
_EXTENSION = re.compile(r"\.(?:html?|php|aspx?)$")
_INDEX = re.compile(r"(?:index|default)\.(?:html?|php|aspx?)$")
_POST_NUMBER = re.compile(r"p=\d+$")
_HOME = re.compile(r"/(?:~|%7[Ee])[^/]+/")


class SiteScope(NamedTuple):
    """What belongs to a site: its host, and the path beneath which its blog lies (`/` for all of it)."""

    host: str
    prefix: str = "/"


class Verdict(NamedTuple):
    """What an address tells: `kind` POST means only that it may be one."""

    in_scope: bool
    kind: LeadKind
    reason: str = ""


def site_scope(start_url: str) -> SiteScope:
    """The scope of the site that an address lies on: a host, or a person's own corner of it (`/~anna/`)."""
    own = _HOME.match(path(start_url))
    return SiteScope(host(start_url).removeprefix("www."), own[0] if own else "/")


def judge(url: str, scope: SiteScope) -> Verdict:
    """Whether an address is worth a visit, and as what; the reason names what it is instead. Never raises."""
    where = path(url)
    if host(url).removeprefix("www.") != scope.host:
        return Verdict(False, LeadKind.OTHER, "another site")
    if not where.startswith(scope.prefix):
        return Verdict(False, LeadKind.OTHER, "outside the blog's path")
    if _SITEMAP.search(where):
        return Verdict(True, LeadKind.SITEMAP)
    if _FEED.search(where):
        return Verdict(True, LeadKind.FEED)
    if _MEDIA.search(where):
        return Verdict(False, LeadKind.ASSET, "a file")
    if reason := trap(url):
        return Verdict(False, LeadKind.OTHER, reason)
    if where in ("", "/") and not query(url):
        return Verdict(True, LeadKind.LISTING, "the front page")
    if _is_numbered(url):
        return Verdict(True, LeadKind.LISTING, "a page of a listing")
    said = _by_words(where)
    if _DATE_ARCHIVE.match(where) and (said is None or said.in_scope):
        return Verdict(True, LeadKind.LISTING, "a date archive")
    return said or Verdict(True, LeadKind.POST)


def _is_numbered(url: str) -> bool:
    """A listing's second page and on; `?p=` names a post in WordPress, and elsewhere a page."""
    asked = query(url)
    return page_number(url) is not None and not _POST_NUMBER.match(asked)


def _by_words(where: str) -> Verdict | None:
    """What a word in the path says lies there; None where none does."""
    parts = [part.lower() for part in unquote(where).strip("/").split("/")]
    if len(parts) > 1 and _INDEX.match(parts[-1]):  # /about/index.html
        del parts[-1]
    last = len(parts) - 1
    for place, part in enumerate(parts):
        reason = words().paths.get(part) or words().paths.get(_EXTENSION.sub("", part))
        if reason is None or (reason != "page" and part not in words().paths):
            continue
        if reason in _LEFT:
            behind = reason == "comments" and parts[-1].isdigit()
            if reason not in _AT_AN_END or place in (0, last) or behind:
                return Verdict(False, LeadKind.OTHER, reason)
        elif reason == "page":
            if last == 0 or (
                place == last == 1 and (len(parts[0]) == 2 or parts[0] in words().folders)
            ):  # /about/, /en/about/, /pages/about/
                return Verdict(False, LeadKind.OTHER, "an ordinary page")
        elif reason == "calendar" and place < last and parts[-1][:1].isdigit():
            return Verdict(False, LeadKind.OTHER, "trap: a calendar")
        elif place == last or (place <= 2 and reason in _DEEP and not any(map(_is_slug, parts[place + 2 :]))):
            return Verdict(True, LeadKind.LISTING, f"{reason} page")
    return None


def section_of(url: str) -> str:
    """The first part of a path, where things lie beneath it that are seldom posts (events, products); else empty."""
    parts = [part.lower() for part in unquote(path(url)).strip("/").split("/")]
    if len(parts) > 1 and len(parts[0]) == 2:  # a language
        del parts[0]
    return parts[0] if len(parts) > 1 and parts[0] in words().sections else ""


def _is_slug(part: str) -> bool:
    """A title made into an address, or a post's number: sections have shorter names."""
    return part.count("-") + part.count("_") >= 3 or re.search(r"\d{4}", part) is not None
