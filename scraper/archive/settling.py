"""The rules of who is whom, over everything that was read: a function of what is printed and of what persons decided.

- Spellings of one key (case, accents, punctuation, order of words) mean one row.
- `Y. Ganse` is whoever on the site it fits, while it fits one person only; when a second one comes, it is a row of its own.
- A role or an organisation is a slip for another one when it differs by one slip in one long word, is at most a
  third as frequent, and each person who signed with it also signed with the other one, before, between or not long after.

The order in which posts come makes no difference, so a rule's join ends by itself when what it was made for no longer
holds. What a person decided (`spellings.decided_by`) is never changed here. Every change stands in `decisions`.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from scraper.archive.journal import PRINTED, By, Entry, Journal, Kind, What
from scraper.archive.likeness import fits, full_form, short_form, slip
from scraper.archive.people import EVERYWHERE, KINDS, Names, one_line

RARE = 3
"""A slip is at most one of so many."""
NEAR_DAYS = 60
"""So long before its person's first, or after the last, right spelling a slip may stand."""
_OPEN, _END = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class _Spelling:
    site_id: int
    printed: str
    key: str
    target: int
    by: str


@dataclass(frozen=True, slots=True)
class _Goal:
    """Where the spellings of a key belong, and why; `key` is that of the row."""

    key: str
    by: By
    reason: str


