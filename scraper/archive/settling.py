"""Brings rows, spellings and bylines to what the rules say (`rules`), and notes each change in the journal."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from scraper.archive.journal import By, Entry, Journal, Kind
from scraper.archive.people import EVERYWHERE, KINDS, Names
from scraper.archive.rules import Goal, Spelling, initials, slips


class Settling:
    """The rules, carried out. Nothing that a person decided is moved."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._names = Names(connection)
        self._journal = Journal(connection)

    def settle(self, site_ids: Iterable[int], *, now: datetime) -> int:
        """Settles the people of some sites, and all roles and organisations; returns how many spellings moved."""
        moved = 0
        for site_id in site_ids:
            spellings = self._spellings("person", site_id)
            moved += self._apply("person", site_id, spellings, initials(self._db, site_id, spellings), now)
        kinds: tuple[Kind, ...] = ("role", "organisation")
        for kind in kinds:
            spellings = self._spellings(kind, EVERYWHERE)
            moved += self._apply(kind, EVERYWHERE, spellings, slips(self._db, kind, spellings), now)
        return moved

    def _spellings(self, kind: Kind, scope: int) -> list[Spelling]:
        rows = self._db.execute(
            "SELECT site_id, printed, key, target_id, decided_by FROM spellings WHERE kind = ? AND site_id = ? ORDER BY printed",
            (kind, scope),
        )
        return [Spelling(*row) for row in rows]

    def _apply(
        self, kind: Kind, scope: int, spellings: list[Spelling], goals: dict[str, Goal], now: datetime
    ) -> int:
        """Moves every spelling that does not mean what it should; returns how many there were."""
        pinned = {s.key for s in spellings if s.by == "person"}
        printed = {s.key: s.printed for s in reversed(spellings)}
        keys = self._keys(kind)
        groups: dict[str, list[Spelling]] = defaultdict(list)
        for s in spellings:
            if s.by != "person":
                groups[s.key].append(s)
        moved = 0
        for key, group in sorted(groups.items()):
            goal, end = None if key in pinned else goals.get(key), key
            while end in goals and end not in pinned:
                end = goals[end].key
            if end in pinned:
                home = self._names.meant(kind, end, scope=scope)
            else:
                home = (
                    group[0].target
                    if keys.get(group[0].target) == end
                    else self._names.at(kind, end, scope=scope)
                )
            by: By = goal.by if goal else "rule"
            wrong = [s for s in group if s.target != home or s.by != by]
            for former in sorted({s.target for s in wrong}):
                leaving = [s for s in wrong if s.target == former]
                if former == home:
                    for s in leaving:
                        self._journal.move(kind, s.site_id, s.printed, home, by)
                    continue
                home = self._move(kind, scope, former, home, (end, printed.get(end, end)), leaving, goal, now)
                moved += len(leaving)
        return moved

    def _move(
        self, kind: Kind, scope: int, former: int, home: int | None, end: tuple[str, str], spellings: list[Spelling],
        goal: Goal | None, now: datetime,
    ) -> int:  # fmt: skip
        """Moves spellings from one row to another, which is made where it is missing; returns its number."""
        by: By = goal.by if goal else "rule"
        key, name = end
        if goal is None and spellings[0].key == key:
            reason = f"{spellings[0].printed} is a row of its own: the reason for its join no longer holds"
            entry = Entry(kind, "part", by, home or 0, name, key, former, scope, reason)
        else:
            told = self._journal.state(kind, [former]).rows[former]
            entry = Entry(
                kind, "join", by, former, told[0], told[1], home or 0, scope, goal.reason if goal else ""
            )
        with self._journal.recorded(entry, rows={former, home or former}, now=now):
            if home is None:
                home = self._names.home(kind, key, name, scope=scope)
                entry.row, entry.target = (home, former) if entry.what == "part" else (former, home)
            if entry.what == "part":
                entry.name = self._journal.state(kind, [home]).rows[home][0]
            for s in spellings:
                self._journal.move(kind, s.site_id, s.printed, home, by)
            self._journal.clear(kind, former)
        return home

    def _keys(self, kind: Kind) -> dict[int, str]:
        return dict(self._db.execute(f"SELECT id, key FROM {KINDS[kind][0]}").fetchall())
