"""The journal of who was taken to be whom: each change of rows and spellings with what was before, so that it can be undone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from scraper.archive.people import KINDS
from scraper.model.clock import iso

Kind = Literal["person", "role", "organisation"]
What = Literal["join", "part", "merge", "split", "rename"]
By = Literal["rule", "typo", "person"]

PRINTED = {"person": "printed_name", "role": "printed_role", "organisation": "printed_organisation"}
"""The column of `bylines` that holds what was printed."""

RowState = tuple[str, str, int | None]
"""Name, key, and for people the site."""

SpellingState = tuple[int, By]
"""The row that is meant, and who decided it."""


@dataclass(slots=True)
class State:
    """Rows by id, spellings by (site, as printed)."""

    rows: dict[int, RowState] = field(default_factory=dict)
    spellings: dict[tuple[int, str], SpellingState] = field(default_factory=dict)

    def without(self, other: State) -> State:
        """What is not the same in another state."""
        return State(
            {row: told for row, told in self.rows.items() if other.rows.get(row) != told},
            {
                spelling: told
                for spelling, told in self.spellings.items()
                if other.spellings.get(spelling) != told
            },
        )

    def written(self, scope: int) -> str:
        """As JSON."""
        return json.dumps(
            {
                "scope": scope,
                "rows": [[row, *told] for row, told in sorted(self.rows.items())],
                "spellings": [[*spelling, *told] for spelling, told in sorted(self.spellings.items())],
            },
            ensure_ascii=False,
        )


def read_state(text: str) -> tuple[State, int]:
    """A state from its JSON, and the site of its people (0: none)."""
    told = json.loads(text)
    return (
        State(
            {row: (name, key, site) for row, name, key, site in told["rows"]},
            {(site, printed): (target, by) for site, printed, target, by in told["spellings"]},
        ),
        told["scope"],
    )


@dataclass(slots=True)
class Entry:
    """A line of the journal: the row that is given up, made or renamed (its number, name and key), and the row it goes to or came from.

    `scope` is the site of people, else 0.
    """

    kind: Kind
    what: What
    by: By
    row: int
    name: str
    key: str
    target: int
    scope: int
    reason: str = ""


class Journal:
    """The table `decisions`, and the changes that it records in `people`, `roles`, `organisations`, `spellings` and `bylines`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def state(self, kind: Kind, rows: Iterable[int]) -> State:
        """What is known of some rows: those that exist, and all spellings that mean them."""
        table, column = KINDS[kind]
        site = "site_id" if kind == "person" else "NULL"
        found = State()
        for row in set(rows):
            for name, key, site_id in self._db.execute(
                f"SELECT {column}, key, {site} FROM {table} WHERE id = ?", (row,)
            ):
                found.rows[row] = (name, key, site_id)
            for site_id, printed, by in self._db.execute(
                "SELECT site_id, printed, decided_by FROM spellings WHERE kind = ? AND target_id = ?",
                (kind, row),
            ):
                found.spellings[site_id, printed] = (row, by)
        return found

    @contextmanager
    def recorded(self, entry: Entry, *, rows: Iterable[int], now: datetime) -> Generator[None]:
        """Notes what the block changes in `rows` and in the entry's row, which the block itself may make and name."""
        before = self.state(entry.kind, rows)
        yield
        after = self.state(entry.kind, {*rows, entry.row})
        self._db.execute(
            "INSERT INTO decisions (at, kind, what, decided_by, reason, row_id, row_name, row_key, target_id, was, became)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                iso(now), entry.kind, entry.what, entry.by, entry.reason, entry.row, entry.name, entry.key, entry.target,
                before.without(after).written(entry.scope), after.without(before).written(entry.scope),
            ),
        )  # fmt: skip

    def move(self, kind: Kind, site_id: int, printed: str, target: int, by: By) -> None:
        """A spelling comes to mean another row, and with it every byline that is printed so."""
        where = (site_id, kind, printed)
        (former,) = self._db.execute(
            "SELECT target_id FROM spellings WHERE site_id = ? AND kind = ? AND printed = ?", where
        ).fetchone()
        self._db.execute(
            "UPDATE spellings SET target_id = ?, decided_by = ? WHERE site_id = ? AND kind = ? AND printed = ?",
            (target, by, *where),
        )
        if former == target:
            return
        self._db.execute(
            f"UPDATE bylines SET {kind}_id = :target WHERE {kind}_id = :former AND one_line({PRINTED[kind]}) = :printed"
            " AND (:site = 0 OR (SELECT site_id FROM posts WHERE id = post_id) = :site)",
            {"target": target, "former": former, "printed": printed, "site": site_id},
        )

    def clear(self, kind: Kind, row: int) -> bool:
        """Takes a row away that no spelling and no byline means any more."""
        table, _ = KINDS[kind]
        gone = self._db.execute(
            f"DELETE FROM {table} WHERE id = :row"
            " AND NOT EXISTS (SELECT 1 FROM spellings WHERE kind = :kind AND target_id = :row)"
            f" AND NOT EXISTS (SELECT 1 FROM bylines WHERE {kind}_id = :row)",
            {"row": row, "kind": kind},
        )
        return gone.rowcount > 0

    def put_back(self, kind: Kind, was: State, became: State, *, by: By | None = None) -> None:
        """Makes what became as it was. `by` names who decides the spellings now; else whoever did then."""
        table, column = KINDS[kind]
        for row, (name, key, site_id) in was.rows.items():
            if row not in became.rows:
                self._insert(kind, row, name, key, site_id)
        for (site_id, printed), (target, former) in was.spellings.items():
            self.move(kind, site_id, printed, target, by or former)
        for spelling in became.spellings.keys() - was.spellings.keys():
            self._forget(kind, *spelling)
        for row in became.rows.keys() - was.rows.keys():
            origin = next(target for target, _ in was.spellings.values())
            for site_id, printed in self.state(kind, [row]).spellings:
                self.move(kind, site_id, printed, origin, "rule")  # met since; the rules find its place
            self.clear(kind, row)
        for row, (name, key, _) in was.rows.items():
            if row in became.rows:
                self._db.execute(f"UPDATE {table} SET {column} = ?, key = ? WHERE id = ?", (name, key, row))
        for row in {target for target, _ in became.spellings.values()} - was.rows.keys():
            self.clear(kind, row)

    def _insert(self, kind: Kind, row: int, name: str, key: str, site_id: int | None) -> None:
        table, column = KINDS[kind]
        if kind == "person":
            self._db.execute(
                "INSERT INTO people (id, name, key, site_id) VALUES (?, ?, ?, ?)", (row, name, key, site_id)
            )
        else:
            self._db.execute(f"INSERT INTO {table} (id, {column}, key) VALUES (?, ?, ?)", (row, name, key))

    def _forget(self, kind: Kind, site_id: int, printed: str) -> None:
        """A spelling that was only made up, by a new name, goes; one that is printed somewhere is the rule's again."""
        target, used = self._db.execute(
            f"SELECT target_id, EXISTS (SELECT 1 FROM bylines WHERE {kind}_id = s.target_id AND one_line({PRINTED[kind]}) = printed)"
            " FROM spellings s WHERE site_id = ? AND kind = ? AND printed = ?",
            (site_id, kind, printed),
        ).fetchone()
        if used:
            self.move(kind, site_id, printed, target, "rule")
        else:
            self._db.execute(
                "DELETE FROM spellings WHERE site_id = ? AND kind = ? AND printed = ?",
                (site_id, kind, printed),
            )
