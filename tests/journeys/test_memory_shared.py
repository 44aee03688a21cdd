"""One archive, several programs: a second crawl leaves at once, a reader sees whole pages and is not in the way."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from fixtures.long_blog import long_blog, serve_blog
from scraper.archive import open_archive
from scraper.cli.crawling import run_crawl
from scraper.model.errors import ArchiveError, ArchiveLocked
from tests.journeys.conftest import MANNERS, Nights


def test_a_second_crawl_of_one_archive_leaves_with_75_and_changes_nothing(
    tmp_path: Path, nights: Nights
) -> None:
    blog = long_blog(5, newest=nights.at)
    path = tmp_path / "a.db"
    with serve_blog(blog, now=nights.now) as served, open_archive(path) as archive, archive.lock():
        nights.crawl(archive, served.url)
        before, asked = list(archive.dump()), len(served.log)
        with pytest.raises(ArchiveLocked) as error:
            run_crawl([served.url], db=path, manners=MANNERS)
        assert error.value.exit_code == 75
        assert (list(archive.dump()), len(served.log)) == (before, asked)


def test_a_reader_keeps_what_it_sees_while_a_crawl_writes(tmp_path: Path, nights: Nights) -> None:
    blog = long_blog(30, newest=nights.at - timedelta(days=2))
    path = tmp_path / "a.db"
    with serve_blog(blog, now=nights.now) as served:
        with open_archive(path) as archive:
            nights.crawl(archive, served.url)
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            count = "SELECT count(*) FROM posts"
            assert reader.execute(count).fetchone() == (30,)
            for number in range(31, 41):
                blog.publish(number, nights.at)
            nights.pass_by()
            with open_archive(path) as archive:
                assert nights.crawl(archive, served.url).sites[0].counts.new == 10
            assert reader.execute(count).fetchone() == (30,)
            reader.execute("COMMIT")
            assert reader.execute(count).fetchone() == (40,)
            assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_database_that_may_not_grow_loses_nothing(tmp_path: Path, nights: Nights) -> None:
    blog = long_blog(60, newest=nights.at - timedelta(days=2))
    with serve_blog(blog, now=nights.now) as served:
        with open_archive(tmp_path / "a.db") as archive:
            pages = archive._db.execute("PRAGMA page_count").fetchone()[0]
            archive._db.execute(f"PRAGMA max_page_count = {pages + 90}")
            with pytest.raises(
                ArchiveError, match="the disk is full; make room and run the same command again"
            ):
                nights.crawl(archive, served.url)
            kept = archive.posts.count(1)
            assert (
                kept < 60
            )  # what had not gone to the disk yet is asked for again (`archive/transactions.py`)
        with open_archive(tmp_path / "a.db") as archive:
            before = len(served.log)
            assert nights.crawl(archive, served.url).exit_code == 0
            assert archive.posts.count(1) == 60
            fetched = [entry.path for entry in served.log[before:] if entry.path.startswith("/part-")]
            assert len(fetched) == 60 - kept
