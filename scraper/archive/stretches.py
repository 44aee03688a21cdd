"""Where some posts lie in the index: in stretches of ids, each of which is walked through in one go. Pure.

The index has the posts of a word in the order of their ids. To open it at a place costs as much as to walk past a thousand posts
(0.05 µs each and word, as measured): what lies near each other is cheaper walked through than asked for one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

OPENED = 1_000
"""What opening the index costs, in posts walked past."""


class Stretch(NamedTuple):
    """From which id to which."""

    first: int
    last: int


def stretches(ids: Iterable[int]) -> list[Stretch]:
    """The stretches in which some posts lie, the first first; gaps that are cheaper walked through are no end."""
    found: list[Stretch] = []
    for one in sorted(ids):
        if found and one - found[-1].last <= OPENED:
            found[-1] = Stretch(found[-1].first, one)
        else:
            found.append(Stretch(one, one))
    return found


def cost(these: Collection[Stretch]) -> int:
    """What it costs to walk through some stretches, in posts walked past."""
    return sum(last - first + OPENED for first, last in these)
