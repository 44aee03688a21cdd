"""What a fetched document leads to: feeds, sitemaps and listings read into leads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from scraper.discovery.cards import card_leads, find_cards
from scraper.discovery.feeds import feed_leads, paged, read_feed
from scraper.discovery.fragments import fragments, page_behind, read_json
from scraper.discovery.kinds import what_is
from scraper.discovery.links import base_of, feed_links, links, older_pages
from scraper.discovery.scope import SiteScope, judge
from scraper.discovery.sitemaps import read_sitemap, sitemap_leads, sort_of
from scraper.discovery.traps import without_session
from scraper.discovery.wordpress import next_page, posts_address, rest_leads, rest_root
from scraper.fields.languages import normalise_language
from scraper.markup.dom import Tree, clean, parse
from scraper.markup.encoding import decode
from scraper.markup.layout import Layout
from scraper.markup.walk import lay_out
from scraper.model.capture import Capture
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import same_host


@dataclass(slots=True)
class Found:
    """What a document holds: its kind, leads to posts, and leads to further sources."""

    kind: str
    posts: list[Lead] = field(default_factory=list)
    sources: list[Lead] = field(default_factory=list)
    loose: list[Lead] = field(default_factory=list)
    """Links that may be posts, for sites that have neither feed nor sitemap."""
    archives: list[Lead] = field(default_factory=list)
    """Listings by date and whole archives, for sites that have neither and whose pages lead nowhere else."""
    left: dict[str, str] = field(default_factory=dict)
    """Addresses that lead into endless spaces, and into which."""
    name: str | None = None
    language: str | None = None
    next_feed: str | None = None
    """The page behind a feed, or behind a page of a REST interface."""
    title: str = ""
    words: frozenset[str] = frozenset()
    """Of a web page, to know a site's "not found" again where it answers 200."""
    cards: int = 0


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
        text, _ = decode(capture.body, capture.content_type)
        tree = parse(text)
        return read_page(tree, lay_out(tree), capture, scope, now=now)
    return Found(kind)


def related_leads(
    layout: Layout, capture: Capture, scope: SiteScope, *, language: str | None, now: datetime | None = None
) -> tuple[Lead, ...]:
    """The posts that dated cards on a post's own page lead to."""
    found = Found("html")
    cards = find_cards(layout, capture.final_url, language=language, now=now)
    _keep_posts(found, card_leads([card for card in cards if card.date], capture.url), scope)
    return tuple(found.posts)


def _json(read: Any, capture: Capture, scope: SiteScope, now: datetime | None) -> Found:
    """A page of a REST interface, or what a "load more" button is answered with."""
    leads = rest_leads(read, capture.final_url)
    if leads is not None:
        found = Found("rest", next_feed=next_page(capture.url, capture.headers, len(read)))
        _keep_posts(found, leads, scope, trusted=True)
        return found
    html = fragments(read)
    if not html:
        return Found("other")
    tree = parse(html)
    found = read_page(tree, lay_out(tree), capture, scope, now=now)
    behind = page_behind(read, capture.final_url)
    if behind and judge(behind, scope).in_scope:
        found.sources.append(Lead(behind, LeadKind.LISTING, capture.url))
    return found


def _keep_posts(found: Found, leads: list[Lead], scope: SiteScope, *, trusted: bool = False) -> None:
    """Of these leads, those that may be posts; of addresses that are one visitor's own, those that are everybody's.

    A feed is `trusted`: its entries are posts even at the address of a day or with a number.
    """
    for lead in leads:
        verdict = judge(lead.url, scope)
        if not verdict.in_scope and (plain := without_session(lead.url)) is not None:
            found.left[lead.url] = verdict.reason
            lead, verdict = replace(lead, url=plain), judge(plain, scope)
        listed = trusted and verdict.kind is LeadKind.LISTING and verdict.reason != "the front page"
        if verdict.in_scope and (verdict.kind is LeadKind.POST or listed):
            found.posts.append(lead)
        elif verdict.reason.startswith("trap"):
            found.left[lead.url] = verdict.reason


def _feed(capture: Capture, scope: SiteScope) -> Found:
    feed = read_feed(capture.body, capture.final_url, capture.content_type)
    found = Found("feed", name=feed.title, language=normalise_language(feed.language or ""))
    _keep_posts(found, feed_leads(feed, capture.url), scope, trusted=True)
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
        _keep_posts(found, sitemap_leads(sitemap, capture.url), scope)
    # What an index names is a sitemap whatever it is called; elsewhere than beside the index only on the site itself.
    found.sources = [
        Lead(entry.url, LeadKind.SITEMAP, capture.url, lastmod=entry.lastmod)
        for entry in sitemap.sitemaps
        if sort_of(entry.url) != "listing"
        and (same_host(entry.url, capture.final_url) or judge(entry.url, scope).in_scope)
    ]
    return found


def read_page(
    tree: Tree, layout: Layout, capture: Capture, scope: SiteScope, *, now: datetime | None = None
) -> Found:
    """What a web page leads to that is parsed already."""
    url = capture.final_url
    root = tree.css_first("html")
    said = (root.attributes.get("lang") or "") if root is not None else ""
    found = Found("html", language=normalise_language(said))
    cards = find_cards(layout, url, language=found.language, now=now)
    _keep_posts(found, card_leads(cards, capture.url), scope)
    found.cards = len(found.posts)
    named = tree.css_first('meta[property="og:site_name"][content]')
    found.name = (named.attributes.get("content") or "").strip() or None if named is not None else None
    heading = tree.css_first("title")
    found.title = clean(heading.text()) if heading is not None else ""
    found.words = frozenset(word for block in layout.blocks for word in block.text.lower().split())
    found.sources = [
        Lead(feed, LeadKind.FEED, capture.url)
        for feed in feed_links(tree, url)
        if judge(feed, scope).in_scope
    ]
    rest = rest_root(tree, capture.headers, url)
    if rest and same_host(rest, url):
        found.sources.append(Lead(posts_address(rest), LeadKind.REST, capture.url))
    behind = older_pages(tree, layout, url)
    found.sources += [lead for lead in behind if judge(lead.url, scope).in_scope]
    _sort_links(found, [link.url for link in links(layout, base_of(tree, url))], capture.url, scope)
    return found


def _sort_links(found: Found, printed: list[str], found_in: str, scope: SiteScope) -> None:
    """What the links of a page may lead to, besides its cards and the pages behind it."""
    for url in printed:
        verdict = judge(url, scope)
        if verdict.reason.startswith("trap"):
            found.left[url] = verdict.reason
            plain = without_session(url)
            if plain is None:
                continue
            url, verdict = plain, judge(plain, scope)
        if not verdict.in_scope:
            continue
        if verdict.kind is LeadKind.POST:
            found.loose.append(Lead(url, LeadKind.OTHER, found_in))
        elif verdict.reason in ("archive page", "a date archive"):
            found.archives.append(Lead(url, LeadKind.LISTING, found_in))
