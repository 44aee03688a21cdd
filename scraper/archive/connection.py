"""The one door to SQLite: no foreign error leaves it, and no page's text can stop it.

SQLite's errors leave as `ArchiveError` with a line that says what to do. Text that is no valid Unicode
(a lone surrogate, as from an escape in a page's JSON) is stored with U+FFFD in its place rather than refused.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from scraper.archive.people import fold, one_line
from scraper.model.errors import ArchiveDamaged, ArchiveError, ArchiveLocked
from scraper.model.late import late

BUSY_S = 10.0
"""How long to wait for another program's lock before giving up."""

_SURROGATE = late(re.compile, "[\ud800-\udfff]")


class Connection(sqlite3.Connection):
    """A connection in autocommit mode whose errors are ours. `path` is for their messages."""

    path: Path = Path("the archive")

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """As sqlite3's, but raises ArchiveError, ArchiveDamaged or ArchiveLocked."""
        try:
            try:
                return super().execute(sql, parameters)
            except UnicodeEncodeError:
                return super().execute(sql, _encodable(parameters))
        except sqlite3.Error as error:
            raise translated(error, self.path) from error

    def executemany(self, sql: str, rows: Iterable[Any], /) -> sqlite3.Cursor:
        """As sqlite3's, but as `execute`."""
        rows = list(rows)
        try:  # beforehand, for it would stop in the midst of the rows
            "".join([value for row in rows for value in row if isinstance(value, str)]).encode()
        except UnicodeEncodeError:
            rows = [_encodable(row) for row in rows]
        try:
            return super().executemany(sql, rows)
        except sqlite3.Error as error:
            raise translated(error, self.path) from error


def connected(path: Path, options: str = "") -> Connection:
    """A connection to the file at `path`; `options` are those of an SQLite URI, as in `?mode=ro`.

    Its SQL knows `folded(text)`: without case, accents and punctuation (`people.fold`), and `one_line(text)`. Raises sqlite3.Error when the
    file cannot be opened or read.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}{options}",
        uri=True,
        timeout=BUSY_S,
        isolation_level=None,
        factory=Connection,
    )
    try:
        sqlite3.Connection.execute(connection, "SELECT count(*) FROM sqlite_master").fetchone()
        connection.path = path
        connection.create_function("folded", 1, lambda text: fold(str(text or "")), deterministic=True)
        connection.create_function("one_line", 1, one_line, deterministic=True)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def translated(error: sqlite3.Error, path: Path) -> ArchiveError:
    """SQLite's error as one of ours (https://www.sqlite.org/rescode.html)."""
    family = "_".join(str(getattr(error, "sqlite_errorname", "") or "").split("_")[:2])
    if family in ("SQLITE_CORRUPT", "SQLITE_NOTADB"):
        return ArchiveDamaged(
            f"{path} is no SQLite database, or a damaged one ({error});"
            " name another file with --db, or restore a backup"
        )
    if family in ("SQLITE_BUSY", "SQLITE_LOCKED"):
        return ArchiveLocked(f"{path} is being written by another program; try again later")
    if family in ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"):
        return ArchiveError(f"{path} cannot be written: check the permissions of the file and its folder")
    if family == "SQLITE_FULL":
        return ArchiveError(f"{path}: the disk is full; make room and run the same command again")
    if family == "SQLITE_IOERR":
        return ArchiveError(
            f"{path}: the disk is full or failing ({error}); see to it and run the same command again"
        )
    return ArchiveError(f"{path}: {error}")


def _encodable(parameters: Any) -> Any:
    if isinstance(parameters, Mapping):
        return {name: _clean(value) for name, value in parameters.items()}
    if isinstance(parameters, Sequence):
        return [_clean(value) for value in parameters]
    return parameters


def _clean(value: object) -> object:
    return _SURROGATE.sub("\ufffd", value) if isinstance(value, str) else value
