"""Links of a page: its feeds, the pages of a listing, and everything else it leads to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scraper.markup.dom import Tree, clean
from scraper.markup.layout import Layout
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import join, key, path, same_host

FEED_TYPES = frozenset(
    (
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "text/xml",
        "application/xml",
    )
)
WELL_KNOWN_FEEDS = ("/feed/", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/rss", "/feed.json")
WELL_KNOWN_SITEMAPS = ("/sitemap.xml", "/wp-sitemap.xml", "/sitemap_index.xml")
_FEED_PATH = re.compile(
    r"/(?:feed|rss|atom)(?:/|\.xml|\.json)?$|/(?:index|blog)\.(?:rdf|rss)$", re.IGNORECASE
)
_OLDER = re.compile(
    r"^\W*(?:older(?: posts| entries| articles)?|previous (?:posts|entries)|next(?: page| posts)?|more posts|load more|show more|äldre(?: inlägg| artiklar)?|nästa(?: sida)?|visa fler|fler inlägg|ladda fler|eldre(?: innlegg)?|neste(?: side)?|ældre|næste"
    r"|vanhemmat|seuraava|lisää|ältere(?: beiträge| artikel)?|nächste(?: seite)?|weitere(?: beiträge)?|mehr laden|ouder|oudere berichten|volgende|plus anciens|articles plus anciens|suivant(?:e|s)?|page suivante|anteriores|entradas antiguas|siguiente|más antiguas"
    r"|precedenti|successiv[oa]|articoli meno recenti|próxima?|seguinte|mais antigos|starsze(?: wpisy)?|następna|starší|další|старше|раніше|далі|следующая|далее|ранее|eski(?: yazılar)?|sonraki|次へ|次のページ|前の記事|古い投稿|下一页|下一頁|更多|다음)\W*$|^[›»→>]+$",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"/(?:page|sida|side|seite|pagina|página|strona|stranka|sivu|sayfa)/?[-/]?(\d{1,4})(?:/|\.html?)?$|[?&](?:paged?|p|sida|seite|pagina|start|offset)=(\d{1,5})(?:&|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link as printed: where to, and its text."""

    url: str
    text: str


def feed_links(tree: Tree, url: str) -> list[str]:
    """Feeds that a page names, those of comments last; `<link rel=alternate>` before printed links."""
    found: list[tuple[int, str]] = []
    for node in tree.css("link[rel][href]"):
        attributes = node.attributes
        if (
            "alternate" in (attributes.get("rel") or "").lower()
            and (attributes.get("type") or "").lower().split(";")[0] in FEED_TYPES
        ):
            target = join(url, attributes.get("href") or "")
            if target and "oembed" not in target:
                about = f"{target} {attributes.get('title') or ''}".lower()
                found.append((1 if "comment" in about or "kommentar" in about else 0, target))
    for node in tree.css("a[href]"):
        target = join(url, node.attributes.get("href") or "")
        if target and same_host(target, url) and _FEED_PATH.search(path(target)):
            found.append((2, target))
    ordered = [target for _, target in sorted(found, key=lambda pair: pair[0])]
    return list(dict.fromkeys(ordered))[:6]


def older_pages(tree: Tree, layout: Layout, url: str) -> list[Lead]:
    """The pages behind this one in a listing: `rel=next`, "older posts", and numbered pages."""
    found: dict[str, str] = {}
    for node in tree.css("link[rel=next][href], a[rel~=next][href]"):
        if target := join(url, node.attributes.get("href") or ""):
            found.setdefault(target, "rel=next")
    stem = _PAGE.sub("", url).rstrip("/")
    for link in links(layout, url):
        number = _PAGE.search(link.url)
        if (
            _OLDER.match(link.text)
            and same_host(link.url, url)
            and (number or _PAGE.search(url) or len(link.text) > 5)
        ):
            found.setdefault(link.url, "older")
        elif number and link.text.strip().isdigit() and _PAGE.sub("", link.url).rstrip("/") == stem:
            found.setdefault(link.url, "numbered")
    for node in tree.css("[data-next-page], [data-next-url], [data-load-more-url]"):
        values = node.attributes
        if target := join(
            url,
            values.get("data-next-url")
            or values.get("data-load-more-url")
            or values.get("data-next-page")
            or "",
        ):
            found.setdefault(target, "load more")
    return [
        Lead(target, LeadKind.LISTING, url)
        for target in found
        if same_host(target, url) and key(target) != key(url)
    ]


def links(layout: Layout, url: str) -> list[PageLink]:
    """Every link of the visible page to an http address, each address once, with the longest of its texts."""
    found: dict[str, str] = {}
    for block in layout.blocks:
        if not block.link_chars:
            continue
        for piece in block.pieces:
            if piece.href and piece.href[0] != "#" and (target := join(url, piece.href)):
                text = clean(piece.text)
                if len(text) > len(found.get(target, "")) or target not in found:
                    found[target] = text
    for box in layout.boxes:
        if (
            box.tag == "a"
            and box.start == box.end
            and (target := join(url, box.attributes.get("href") or ""))
        ):
            found.setdefault(target, "")
    return [PageLink(target, text) for target, text in found.items()]
