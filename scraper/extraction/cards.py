"""Cards of other posts that stand on a post's page, with no marks that tell them: found by their shape."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate

from scraper.extraction.prose import worth_of
from scraper.markup.layout import Layout
from scraper.markup.repeats import repeats

_PROSE = 0.6
"""A block worth as much is a paragraph: a card has one at most, its excerpt."""
_AMID = 0.2
"""Share of the prose on either side that makes a card stand amid the text."""


def card_blocks(layout: Layout, url: str, foreign: Sequence[int] = ()) -> frozenset[int]:
    """The blocks of cards: each card leads to another page of the site, and says no more than a card does.

    Paragraphs between links to other posts are no cards, though they repeat in the same shape. Blocks that are
    known to be `foreign` (1 at their place) are not asked.
    """
    blocks = layout.blocks
    found: set[int] = set()
    for group in repeats(layout, url, passed_over=foreign):
        paragraphs = [
            sum(worth_of(block) > _PROSE for block in blocks[card.start : card.end]) for card in group
        ]
        if max(paragraphs) == 1 and 2 * sum(paragraphs) > len(group):
            for card in group:
                found.update(range(card.start, card.end))
    return frozenset(found)


def elsewhere(foreign: bytes, asked: Collection[int]) -> bytearray:
    """0 for the blocks of those runs of foreign blocks that hold one of the `asked`, 1 for all others."""
    passed_over = bytearray(b"\x01" * len(foreign))
    for index in asked:
        if passed_over[index]:
            start = foreign.rfind(0, 0, index) + 1
            end = foreign.find(0, index)
            end = end if end >= 0 else len(foreign)
            passed_over[start:end] = bytes(end - start)
    return passed_over


def cards_aside(cards: Collection[int], prose: Sequence[float], foreign: Sequence[int]) -> list[int]:
    """Of the blocks of cards, those that stand behind the text or before it, and not amid it.

    Within a text the same shape is a list of things that the text is about.
    """
    if not cards:
        return []
    own = [
        0.0 if alien or index in cards else value
        for index, (value, alien) in enumerate(zip(prose, foreign, strict=True))
    ]
    upto = [0.0, *accumulate(own)]
    bar = _AMID * upto[-1]
    return [index for index in cards if index < len(own) and min(upto[index], upto[-1] - upto[index]) <= bar]
