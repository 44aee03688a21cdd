"""The one door to SQLite: statements in, rows out, and no foreign error beyond it.

SQLite's errors leave as `ArchiveError` with a line that says what to do. Text that is no valid Unicode (a lone
surrogate from a page's `\\ud800`) is stored with U+FFFD in its place rather than refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from scraper.model.errors import ArchiveDamaged, ArchiveError, ArchiveLocked

Value = str | int | float | bytes | None
"""What a column can hold."""

BUSY_TIMEOUT_MS = 10_000
"""How long to wait for a reader's or writer's lock before giving up."""

_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
_BUSY = {"SQLITE_BUSY", "SQLITE_LOCKED"}


def translated(error: sqlite3.Error, path: Path) -> ArchiveError:
    """SQLite's error as one of ours."""
    name = str(getattr(error, "sqlite_errorname", "") or "")
    family = "_".join(name.split("_")[:2])
    if family in _DAMAGED:
        return ArchiveDamaged(f"{path} is damaged ({error}); restore it from a backup or name another with --db")
    if family in _BUSY:
        return ArchiveLocked(f"{path} is held by another program; close it or try again later")
    if family == "SQLITE_FULL":
        return ArchiveError(f"no space left for {path}; make room and run the same command again")
    if family in ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM"):
        return ArchiveError(f"{path} cannot be written ({error}); check its permissions and its directory's")
    return ArchiveError(f"{path}: {error}")


class Connection:
    """A database opened by `open_archive`. For the thread that opened it alone."""

    def __init__(self, database: Database, path: Path) -> None:
        self.database = database
        self.path = path

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[sqlite3.Row]:
        """All rows of a SELECT."""
        return list(self._run(sql, parameters).fetchall())

    def row(self, sql: str, parameters: Sequence[Value] = ()) -> sqlite3.Row | None:
        """The first row of a SELECT, if there is one."""
        row: sqlite3.Row | None = self._run(sql, parameters).fetchone()
        return row

    def number(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """The one number of a SELECT; 0 for NULL or no row."""
        row = self.row(sql, parameters)
        return int(row[0] or 0) if row else 0

    def write(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """An UPDATE or DELETE; how many rows it touched. Commits at once outside `atomic`."""
        return int(self._run(sql, parameters).rowcount)

    def insert(self, sql: str, parameters: Sequence[Value] = ()) -> int:
        """An INSERT; the id of its row. Commits at once outside `atomic`."""
        return int(self._run(sql, parameters).lastrowid or 0)

    def write_many(self, sql: str, parameter_rows: Iterable[Sequence[Value]]) -> None:
        """One statement for many rows, in one transaction."""
        with self.atomic():
            for parameters in parameter_rows:
                self._run(sql, parameters)

    @contextmanager
    def atomic(self) -> Generator[None]:
        """Everything inside is kept together or not at all; inner ones are savepoints of the outer."""
        try:
            with self.database.atomic():
                yield
        except sqlite3.Error as error:
            raise translated(error, self.path) from error

    def _run(self, sql: str, parameters: Sequence[Value]) -> sqlite3.Cursor:
        try:
            try:
                return self.database.execute(sql, parameters)
            except UnicodeEncodeError:
                return self.database.execute(sql, [_encodable(value) for value in parameters])
        except sqlite3.Error as error:
            raise translated(error, self.path) from error


def _encodable(value: Value) -> Value:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
