"""A clock that moves when it is told to, a crawl by it, and a blog that changes meanwhile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fixtures.long_blog import Entry, LongBlog, long_blog, serve_blog
from fixtures.sample_site.server import Served
from scraper.archive import Archive, open_archive
from scraper.archive.posts import StoredPost
from scraper.crawl import Report, crawl
from scraper.model.clock import Clock
from scraper.model.limits import Limits, Manners

MANNERS = Manners(delay_s=0, allow_private=True)
SIZE = 24


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


@pytest.fixture
def blog(nights: Nights) -> LongBlog:
    return long_blog(SIZE, newest=nights.at - timedelta(days=3))


@pytest.fixture
def served(blog: LongBlog, nights: Nights) -> Iterator[Served]:
    with serve_blog(blog, now=nights.now) as served:
        yield served


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with open_archive(tmp_path / "a.db") as opened:
        yield opened


def happened(archive: Archive) -> list[str]:
    """What the log says, oldest first, but for the posts that are new."""
    return [change.what for change in reversed(archive.history.log(limit=10_000)) if change.what != "new"]


def look_at_everything(
    blog: LongBlog, archive: Archive, nights: Nights, served: Served, days: float = 1
) -> Counter[str]:
    """A later crawl that asks for every post."""
    nights.pass_by(days)
    archive._db.execute("UPDATE leads SET next_visit_at = '2001-01-01T00:00:00Z', idle = 0")
    blog_size = SIZE
    before = len(served.log)
    while True:  # a round takes a quarter of the posts
        report = nights.crawl(archive, served.url)
        seen = {entry.path for entry in served.log[before:]}
        if len([one for one in blog.posts if f"/{one.slug}/" in seen]) >= blog_size:
            return Counter({"failed": report.sites[0].counts.failed})


def stored(archive: Archive, served: Served, one: Entry) -> StoredPost:
    found = archive.posts.find(f"{served.url}/{one.slug}/")
    assert found is not None
    return found


def text_of(archive: Archive, served: Served, one: Entry) -> str:
    post = archive.posts.load(stored(archive, served, one).id)
    assert post is not None
    return post.text
