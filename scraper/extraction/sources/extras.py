"""Tags, picture and canonical address: what a page says of them in its head and beside its text."""

from __future__ import annotations

import re
from typing import Any

from scraper.extraction.marks import leading_to, leads_to, says
from scraper.extraction.page import Page
from scraper.extraction.sources.linked_data import LinkedData, main_article, text_value
from scraper.extraction.stage import Stage, is_foreign
from scraper.markup.dom import clean
from scraper.markup.layout import Box
from scraper.model.late import late
from scraper.model.urls import host, join

MAX_TAGS = 40
_BESIDE = 4
"""So many blocks from the text stand tags in a footer that is the post's."""
_SIGNS = late(re.compile, r"[\ue000-\uf8ff]")
_is_of_many = says(r"cloud|widget|side-?bar|related|recommend|card|comment|popular|menu")
_TAG = leading_to(
    "tag tags taggar tagg etikett etiqueta etiquetas schlagwort schlagworter schlagwoert schlagwoerter mot-cle mots-cle mot-cles"
    " mots-cles topic topics thema themen hashtag"
)


def tags(page: Page, data: LinkedData, stage: Stage) -> tuple[str, ...]:
    """Tags and categories, in order, each once: `article:tag`, `rel=tag` links, JSON-LD and meta keywords.

    Where nobody else says any, links at either end of the text count, though they stand in a footer.
    """
    said = [content for name, content in page.metas if name == "article:tag"]
    found = _listed(said[0]) if len(said) == 1 else said
    beside: list[str] = []
    tagged = {box for box, rel in page.layout.rels if "tag" in rel.split()}
    for block in page.lines_of(tagged.union(page.leading(_TAG))):
        named = [
            text
            for piece in block.pieces
            if piece.href
            and (leads_to(piece.href.rstrip("/")) & _TAG or piece.box in tagged)
            and len(text := clean(piece.text)) < 60
        ]
        if not named:
            continue
        if not is_foreign(block.box):
            found += named
        elif stage.distance(block.index) <= _BESIDE and not _of_many(block.box):
            beside += named
    if not found:
        node = main_article(data, page) or {}
        found = _words(node.get("keywords")) or _words(page.meta("news_keywords", "keywords")) or beside
    unique: dict[str, str] = {}
    for tag in map(_bare, found):
        if (1 < len(tag) <= 60) or tag[:1] >= "\u2e80":  # one character is a word in Chinese
            unique.setdefault(tag.casefold(), tag)
    return tuple(unique.values())[:MAX_TAGS]


def _listed(tag: str) -> list[str]:
    """The tags that one element names, with commas between; `Business, Finance, & Economics` is one."""
    parts = [part.strip() for part in tag.split(",")]
    return [tag] if any(part.startswith(("&", "and ")) for part in parts) else parts


def _bare(text: str) -> str:
    """A tag without what stands before it: `#`, or a sign of a font of pictures (private use)."""
    return clean(_SIGNS.sub(" ", text)).lstrip("# ")


def _of_many(box: Box | None) -> bool:
    """True in a list of what all posts are tagged with, or among other posts."""
    while box is not None:
        if box.marks and _is_of_many(box.marks):
            return True
        box = box.parent
    return False


def _words(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text_value(entry) for entry in value[:MAX_TAGS]]
    return [word for part in str(value).split(",") if (word := clean(part))] if isinstance(value, str) else []


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
