"""A clock that moves when it is told to, and a crawl by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from scraper.archive import Archive
from scraper.crawl import Report, crawl
from scraper.model.clock import Clock
from scraper.model.limits import Limits, Manners

MANNERS = Manners(delay_s=0, allow_private=True)


@dataclass
class Nights:
    """A clock whose hands are moved by hand. It never sleeps."""

    at: datetime = datetime(2031, 3, 1, 3, 17, tzinfo=UTC)

    def now(self) -> datetime:
        """The hour it shows."""
        return self.at

    def pass_by(self, days: float = 1) -> None:
        """Moves the hands."""
        self.at += timedelta(days=days)

    def crawl(
        self, archive: Archive, url: str, *, max_pages: int | None = None, limits: Limits | None = None
    ) -> Report:
        """A crawl at the hour it shows."""
        manners = MANNERS if limits is None else replace(MANNERS, limits=limits)
        start = [url + "/"]
        return crawl(archive, start, manners=manners, clock=self.clock(), version="test", max_pages=max_pages)

    def clock(self) -> Clock:
        """One that shows the hour, and stands still."""
        return Clock(now=self.now, monotonic=lambda: 0.0, sleep=lambda seconds: None)


@pytest.fixture
def nights() -> Nights:
    return Nights()
