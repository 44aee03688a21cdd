"""`docs/schema.md` names every table, view and column that an archive has."""

from __future__ import annotations

import re
from pathlib import Path

from scraper.archive import Archive

DOCUMENT = Path(__file__).parents[2] / "docs" / "schema.md"


def test_each_table_stands_there_with_its_columns(archive: Archive) -> None:
    document = DOCUMENT.read_text("utf-8")
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| [^|]+ \| ([^|]+) \|$", document, re.MULTILINE)
    told = {name: columns for names, columns in rows for name in re.findall(r"\w+", names)}
    execute = archive._db.execute
    tables = [
        row[0]
        for row in execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'")
    ]
    assert len(tables) > 20
    for table in tables:
        columns = {row[1] for row in execute(f"PRAGMA table_xinfo({table})")}
        assert columns <= set(re.findall(r"\w+", told[table])), table
    named = {row[0] for row in execute("SELECT name FROM sqlite_master")}
    assert set(told) <= named, "what is not there any more"


def test_each_view_stands_there_with_its_columns_in_order(archive: Archive) -> None:
    told = dict(re.findall(r"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", DOCUMENT.read_text("utf-8"), re.MULTILINE))
    execute = archive._db.execute
    for (view,) in execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        columns = re.sub(r" \([^)]*\)", "", told[view])
        if alike := re.fullmatch(r"as `(\w+)`", columns):
            columns = told[alike[1]]
        assert columns.split(", ") == [row[1] for row in execute(f"PRAGMA table_info({view})")], view
