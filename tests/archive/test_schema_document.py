"""`docs/schema.md` names every table, view and column that an archive has."""

from __future__ import annotations

import re
from pathlib import Path

from scraper.archive import Archive

DOCUMENT = Path(__file__).parents[2] / "docs" / "schema.md"


def test_the_document_is_complete(archive: Archive) -> None:
    words = set(re.findall(r"\w+", DOCUMENT.read_text("utf-8")))
    execute = archive._db.execute
    names = [
        row[0]
        for row in execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
            " AND name NOT LIKE 'texts_fts_%' AND name NOT LIKE '%sqlite%'"
        )
    ]
    assert set(names) <= words
    tables = [
        row[0]
        for row in execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'")
    ]
    columns = {row[1] for table in tables for row in execute(f"PRAGMA table_info({table})")}
    assert columns <= words, columns - words


def test_each_view_stands_there_with_its_columns_in_order(archive: Archive) -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE))
    execute = archive._db.execute
    for (view,) in execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        columns = re.sub(r" \([^)]*\)", "", told[view])
        if alike := re.fullmatch(r"as `(\w+)`", columns):
            columns = told[alike[1]]
        assert columns.split(", ") == [row[1] for row in execute(f"PRAGMA table_info({view})")], view
