"""One walk over the tree of a page, without recursion, that makes its layout: what no reader sees is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from scraper.markup.dom import MAX_DEPTH, Node, Tree, clean, without_controls
from scraper.markup.elements import (
    BLOCK,
    INLINE,
    KINDS,
    LINE_BREAK,
    NOTED,
    PICTURE,
    RULE,
    TEXT,
    UNSEEN,
    is_alone,
    is_hidden,
    is_mark,
    kind,
    marks_of,
)  # fmt: skip
from scraper.markup.layout import BREAK, Block, Box, Layout, Picture, Piece
from scraper.markup.menus import said_by_links

MAX_NODES = 60_000
"""Pages with more nodes are read up to here: hostile or broken, and no reader would get that far."""

_DEEP = 16
"""Inline boxes within each other that are looked at."""
_CELLS = frozenset(("td", "th"))
_CELL = 200
"""Characters that a cell's one paragraph has at most to be the cell itself: pages laid out as tables have longer ones."""
_LONGEST_NUMBER = 6
_HOLDERS = frozenset((*_CELLS, "pre"))
_LINES_OF_CODE = frozenset(("div", "ol", "ul", "li"))
"""Elements within `<pre>` that make lines of it, as highlighters of code write them."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_MENUS = frozenset(("nav", "menu"))
_MOST_REFUSED = 20
"""Boxes called menus that are none: so many are looked into, for they may stand in each other."""


def lay_out(tree: Tree, is_menu: Callable[[str], bool] | None = None) -> Layout:
    """The page's layout. Never raises; in time proportional to the page.

    With `is_menu`, which is asked for marks, menus are closed: who reads what is printed about a text need not walk
    through lists of links, which are a third of a page's elements.
    """
    layout = Layout()
    body = tree.body
    root = body if body is not None else tree.root
    if root is not None:
        _Walk(layout, is_menu).run(root)
    return layout


class _Walk:
    """One walk over the tree. `pieces` are the block that is being gathered, `block_box` what makes it one.

    This is the hottest loop of the house: it asks the tree for little, and calls for nothing that it can see.
    """

    def __init__(self, layout: Layout, is_menu: Callable[[str], bool] | None) -> None:
        self.layout = layout
        self.is_menu = is_menu
        self.refused = 0  # boxes that are called menus and are none
        self.pieces: list[Piece] = []
        self.broken = False  # whether a line break is among the pieces
        self.block_box: Box | None = None

    def run(self, root: Node) -> None:
        """Down into each element that makes a box, else on to what follows it, or what follows a box around it."""
        layout = self.layout
        blocks, boxes, rels = layout.blocks, layout.boxes, layout.rels
        by_tag: defaultdict[str, list[Box]] = defaultdict(list)
        by_marks: defaultdict[str, list[Box]] = defaultdict(list)
        layout.by_tag, layout.by_marks = by_tag, by_marks
        known, nothing_of_note, is_menu = KINDS.get, NOTED.isdisjoint, self.is_menu
        node: Node | None = root
        after: list[Node | None] = []  # what follows each box that is open
        box: Box | None = None
        depth = 0
        href = ""
        for _ in range(MAX_NODES):
            while node is None:
                if box is None:
                    return
                if box.tag in INLINE:
                    box.end = len(blocks)
                else:
                    self.leave(box)
                node, box = after.pop(), box.parent
                depth -= 1
                if box is None:
                    return
                href = box.href
            here, node = node, node.next
            number = here.tag_id
            sort, tag = known(number) or kind(number, here.tag or "")
            if sort == TEXT:
                if box is not None:
                    text = here.text_content or ""
                    if text.isspace() and (self.block_box is None or self.block_box.tag != "pre"):
                        if not self.pieces:
                            continue  # blanks before the first word of a block show nowhere but in preformatted text
                        text = " "
                    self.pieces.append(Piece(text, box, href))
                continue
            if sort == UNSEEN:
                continue
            if sort == LINE_BREAK:
                if box is not None:
                    self.break_line(box)
                continue
            attributes = here.attributes
            if not attributes:
                marks = ""
            elif nothing_of_note(attributes):
                marks = (attributes.get("class") or "").lower()
            elif "hidden" in attributes or is_hidden(attributes.get("style")):
                continue
            else:
                marks = marks_of(attributes)
            if sort == PICTURE:
                if box is not None and attributes:
                    layout.pictures.append(Picture(box, attributes, len(blocks) + bool(self.pieces)))
                continue
            if sort == RULE:
                self.flush()
                continue
            if box is not None and depth > MAX_DEPTH:
                self.pieces.append(Piece(here.text() or "", box, href))
                continue
            if tag == "a":
                href = attributes.get("href") or "#"
                if (
                    href[0] == "#"
                    and (about := self.block_box) is not None
                    and about.tag in _HEADINGS
                    and is_mark(here)
                ):
                    href = box.href if box is not None else ""
                    continue
            inside = Box(len(boxes), tag, here, box, depth, marks, len(blocks), 0, href)
            if tag == "a" and (rel := attributes.get("rel")):
                rels.append((inside, rel.lower()))
            elif sort == BLOCK and not (
                (about := self.block_box) is not None and about.tag in _HOLDERS and self.within(inside, about)
            ):
                if self.pieces:
                    gathered, count = self.pieces, len(blocks)
                    self.flush()
                    inside.start = len(blocks)
                    if box is not None and box.tag in INLINE and len(blocks) > count:
                        _start_behind(box, gathered, count)
                self.block_box = inside
            boxes.append(inside)
            by_tag[tag].append(inside)
            if marks:
                by_marks[marks].append(inside)
            if (
                sort == BLOCK and is_menu is not None and box is not None
                and (tag in _MENUS or (marks and is_menu(marks))) and self.closed(inside)
            ):  # fmt: skip
                continue
            after.append(node)
            box = inside
            depth += 1
            node = here.first_child
        while box is not None:
            self.leave(box)
            box = box.parent

    def closed(self, box: Box) -> bool:
        """True where a box that is called a menu is one, and is done: it is a block of what its links say."""
        text = said_by_links(box.node) if self.refused < _MOST_REFUSED else ""
        if not text:
            self.refused += 1
            return False
        blocks = self.layout.blocks
        blocks.append(Block(len(blocks), text, box, [Piece(text, box, "#")], len(text)))
        self.layout.menus.append(box)
        self.leave(box)
        return True

    def within(self, box: Box, about: Box) -> bool:
        """True for a box that makes no block of its own: a line of code, or the one short paragraph of a cell."""
        if about.tag == "pre":
            if box.tag not in _LINES_OF_CODE:
                return False
            self.end_line(box)
            return True
        return (
            box.tag == "p" and box.parent is about and is_alone(box.node) and not is_alone(about.node)
            and len(box.node.text()) <= _CELL
        )  # fmt: skip

    def end_line(self, box: Box) -> None:
        """A line of preformatted text ends, if one has begun."""
        if self.pieces and not self.pieces[-1].text.endswith("\n"):
            self.pieces.append(Piece("\n", box, box.href))

    def leave(self, box: Box) -> None:
        """A box ends: so does the block that is being gathered, unless the box stands within a line."""
        if box.tag not in INLINE:
            about = self.block_box
            if about is not None and about.tag == "pre" and box.tag in _LINES_OF_CODE:
                self.end_line(box)
                box.end = len(self.layout.blocks)
                return
            if self.pieces:
                self.flush()
            around = box.parent
            while around is not None and around.tag in INLINE:
                around = around.parent
            self.block_box = around
        box.end = len(self.layout.blocks)

    def break_line(self, box: Box) -> None:
        """A line ends; two line breaks in a row end a paragraph, as old pages part theirs."""
        for piece in reversed(self.pieces):
            if piece.text == BREAK:
                self.flush()
                return
            if not piece.text.isspace():
                break
        self.pieces.append(Piece(BREAK, box, box.href))
        self.broken = True

    def flush(self) -> None:
        """Ends the block that is being gathered, if it holds any text."""
        pieces, broken, box = self.pieces, self.broken, self.block_box
        self.pieces, self.broken = [], False
        if box is None or not pieces:
            return
        if box.tag == "pre":
            text = without_controls("".join([piece.text for piece in pieces])).strip("\n").rstrip()
            if text[:1].isdigit() and _numbers_lines(text, box):
                return
        elif broken:
            text = _lines(pieces)
        elif len(pieces) == 1:
            text = clean(pieces[0].text)
        else:
            text = clean("".join([piece.text for piece in pieces]))
        if not text:
            return
        if len(pieces) == 1:
            links = len(text) if pieces[0].href else 0
        else:
            links = sum([len(clean(piece.text)) for piece in pieces if piece.href])
        self.layout.blocks.append(Block(len(self.layout.blocks), text, box, pieces, links))


def _numbers_lines(text: str, box: Box) -> bool:
    """True for a column beside code that numbers its lines, as highlighters write them: a cell that counts and says no more."""
    numbers = text.split()
    if not box.within("td") or not numbers[0].isdecimal() or len(numbers[0]) > _LONGEST_NUMBER:
        return False
    first = int(numbers[0])
    return numbers == [str(first + place) for place in range(len(numbers))]


def _start_behind(box: Box, pieces: list[Piece], block: int) -> None:
    """Text before an inline box is not within it, though a block box in it ends the block they share."""
    around: list[Box] = []
    walk: Box | None = next(piece.box for piece in pieces if not piece.text.isspace())
    while walk is not None and walk.tag in INLINE and len(around) < _DEEP:
        around.append(walk)
        walk = walk.parent
    walk = box
    for _ in range(_DEEP):
        if walk is None or walk.tag not in INLINE or walk.start != block or walk in around:
            return
        walk.start = block + 1
        walk = walk.parent


def _lines(pieces: list[Piece]) -> str:
    """Text of the pieces, broken only where the page breaks it (`<br>`), not where the source does."""
    parts = [piece.text if piece.text == BREAK else piece.text.replace("\n", " ") for piece in pieces]
    lines = [clean(line) for line in "".join(parts).split("\n")]
    return "\n".join(line for line in lines if line)
