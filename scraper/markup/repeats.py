"""Blocks that repeat: the cards of listings and related posts, found by their shape and not by class names.

A card is a box, or a run of blocks, that has siblings of the same shape, each with a line of its own that
is a link to another page of the site. Paragraphs with links in running text are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box, Layout
from scraper.model.urls import join, key, same_host

MAX_CARD = 1_600
MIN_TITLE = 3


@dataclass(frozen=True, slots=True)
class Repeat:
    """One of several alike: the blocks `start` to `end`, and the page that its own line links to."""

    start: int
    end: int
    url: str
    title: str


def repeats(layout: Layout, url: str) -> list[list[Repeat]]:
    """Groups of two or more cards, in document order. In time proportional to the page."""
    own = key(url) if url else ""
    lines = {
        block.index: found
        for block in layout.blocks
        if block.link_chars and (found := _link_lines(block, url, own))
    }
    groups = _box_groups(layout, lines)
    covered = {index for group in groups for card in group for index in range(card.start, card.end)}
    groups += _run_groups(layout, {index: found for index, found in lines.items() if index not in covered})
    return sorted(groups, key=lambda group: group[0].start)


def _link_lines(block: Block, url: str, own: str) -> list[tuple[str, str]]:
    """(address, text) of the lines of a block that are nothing but a link to another page of this site."""
    found: list[tuple[str, str]] = []
    line: list[tuple[str, str]] = []
    for piece in [*block.pieces, None]:
        if piece is not None and piece.text != "\n":
            if text := clean(piece.text):
                line.append((text, piece.href))
            continue
        linked = {
            href for _, href in line if href and not href.startswith(("#", "javascript:", "mailto:", "tel:"))
        }
        loose = sum(len(text) for text, href in line if not href)
        if len(linked) == 1 and loose <= 3:
            target = join(url, linked.pop())
            title = " ".join(text for text, href in line if href)
            if (
                target
                and len(title) >= MIN_TITLE
                and (not url or same_host(target, url))
                and key(target) != own
            ):
                found.append((target, title))
        line = []
    return found


def _box_groups(layout: Layout, lines: dict[int, list[tuple[str, str]]]) -> list[list[Repeat]]:
    children: dict[Box, list[Box]] = {}
    for box in layout.boxes:
        if (
            box.parent is not None
            and box.end > box.start
            and box.tag not in ("span", "b", "strong", "em", "i")
        ):
            children.setdefault(box.parent, []).append(box)
    groups: list[list[Repeat]] = []
    taken: set[int] = set()
    for boxes in children.values():
        if len(boxes) < 2:
            continue
        for alike in _alike(boxes):
            cards = [card for box in alike if (card := _card(layout, box, lines)) is not None]
            if (
                len(cards) >= 2
                and len(cards) >= 0.6 * len(alike)
                and len({key(card.url) for card in cards}) > 1
            ):
                if cards[0].start in taken:
                    continue
                taken.update(index for card in cards for index in range(card.start, card.end))
                groups.append(cards)
    return groups


def _alike(boxes: list[Box]) -> list[list[Box]]:
    by_shape: dict[str, list[Box]] = {}
    for box in boxes:
        words = box.marks.split()
        by_shape.setdefault(
            box.tag + (re.sub(r"\d+", "", words[0]) if words and box.tag in ("div", "section") else ""), []
        ).append(box)
    return [alike for alike in by_shape.values() if len(alike) >= 2]


def _card(layout: Layout, box: Box, lines: dict[int, list[tuple[str, str]]]) -> Repeat | None:
    """The card that a box is: a few lines, one page that its own lines link to before all others."""
    blocks = layout.blocks[box.start : box.end]
    if len(blocks) > 16 or sum(len(block.text) for block in blocks) > MAX_CARD:
        return None
    links = [link for block in blocks for link in lines.get(block.index, ())]
    if not links:
        return _linked_card(blocks, box)
    heading = next(
        (
            link
            for block in blocks
            if block.tag[0] == "h" and block.tag[1:].isdigit()
            for link in lines.get(block.index, ())
        ),
        None,
    )
    target, title = heading or max(links, key=lambda link: len(link[1]))
    if len({key(link[0]) for link in links}) > 6:
        return None
    if sum(len(block.text) for block in blocks) <= len(title) + 3 and box.tag not in (
        "li",
        "article",
        "dt",
        "tr",
    ):
        return None
    return Repeat(box.start, box.end, target, title)


def _linked_card(blocks: list[Block], box: Box) -> Repeat | None:
    """A card that is one link as a whole is left to those who know its address; see `discovery.cards`."""
    return None


def _run_groups(layout: Layout, lines: dict[int, list[tuple[str, str]]]) -> list[list[Repeat]]:
    """Cards without a box of their own: title line, text, title line, text, under one parent."""
    by_parent: dict[tuple[Box | None, str], list[int]] = {}
    for index in lines:
        box = layout.blocks[index].box
        by_parent.setdefault((box.parent, box.tag + box.marks), []).append(index)
    groups = []
    for (parent, _), indexes in by_parent.items():
        if parent is None or len(indexes) < 3 or parent.tag in ("nav", "footer", "ul", "ol"):
            continue
        gaps = [after - before for before, after in pairwise(indexes)]
        if min(gaps) < 2 or max(gaps) > 8:
            continue
        width = sorted(gaps)[len(gaps) // 2]
        lead = _lead(layout, indexes)
        cards = []
        for place, index in enumerate(indexes):
            end = (
                indexes[place + 1] - lead
                if place + 1 < len(indexes)
                else min(index + width - lead, parent.end)
            )
            target, title = lines[index][0]
            cards.append(Repeat(max(parent.start, index - lead), max(end, index + 1), target, title))
        if len({key(card.url) for card in cards}) > 1:
            groups.append(cards)
    return groups


def _lead(layout: Layout, indexes: list[int]) -> int:
    """How many short blocks (a date, a kicker) come before each title line, alike in all."""
    lead = 0
    while lead < 2:
        before = [index - lead - 1 for index in indexes]
        if min(before) < 0 or any(len(layout.blocks[index].text) > 60 for index in before):
            break
        tags = {layout.blocks[index].tag + layout.blocks[index].box.marks for index in before}
        if len(tags) > 1:
            break
        lead += 1
    return lead
