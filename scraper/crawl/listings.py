"""What a web page leads to: its cards, the pages behind it, its feeds, and its other links."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from string import digits

from scraper.crawl.found import Found, keep_posts
from scraper.crawl.known import Known, Link
from scraper.discovery.cards import card_leads, find_cards
from scraper.discovery.links import base_of, feed_links, links, older_pages
from scraper.discovery.scope import SiteScope, judge
from scraper.discovery.site_names import site_name
from scraper.discovery.traps import without_session
from scraper.discovery.wordpress import posts_address, rest_root
from scraper.fields.languages import normalise_language
from scraper.markup.dom import Tree, clean
from scraper.markup.layout import Box, Layout
from scraper.model.capture import Capture
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import join, key, origin, same_host

_ABOUT = frozenset(("author", "tag"))
"""Links that say of themselves that they lead to a person or a subject (HTML 4.6.7), not to a post."""
_AROUND = 2
_NO_DIGITS = str.maketrans("", "", digits)
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
    found.name = site_name(tree, url)
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
    strange = {link for link in _strange_links(layout, url, scope, known) if not known.is_frame(link)}
    if strange:
        cards = find_cards(layout, url, language=language, now=now)
        keep_posts(found, card_leads([card for card in cards if card.date], capture.url), scope)
        posts = {key(lead.url) for lead in found.posts}
        known.pass_by(link for link in strange if link.key not in posts)
    return tuple(found.posts)


def _strange_links(layout: Layout, url: str, scope: SiteScope, known: Known) -> Iterator[Link]:
    """The links of a page to what may be a post and is no lead yet, itself left out."""
    site, own, anchors = origin(url) + "/", key(url), layout.by_tag.get("a", ())
    linked = {box.href for box in anchors}
    linked -= {box.href for box, rel in layout.rels if not _ABOUT.isdisjoint(rel.split())}
    strange: dict[str, str] = {}
    for href in linked:
        post = _post_at(site if href.startswith(_ANYWHERE) else url, href, scope)
        if post is not None and post != own and not known.is_named(post):
            strange[href] = post
    if strange:
        yield from (Link(strange[box.href], _place_of(box)) for box in anchors if box.href in strange)


def _place_of(anchor: Box) -> str:
    """The link and the two boxes around it: a heading and its card, an entry and its list. Numbers are a post's own."""
    around, said = anchor.parent, anchor.marks
    for _ in range(_AROUND):
        if around is None or around.tag == "body":
            break
        said += f" < {around.tag} {around.marks}"
        around = around.parent
    return said.translate(_NO_DIGITS)


@lru_cache(maxsize=4_096)
def _post_at(base: str, href: str, scope: SiteScope) -> str | None:
    """The key of the post that a link may lead to; None for what is no post, or on another site."""
    found = Found("html")
    url = join(base, href)
    if url is not None:
        keep_posts(found, [Lead(url, LeadKind.POST, base)], scope)
    return key(found.posts[0].url) if found.posts else None
