"""Which of the databases that Datasette has opened are archives of ours; all others are left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from scraper.archive.migrations import APPLICATION_ID

if TYPE_CHECKING:  # Datasette loads its plugins while its own app module is still being read
    from datasette.app import Datasette

_AT = slice(68, 72)
"""Where the header of an SQLite file holds its application id, big-endian (file format, section 1.3)."""

_known: set[tuple[str, int]] = set()


def archives(datasette: Datasette) -> list[str]:
    """The names under which Datasette knows archives of ours. Never raises."""
    return [name for name, database in datasette.databases.items() if is_archive(database.path)]


def is_archive(path: str | None) -> bool:
    """True when the file at `path` is an archive of ours. Never raises.

    Asked many times for each page, so the answer is read off the file's first bytes; only while a new
    archive's first pages are still in its write-ahead log does SQLite itself have to be asked.
    """
    if not path:
        return False
    file = Path(path)
    try:
        mark = (str(file), file.stat().st_ino)
        if mark in _known:
            return True
        with file.open("rb") as stream:
            found = int.from_bytes(stream.read(100)[_AT], "big") == APPLICATION_ID
        if not found and file.with_name(file.name + "-wal").exists():
            found = _asked(file)
    except (OSError, sqlite3.Error):
        return False
    if found:
        _known.add(mark)
    return found


def _asked(file: Path) -> bool:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=0.1)) as connection:
        return bool(connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID)
