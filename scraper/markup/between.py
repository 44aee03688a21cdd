"""What stands between the cards of a group, alike each time: the second row of a table's record, a date above each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scraper.markup.layout import Box
from scraper.markup.spans import Repeat, Sums

_MOST = 4
"""Blocks that stand between two cards."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


def with_rows_between(page: Sums, cards: Sequence[Repeat], around: Box, taken: Sequence[int]) -> list[Repeat]:
    """The cards (of one parent, `around`), each with what follows it, or else with what stands above it.

    Only what looks the same at every card belongs to it, leads nowhere and is no heading; it follows each where it
    does the last one, and else stands above each where it does the first.
    """
    gaps = [(card.end, after.start) for card, after in pairwise(cards)]
    looks = {_look(page, gap, taken) for gap in gaps}
    if len(looks) != 1 or (look := looks.pop()) is None:
        return list(cards)
    rows = len(look)
    behind = (cards[-1].end, cards[-1].end + rows)
    above = (cards[0].start - rows, cards[0].start)
    if behind[1] <= around.end and _look(page, behind, taken) == look:
        return [card._replace(end=card.end + rows) for card in cards]
    if above[0] >= around.start and _look(page, above, taken) == look:
        return [card._replace(start=card.start - rows) for card in cards]
    return list(cards)


def _look(page: Sums, gap: tuple[int, int], taken: Sequence[int]) -> tuple[tuple[str, str], ...] | None:
    """Tags and marks of the blocks of a gap; None for none, for many, and for what is no part of a card."""
    start, end = gap
    blocks = page.layout.blocks[start:end]
    if not 0 < len(blocks) <= _MOST or page.before[end] > page.before[start] or any(taken[start:end]):
        return None
    if any(block.tag in _HEADINGS for block in blocks):
        return None
    return tuple((block.tag, block.box.marks) for block in blocks)
