"""Posts as records, selected by what somebody typed and by site, person, role or organisation: for exports and feeds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from scraper.archive.conditions import NEWEST, conditions, where_all
from scraper.archive.frequent import MANY, Frequent, are_frequent
from scraper.archive.loading import load_post
from scraper.archive.people import KINDS
from scraper.archive.query import read_query
from scraper.model.errors import ArchiveError
from scraper.model.record import Record


@dataclass(frozen=True, slots=True)
class Selection:
    """Which posts: all of them, or those that answer everything that is set. Numbers are those of the tables.

    `query` is what somebody typed (`archive.query`); person, role and organisation must stand in one byline.
    """

    query: str = ""
    site: int | None = None
    person: int | None = None
    role: int | None = None
    organisation: int | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """A page of a selection with all that a feed tells of it; `title` is None when it names a row that does not exist."""

    title: str | None
    home: tuple[str, str] | None
    changed_at: str | None
    records: list[Record]
    more: bool


class Records:
    """Posts in the order in which they were published, newest first, those without a date last.

    Words that more than `many` posts have are looked for among the newest (`frequent`), where not all posts are wanted.
    """

    def __init__(self, connection: sqlite3.Connection, *, many: int = MANY) -> None:
        self._db = connection
        self._many = many

    def of(
        self, selection: Selection, *, limit: int | None = None, offset: int = 0, evidence: bool = False
    ) -> Iterator[Record]:
        """The posts of a selection. Never raises for any query."""
        try:
            found = self._found(selection, limit, offset)
        except (sqlite3.OperationalError, ArchiveError):
            return
        for number, state, first_seen_at, changed_at, gone_at, site, url in found:
            post = load_post(self._db, number, evidence=evidence)
            if post is not None:
                yield Record(number, post, site, url, state, first_seen_at, changed_at, gone_at)

    def _found(self, selection: Selection, limit: int | None, offset: int) -> list[sqlite3.Row]:
        query = read_query(selection.query)
        tables, where, values = conditions(query)
        filters, named = _selected(selection)
        where, values = [*where, *filters], values | named
        if limit is not None and are_frequent(self._db, query, self._many):
            newest = Frequent(self._db, query, self._many, filters, named).newest(offset + limit)
            tables, where = "posts p", ["p.id IN (SELECT value FROM json_each(:newest))"]
            values["newest"] = json.dumps(newest)
        return self._db.execute(
            f"SELECT p.id, p.state, p.first_seen_at, p.changed_at, p.gone_at, s.name, s.url FROM {tables}"
            f" JOIN sites s ON s.id = p.site_id{where_all(where)} ORDER BY {NEWEST} LIMIT :limit OFFSET :offset",
            values | {"limit": -1 if limit is None else limit, "offset": offset},
        ).fetchall()

    def collect(self, selection: Selection, *, limit: int, offset: int = 0) -> Collected:
        """A page of a selection, and whether there are more."""
        title = self.title(selection)
        found = [] if title is None else list(self.of(selection, limit=limit + 1, offset=offset))
        return Collected(title, self.home(selection), self.changed_at(), found[:limit], len(found) > limit)

    def title(self, selection: Selection) -> str | None:
        """A selection in words; empty for everything, None when it names a row that does not exist."""
        parts = [selection.query] if selection.query else []
        for kind in ("person", "role", "organisation"):
            if (number := getattr(selection, kind)) is not None:
                parts.append(self._name(*KINDS[kind], number))
        if selection.site is not None:
            parts.append(self._name("sites", "name", selection.site))
        return None if "" in parts else ", ".join(parts)

    def home(self, selection: Selection) -> tuple[str, str] | None:
        """Address and first day (ISO 8601) of the site of a selection, else of the archive's first one; None in an empty archive."""
        row = self._db.execute(
            "SELECT url, substr(added_at, 1, 10) FROM sites ORDER BY id = ? DESC, id LIMIT 1",
            (selection.site,),
        ).fetchone()
        return (str(row[0]), str(row[1])) if row else None

    def changed_at(self) -> str | None:
        """When anything last changed that a record tells, or who is whom (UTC); None in an empty archive."""
        row = self._db.execute(
            "SELECT max(at) FROM (SELECT max(first_seen_at) AS at FROM posts UNION ALL SELECT max(seen_at) FROM revisions"
            " UNION ALL SELECT max(at) FROM events UNION ALL SELECT max(at) FROM decisions"
            " UNION ALL SELECT max(undone_at) FROM decisions)"
        ).fetchone()
        return str(row[0]) if row[0] else None

    def _name(self, table: str, column: str, number: int) -> str:
        row = self._db.execute(f"SELECT {column} FROM {table} WHERE id = ?", (number,)).fetchone()
        return str(row[0]) if row else ""


def _selected(selection: Selection) -> tuple[list[str], dict[str, object]]:
    """The conditions of posts (`p`) besides what was typed, and their parameters."""
    where = []
    byline = [
        f"{kind}_id = :{kind}"
        for kind in ("person", "role", "organisation")
        if getattr(selection, kind) is not None
    ]
    if byline:
        where.append(
            f"p.id IN (SELECT post_id FROM bylines WHERE credit = 'author' AND {' AND '.join(byline)})"
        )
    if selection.site is not None:
        where.append("p.site_id = :site")
    return where, {kind: getattr(selection, kind) for kind in ("site", "person", "role", "organisation")}
