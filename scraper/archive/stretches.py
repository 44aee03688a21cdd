"""Where some posts lie in the index: in stretches of ids, each of which is walked through in one go. Pure.

The index has the posts of a word in the order of their ids. To open it at a place costs as much as to walk past a thousand posts
(0.05 µs each and word, as measured): what lies near each other is cheaper walked through than asked for one by one.

But where it is opened for words of which few posts have all in the right order or place (a phrase, words of titles), it is walked through
up to the next one that has them, wherever a stretch ends (fts5ExprNodeTest in SQLite's source knows no end).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

OPENED = 1_000
"""What opening the index costs, in posts walked past."""


class Stretch(NamedTuple):
    """From which id to which."""

    first: int
    last: int


def stretches(ids: Iterable[int], gap: int = OPENED) -> list[Stretch]:
    """The stretches in which some posts lie, the first first; gaps that are cheaper walked through, `gap` at most, are no end."""
    rising = sorted(ids)
    ends = [place for place, (one, other) in enumerate(pairwise(rising), 1) if other - one > gap]
    return (
        [Stretch(rising[start], rising[end - 1]) for start, end in pairwise([0, *ends, len(rising)])]
        if rising
        else []
    )


def joined(these: Iterable[Stretch], gap: int = OPENED) -> list[Stretch]:
    """Stretches, the first first, with gaps of `gap` posts at most between them closed."""
    found: list[Stretch] = []
    for one in these:
        if found and one.first - found[-1].last <= gap:
            one = Stretch(found.pop().first, one.last)
        found.append(one)
    return found


def cost(these: Iterable[Stretch], opened: int = OPENED) -> int:
    """What it costs to walk through some stretches, in posts walked past."""
    return sum(last - first + opened for first, last in these)
