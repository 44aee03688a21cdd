"""Links of a page: its feeds, its canonical address, the pages of a listing, and everything else it leads to."""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.discovery.addresses import page_number
from scraper.discovery.words import words
from scraper.markup.dom import Tree, clean
from scraper.markup.layout import Box, Layout
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import host, join, key, path, query, same_host

FEED_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/x-rss+xml",
        "text/xml",
        "application/xml",
    )
)
_FEED_PATH = re.compile(
    r"/(?:feed|rss|atom|rdf)(?:/|\.xml|\.json|\.rss|\.php)?$|/(?:index|blog|news)\.(?:rdf|rss|atom)$",
    re.IGNORECASE,
)
_COMMENTS = ("comment", "kommentar", "commentaire", "comentario", "reactie", "commenti")
_LOAD_MORE = (
    "data-next-url",
    "data-load-more-url",
    "data-next-page",
    "data-next",
    "data-ajax-url",
    "data-url",
)
_MORE_MARKS = ("more", "next", "older", "load")
_EDGES = re.compile(r"^\W+|\W+$")
_ARROWS = re.compile(r"^[›»→>]+$")
_MAX_FEEDS = 6
_MAX_TEXT = 40
_TEMPLATE = re.compile(r"\{(?:page|n|num|number|nr)\}|%(?:d|page%)|(?<=page=)$", re.IGNORECASE)
_NAVIGATION = frozenset(("nav", "header", "footer", "aside", "menu"))
_NAVIGATION_MARKS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar)(?:$|[\s_-])"
)


class PageLink(NamedTuple):
    """A link as printed: where to, its text, and whether each place it stands in is navigation."""

    url: str
    text: str
    in_navigation: bool = False


def base_of(tree: Tree, url: str) -> str:
    """What the page's relative addresses are relative to (HTML 4.2.3)."""
    node = tree.css_first("base[href]")
    return (join(url, node.attributes.get("href") or "") if node is not None else None) or url


def feed_links(tree: Tree, url: str) -> list[str]:
    """Feeds that a page names, those of comments last; `<link rel=alternate>` before printed links."""
    base = base_of(tree, url)
    found: list[tuple[int, str]] = []
    for node in tree.css("link[rel][href]"):
        attributes = node.attributes
        rel = (attributes.get("rel") or "").lower().split()
        sort = (attributes.get("type") or "").lower().split(";")[0].strip()
        if "feed" in rel or ("alternate" in rel and sort in FEED_TYPES):
            target = join(base, attributes.get("href") or "")
            if target and "oembed" not in target:
                about = f"{target} {attributes.get('title') or ''}".lower()
                found.append((1 if any(word in about for word in _COMMENTS) else 0, target))
    seen: set[str] = set()
    for node in tree.css("a[href]"):
        href = node.attributes.get("href") or ""
        if href in seen or not _may_be_feed(href):
            continue
        seen.add(href)
        target = join(base, href)
        if target and same_host(target, url) and _FEED_PATH.search(path(target)):
            found.append((3 if any(word in target.lower() for word in _COMMENTS) else 2, target))
    ordered = [target for _, target in sorted(found, key=lambda pair: pair[0])]
    return list(dict.fromkeys(ordered))[:_MAX_FEEDS]


def _may_be_feed(href: str) -> bool:
    low = href.lower()
    return "feed" in low or "rss" in low or "atom" in low or "rdf" in low


def older_pages(tree: Tree, layout: Layout, url: str) -> list[Lead]:
    """The pages behind this one in a listing: `rel=next`, "older posts", numbered pages, "load more"."""
    base = base_of(tree, url)
    found: dict[str, None] = {}
    for node in tree.css("link[rel~=next][href], a[rel~=next][href]"):
        if target := join(base, node.attributes.get("href") or ""):
            found.setdefault(target)
    here = page_number(url)
    stem = here[0] if here else host(url) + path(url).rstrip("/") + "?" + query(url)
    for link in links(layout, base):
        if len(link.text) <= _MAX_TEXT and _leads_on(link, stem, here, url):
            found.setdefault(link.url)
    for target in _load_more(tree, base):
        found.setdefault(target)
    own = key(url)
    return [
        Lead(target, LeadKind.LISTING, url)
        for target in found
        if same_host(target, url) and key(target) != own
    ]


def _leads_on(link: PageLink, stem: str, here: tuple[str, int] | None, url: str) -> bool:
    there = page_number(link.url)
    text = _EDGES.sub("", link.text.lower())
    older, following = text in words().older, text in words().next or bool(_ARROWS.match(link.text))
    if there is not None and there[0] == stem:
        behind = there[1] == (here[1] if here else 1) + 1 and not query(link.url).startswith("p=")
        return older or following or text.isdigit() or behind
    return same_host(link.url, url) and (older or (following and there is not None))


def _load_more(tree: Tree, base: str) -> list[str]:
    """Addresses that a "load more" button keeps in an attribute."""
    found = []
    for node in tree.css(",".join(f"[{name}]" for name in _LOAD_MORE)):
        values = node.attributes
        marks = f"{values.get('class') or ''} {values.get('id') or ''} {values.get('rel') or ''}".lower()
        for name in _LOAD_MORE:
            value = _TEMPLATE.sub("2", (values.get(name) or "").strip())
            named = name not in ("data-url", "data-ajax-url") or any(mark in marks for mark in _MORE_MARKS)
            if (
                value
                and not value.isdigit()
                and value[0] not in "{["
                and named
                and (target := join(base, value))
            ):
                found.append(target)
                break
    return found


def links(layout: Layout, url: str) -> list[PageLink]:
    """Every link of the visible page to an http address, each address once, with the longest of its texts."""
    printed: dict[str, tuple[str, bool]] = {}
    for block in layout.blocks:
        if not block.link_chars:
            continue
        aside: bool | None = None
        for piece in block.pieces:
            if piece.href and piece.href[0] != "#":
                aside = _in_navigation(block.box) if aside is None else aside
                text, before = printed.get(piece.href, ("", True))
                mine = clean(piece.text)
                printed[piece.href] = (mine if len(mine) > len(text) else text, aside and before)
    for box in layout.boxes:
        if box.tag == "a" and box.start == box.end and (href := box.attributes.get("href")):
            printed.setdefault(href, ("", _in_navigation(box)))
    found: dict[str, PageLink] = {}
    for href, (text, aside) in printed.items():
        target = join(url, href)
        if target is None:
            continue
        known = found.get(target)
        if known is not None:
            text, aside = max(known.text, text, key=len), known.in_navigation and aside
        found[target] = PageLink(target, text, aside)
    return list(found.values())


def _in_navigation(box: Box) -> bool:
    around: Box | None = box
    while around is not None:
        if around.tag in _NAVIGATION or (around.marks and _NAVIGATION_MARKS.search(around.marks)):
            return True
        if around.tag in ("main", "article"):
            return False
        around = around.parent
    return False
