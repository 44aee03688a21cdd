"""Two archives of the same content have the same dump, whatever the clock of the server said."""

from __future__ import annotations

from pathlib import Path

from scraper.archive import Archive, open_archive
from scraper.archive.dump import TABLES
from scraper.model.crawl import CrawlCounts
from scraper.model.lead import Lead
from tests.archive.conftest import NOW, post_at
from tests.archive.test_captures import CAPTURE


def fill(archive: Archive, *, second: int) -> None:
    site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
    crawl_id = archive.crawls.start(site_id, now=NOW, version="1")
    archive.leads.add(site_id, [Lead("https://blogg.example/ett/")])
    headers = {**CAPTURE.headers, "date": f"Sun, 01 Mar 2026 12:00:0{second} GMT"}
    capture_id = archive.captures.store(CAPTURE._replace(headers=headers, elapsed_ms=second, fetched_at=NOW))
    archive.posts.insert(site_id, post_at("ett"), digest="1", now=NOW, capture_id=capture_id)
    archive.crawls.fail(crawl_id, "https://blogg.example/tva/", "status", "404", at=NOW)
    archive.crawls.finish(crawl_id, "partial", CrawlCounts(new=1, failed=1), now=NOW)


def test_the_same_content_has_the_same_dump(tmp_path: Path) -> None:
    dumps = []
    for second in (1, 2):
        with open_archive(tmp_path / f"{second}.db") as archive:
            fill(archive, second=second)
            dumps.append(list(archive.dump()))
        with open_archive(tmp_path / f"{second}.db", read_only=True) as archive:
            assert list(archive.dump()) == dumps[-1]
    assert dumps[0] == dumps[1]
    assert any("Ängarna blommar" in line for line in dumps[0])


def test_every_change_shows(tmp_path: Path) -> None:
    with open_archive(tmp_path / "archive.db") as archive:
        fill(archive, second=1)
        before = list(archive.dump())
        archive._db.execute("UPDATE evidence SET reason = 'other' WHERE position = 1")
        assert len(set(before) ^ set(archive.dump())) == 2


def test_tables_can_be_left_out(archive: Archive) -> None:
    fill(archive, second=1)
    assert not [line for line in archive.dump(without=frozenset({"crawls"})) if line.startswith("crawls ")]


def test_no_table_is_forgotten(archive: Archive) -> None:
    tables = {
        row[0]
        for row in archive._db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE 'texts_fts%' AND name NOT LIKE '%sqlite%'"
        )
    }
    assert tables - {name for name, _ in TABLES} == {
        "dictionaries",
        "dictionary_parts",
        "tallies",
        "texts_waiting",
    }
