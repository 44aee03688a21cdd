"""What stands in the places that a site rule names: elements of a page, as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from scraper.extraction.page import Page
from scraper.markup.dom import Node, attribute, clean
from scraper.markup.layout import BREAK, Block, Box
from scraper.markup.select import below, select
from scraper.sites import Place

__all__ = ["Found", "Places"]

MAX_FOUND = 200
MAX_VALUE = 2_000
MAX_PRINTED = 300
"""Elements with a longer text hold more than a value, and are left in the text of the post."""
_VALUE_IN = {"meta": "content", "img": "src", "link": "href"}
"""Elements that print nothing, and the attribute that stands for their text."""


class Found(NamedTuple):
    """One element: `raw` is its text or attribute, `kept` what the pattern keeps of that (by the names of its groups,
    or under `""`), `blocks` are the blocks of the layout that it is printed in, where it is no more than a value."""

    node: Node | None
    raw: str
    kept: Mapping[str, str]
    blocks: tuple[int, ...] = ()

    @property
    def value(self) -> str:
        """What is kept, in one line."""
        return clean(next(iter(self.kept.values()), ""))


class Places:
    """The places of a page. What is hidden is found nowhere any more."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._hidden: set[int] = set()

    def hide(self, selector: str) -> bool:
        """Takes elements out of what a reader sees; to be done before anything is looked for. False when there are none."""
        nodes = select(self._page.tree, selector)
        self._page.hide(nodes)
        self._hidden.update(node.mem_id for node in nodes)
        return bool(nodes)

    def find(self, place: Place, within: Node | None = None) -> Iterator[Found]:
        """The elements of a place that hold something, at most MAX_FOUND."""
        for node in self._nodes(place, within)[:MAX_FOUND]:
            raw = self._read(node, place.attribute)[:MAX_VALUE]
            kept = _kept(place.pattern, raw) if place.pattern else {"": raw}
            if raw and kept:
                yield Found(node, raw, kept, self._printed_in(node) if not place.attribute else ())

    def blocks(self, place: Place) -> tuple[Block, ...]:
        """All blocks in a place, in the order of the page."""
        boxes = [self._boxes[node.mem_id] for node in self._nodes(place, None) if node.mem_id in self._boxes]
        blocks: list[Block] = []
        end = 0
        for box in sorted(boxes, key=lambda box: box.start):
            blocks += self._page.layout.blocks[max(end, box.start) : box.end]
            end = max(end, box.end)
        return tuple(blocks)

    def _nodes(self, place: Place, within: Node | None) -> list[Node]:
        if not place.selector:
            root = within if within is not None else self._page.tree.root
            return [root] if root is not None else []
        nodes = select(self._page.tree, place.selector, within=within)
        if not self._hidden:
            return nodes
        gone = {node.mem_id for node in below(nodes, self._hidden)}
        return [node for node in nodes if node.mem_id not in gone]

    @cached_property
    def _boxes(self) -> dict[int, Box]:
        return {box.node.mem_id: box for box in self._page.layout.boxes}

    def _read(self, node: Node, name: str) -> str:
        """An attribute; without a name the printed text, one line for each that a reader sees."""
        name = name or _VALUE_IN.get(node.tag or "", "")
        if name:
            return attribute(node, name)
        box = self._boxes.get(node.mem_id)
        if box is None:
            return clean(node.text(deep=True))  # in the head, or hidden
        blocks = self._page.layout.blocks
        if box.end > box.start:
            return "\n".join(block.text for block in blocks[box.start : box.end])
        pieces = blocks[box.start].pieces if box.start < len(blocks) else []
        inside = [piece.text if piece.text == BREAK else piece.text.replace("\n", " ") for piece in pieces if _is_in(piece.box, box)]  # fmt: skip
        lines = (clean(line) for line in "".join(inside).split(BREAK))
        return "\n".join(line for line in lines if line)

    def _printed_in(self, node: Node) -> tuple[int, ...]:
        box = self._boxes.get(node.mem_id)
        if box is None:
            return ()
        blocks = self._page.layout.blocks[box.start : max(box.end, box.start + 1)]
        return (
            tuple(block.index for block in blocks)
            if sum(len(block.text) for block in blocks) <= MAX_PRINTED
            else ()
        )


def _kept(pattern: str, raw: str) -> dict[str, str]:
    from scraper.sites.patterns import apply  # RE2, which few sites need

    return apply(pattern, raw)


def _is_in(box: Box | None, around: Box) -> bool:
    while box is not None and box.depth >= around.depth:
        if box is around:
            return True
        box = box.parent
    return False
