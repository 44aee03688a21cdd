"""What a fetched document leads to: feeds, sitemaps and listings read into leads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from scraper.discovery.cards import card_leads, find_cards
from scraper.discovery.feeds import feed_leads, paged, read_feed
from scraper.discovery.kinds import what_is
from scraper.discovery.links import feed_links, links, older_pages
from scraper.discovery.scope import SiteScope, judge
from scraper.discovery.sitemaps import read_sitemap, sitemap_leads, sort_of
from scraper.fields.languages import normalise_language
from scraper.markup.dom import parse
from scraper.markup.encoding import decode
from scraper.markup.layout import lay_out
from scraper.model.capture import Capture
from scraper.model.lead import Lead, LeadKind


@dataclass(slots=True)
class Found:
    """What a document holds: its kind, leads to posts, and leads to further sources."""

    kind: str
    posts: list[Lead] = field(default_factory=list)
    sources: list[Lead] = field(default_factory=list)
    loose: list[Lead] = field(default_factory=list)
    """Links that may be posts, for sites that have neither feed nor sitemap."""
    name: str | None = None
    language: str | None = None
    next_feed: str | None = None
    cards: int = 0


def read_document(capture: Capture, scope: SiteScope, *, now: datetime | None = None) -> Found:
    """What an answer leads to. Raises ParseError for a broken feed or sitemap."""
    kind = what_is(capture.body, capture.media_type)
    if kind == "feed":
        return _feed(capture, scope)
    if kind == "sitemap":
        return _sitemap(capture, scope)
    if kind == "html":
        return _page(capture, scope, now)
    return Found(kind)


def _feed(capture: Capture, scope: SiteScope) -> Found:
    feed = read_feed(capture.body, capture.final_url, capture.content_type)
    found = Found("feed", name=feed.title, language=normalise_language(feed.language or ""))
    found.posts = [lead for lead in feed_leads(feed, capture.url) if judge(lead.url, scope).in_scope]
    found.next_feed = feed.next
    if feed.next is None and feed.paged and feed.entries:
        base, _, number = capture.url.partition("paged=")
        page = int(number) if number.isdigit() else 1
        found.next_feed = paged(base.rstrip("?&"), page + 1)
    return found


def _sitemap(capture: Capture, scope: SiteScope) -> Found:
    sitemap = read_sitemap(capture.body, capture.final_url)
    found = Found("sitemap")
    for lead in sitemap_leads(sitemap, capture.url):
        verdict = judge(lead.url, scope)
        if verdict.in_scope and verdict.kind is LeadKind.POST and sort_of(capture.url) != "listing":
            found.posts.append(lead)
    found.sources = [
        Lead(entry.url, LeadKind.SITEMAP, capture.url, lastmod=entry.lastmod)
        for entry in sitemap.sitemaps if sort_of(entry.url) != "listing" and judge(entry.url, scope).in_scope
    ]  # fmt: skip
    return found


def _page(capture: Capture, scope: SiteScope, now: datetime | None) -> Found:
    text, _ = decode(capture.body, capture.content_type)
    tree = parse(text)
    layout = lay_out(tree)
    url = capture.final_url
    root = tree.css_first("html")
    said = (root.attributes.get("lang") or "") if root is not None else ""
    found = Found("html", language=normalise_language(said))
    cards = find_cards(layout, url, language=found.language, now=now)
    for lead in card_leads(cards, capture.url):
        verdict = judge(lead.url, scope)
        if verdict.in_scope and verdict.kind is LeadKind.POST:
            found.posts.append(lead)
    found.cards = len(found.posts)
    named = tree.css_first('meta[property="og:site_name"][content]')
    found.name = (named.attributes.get("content") or "").strip() or None if named is not None else None
    found.sources = [
        Lead(feed, LeadKind.FEED, capture.url)
        for feed in feed_links(tree, url)
        if judge(feed, scope).in_scope
    ]
    found.sources += [lead for lead in older_pages(tree, layout, url) if judge(lead.url, scope).in_scope]
    for link in links(layout, url):
        verdict = judge(link.url, scope)
        if verdict.in_scope and verdict.kind is LeadKind.POST:
            found.loose.append(Lead(link.url, LeadKind.OTHER, capture.url))
    return found
