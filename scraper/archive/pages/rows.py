"""Rows as dictionaries, whatever the connection's own way is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import Any

Row = dict[str, Any]
Values = Mapping[str, object] | Sequence[object]


def rows(db: Connection, sql: str, values: Values = ()) -> list[Row]:
    """All rows that a statement gives. Raises sqlite3.Error or ArchiveError, as the connection does."""
    cursor = db.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def one(db: Connection, sql: str, values: Values = ()) -> Row | None:
    """The first row, or None."""
    found = rows(db, sql, values)
    return found[0] if found else None


def number(db: Connection, sql: str, values: Values = ()) -> int:
    """The first value of the first row, as a number; 0 for none."""
    found = db.execute(sql, values).fetchone()
    return int(found[0] or 0) if found else 0
