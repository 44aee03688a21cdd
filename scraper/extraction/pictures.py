"""The pictures that belong to a text: within its span, and in no box that is foreign to it."""

from __future__ import annotations

from scraper.extraction.body import Body
from scraper.extraction.foreign import mark_of
from scraper.markup.layout import Box, Layout, Picture

_MOST = 100
_SMALLEST = 60
"""Pixels: smaller pictures are icons, buttons and counters."""
_LEVELS = 8


def pictures_of(layout: Layout, body: Body) -> list[Picture]:
    """The text's own pictures, in order; without icons, and without those of cards and share rows."""
    if not body.blocks:
        return []
    return [
        picture
        for picture in layout.pictures
        if body.start <= picture.before <= body.end
        and not _is_small(picture)
        and (body.start < picture.before < body.end or _touches(picture.box, body))
        and not _is_foreign(picture.box, layout, body)
    ][:_MOST]


def _touches(box: Box, body: Body) -> bool:
    """True where a picture above or below the text shares a box with it that is not the whole page."""
    walk: Box | None = box
    for _ in range(_LEVELS):
        if walk is None or walk.tag in ("body", "html"):
            return False
        if walk.start < body.end and walk.end > body.start:
            return True
        walk = walk.parent
    return False


def _is_small(picture: Picture) -> bool:
    for name in ("width", "height"):
        value = (picture.attributes.get(name) or "").strip().removesuffix("px")
        if value.isascii() and value.isdigit() and len(value) < 5 and int(value) < _SMALLEST:
            return True
    return False


def _is_foreign(box: Box, layout: Layout, body: Body) -> bool:
    """True within a box that is marked as foreign and holds nothing of the text."""
    walk: Box | None = box
    for _ in range(_LEVELS):
        if walk is None or walk.tag in ("body", "html", "main"):
            return False
        if walk.start <= body.start and walk.end >= body.end:
            return False
        if walk.tag not in ("figure", "figcaption", "p") and _is_marked(walk, layout):
            return True
        walk = walk.parent
    return False


def _is_marked(box: Box, layout: Layout) -> bool:
    return "image" not in box.marks and "photo" not in box.marks and mark_of(box, layout) > 0
