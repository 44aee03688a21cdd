"""What a reader asks a page for, and one page of a long list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from scraper.reading.links import Links

PER_PAGE = 40
MOST_PAGES = 2_500
Context = dict[str, Any]
_KEPT = frozenset("q by order within what from site since until person role organisation together".split())
"""The parameters that go on to the next page of a list."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: the numbers in its address, its query parameters, the hour, and whether pictures are wanted."""

    link: Links
    now: datetime
    numbers: Mapping[str, int] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    pictures: bool = True

    @property
    def id(self) -> int:
        """The number of the row that the page is about."""
        return self.numbers["id"]

    @property
    def page(self) -> int:
        """Which page of a list, from 1; 1 for whatever is no number."""
        text = self.query.get("page", "")
        return (
            max(1, min(int(text), MOST_PAGES)) if text.isascii() and text.isdigit() and len(text) < 9 else 1
        )

    def number(self, name: str) -> int | None:
        """A parameter that is a number; None for whatever is none."""
        text = self.query.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    def word(self, name: str, *allowed: str) -> str:
        """A parameter that is one of a few words; the first of them when it is none."""
        given = self.query.get(name, "")
        return given if given in allowed else allowed[0]


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a list stands: links to the page before and after; empty at the ends."""

    page: int
    pages: int
    before: str
    after: str


def paging(ask: Ask, name: str, total: int, *, per_page: int = PER_PAGE) -> Paging:
    """The paging of the page `name`, which keeps its other parameters."""
    pages = max(1, min(MOST_PAGES, -(-total // per_page)))
    kept = {key: value for key, value in ask.query.items() if key in _KEPT}

    def to(page: int) -> str:
        return ask.link.page(name, **kept, page=page if page > 1 else None) if 1 <= page <= pages else ""

    return Paging(ask.page, pages, to(min(ask.page - 1, pages)), to(ask.page + 1))


def offset(ask: Ask, *, per_page: int = PER_PAGE) -> int:
    """How many rows stand before the page."""
    return (ask.page - 1) * per_page
