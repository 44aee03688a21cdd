"""A page as a reader meets it: blocks of text in order, and the boxes they stand in.

The tree is walked once, without recursion. Every other question (where is the body, what is printed
under the title, which blocks repeat) is answered on plain Python values.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scraper.markup.dom import Node, Tree, clean

MAX_NODES = 200_000
"""Pages with more nodes are read up to here: hostile or broken, and no reader would get that far."""

_SKIP = frozenset(
    "script style noscript template svg math iframe object embed select option datalist canvas audio video textarea"
    " head title link meta map area button".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s samp"
    " small span strike strong sub sup time tt u var wbr img picture source input".split()
)
_DEEP = 16
"""Inline boxes within each other that are looked at."""
_HIDDEN = ("display:none", "display: none", "visibility:hidden", "visibility: hidden")


@dataclass(slots=True, eq=False)
class Box:
    """One element. `marks` are its class, id, role and itemprop in lower case, for a look only.

    `start` and `end` say which blocks lie within (`layout.blocks[start:end]`).
    """

    tag: str
    node: Node
    parent: Box | None
    depth: int
    marks: str
    attributes: dict[str, str | None]
    start: int
    end: int = 0

    def within(self, *tags: str) -> bool:
        """True when this box or one around it has one of the tags."""
        box: Box | None = self
        while box is not None:
            if box.tag in tags:
                return True
            box = box.parent
        return False


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
    """All blocks, boxes and pictures of a page, in document order."""

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def lay_out(tree: Tree) -> Layout:
    """The page's layout. Never raises; in time proportional to the page."""
    layout = Layout()
    body = tree.body
    root = body if body is not None else tree.root
    if root is not None:
        _Walk(layout).run(root)
    return layout


class _Walk:
    """One walk over the tree: `box` is where we are, `pieces` the block that is being gathered."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.pieces: list[Piece] = []
        self.block_box: Box | None = None

    def run(self, root: Node) -> None:
        box: Box | None = None
        href = ""
        blocks = self.layout.blocks
        boxes = self.layout.boxes
        # Each stack entry is a node to enter, or a box to leave (with the link that was open before it).
        stack: list[tuple[Node | None, Box | None, str]] = [(root, None, "")]
        seen = 0
        while stack:
            node, leaving, href = stack.pop()
            if node is None:
                assert leaving is not None
                if leaving.tag not in _INLINE:
                    self.flush()
                leaving.end = len(blocks)
                box = leaving.parent
                self.block_box = _block_box(box)
                continue
            seen += 1
            if seen > MAX_NODES:
                continue
            tag = node.tag
            if tag == "-text":
                if node is not root and node.next is not None:
                    stack.append((node.next, None, href))
                text = node.text_content or ""
                # Blanks before the first word show nowhere but in preformatted text.
                if box is not None and (self.pieces or not text.isspace() or self._in_pre()):
                    self.pieces.append(Piece(text, box, href))
                continue
            if node is not root and (following := node.next) is not None:
                stack.append((following, None, href))
            if tag is None or tag in _SKIP or tag[0] in "-_!":
                continue
            if tag == "br":
                if box is not None:
                    self.break_line(box, href)
                continue
            attributes = node.attributes
            if attributes and _is_hidden(attributes):
                continue
            if tag == "img":
                if box is not None and attributes:
                    self.layout.pictures.append(Picture(box, attributes, len(blocks) + bool(self.pieces)))
                continue
            if tag == "hr":
                self.flush()
                continue
            marks = _marks(attributes) if attributes else ""
            inside = Box(tag, node, box, box.depth + 1 if box else 0, marks, attributes, len(blocks))
            if tag not in _INLINE:
                gathered, count = self.pieces, len(blocks)
                self.flush()
                inside.start = len(blocks)
                if box is not None and box.tag in _INLINE and len(blocks) > count:
                    _start_behind(box, gathered, count)
                self.block_box = inside
            boxes.append(inside)
            box = inside
            stack.append((None, inside, href))
            child = node.first_child
            if child is not None:
                stack.append((child, None, (attributes.get("href") or "#") if tag == "a" else href))
        self.flush()

    def break_line(self, box: Box, href: str) -> None:
        """A line ends; two line breaks in a row end a paragraph, as old pages part theirs."""
        for piece in reversed(self.pieces):
            if piece.text == "\n":
                self.flush()
                return
            if not piece.text.isspace():
                break
        self.pieces.append(Piece("\n", box, href))

    def _in_pre(self) -> bool:
        return self.block_box is not None and self.block_box.tag == "pre"

    def flush(self) -> None:
        """Ends the block that is being gathered, if it holds any text."""
        pieces = self.pieces
        if not pieces:
            return
        self.pieces = []
        raw = "".join([piece.text for piece in pieces])
        if not raw or raw.isspace():
            return
        box = self.block_box
        if box is None:
            return
        if box.tag == "pre":
            text = raw.strip("\n").rstrip()
        elif "\n" in raw:
            text = _lines(pieces)
        else:
            text = clean(raw)
        if not text:
            return
        links = sum(len(clean(piece.text)) for piece in pieces if piece.href)
        self.layout.blocks.append(Block(len(self.layout.blocks), text, box, pieces, links))


def _start_behind(box: Box, pieces: list[Piece], block: int) -> None:
    """Text before an inline box is not within it, though a block box in it ends the block they share."""
    around: list[Box] = []
    walk: Box | None = next(piece.box for piece in pieces if not piece.text.isspace())
    while walk is not None and walk.tag in _INLINE and len(around) < _DEEP:
        around.append(walk)
        walk = walk.parent
    walk = box
    for _ in range(_DEEP):
        if walk is None or walk.tag not in _INLINE or walk.start != block or walk in around:
            return
        walk.start = block + 1
        walk = walk.parent


def _lines(pieces: list[Piece]) -> str:
    """Text of the pieces, broken only where the page breaks it (`<br>`), not where the source does."""
    parts = [piece.text if piece.text == "\n" else piece.text.replace("\n", " ") for piece in pieces]
    lines = [clean(line) for line in "".join(parts).split("\n")]
    return "\n".join(line for line in lines if line)


def _block_box(box: Box | None) -> Box | None:
    while box is not None and box.tag in _INLINE:
        box = box.parent
    return box


def _marks(attributes: dict[str, str | None]) -> str:
    get = attributes.get
    marks = f"{get('class') or ''} {get('id') or ''} {get('role') or ''} {get('itemprop') or ''}"
    return marks.lower() if len(marks) > 3 else ""


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes:
        return True
    style = attributes.get("style") or ""
    return style != "" and any(hidden in style for hidden in _HIDDEN)
