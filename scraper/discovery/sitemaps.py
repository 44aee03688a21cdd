"""Sitemaps (sitemaps.org): index, urlset, news, plain text, and any of them in gzip."""

from __future__ import annotations

import zlib
from typing import NamedTuple

from scraper.discovery.addresses import sort_of
from scraper.discovery.moments import comparable
from scraper.markup.xml import Element, read_xml
from scraper.model.errors import ParseError
from scraper.model.evidence import Evidence
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import join

MAX_URLS = 100_000
MAX_INFLATED = 60 * 2**20


class SitemapEntry(NamedTuple):
    """One address of a sitemap, with what is said of it; `lastmod` and `published` as printed."""

    url: str
    lastmod: str | None = None
    title: str | None = None
    published: str | None = None


class Sitemap(NamedTuple):
    """What a sitemap lists: pages, and further sitemaps."""

    urls: tuple[SitemapEntry, ...] = ()
    sitemaps: tuple[SitemapEntry, ...] = ()


def read_sitemap(body: bytes, url: str) -> Sitemap:
    """A sitemap of any form. Raises ParseError, and nothing else, for what is none."""
    if body[:2] == b"\x1f\x8b":
        body = _gunzip(body)
    head = body[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"<" not in head:
        return _plain(body, url)
    if b"<html" in head.lower() or head[:14].lower() == b"<!doctype html":
        raise ParseError("a web page where a sitemap should be")
    pages: list[SitemapEntry] = []
    sitemaps: list[SitemapEntry] = []
    found: dict[str, str] = {}

    def end(elements: list[Element]) -> None:
        element = elements[-1]
        parent = elements[-2].name if len(elements) > 1 else ""
        if element.name == "loc" and parent in ("url", "sitemap"):
            found["loc"] = element.value
        elif (element.name == "lastmod" and parent in ("url", "sitemap")) or (
            element.name in ("publication_date", "title") and parent == "news"
        ):
            found[element.name] = element.value
        elif element.name in ("url", "sitemap"):
            target = join(url, found.get("loc", ""))
            if target and len(pages) + len(sitemaps) < MAX_URLS:
                entry = SitemapEntry(
                    target, found.get("lastmod") or None, found.get("title"), found.get("publication_date")
                )
                (pages if element.name == "url" else sitemaps).append(entry)
            found.clear()

    def restart() -> None:
        for gathered in (pages, sitemaps, found):
            gathered.clear()

    root = read_xml(body, end, restart=restart)
    if root not in ("urlset", "sitemapindex") and not pages and not sitemaps:
        raise ParseError(f"<{root[:30]}> is no sitemap")
    return Sitemap(tuple(pages), tuple(sitemaps))


def _gunzip(body: bytes) -> bytes:
    decoder = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        text = decoder.decompress(body, MAX_INFLATED)
    except zlib.error as error:
        raise ParseError(f"broken gzip: {error}") from error
    if decoder.unconsumed_tail:
        raise ParseError(f"a sitemap of more than {MAX_INFLATED} bytes")
    return text


def _plain(body: bytes, url: str) -> Sitemap:
    lines = body[:20_000_000].decode("utf-8-sig", "replace").split("\n")
    entries = []
    for line in lines[:MAX_URLS]:
        if line.strip():
            target = join(url, line.strip()) if line.strip().startswith("http") else None
            if target is None:
                raise ParseError("neither XML nor a list of addresses")
            entries.append(SitemapEntry(target))
    if not entries:
        raise ParseError("an empty sitemap")
    return Sitemap(tuple(entries))


def sitemap_leads(sitemap: Sitemap, found_in: str) -> list[Lead]:
    """Leads of the pages that a sitemap lists."""
    leads, sort = [], sort_of(found_in)
    of_all = (Evidence("kind", sort, sort, "sitemap", found_in),) if sort else ()
    for entry in sitemap.urls:
        said = (("title", entry.title), ("published", entry.published), ("lastmod", entry.lastmod))
        hints = tuple(Evidence(field, text, None, "sitemap", found_in) for field, text in said if text)
        leads.append(
            Lead(entry.url, LeadKind.POST, found_in, hints + of_all, None, comparable(entry.lastmod))
        )
    return leads
