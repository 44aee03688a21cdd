"""Words that very many posts have: which of these posts to show, without looking at each of them.

To rank half a million posts takes a second, and nobody reads on to the end. So they are neither ranked nor counted: those with the
words in the title come first, then the last to come into the archive; or, by date, the newest.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import NamedTuple

from scraper.archive.conditions import conditions, matching, of_posts, where_all
from scraper.archive.query import Query, last_whole, letters_whole

NEAR = 1_000
"""So many posts are each asked whether they have the words."""
COLLECTED = 200_000
"""So many ids are put together, to be looked up while something else is walked through."""


_HAVING = "SELECT rowid FROM texts_fts WHERE texts_fts MATCH :match"


class Chosen(NamedTuple):
    """The ids of a page of posts, in order; `total` posts answer, or `more` than that. `frequent`: they are not ranked."""

    ids: list[int]
    total: int
    more: bool = False
    frequent: bool = False


def bounded(db: sqlite3.Connection, query: Query, many: int) -> Query:
    """The query without beginnings that stand for too much: the index puts a beginning together from all words that begin so.

    In an archive of more than `many` posts a single letter is a word, and so is a last word without a star that `many` have as it is.
    """
    (size,) = db.execute("SELECT max(post_id) FROM texts").fetchone()
    if (size or 0) <= many:
        return query
    query = letters_whole(query)
    return last_whole(query) if query.last and len(having(db, query.last, many + 1)) > many else query


def having(db: sqlite3.Connection, match: str, most: int) -> list[int]:
    """Ids of the posts that have the words of an FTS5 expression, the last to come into the archive first, `most` at most."""
    rows = db.execute(f"{_HAVING} ORDER BY rowid DESC LIMIT :most", {"match": match, "most": most})
    return [row[0] for row in rows]


class Frequent:
    """A query whose words more posts have than are ranked; `last` are the last of these, by id."""

    def __init__(self, db: sqlite3.Connection, query: Query, last: list[int]) -> None:
        self._db = db
        self._query = query
        self._last = last
        self._begun = "*" in matching(query)
        """The index puts beginnings together anew each time it is asked: once then, and not for each of some posts."""
        filters, values = of_posts(query)
        self._apart = f"SELECT p.id FROM posts p{where_all(filters)}" if filters else ""
        self._most = NEAR if query.signed else COLLECTED
        self._filtered = self._count(self._apart, values, self._most) if filters else 0
        """How many posts all else that is asked for leaves, words set aside; of those beyond `_most` one is counted."""

    def titles_first(self, limit: int, offset: int) -> Chosen:
        """Those with the words in the title, then the last to come into the archive."""
        titled = replace(self._query, match=f"title : ({self._query.match})")
        if self._few:
            known = self._each_asked(self._query)
            ids, total, more = self._each_asked(titled) + known, len(known), False
        else:
            known, total, more, _ = self._known(offset + limit)
            ids = self._walked(titled, offset + limit) + known
        return Chosen(list(dict.fromkeys(ids))[offset : offset + limit], total, more, True)

    def newest_first(self, limit: int, offset: int) -> Chosen:
        """The newest, those without a date last."""
        if self._few:
            known = self._each_asked(self._query)
            return Chosen(known[offset : offset + limit], len(known), False, True)
        _, total, more, _ = self._known(0)
        where, values = of_posts(self._query)
        values["match"] = matching(self._query)
        tables, words = "posts p INDEXED BY posts_published", f"p.id IN ({_HAVING})"
        if not self._begun and offset + limit <= NEAR and self._count(_HAVING, values, COLLECTED) > COLLECTED:
            tables += " CROSS JOIN texts_fts ON texts_fts.rowid = p.id"  # the newest posts soon have enough that answer
            words = "texts_fts MATCH :match"
        rows = self._db.execute(
            f"SELECT p.id FROM {tables}{where_all([words, *where])}"
            " ORDER BY p.published DESC NULLS LAST, p.id DESC LIMIT :limit OFFSET :offset",
            values | {"limit": limit, "offset": offset},
        )
        return Chosen([row[0] for row in rows], total, more, True)

    @property
    def _few(self) -> bool:
        return bool(self._apart) and self._filtered <= NEAR and not self._begun

    def _known(self, most: int) -> Chosen:
        """The last posts that answer, and how many do: of words alone it is known; with filters `NEAR` are looked for, or `most`."""
        if not self._apart:
            return Chosen(self._last[:-1], len(self._last) - 1, more=True)
        most = max(most, NEAR)
        known = self._walked(self._query, most + 1)
        return Chosen(known[:most], min(len(known), most), len(known) > most)

    def _walked(self, query: Query, most: int) -> list[int]:
        """The last posts that answer: the index is walked through backwards until there are `most`."""
        tables, where, values = conditions(query)
        if not self._apart:
            tables = "texts_fts"
        elif self._filtered <= self._most:  # looked up once, and not again for each that has the words
            tables, where = "texts_fts", ["texts_fts MATCH :match", f"+texts_fts.rowid IN ({self._apart})"]
        rows = self._db.execute(
            f"SELECT texts_fts.rowid FROM {tables}{where_all(where)} ORDER BY texts_fts.rowid DESC LIMIT :most",
            values | {"most": most},
        )
        return [row[0] for row in rows]

    def _each_asked(self, query: Query) -> list[int]:
        """The posts that answer, newest first, where few come into question: each is asked whether it has the words."""
        where, values = of_posts(query)
        rows = self._db.execute(
            "SELECT p.id FROM posts p CROSS JOIN texts_fts ON texts_fts.rowid = p.id"
            f"{where_all(['texts_fts MATCH :match', *where])} ORDER BY p.published DESC NULLS LAST, p.id DESC",
            values | {"match": matching(query)},
        )
        return [row[0] for row in rows]

    def _count(self, select: str, values: dict[str, object], most: int) -> int:
        """How many rows a statement gives; of those beyond `most` only the first is counted."""
        limited = f"SELECT count(*) FROM ({select} LIMIT {most + 1})"
        return int(self._db.execute(limited, values).fetchone()[0])
