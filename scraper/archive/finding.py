"""People, roles and organisations as somebody names them: by number, name or spelling."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from scraper.archive.journal import Kind
from scraper.archive.people import KINDS, key_of, one_line
from scraper.model.errors import SettingsError

TABLES = {kind: table for kind, (table, _) in KINDS.items()}
MAX_DIGITS = 15
SHOWN = 6
"""Rows that a message names where several answer."""


class Named(NamedTuple):
    """A person, role or organisation; `site` is empty for those that are the same on all sites."""

    id: int
    name: str
    site: str = ""


def find(db: sqlite3.Connection, kind: Kind, who: str) -> Named:
    """The row with a number, or else with this very name or spelling, in whatever case.

    Raises SettingsError when there is none, or more than one; the message lists their numbers.
    """
    table, column = KINDS[kind]
    if (
        who.isascii()
        and who.isdecimal()
        and len(who) <= MAX_DIGITS
        and (found := _where(db, kind, "id = :id", id=int(who)))
    ):
        return found[0]
    printed = one_line(who)
    spelled = "id IN (SELECT target_id FROM spellings WHERE kind = :kind AND {} = :text)"
    for condition, text in (
        (f"{column} = :text", printed), (spelled.format("printed"), printed), (spelled.format("key"), key_of(kind, printed)),
    ):  # fmt: skip
        found = _where(db, kind, condition, kind=kind, text=text)
        if len(found) == 1:
            return found[0]
        if found:
            which = ", ".join(
                f"{one.id} ({', '.join(filter(None, (one.name, one.site)))})" for one in found[:SHOWN]
            )
            raise SettingsError(
                f"{len(found)} {table} are called {printed}: {which}; say which by its number"
            )
    word = "" if printed.isdecimal() else " ".join(printed.split()[:1])
    hint = f"scraper {table} {word}".rstrip()
    raise SettingsError(f"no {kind} is called {printed!r}; list them with: {hint}")


def _where(db: sqlite3.Connection, kind: Kind, condition: str, /, **values: object) -> list[Named]:
    table, column = KINDS[kind]
    site = "(SELECT url FROM sites WHERE id = site_id)" if kind == "person" else "''"
    rows = db.execute(f"SELECT id, {column}, {site} FROM {table} WHERE {condition} ORDER BY id", values)
    return [Named(*row) for row in rows.fetchall()]
