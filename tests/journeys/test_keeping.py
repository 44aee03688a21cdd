"""Archives that were damaged, packed or read again, and the crawls that come after: nothing is lost, nothing made up."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from fixtures.long_blog import long_blog, serve_blog
from scraper.archive import open_archive
from scraper.crawl.quiet import compact_quietly
from scraper.crawl.replay import replay, waiting
from scraper.sites import Rulebook
from tests.journeys.conftest import Nights

SIZE = 40


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def scraper(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scraper", *arguments], cwd=folder, text=True, capture_output=True, timeout=100
    )


def test_a_damaged_page_is_dropped_and_the_next_crawl_brings_it_back(nights: Nights, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    blog = long_blog(SIZE, newest=nights.now())
    with serve_blog(blog, now=nights.now) as served:
        with open_archive(path) as archive:
            nights.crawl(archive, served.url)
            archive.compaction.run(archive.compaction.waiting())
        change(path, "UPDATE bodies SET data = x'0011' WHERE digest IN (SELECT captures.digest FROM captures JOIN posts ON capture_id = captures.id WHERE posts.id IN (3, 8))")  # fmt: skip
        found = scraper("verify", folder=tmp_path)
        assert (
            found.returncode == 6
            and found.stderr.count("scraper: body: ") == 2
            and "--repair" in found.stderr
        )
        mended = scraper("verify", "--repair", "--json", folder=tmp_path)
        assert mended.returncode == 0 and mended.stdout.count('"check": "body"') == 2
        nights.pass_by()
        with open_archive(path) as archive:
            asked = len(served.log)
            report = nights.crawl(archive, served.url)
            assert report.sites[0].counts.changed == report.sites[0].counts.failed == 0
            assert len(served.log) - asked <= 8
            assert all(reading.capture_id is not None for reading in archive.readings.of())
            assert list(archive.verification.problems()) == []
            assert not [one for one in archive.history.log() if one.what != "new"]


def test_what_we_read_better_is_no_edit_and_an_edit_is_none_of_ours(nights: Nights, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    blog = long_blog(SIZE, newest=nights.now())
    with serve_blog(blog, now=nights.now) as served:
        with open_archive(path) as archive:
            nights.crawl(archive, served.url)
        change(
            path,
            "UPDATE posts SET title = 'Home', digest = id, read_by = NULL",
            "UPDATE texts SET title = 'Home'",
        )
        with open_archive(path) as archive:
            rules = Rulebook()
            replay(
                archive,
                waiting(archive.readings.of(), rules),
                SIZE,
                rules=rules,
                now=nights.now,
                write=True,
                processes=1,
            )
            nights.pass_by()
            one = blog.posts[0]
            one.paragraphs[0] += " And this was added by the author on the next day."
            one.updated = nights.now()
            report = nights.crawl(archive, served.url)
            assert report.sites[0].counts.changed == 1
            what = [entry.what for entry in archive.history.log(limit=1000)]
            assert (what.count("reread"), what.count("edited"), what.count("new")) == (SIZE, 1, SIZE)
            stored = archive.posts.find(f"{served.url}/{one.slug}/")
            assert stored is not None
            assert [version.cause for version in archive.history.versions(stored.id)][:2] == [
                "program",
                "site",
            ]


def test_a_crawl_that_waited_packs_what_came(nights: Nights, tmp_path: Path) -> None:
    with (
        serve_blog(long_blog(SIZE, newest=nights.now()), now=nights.now) as served,
        open_archive(tmp_path / "archive.db") as archive,
    ):
        nights.crawl(archive, served.url)
        assert compact_quietly(archive, rested_s=3, monotonic=lambda: 0.0) is None  # in a hurry
        done = compact_quietly(archive, rested_s=40, monotonic=lambda: 0.0)
        assert done is not None and done.bodies >= SIZE
        assert compact_quietly(archive, rested_s=40, monotonic=lambda: 0.0) is None
        assert list(archive.verification.problems()) == []
        nights.pass_by()
        assert nights.crawl(archive, served.url).sites[0].counts.changed == 0


def test_a_replay_that_is_killed_goes_on_where_it_was(nights: Nights, tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with (
        serve_blog(long_blog(2 * SIZE, newest=nights.now()), now=nights.now) as served,
        open_archive(path) as archive,
    ):
        nights.crawl(archive, served.url)
    change(
        path,
        "UPDATE posts SET title = 'Home', digest = id, read_by = NULL",
        "UPDATE texts SET title = 'Home'",
    )
    command = [sys.executable, "-m", "scraper", "replay", "--processes", "1", "--quiet"]
    process = subprocess.Popen(command, cwd=tmp_path, env={**os.environ, "PYTHONUTF8": "1"})
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        until = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < until:
            (read,) = connection.execute("SELECT count(*) FROM posts WHERE read_by IS NOT NULL").fetchone()
            if read:
                break
            time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    with closing(sqlite3.connect(path)) as connection:
        execute = connection.execute
        assert execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        halves = "SELECT count(*) FROM posts WHERE (read_by IS NULL) <> (title = 'Home')"
        assert execute(halves).fetchone() == (0,)
        (left,) = execute("SELECT count(*) FROM posts WHERE read_by IS NULL").fetchone()
    again = scraper("replay", "--json", "--processes", "1", folder=tmp_path)
    assert again.returncode == 0 and f'"read": {left},' in again.stdout
    with open_archive(path) as archive:
        assert [entry.what for entry in archive.history.log(limit=1000)].count("reread") == 2 * SIZE
        assert list(archive.verification.problems()) == []
