"""What the chosen blocks stand in: lists, quotes, tables. Boxes that only serve the page's looks are left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from scraper.extraction.inline import Run, runs_of
from scraper.markup.layout import Block, Box, Picture
from scraper.model.urls import join

HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
"""The level that a heading is printed at: the post's title has the first level to itself."""
_WRAPPERS = frozenset(("ul", "ol", "li", "blockquote", "table", "tr", "td", "th"))
_PARTS = frozenset(("li", "tr", "td", "th"))
"""Wrappers that mean nothing without the one around them."""
_DEEP = 80
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original")


@dataclass(slots=True)
class Placed:
    """A block with its runs, or a picture; and the wrappers around it, the outermost first."""

    thing: Block | Picture
    path: tuple[Box, ...]
    runs: Sequence[Run] = ()


def placed(blocks: Sequence[Block], pictures: Sequence[Picture] = (), base: str = "") -> list[Placed]:
    """Blocks and pictures in the order of the page, each with its wrappers; links are absolute, seen from `base`.

    Wrappers around everything are left out: a table about a whole text serves its looks, and so does one that holds
    tables, or no two cells in a row.
    """
    known: dict[Box | None, tuple[Box, ...]] = {}
    found = [
        Placed(thing, _path(thing.box, known), runs_of(thing, base) if isinstance(thing, Block) else ())
        for thing in _in_order(blocks, pictures)
    ]
    if not found:
        return []
    if looks := _tables_for_looks(found):
        for one in found:
            one.path = _without(one.path, looks)
    shared = len(found[0].path)
    for one in found[1:]:
        shared = min(shared, _shared(found[0].path, one.path))
    while shared and any(len(one.path) > shared and one.path[shared].tag in _PARTS for one in found):
        shared -= 1
    if shared and len(found) == 1 and found[0].path[-1].tag in ("li", "blockquote"):
        shared = 0
    for one in found if shared else ():
        one.path = one.path[shared:]
    return found


def _tables_for_looks(found: Sequence[Placed]) -> set[Box]:
    rows: dict[Box, dict[Box | None, set[Box]]] = {}
    looks: set[Box] = set()
    for path in {one.path for one in found}:
        table = row = None
        for box in path:
            if box.tag == "table":
                if table is not None:
                    looks.add(table)
                table, row = box, None
                rows.setdefault(table, {})
            elif box.tag == "tr":
                row = box
            elif box.tag in ("td", "th") and table is not None:
                rows[table].setdefault(row, set()).add(box)
    return looks | {table for table, cells in rows.items() if all(len(row) < 2 for row in cells.values())}


def _without(path: tuple[Box, ...], looks: Collection[Box]) -> tuple[Box, ...]:
    """The wrappers without some tables, and without their rows and cells."""
    kept: list[Box] = []
    table: Box | None = None
    for box in path:
        if box.tag == "table":
            table = box
        if table not in looks or box.tag not in ("table", "tr", "td", "th"):
            kept.append(box)
    return tuple(kept)


def shared_wrappers(one: Collection[Box], other: Collection[Box]) -> int:
    """How many wrappers two things have in common, from the outside in."""
    return _shared(one, other)


def _shared(one: Collection[Box], other: Collection[Box]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left is not right:
            break
        count += 1
    return count


def _path(box: Box, known: dict[Box | None, tuple[Box, ...]]) -> tuple[Box, ...]:
    """The wrappers that a box is or stands in; neighbours share those around them, which are `known`."""
    around = known.get(box.parent)
    if around is None:
        around = known[box.parent] = tuple(reversed([one for one in _above(box) if one.tag in _WRAPPERS]))
    return (*around, box) if box.tag in _WRAPPERS else around


def _above(box: Box) -> Iterator[Box]:
    walk = box.parent
    for _ in range(_DEEP):
        if walk is None:
            return
        yield walk
        walk = walk.parent


def _in_order(blocks: Sequence[Block], pictures: Sequence[Picture]) -> Iterator[Block | Picture]:
    place = 0
    for block in blocks:
        while place < len(pictures) and pictures[place].before <= block.index:
            yield pictures[place]
            place += 1
        yield block
    yield from pictures[place:]


def picture_source(picture: Picture, base: str) -> str:
    """The picture's absolute address, empty where it has none; lazy loading keeps it in `data-src`."""
    for name in _SOURCES:
        value = (picture.attributes.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return join(base, value) or ""
    return ""


def figure_of(box: Box) -> Box | None:
    """The `<figure>` around a box, a few levels up; None where there is none."""
    walk: Box | None = box
    for _ in range(6):
        if walk is None:
            break
        if walk.tag == "figure":
            return walk
        walk = walk.parent
    return None
