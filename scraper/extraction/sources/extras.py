"""Tags, picture and canonical address: what a page says of them in its head and beside its text."""

from __future__ import annotations

from typing import Any

from scraper.extraction.marks import leading_to, leads_to
from scraper.extraction.page import Page
from scraper.extraction.sources.linked_data import LinkedData, main_article, text_value
from scraper.extraction.stage import is_foreign
from scraper.markup.dom import clean
from scraper.model.urls import host, join

MAX_TAGS = 40
_TAG = leading_to(
    "tag tags taggar tagg etikett etiqueta etiquetas schlagwort schlagworter schlagwoert schlagwoerter mot-cle mots-cle mot-cles"
    " mots-cles topic topics thema themen hashtag"
)


def tags(page: Page, data: LinkedData) -> tuple[str, ...]:
    """Tags and categories, in order, each once: `article:tag`, `rel=tag` links, JSON-LD and meta keywords."""
    found: list[str] = [content for name, content in page.metas if name == "article:tag"]
    tagged = {box for box, rel in page.layout.rels if "tag" in rel.split()}
    for block in page.lines_of(tagged.union(page.leading(_TAG))):
        named = [
            piece.text
            for piece in block.pieces
            if piece.href and len(piece.text) < 60 and (leads_to(piece.href) & _TAG or piece.box in tagged)
        ]
        if named and not is_foreign(block.box):
            found += [clean(text).lstrip("#") for text in named]
    if not found:
        node = main_article(data, page) or {}
        found = _words(node.get("keywords")) or _words(page.meta("news_keywords", "keywords"))
    unique: dict[str, str] = {}
    for tag in found:
        if 1 < len(tag) <= 60:
            unique.setdefault(tag.casefold(), tag)
    return tuple(unique.values())[:MAX_TAGS]


def _words(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text_value(entry) for entry in value[:MAX_TAGS]]
    return [clean(word) for word in str(value).split(",")] if isinstance(value, str) else []


def image(page: Page, data: LinkedData) -> str | None:
    """The absolute address of the main picture; None when the page names none."""
    said = page.meta("og:image", "og:image:url", "twitter:image", "twitter:image:src")
    if not said:
        node = main_article(data, page) or {}
        value = node.get("image")
        value = value[0] if isinstance(value, list) and value else value
        said = value.get("url", "") if isinstance(value, dict) else value if isinstance(value, str) else ""
    return join(page.base, said) if isinstance(said, str) and said else None


def canonical(page: Page) -> str | None:
    """The address that the page calls its own, where that makes sense: another host's front page does not."""
    said = page.link("canonical") or (join(page.base, found) if (found := page.meta("og:url")) else None)
    if said is None:
        return None
    if page.url and host(said).removeprefix("www.") != page.host.removeprefix("www."):
        return (
            said
            if _path(said) not in ("", "/") and _path(said).rstrip("/") == _path(page.url).rstrip("/")
            else None
        )
    return None if _path(said) in ("", "/") and _path(page.url) not in ("", "/") else said


def _path(url: str) -> str:
    return "/" + url.split("://", 1)[-1].partition("/")[2].split("?")[0].split("#")[0]
