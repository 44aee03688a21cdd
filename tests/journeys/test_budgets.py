"""A crawl that has spent what it may stops cleanly, and the next one goes on."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from fixtures.sample_site.server import serve, serve_app
from fixtures.small_sites import SmallSite, listing, posts
from scraper.archive import open_archive
from scraper.crawl import crawl
from scraper.crawl.notes import NOTHING_THERE
from scraper.model.clock import Clock
from scraper.model.lead import Lead, LeadKind
from scraper.model.limits import Limits, Manners


def test_bytes_of_a_crawl_have_an_end_and_the_next_crawl_goes_on(tmp_path: Path) -> None:
    manners = Manners(delay_s=0, allow_private=True, limits=Limits(crawl_bytes=100_000))
    counts = []
    with serve("classic") as served, open_archive(tmp_path / "a.db") as archive, archive.lock():
        for _ in range(40):
            report = crawl(archive, [served.url + "/"], manners=manners).sites[0]
            assert report.counts.bytes < 200_000
            counts.append(archive.posts.count(report.site_id))
            if counts[-1] == 68:
                break
    assert counts[0] < 68 and counts[-1] == 68, counts


def test_a_first_crawl_that_was_ended_does_not_guess_again_where_there_was_nothing(tmp_path: Path) -> None:
    some = posts(12)
    with (
        serve_app(SmallSite(some, {"/": listing(some)}).app()) as served,
        open_archive(tmp_path / "a.db") as archive,
    ):
        for _ in range(12):
            seconds = itertools.count()
            clock = Clock(monotonic=lambda: next(seconds) / 20, sleep=lambda seconds: None)  # noqa: B023
            report = crawl(
                archive, [served.url + "/"], manners=Manners(delay_s=0, allow_private=True), clock=clock, max_seconds=12
            )  # fmt: skip
            if report.sites[0].outcome == "done":
                break
        assert report.sites[0].outcome == "done" and archive.posts.count(1) == len(some)
        asked = Counter(path for path in served.paths() if path != "/")
        assert len(asked) > 20 and set(asked.values()) == {1}, asked


def test_a_feed_that_appears_where_a_guess_found_nothing_is_read(tmp_path: Path) -> None:
    some = posts(12)
    link = "<link rel=alternate type='application/rss+xml' href='/feed/'>"
    site = SmallSite(some, {"/": f"{link}{listing(some)}"})
    with serve_app(site.app()) as served, open_archive(tmp_path / "a.db") as archive:
        lead = Lead(served.url + "/feed/", LeadKind.FEED, "well-known path")
        archive.leads.add(archive.sites.ensure(served.url + "/", now=datetime.now(UTC)), [lead])
        archive.leads.settle(1, lead.url, "skipped", reason=NOTHING_THERE)
        archive._db.commit()
        crawl(archive, [served.url + "/"], manners=Manners(delay_s=0, allow_private=True))
        assert "/feed/" in served.paths()
