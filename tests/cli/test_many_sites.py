"""Forty sites in one file: looked at, listed, crawled side by side, one's trouble none of the others'."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.sample_site.server import Served, serve
from tests.cli.test_commands import scraper


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with serve("classic") as served:
        yield served


def test_a_site_is_looked_at_listed_crawled_and_removed(site: Served, tmp_path: Path) -> None:
    added = scraper("sites", "add", site.url, "--allow-private", "--delay", "0", cwd=tmp_path)
    assert (added.returncode, added.stderr) == (0, "")
    for shown in ("feed", "sitemap", "sv", "announced", "Ebba Lindroth", "is listed in scraper.toml"):
        assert shown in added.stdout
    assert not (tmp_path / "archive.db").exists()
    assert added.stdout.endswith("crawl with: scraper crawl\n")

    listed = json.loads(scraper("sites", "list", "--json", cwd=tmp_path).stdout)
    assert [entry["url"] for entry in listed] == [site.url + "/"]
    shown = json.loads(scraper("sites", "show", "127.0.0.1", "--json", cwd=tmp_path).stdout)["settings"]
    assert shown["allow_private"] == {"value": True, "from": "site"}
    assert shown["limits.inflated_bytes"]["from"] == "built in"
    assert "limits.redirects" in scraper("sites", "show", "127.0.0.1", cwd=tmp_path).stdout

    again = scraper("sites", "add", site.url, cwd=tmp_path)
    assert again.returncode == 0 and "already" in again.stdout

    # A second site that refuses: the first is crawled all the same.
    with (tmp_path / "scraper.toml").open("a") as file:
        file.write('\n[[site]]\nurl = "http://localhost:9/"\nallow_private = true\ndelay = 0\n')
    crawled = scraper("crawl", "--quiet", cwd=tmp_path)
    assert crawled.returncode == 3
    assert "localhost" in crawled.stderr and "127.0.0.1" not in crawled.stderr
    status = json.loads(scraper("status", "--json", cwd=tmp_path).stdout)
    assert [(row["posts"], row["standing"]) for row in status] == [(68, "fresh"), (0, "failing")]

    out = scraper("sites", "export", cwd=tmp_path)
    (tmp_path / "out.opml").write_text(out.stdout)
    assert "xmlUrl" in out.stdout
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    taken = scraper("sites", "import", str(tmp_path / "out.opml"), cwd=elsewhere)
    assert "2 of 2 sites" in taken.stdout

    removed = scraper("sites", "remove", "localhost", cwd=tmp_path)
    assert removed.returncode == 0
    assert len(json.loads(scraper("sites", "list", "--json", cwd=tmp_path).stdout)) == 1


def test_a_site_that_cannot_be_read_is_not_listed(tmp_path: Path) -> None:
    added = scraper("sites", "add", "http://127.0.0.1:9/", "--allow-private", cwd=tmp_path)
    assert added.returncode == 1
    assert added.stderr.count("\n") == 1 and "not listed" in added.stderr
    assert not (tmp_path / "scraper.toml").exists()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("crawl",), "nothing to crawl"),
        (("sites", "show", "x"), "sites add URL"),
        (("sites", "import", "none.opml"), "cannot be read"),
        (("crawl", "--config", "none.toml"), "does not exist"),
        (("crawl", "https://a.example/blog/", "https://a.example/news/"), "lie on one host"),
    ],
)
def test_what_is_missing_is_told_in_one_line(command: tuple[str, ...], said: str, tmp_path: Path) -> None:
    asked = scraper(*command, cwd=tmp_path)
    assert asked.returncode == 2
    assert said in asked.stderr and asked.stderr.count("\n") == 1


def test_the_archive_that_was_named_is_named_again(tmp_path: Path) -> None:
    added = scraper(
        "sites", "add", "https://blog.example.org/", "--no-probe", "--db", "my blog.db", cwd=tmp_path
    )
    assert added.stdout.endswith("crawl with: scraper crawl --db 'my blog.db'\n")
