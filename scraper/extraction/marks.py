"""What the marks of a box (class, id, role, itemprop) or an address say, remembered: the pages of a site share theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Generic, TypeVar

from scraper.fields.wordtree import any_of
from scraper.model.late import late

__all__ = ["kind", "kinds_of", "leading_to", "leads_to", "remembered", "says"]

T = TypeVar("T")

_ROOM = 6_000_000
"""Characters of all texts that are remembered, each with its share of the dictionary."""
_SHARE = 100
_LONGEST = 4_000
"""A longer text comes once."""


class _Answers(dict[str, T], Generic[T]):
    """Answers by question. A plain dictionary: `lru_cache` would shift its list at each of a page's thousand questions,
    and touch memory all over the place."""

    __slots__ = ("_ask", "_room")

    def __init__(self, ask: Callable[[str], T]) -> None:
        self._ask = ask
        self._room = _ROOM

    def __missing__(self, text: str) -> T:
        answer = self._ask(text)
        if len(text) <= _LONGEST:
            self._room -= len(text) + _SHARE
            if self._room < 0:
                self.clear()
                self._room = _ROOM
            self[text] = answer
        return answer


def remembered(ask: Callable[[str], T]) -> Callable[[str], T]:
    """The same function of a text, with its answers remembered."""
    return _Answers(ask).__getitem__


def says(pattern: str, flags: int = 0) -> Callable[[str], bool]:
    """A question put to marks: whether the pattern stands anywhere in them."""
    asked = late(re.compile, pattern, flags)
    return remembered(lambda marks: asked.search(marks) is not None)


_KINDS: list[tuple[int, Callable[[str], object]]] = []
_TOLD_BY: set[str] = set()


def kind(pattern: str, told_by: str) -> int:
    """A kind of boxes that the pattern tells by their marks, as a bit of what `kinds_of` answers.

    `told_by` are words one of which stands wherever the pattern does: most marks hold none, and no pattern is tried.
    Kinds are named when modules are loaded, before any page is read.
    """
    bit = 1 << len(_KINDS)
    _KINDS.append((bit, re.compile(pattern).search))
    _TOLD_BY.update(told_by.split())
    return bit


@remembered
def kinds_of(marks: str) -> int:
    """All kinds that the marks are of: one look for what several sources ask of each box."""
    return sum([bit for bit, search in _KINDS if search(marks)]) if _any_word().search(marks) else 0


@cache
def _any_word() -> re.Pattern[str]:
    return re.compile(any_of(_TOLD_BY))


_PLACES: list[tuple[int, frozenset[str]]] = []


def leading_to(names: str) -> int:
    """A sort of places, told by a directory in an address that has one of the names, as a bit of what `leads_to` answers."""
    bit = 1 << len(_PLACES)
    _PLACES.append((bit, frozenset(names.split())))
    return bit


@remembered
def leads_to(href: str) -> int:
    """All sorts of places that an address leads to."""
    directories = href.lower().split("/")[1:-1]
    return sum([bit for bit, names in _PLACES if not names.isdisjoint(directories)])