class Settling:
    """Brings `spellings`, and rows and bylines with them, to what the rules say."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._names = Names(connection)
        self._journal = Journal(connection)

    def settle(self, site_ids: Iterable[int], *, now: datetime) -> int:
        """Settles the people of some sites, and all roles and organisations; returns how many spellings moved."""
        moved = sum(self._people(site_id, now) for site_id in site_ids)
        for kind in ("role", "organisation"):
            spellings = self._spellings(kind, EVERYWHERE)
            moved += self._apply(kind, EVERYWHERE, spellings, self._slips(kind, spellings), now)
        return moved

    def _spellings(self, kind: Kind, scope: int) -> list[_Spelling]:
        rows = self._db.execute(
            "SELECT site_id, printed, key, target_id, decided_by FROM spellings WHERE kind = ? AND site_id = ? ORDER BY printed",
            (kind, scope),
        )
        return [_Spelling(*row) for row in rows]

    def _people(self, site_id: int, now: datetime) -> int:
        spellings = self._spellings("person", site_id)
        forms = {s.printed: short_form(s.printed) for s in spellings}
        goals: dict[str, _Goal] = {}
        if any(forms.values()):
            used = self._in_use(site_id)
            whole = [s for s in spellings if not forms[s.printed] and (s.printed in used or s.by == "person")]
            by_word: dict[str, list[tuple[_Spelling, list[str]]]] = defaultdict(list)
            for s in whole:
                words = full_form(s.printed)
                for word in set(words):
                    by_word[word].append((s, words))
            pinned = {s.key: s.target for s in spellings if s.by == "person"}
            for s in spellings:
                short = forms[s.printed]
                if not short or s.by == "person":
                    continue
                fitting = {c.key: c for c, words in by_word[short[1][-1]] if fits(short, words)}
                people = {
                    pinned.get(key) or self._names.at("person", key, scope=site_id) or key for key in fitting
                }
                if len(people) == 1:
                    first = min(fitting)
                    reason = f"{s.printed} fits {fitting[first].printed}, and nobody else on the site"
                    goals[s.key] = _Goal(first, "rule", reason)
        return self._apply("person", site_id, spellings, goals, now)

    def _in_use(self, site_id: int) -> set[str]:
        rows = self._db.execute(
            "SELECT DISTINCT printed_name FROM bylines JOIN posts ON posts.id = post_id"
            " WHERE site_id = ? AND printed_name IS NOT NULL",
            (site_id,),
        )
        return {one_line(row[0]) for row in rows}

    def _slips(self, kind: Kind, spellings: list[_Spelling]) -> dict[str, _Goal]:
        """Key → the key that it is a slip for."""
        key_of = {s.printed: s.key for s in spellings}
        uses: dict[str, dict[int, tuple[int, date, date]]] = defaultdict(dict)
        shown: dict[str, str] = {}
        for printed, person, count, first, last in self._db.execute(
            f"SELECT {PRINTED[kind]}, person_id, count(*), min(published), max(published) FROM bylines"
            f" JOIN posts ON posts.id = post_id WHERE {PRINTED[kind]} IS NOT NULL GROUP BY 1, 2 ORDER BY 3, 1"
        ):
            key = key_of.get(one_line(printed))
            if key is None:
                continue
            shown[key] = one_line(printed)
            known = uses[key].get(person or 0, (0, _END, _OPEN))
            uses[key][person or 0] = (
                known[0] + count, min(known[1], _day(first, _END)), max(known[2], _day(last, _OPEN)),
            )  # fmt: skip
        of_person: dict[int, list[str]] = defaultdict(list)
        for key, people in uses.items():
            for person in people:
                of_person[person].append(key)
        total = {key: sum(count for count, _, _ in people.values()) for key, people in uses.items()}
        pairs = {
            (rare, common)
            for person, keys in of_person.items()
            if person
            for rare in keys
            for common in keys
            if total[rare] * RARE <= total[common] and slip(rare, common)
        }
        goals: dict[str, _Goal] = {}
        for rare, common in sorted(pairs, key=lambda pair: (total[pair[1]], pair)):
            if all(_beside(told, uses[common].get(person)) for person, told in uses[rare].items()):
                reason = f"{shown[rare]} ({total[rare]}) is one slip from {shown[common]} ({total[common]}), by the same people"
                goals[rare] = _Goal(common, "typo", reason)
        return goals

    def _apply(
        self, kind: Kind, scope: int, spellings: list[_Spelling], goals: dict[str, _Goal], now: datetime
    ) -> int:
        pinned = {s.key for s in spellings if s.by == "person"}
        names = self._row_names(kind)
        printed = {s.key: s.printed for s in reversed(spellings)}
        by_key: dict[str, list[_Spelling]] = defaultdict(list)
        for s in spellings:
            if s.by != "person":
                by_key[s.key].append(s)
        moved = 0
        for key, group in sorted(by_key.items()):
            goal, end = goals.get(key) if key not in pinned else None, key
            while end in goals and end not in pinned:
                end = goals[end].key
            by: By = goal.by if goal else "rule"
            home = self._names.meant(kind, end, scope=scope) if end in pinned else None
            if home is None and end == key and names.get(group[0].target, ("", ""))[1] == key:
                home = group[0].target
            if home is None:
                home = self._names.home(kind, end, printed.get(end, end), scope=scope)
            wrong = [s for s in group if s.target != home or s.by != by]
            for former in sorted({s.target for s in wrong}):
                moved += self._move(
                    kind, scope, former, home, [s for s in wrong if s.target == former], goal, now
                )
            if wrong:
                names = self._row_names(kind)
        return moved

    def _move(
        self,
        kind: Kind,
        scope: int,
        former: int,
        home: int,
        spellings: list[_Spelling],
        goal: _Goal | None,
        now: datetime,
    ) -> int:
        by: By = goal.by if goal else "rule"
        if former == home:
            for s in spellings:
                self._journal.move(kind, s.site_id, s.printed, home, by)
            return 0
        names = self._row_names(kind)
        leaving, coming = names.get(former, ("", "")), names[home]
        what: What
        if goal or coming[1] != spellings[0].key:
            what, row, named = "join", former, leaving
        else:
            what, row, named = "part", home, coming
        reason = (
            goal.reason
            if goal
            else f"{spellings[0].printed} is a row of its own: the reason for its join no longer holds"
        )
        entry = Entry(kind, what, by, row, *named, home if what == "join" else former, scope, reason)
        with self._journal.recorded(entry, rows=(former, home), now=now):
            for s in spellings:
                self._journal.move(kind, s.site_id, s.printed, home, by)
            self._journal.clear(kind, former)
        return len(spellings)

    def _row_names(self, kind: Kind) -> dict[int, tuple[str, str]]:
        table, column = KINDS[kind]
        return {
            row: (name, key) for row, name, key in self._db.execute(f"SELECT id, {column}, key FROM {table}")
        }


def _beside(rare: tuple[int, date, date], common: tuple[int, date, date] | None) -> bool:
    """True when somebody used a rare spelling while the common one was in use, or not long before or after."""
    if common is None or common[1] == _END or rare[1] == _END:
        return False
    near = timedelta(days=NEAR_DAYS)
    return common[1] - rare[1] <= near and rare[2] - common[2] <= near


def _day(published: str | None, unknown: date) -> date:
    if not published:
        return unknown
    year, month, day = [*published[:10].split("T")[0].split("-"), "01", "01"][:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return unknown
