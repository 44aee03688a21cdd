"""What a fetched document leads to: feeds, sitemaps and listings read into leads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from scraper.crawl.found import Found, keep_posts
from scraper.discovery.addresses import sort_of
from scraper.discovery.fragments import fragments, page_behind, read_json
from scraper.discovery.kinds import what_is
from scraper.discovery.scope import SiteScope, judge
from scraper.discovery.sitemaps import read_sitemap
from scraper.discovery.wordpress import next_page, rest_leads
from scraper.model.capture import Capture
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import same_host


def read_document(capture: Capture, scope: SiteScope, *, now: datetime | None = None) -> Found:
    """What an answer leads to. Raises ParseError for a broken feed or sitemap."""
    kind = what_is(capture.body, capture.media_type)
    if kind == "feed":
        return _feed(capture, scope)
    if kind == "sitemap":
        return _sitemap(capture, scope)
    read = read_json(capture.body) if kind in ("other", "html") else None
    if read is not None:
        return _json(read, capture, scope, now)
    if kind == "html":
        from scraper.markup.encoding import decode

        text, _ = decode(capture.body, capture.content_type)
        return _page(text, capture, scope, now)
    return Found(kind)


def _json(read: Any, capture: Capture, scope: SiteScope, now: datetime | None) -> Found:
    """A page of a REST interface, or what a "load more" button is answered with."""
    leads = rest_leads(read, capture.final_url)
    if leads is not None:
        found = Found("rest", next_feed=next_page(capture.url, capture.headers, len(read)))
        keep_posts(found, leads, scope, trusted=True)
        return found
    html = fragments(read)
    if not html:
        return Found("other")
    found = _page(html, capture, scope, now)
    behind = page_behind(read, capture.final_url)
    if behind and judge(behind, scope).in_scope:
        found.sources.append(Lead(behind, LeadKind.LISTING, capture.url))
    return found


def _page(text: str, capture: Capture, scope: SiteScope, now: datetime | None) -> Found:
    from scraper.crawl.listings import read_page  # most nights bring no page
    from scraper.markup.dom import parse
    from scraper.markup.walk import lay_out

    tree = parse(text)
    return read_page(tree, lay_out(tree), capture, scope, now=now)


def _feed(capture: Capture, scope: SiteScope) -> Found:
    from scraper.discovery.feeds import feed_leads, paged, read_feed  # most nights bring no feed
    from scraper.fields.languages import normalise_language

    feed = read_feed(capture.body, capture.final_url, capture.content_type)
    found = Found("feed", name=feed.title, language=normalise_language(feed.language or ""))
    keep_posts(found, feed_leads(feed, capture.url), scope, trusted=True)
    found.next_feed = feed.next
    if feed.next is None and feed.paged and feed.entries:
        base, _, number = capture.url.partition("paged=")
        page = int(number) if number.isdigit() else 1
        found.next_feed = paged(base.rstrip("?&"), page + 1)
    return found


def _sitemap(capture: Capture, scope: SiteScope) -> Found:
    sitemap = read_sitemap(capture.body, capture.final_url)
    found = Found("sitemap")
    if sort_of(capture.url) != "listing":
        found.entries = sitemap.urls
    # What an index names is a sitemap whatever it is called; elsewhere than beside the index only on the site itself.
    found.sources = [
        Lead(entry.url, LeadKind.SITEMAP, capture.url, lastmod=entry.lastmod)
        for entry in sitemap.sitemaps
        if sort_of(entry.url) != "listing"
        and (same_host(entry.url, capture.final_url) or judge(entry.url, scope).in_scope)
    ]
    return found
