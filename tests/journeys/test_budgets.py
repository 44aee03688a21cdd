"""A crawl that has spent what it may stops cleanly, and the next one goes on."""

from __future__ import annotations

from pathlib import Path

from fixtures.sample_site.server import serve
from scraper.archive import open_archive
from scraper.crawl import crawl
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
