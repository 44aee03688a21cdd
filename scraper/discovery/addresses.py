"""What addresses alone tell of sources: where they usually lie, which page of a listing it is, what a sitemap is of."""

from __future__ import annotations

import re

from scraper.discovery.words import words
from scraper.model.urls import host, path, query

WELL_KNOWN_FEEDS = ("/feed/", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/rss", "/feed.json")
WELL_KNOWN_SITEMAPS = ("/sitemap.xml", "/wp-sitemap.xml", "/sitemap_index.xml")
_SORTS = (
    (re.compile(r"taxonom|categor|kategor|tags?[-_.\d]|post_tag|author|users?[-_.\d]|archive"), "listing"),
    (
        re.compile(r"posts?-pages?(?![a-z])|(?:^|[-_])pages?(?:[-_.\d]|$)|image|video|product|attachment"),
        "page",
    ),
    (re.compile(r"post|article|news|blog|story|stories|artikel|inlagg|nyheter"), "post"),
)

_PARTED = re.compile(r"[=&]")


def page_number(url: str) -> tuple[str, int] | None:
    """A listing's address without its page's number, and the number; None when it bears none.

    `/blog/page/3/` and `/blog/?page=3` are both the third page of `/blog/`.
    """
    where, asked = path(url), query(url)
    if match := words().page_path.search(where):
        return host(url) + where[: match.start()].rstrip("/") + "?" + asked, int(match[1])
    if asked and (match := words().page_query.search(asked)):
        rest = (asked[: match.start()] + asked[match.end() :]).lstrip("&")
        return host(url) + where.rstrip("/") + "?" + rest, int(match[1])
    return None


def sort_of(url: str) -> str:
    """What a sitemap's name says of its pages: `post`, `page`, `listing`, or nothing. The query names one without a path."""
    name = path(url).rsplit("/", 1)[-1].lower() or _PARTED.sub("-", query(url).lower())
    for pattern, sort in _SORTS:
        if pattern.search(name):
            return sort
    return ""
