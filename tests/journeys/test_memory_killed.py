"""Kill it: `kill -9` at any moment, then a new run: nothing lost, nothing twice, finished work not fetched again.

SCRAPER_KILLS sets how many random moments are tried (12 unless told), SCRAPER_SEED repeats a choice of them.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fixtures.long_blog import LongBlog, long_blog, serve_blog
from fixtures.sample_site.server import Served

KILLS = int(os.environ.get("SCRAPER_KILLS", "12"))
SEED = int(os.environ.get("SCRAPER_SEED", "0")) or random.randrange(1, 10**6)
SIZE = 40
COMMAND = (sys.executable, "-m", "scraper", "crawl", "--allow-private", "--delay", "0", "--quiet")


def start(served: Served, folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [*COMMAND, served.url + "/"], cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def wait_for_request(served: Served, since: int, process: subprocess.Popen[str]) -> None:
    """The kill is to fall into the work and not into the start of Python."""
    until = time.monotonic() + 60
    while len(served.log) <= since and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)


def check(path: Path, blog: LongBlog) -> set[str]:
    """Asserts that an archive holds together; returns the paths of the posts that are done."""
    if not path.exists():
        return set()
    with closing(sqlite3.connect(path)) as connection:
        execute = connection.execute
        assert execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert execute("PRAGMA foreign_key_check").fetchall() == []
        if not execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'texts_fts'"
        ).fetchall():  # full before the second step
            return set()
        execute("INSERT INTO texts_fts (texts_fts, rank) VALUES ('integrity-check', 1)")
        posts = execute("SELECT url, state FROM posts").fetchall()
        assert len({url for url, _ in posts}) == len(posts) <= len(blog.posts)
        halves = execute(
            "SELECT count(*) FROM posts LEFT JOIN texts ON texts.post_id = posts.id LEFT JOIN leads"
            " ON leads.url_key = posts.url_key WHERE texts.post_id IS NULL"
            " OR (posts.state = 'complete') <> (leads.state = 'done') OR posts.capture_id IS NULL"
        ).fetchone()
        assert halves == (0,), "a post was stored by halves"
        return {"/" + url.split("/", 3)[3] for url, state in posts if state == "complete"}


@pytest.mark.timeout(60 + 30 * KILLS)
def test_a_crawl_killed_at_any_moment_is_gone_on_with(tmp_path: Path) -> None:
    moments = random.Random(SEED)
    blog = long_blog(SIZE, newest=datetime.now(UTC) - timedelta(days=2))
    killed = round_ = 0
    took = 1.0
    while killed < KILLS:
        folder = tmp_path / f"{round_}"
        folder.mkdir()
        round_ += 1
        done: set[str] = set()
        with serve_blog(blog, now=lambda: datetime.now(UTC)) as served:
            while True:
                before = len(served.log)
                process = start(served, folder)
                wait_for_request(served, before, process)
                begun = time.monotonic()
                try:
                    process.wait(moments.uniform(0, took) if killed < KILLS else 120)
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    killed += 1
                output, errors = process.communicate()
                time.sleep(0.02)  # an answer on its way is logged
                again = {entry.path for entry in served.log[before:]} & done
                assert again == set(), f"finished work was fetched again (seed {SEED})"
                now_done = check(folder / "archive.db", blog)
                assert done <= now_done, f"posts were lost (seed {SEED})"
                done = now_done
                if process.returncode != -signal.SIGKILL:
                    assert (process.returncode, output, errors) == (0, "", ""), f"seed {SEED}"
                    took = max(time.monotonic() - begun, 0.3) if killed == 0 else took
                    break
        assert done == {f"/{one.slug}/" for one in blog.posts}, f"seed {SEED}"
        with closing(sqlite3.connect(folder / "archive.db")) as connection:
            assert connection.execute("SELECT count(*) FROM revisions").fetchone() == (0,)
            assert connection.execute("SELECT count(*) FROM events").fetchone() == (0,)
            outcomes = Counter(row[0] for row in connection.execute("SELECT outcome FROM crawls"))
        assert outcomes["done"] >= 1 and "running" not in outcomes


@pytest.mark.parametrize("limit_kib", [260, 600, 1200])
def test_a_full_disk_is_one_line_and_the_next_run_goes_on(tmp_path: Path, limit_kib: int) -> None:
    import resource

    blog = long_blog(150, newest=datetime.now(UTC) - timedelta(days=2))
    with serve_blog(blog, now=lambda: datetime.now(UTC)) as served:

        def crawl(*, full: bool) -> subprocess.CompletedProcess[str]:
            limit = limit_kib * 1024 if full else resource.RLIM_INFINITY
            command = [
                sys.executable, "-c",
                f"import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, resource.RLIM_INFINITY));"
                "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
                "sys.argv[1:1] = ['crawl', '--allow-private', '--delay', '0', '--quiet'];"
                "from scraper.cli import main; main()",
                served.url + "/",
            ]  # fmt: skip
            return subprocess.run(
                command, cwd=tmp_path, capture_output=True, text=True, timeout=90, check=False
            )

        refused = crawl(full=True)
        assert refused.returncode == 1, refused.stderr
        assert len(refused.stderr.splitlines()) == 1 and "Traceback" not in refused.stderr
        assert "disk" in refused.stderr and "run the same command again" in refused.stderr
        done = check(tmp_path / "archive.db", blog)
        assert len(done) < len(blog.posts)
        before = len(served.log)
        assert crawl(full=False).returncode == 0
        assert {entry.path for entry in served.log[before:]} & done == set()
        assert len(check(tmp_path / "archive.db", blog)) == len(blog.posts)
