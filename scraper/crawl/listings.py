"""What a web page leads to: its cards, the pages behind it, its feeds, and its other links."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from scraper.crawl.found import Found, keep_posts
from scraper.crawl.known import Known
from scraper.discovery.cards import card_leads, find_cards
from scraper.discovery.links import base_of, feed_links, links, older_pages
from scraper.discovery.scope import SiteScope, judge
from scraper.discovery.traps import without_session
from scraper.discovery.wordpress import posts_address, rest_root
from scraper.fields.languages import normalise_language
from scraper.markup.dom import Tree, clean
from scraper.markup.layout import Layout
from scraper.model.capture import Capture
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import join, key, origin, same_host

_ABOUT = frozenset(("author", "tag"))
"""Links that say of themselves that they lead to a person or a subject (HTML 4.6.7), not to a post."""
_ANYWHERE = ("/", "http://", "https://")
"""What links begin with that lead to the same place from every page of a site: these are worked out once."""


def read_page(
    tree: Tree, layout: Layout, capture: Capture, scope: SiteScope, *, now: datetime | None = None
) -> Found:
    """What a web page leads to that is parsed already."""
    url = capture.final_url
    root = tree.css_first("html")
    said = (root.attributes.get("lang") or "") if root is not None else ""
    found = Found("html", language=normalise_language(said))
    cards = find_cards(layout, url, language=found.language, now=now)
    keep_posts(found, card_leads(cards, capture.url), scope)
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


def related_leads(
    layout: Layout,
    capture: Capture,
    scope: SiteScope,
    *,
    language: str | None,
    now: datetime | None = None,
    known: Known,
) -> tuple[Lead, ...]:
    """The posts that dated cards on a post's own page lead to; none where all that the page leads to is known.

    To ask that is far cheaper than to read the cards.
    """
    found, url = Found("html"), capture.final_url
    unknown = {post for post in _posts_linked(layout, url, scope) if post not in known}
    if unknown:
        cards = find_cards(layout, url, language=language, now=now)
        keep_posts(found, card_leads([card for card in cards if card.date], capture.url), scope)
        known.pass_by(unknown.difference(key(lead.url) for lead in found.posts))
    return tuple(found.posts)


def _posts_linked(layout: Layout, url: str, scope: SiteScope) -> set[str]:
    """The keys of what may be a post among all that a page leads to, itself left out."""
    site = origin(url) + "/"
    linked = {box.href for box in layout.by_tag.get("a", ())}
    linked -= {box.href for box, rel in layout.rels if not _ABOUT.isdisjoint(rel.split())}
    posts = {_post_at(site if href.startswith(_ANYWHERE) else url, href, scope) for href in linked}
    return {post for post in posts if post is not None} - {key(url)}


@lru_cache(maxsize=4_096)
def _post_at(base: str, href: str, scope: SiteScope) -> str | None:
    """The key of the post that a link may lead to; None for what is no post, or on another site."""
    found = Found("html")
    url = join(base, href)
    if url is not None:
        keep_posts(found, [Lead(url, LeadKind.POST, base)], scope)
    return key(found.posts[0].url) if found.posts else None
