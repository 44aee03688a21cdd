"""What persons decide of who is whom: joined, parted, renamed, undone. A rule never changes it, and no crawl does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from sqlite3 import Connection
from typing import Any, NamedTuple

from scraper.archive.finding import TABLES, Named, find
from scraper.archive.journal import Entry, Journal, Kind, State, What, read_state
from scraper.archive.people import EVERYWHERE, KINDS, Names, key_of, one_line
from scraper.archive.settling import Settling
from scraper.archive.transactions import Atomic
from scraper.model.clock import iso
from scraper.model.errors import SettingsError


class Done(NamedTuple):
    """What a command did: the number of the decision, the row it is about, and how many posts changed theirs."""

    decision: int
    text: str
    posts: int


class Decisions:
    """Merging, splitting and renaming of people, roles and organisations. All raise SettingsError, one line, for what makes no sense."""

    def __init__(self, db: Connection, atomic: Atomic) -> None:
        self._db = db
        self._atomic = atomic
        self._names = Names(db)
        self._journal = Journal(db)
        self._settling = Settling(db)

    def settle(self, site_ids: Iterable[int], *, now: datetime) -> int:
        """Applies the rules (`rules`) to the people of some sites, and to all roles and organisations.

        Returns how many spellings moved; none when nothing new was read.
        """
        with self._atomic():
            return self._settling.settle(site_ids, now=now)

    def find(self, kind: Kind, who: str) -> Named:
        """The row with a number, or else with this very name or spelling, in whatever case."""
        return find(self._db, kind, who)

    def merge(self, kind: Kind, one: Named, into: Named, *, now: datetime) -> Done:
        """All spellings of one row come to mean another one, whose name stays; those met later, too."""
        if one.id == into.id:
            raise SettingsError(f"{one.name} and {into.name} are one {kind} already ({one.id})")
        with self._atomic():
            posts = self._posts(kind, one.id)
            state = self._journal.state(kind, [one.id])
            name, key, site_id = state.rows[one.id]
            entry = Entry(kind, "merge", "person", one.id, name, key, into.id, site_id or EVERYWHERE)
            with self._journal.recorded(entry, rows=(one.id, into.id), now=now):
                for site, printed in state.spellings:
                    self._journal.move(kind, site, printed, into.id, "person")
                self._journal.clear(kind, one.id)
            self._settling.settle([site_id] if site_id else [], now=now)
            return Done(self._last(), f"{one.name} ({one.id}) is {into.name} ({into.id}) from now on", posts)

    def split(self, kind: Kind, who: Named, spellings: list[str], *, now: datetime) -> Done:
        """Some spellings of a row come to mean a row of their own, named like the first of them."""
        known = self._journal.state(kind, [who.id])
        own = sorted({printed for _, printed in known.spellings})
        wanted = list(dict.fromkeys(one_line(printed) for printed in spellings))
        listed = ", ".join(map(repr, own))
        for printed in wanted:
            if printed not in own:
                raise SettingsError(f"{printed!r} is no spelling of {who.name} ({who.id}); it has {listed}")
        if not wanted or len(own) == len(wanted):
            raise SettingsError(
                f"{who.name} ({who.id}) has the spelling{'s' * (len(own) > 1)} {listed}; name some of them, but not all"
            )
        scope = min(site for site, printed in known.spellings if printed == wanted[0])
        with self._atomic():
            entry = Entry(kind, "split", "person", 0, wanted[0], "", who.id, scope)
            with self._journal.recorded(entry, rows=(who.id,), now=now):
                self._leave(kind, who, wanted, [printed for printed in own if printed not in wanted], scope)
                entry.key = self._free(kind, key_of(kind, wanted[0]), scope)
                entry.row = self._names.home(kind, entry.key, wanted[0], scope=scope)
                entry.name = self._journal.state(kind, [entry.row]).rows[entry.row][0]
                for (
                    site,
                    printed,
                ) in (
                    known.spellings
                ):  # what stays is as decided as what goes: no rule may bring them together
                    goal = entry.row if printed in wanted else who.id
                    self._journal.move(kind, site, printed, goal, "person")
            posts = self._posts(kind, entry.row)
            self._settling.settle([scope] if scope else [], now=now)
            return Done(self._last(), f"{entry.name} ({entry.row}) is no longer {who.name} ({who.id})", posts)

    def _leave(self, kind: Kind, who: Named, wanted: list[str], rest: list[str], scope: int) -> None:
        """The row whose own name is split off is called like the first spelling that stays."""
        table, column = KINDS[kind]
        (own,) = self._db.execute(f"SELECT key FROM {table} WHERE id = ?", (who.id,)).fetchone()
        if own in {key_of(kind, printed) for printed in wanted} - {key_of(kind, printed) for printed in rest}:
            key = self._free(kind, key_of(kind, rest[0]), scope)
            self._db.execute(f"UPDATE {table} SET {column} = ?, key = ? WHERE id = ?", (rest[0], key, who.id))

    def rename(self, kind: Kind, who: Named, name: str, *, now: datetime) -> Done:
        """Another name for a row; whatever is printed so later means it."""
        name = one_line(name)
        if not name:
            raise SettingsError("a name cannot be empty")
        table, column = KINDS[kind]
        state = self._journal.state(kind, [who.id])
        _, former_key, site_id = state.rows[who.id]
        scope, key = site_id or EVERYWHERE, key_of(kind, name)
        other = self._names.meant(kind, key, scope=scope)
        if other is not None and other != who.id:
            raise SettingsError(
                f"{name} is the name of {TABLES[kind]} {other} already; join them with: scraper {TABLES[kind]} merge {who.id} {other}"
            )
        with self._atomic():
            entry = Entry(kind, "rename", "person", who.id, state.rows[who.id][0], former_key, who.id, scope)
            with self._journal.recorded(entry, rows=(who.id,), now=now):
                self._db.execute(
                    f"UPDATE {table} SET {column} = ?, key = ? WHERE id = ?", (name, key, who.id)
                )
                for site, printed in state.spellings:
                    self._journal.move(kind, site, printed, who.id, "person")
                self._db.execute(
                    "INSERT INTO spellings (site_id, kind, printed, target_id, decided_by, key) VALUES (?, ?, ?, ?, 'person', ?)"
                    " ON CONFLICT DO NOTHING",
                    (scope, kind, name, who.id, key),
                )
            self._settling.settle([scope] if scope else [], now=now)
            return Done(self._last(), f"{who.name} ({who.id}) is called {name}", self._posts(kind, who.id))

    def undo(self, kind: Kind, number: int | None = None, *, now: datetime) -> Done:
        """Makes a decision undone: the last one of a person, or any by its number.

        A person's is as if it had never been; a rule's is replaced by a person's, so that the rule does not make it again.
        """
        condition, value = (
            ("id = ?", number) if number else ("decided_by = ? AND undone_at IS NULL", "person")
        )
        row = self._db.execute(
            "SELECT id, what, decided_by, row_name, row_key, row_id, target_id, was, became, undone_at FROM decisions"
            f" WHERE kind = ? AND {condition} ORDER BY id DESC LIMIT 1",
            (kind, value),
        ).fetchone()
        if row is None:
            what = (
                f"there is no decision {number} on {TABLES[kind]}"
                if number
                else f"nobody decided on {TABLES[kind]} yet"
            )
            raise SettingsError(f"{what}; list them with: scraper {TABLES[kind]} decisions")
        number, what, by, name, key, row_id, target, was_told, became_told, undone_at = row
        if undone_at:
            raise SettingsError(f"decision {number} was undone on {undone_at[:10]}")
        (was, scope), (became, _) = read_state(was_told), read_state(became_told)
        self._still_so(kind, number, was, became)
        with self._atomic():
            if by == "person":
                self._journal.put_back(kind, was, became)
            else:
                opposite: What = "split" if what == "join" else "merge"
                entry = Entry(
                    kind, opposite, "person", row_id, name, key, target, scope, f"not as decision {number}"
                )
                with self._journal.recorded(entry, rows=(row_id, target), now=now):
                    self._journal.put_back(kind, was, became, by="person")
            self._db.execute("UPDATE decisions SET undone_at = ? WHERE id = ?", (iso(now), number))
            self._settling.settle([scope] if scope else [], now=now)
            return Done(number, f"decision {number} is undone: {what} of {name}", self._posts(kind, row_id))

    def log(self, kind: Kind, *, limit: int) -> list[dict[str, Any]]:
        """A row per decision, of rules and of persons, newest first."""
        cursor = self._db.execute(
            "SELECT id, at, what, decided_by, row_name AS name, row_id, target_id, reason, undone_at FROM decisions"
            " WHERE kind = ? ORDER BY id DESC LIMIT ?",
            (kind, limit),
        )
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def _still_so(self, kind: Kind, number: int, was: State, became: State) -> None:
        """Raises when a later decision changed what is to be undone."""
        now = self._journal.state(
            kind,
            {
                *was.rows,
                *became.rows,
                *(t for t, _ in was.spellings.values()),
                *(t for t, _ in became.spellings.values()),
            },
        )
        same = all(now.spellings.get(spelling) == told for spelling, told in became.spellings.items())
        same &= all(now.rows.get(row) == told for row, told in became.rows.items())
        same &= not any(row in now.rows for row in was.rows.keys() - became.rows.keys())
        same &= all(target in now.rows or target in was.rows for target, _ in was.spellings.values())
        if not same:
            raise SettingsError(
                f"a later decision changed what decision {number} did; undo that one first (scraper {TABLES[kind]} decisions)"
            )

    def _free(self, kind: Kind, key: str, scope: int) -> str:
        """A key that no row bears: that of a name, or with a number behind where two people have one printed name."""
        candidate, number = key, 1
        while self._names.at(kind, candidate, scope=scope) is not None:
            number += 1
            candidate = f"{key} ~{number}"
        return candidate

    def _posts(self, kind: Kind, row: int) -> int:
        sql = f"SELECT count(DISTINCT post_id) FROM bylines WHERE {kind}_id = ?"
        return int(self._db.execute(sql, (row,)).fetchone()[0])

    def _last(self) -> int:
        return int(
            self._db.execute("SELECT max(id) FROM decisions WHERE decided_by = 'person'").fetchone()[0]
        )
