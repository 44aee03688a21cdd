"""A page as a reader meets it: blocks of text in order, and the boxes they stand in.

Every question (where is the body, what is printed under the title, which blocks repeat) is answered on these
plain Python values; `walk` makes them from the tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scraper.markup.dom import Node

BREAK = "\n"
"""The text of a piece that is a line break (`<br>`); the source's own line feeds are blanks."""


@dataclass(slots=True, eq=False)
class Box:
    """One element, the `number`th of the page. `marks` are its class, id, role and itemprop in lower case, for a look
    only.

    `start` and `end` say which blocks lie within (`layout.blocks[start:end]`); `href` is the link around its
    text, as it stands in the source, and empty where there is none.
    """

    number: int
    tag: str
    node: Node
    parent: Box | None
    depth: int
    marks: str
    start: int
    end: int = 0
    href: str = ""

    @property
    def attributes(self) -> dict[str, str | None]:
        """The element's attributes, read anew each time: few boxes are asked for theirs."""
        return self.node.attributes

    def within(self, *tags: str) -> bool:
        """True when this box or one around it has one of the tags."""
        box: Box | None = self
        while box is not None:
            if box.tag in tags:
                return True
            box = box.parent
        return False


def side_by_side(one: Box, other: Box) -> bool:
    """True for two elements neither of which stands in the other: a reader sees them parted, by space or by colour."""
    return one is not other and not _holds(one, other) and not _holds(other, one)


def _holds(outer: Box, inner: Box) -> bool:
    around = inner.parent
    while around is not None and around.depth > outer.depth:
        around = around.parent
    return around is outer


@dataclass(slots=True, eq=False)
class Piece:
    """A run of text in one element: `box` is the innermost element around it, inline ones too."""

    text: str
    box: Box
    href: str


@dataclass(slots=True, eq=False)
class Block:
    """A paragraph, heading, list entry, cell or line as a reader sees it.

    `text` has single blanks, and a line feed where the page breaks the line. `box` is the element that
    makes it a block. `link_chars` counts the characters within links.
    """

    index: int
    text: str
    box: Box
    pieces: list[Piece]
    link_chars: int

    @property
    def tag(self) -> str:
        """The block element's tag: `p`, `h2`, `li`, `td`, `div`, …"""
        return self.box.tag

    @property
    def link_density(self) -> float:
        """Share of the characters that are link text, 0 to 1."""
        return min(1.0, self.link_chars / max(1, len(self.text)))


@dataclass(slots=True, eq=False)
class Picture:
    """An `<img>`: the box it stands in, its attributes, and how many blocks come before it."""

    box: Box
    attributes: dict[str, str | None]
    before: int


@dataclass(slots=True, eq=False)
class Layout:
    """All blocks, boxes and pictures of a page, in document order. Boxes can be asked for by what
    they are, too: by their tag, and by their marks where they have any. `rels` are the links that
    say what they are to the page, and what they say (`rel`), in lower case.

    `menus` are those that are closed: a block each that says what their links say, and no boxes within."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    rels: list[tuple[Box, str]] = field(default_factory=list)
    menus: list[Box] = field(default_factory=list)
    by_marks: dict[str, list[Box]] = field(default_factory=dict)
    by_tag: dict[str, list[Box]] = field(default_factory=dict)
