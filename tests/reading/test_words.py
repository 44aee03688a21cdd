"""The words that readers meet are explained, each that the archive has and no other."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path

from scraper.model import evidence
from scraper.model.crawl import CrawlCounts
from scraper.reading.words import COUNTED, HAPPENED, SOURCES, STATES

ARCHIVE = Path(__file__).parents[2] / "archive.db"


def one_of(table: str, column: str) -> set[str]:
    """The words that a column may hold."""
    with closing(sqlite3.connect(f"file:{ARCHIVE}?mode=ro&immutable=1", uri=True)) as connection:
        (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    (allowed,) = re.findall(rf"{column} IN \(([^)]+)\)", sql)
    return set(re.findall(r"'(\w+)'", allowed))


def test_each_word_of_the_archive_is_explained() -> None:
    assert set(STATES) == one_of("posts", "state")
    assert set(HAPPENED) == {"new", "edited", "reread"} | one_of("events", "what")
    assert tuple(SOURCES) == evidence.SOURCES
    assert set(COUNTED) == {count.name for count in fields(CrawlCounts)} - {"bytes"}
