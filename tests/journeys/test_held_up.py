"""A page whose reading never ends, or ends the program, costs some nights and not the site: the next crawls go on without it."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fixtures.long_blog import long_blog, serve_blog

POSTS = 8
PATTERN = "re.match('(a|a)*b', 'a' * 60)"  # holds the interpreter, and takes longer than anybody lives
FATES = {
    "a fault in the parser": ("signal.raise_signal(signal.SIGSEGV)", signal.SIGSEGV),
    "a pattern without end": (PATTERN, signal.SIGXCPU),
    "a loop without end": ("while True: pass", signal.SIGXCPU),
}
PROGRAM = """
import os, re, signal, sys
from scraper.crawl import pages, watchdog
watchdog.READING_S = 1
honest = pages.read
def read(visit, *others):
    if visit.job.lead.url.endswith({end!r}):
        {fate}
    return honest(visit, *others)
pages.read = read
from scraper.cli import main
main()
"""


@pytest.mark.parametrize("fate", FATES)
def test_the_page_is_left_out_when_it_ended_three_crawls(tmp_path: Path, fate: str) -> None:
    does, ends_with = FATES[fate]
    blog = long_blog(POSTS, newest=datetime.now(UTC) - timedelta(days=2))
    bad = f"/{blog.posts[3].slug}/"
    with serve_blog(blog, now=lambda: datetime.now(UTC)) as served:
        command = [
            sys.executable,
            "-c",
            PROGRAM.format(end=bad, fate=does),
            "crawl",
            "--allow-private",
            "--delay",
            "0",
        ]
        ends = [
            subprocess.run([*command, "-q", served.url + "/"], cwd=tmp_path, capture_output=True, check=False)
            for _ in range(4)
        ]
    assert [one.returncode for one in ends[:3]] == [-ends_with] * 3 and ends[3].returncode in (1, 3), ends
    assert b"Traceback" not in ends[3].stderr and b"came to its end" in ends[3].stderr
    db = sqlite3.connect(tmp_path / "archive.db")
    assert db.execute("SELECT count(*) FROM posts WHERE state = 'complete'").fetchone() == (POSTS - 1,)
    assert db.execute("SELECT kind FROM failures").fetchall() == [("limit",)]
    assert not Path(tmp_path, "archive.db.lock").exists()


@pytest.mark.parametrize("page", ["/feed.xml", "/sitemap.xml", "/"])
def test_so_is_a_feed_a_sitemap_or_the_front_page(tmp_path: Path, page: str) -> None:
    blog = long_blog(POSTS, newest=datetime.now(UTC) - timedelta(days=2))
    with serve_blog(blog, now=lambda: datetime.now(UTC)) as served:
        program = PROGRAM.format(end=served.url + page, fate="os.kill(os.getpid(), signal.SIGKILL)")
        command = [
            sys.executable,
            "-c",
            program,
            "crawl",
            "--allow-private",
            "--delay",
            "0",
            "-q",
            served.url,
        ]
        ends = [subprocess.run(command, cwd=tmp_path, capture_output=True, check=False) for _ in range(3)]
    assert [one.returncode for one in ends[:2]] == [-9] * 2 and ends[2].returncode in (1, 3), ends
    assert b"Traceback" not in ends[2].stderr and b"came to its end" in ends[2].stderr
    db = sqlite3.connect(tmp_path / "archive.db")
    assert db.execute("SELECT count(*) FROM posts WHERE state = 'complete'").fetchone() == (POSTS,)
