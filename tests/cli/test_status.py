"""`scraper status` as cron asks it: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from fixtures.sample_site.server import serve
from tests.cli.test_commands import scraper


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("status")
    with serve("classic") as site:
        assert scraper("crawl", site.url, "--allow-private", "--delay", "0", "-q", cwd=folder).returncode == 0
    return folder


def test_a_fresh_archive_needs_nobody(folder: Path) -> None:
    asked = scraper("status", cwd=folder)
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "fresh" in asked.stdout
    quiet = scraper("status", "--quiet", cwd=folder)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_the_table_is_whole_in_a_pipe(folder: Path) -> None:
    printed = scraper("status", cwd=folder).stdout
    assert "…" not in printed and len(printed.splitlines()) == 3
    assert all(word in printed for word in ("standing", "signed", "outcome", "last crawl", "Bo i balans"))


def test_a_failed_crawl_needs_a_person(folder: Path) -> None:
    with sqlite3.connect(folder / "archive.db") as db:
        db.execute("UPDATE crawls SET outcome = 'failed'")
    db.close()
    asked = scraper("status", "--json", cwd=folder)
    assert asked.returncode == 5
    assert json.loads(asked.stdout)[0]["standing"] == "failing"
    assert asked.stderr.count("\n") == 1 and "failing: the last crawl failed" in asked.stderr


def test_a_site_that_is_listed_no_more_raises_no_alarm(folder: Path) -> None:
    with sqlite3.connect(folder / "archive.db") as db:
        db.execute("UPDATE crawls SET outcome = 'failed'")
    db.close()
    config = folder / "other.toml"
    config.write_text('[[site]]\nurl = "https://blog.example.org/"\n')
    asked = scraper("status", "--config", "other.toml", cwd=folder)
    assert (asked.returncode, asked.stderr) == (0, "")
    assert "unlisted" in asked.stdout
    assert scraper("status", "--quiet", cwd=folder).returncode == 5  # without a list, every site is looked at


def test_a_failing_site_says_why_in_its_line(folder: Path) -> None:
    with sqlite3.connect(folder / "archive.db") as db:
        db.execute("UPDATE crawls SET outcome = 'failed'")
        db.execute(
            "INSERT INTO failures (crawl_id, url, kind, message, at) SELECT c.id, s.url, 'network', 'cannot be reached', c.started_at"
            " FROM crawls c JOIN sites s ON s.id = c.site_id"
        )
    db.close()
    told = scraper("status", "--quiet", cwd=folder).stderr
    assert told.endswith("failing: the last crawl failed; cannot be reached\n")
