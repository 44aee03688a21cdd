"""Words that very many posts have: which of these posts to show, without looking at each of them.

To rank half a million posts takes a second, and nobody reads on to the end. So they are neither ranked nor counted: those with the
words in the title come first, then the last to come into the archive; or, by date, the newest. Where the first that are looked at
do not show enough, all that have the words are looked up: nothing is ever left out.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from scraper.archive.beginnings import stand_for_too_much
from scraper.archive.conditions import matching, of_posts, signatures, where_all
from scraper.archive.query import Query, apart
from scraper.archive.window import having_among

MANY = 20_000
"""So many posts are ranked. Words that more have are `frequent`."""
ASKED = 1_000
"""So many posts are each asked whether they have the words."""
FIRST = 60
"""So many are asked at first, then twice as many, and so on."""
REACH = 200_000
"""Of so many posts it is looked up between which ids they lie."""

NEWEST = "p.published DESC NULLS LAST, p.id DESC"
_HAVING = "SELECT rowid FROM texts_fts WHERE texts_fts MATCH :match"


class Chosen(NamedTuple):
    """The ids of a page of posts, in order; `total` posts answer, or `more` than that.

    `frequent`: they are not ranked; `newest`: nor do those with the words in the title come first.
    """

    ids: list[int]
    total: int
    more: bool = False
    frequent: bool = False
    newest: bool = False


def having(db: sqlite3.Connection, match: str, most: int) -> list[int]:
    """Ids of the posts that have the words of an FTS5 expression, the last to come into the archive first, `most` at most."""
    rows = db.execute(f"{_HAVING} ORDER BY rowid DESC LIMIT :most", {"match": match, "most": most})
    return [row[0] for row in rows]


def are_frequent(db: sqlite3.Connection, query: Query, many: int) -> bool:
    """True where more than `many` posts have the words, those of phrases in any order; or where it takes long to say."""
    return stand_for_too_much(db, query, many) or len(having(db, matching(apart(query)), many + 1)) > many


class Frequent:
    """A query whose words are frequent. `where` are conditions of posts (`p`) besides those that were typed, with their `values`."""

    def __init__(
        self,
        db: sqlite3.Connection,
        query: Query,
        many: int = MANY,
        where: Sequence[str] = (),
        values: Mapping[str, object] | None = None,
    ) -> None:
        self._db = db
        self._query = query
        self._many = many
        self._too_much = stand_for_too_much(db, query, many)
        filters, self._values = of_posts(replace(query, author=[], role=[], organisation=[]))
        filters += where
        self._values |= values or {}
        left, self._between = self._left(filters)
        """How many posts the filters leave, and between which ids."""
        signed, names = signatures(query)
        self._values |= names
        left = min([left, *map(self._count, signed)])
        self._few = left <= many
        """Few are looked up and put in order; of many, the first soon show some that answer."""
        self._filters = filters + [
            f"p.id IN ({select})" if self._few else f"EXISTS ({select} AND post_id = p.id)" for select in signed
        ]
        self._posts = "posts p" if self._few else "posts p INDEXED BY posts_published"
        self._all_asked = self._filters and left <= ASKED

    def titles_first(self, limit: int, offset: int) -> Chosen:
        """Those with the words in the title, then the last to come into the archive; the newest where beginnings stand for too much."""
        most = offset + limit + 1
        titles = replace(self._query, match=f"title : ({self._query.match})")
        if self._all_asked:
            known = sorted(self._asked(), reverse=True)
        elif self._too_much:
            return self.newest_first(limit, offset)._replace(newest=True)
        else:
            known = self._walked(self._query, most)
        if len(known) <= ASKED and (self._all_asked or len(known) < most):
            among = having_among(self._db, known, matching(titles))
            titled = [post_id for post_id in known if post_id in among]
        else:
            titled = self._walked(titles, most)
        return self._page(titled + known, len(known), limit, offset)

    def newest_first(self, limit: int, offset: int) -> Chosen:
        """The newest, those without a date last."""
        known = self._asked() if self._all_asked else self.newest(offset + limit + 1)
        return self._page(known, len(known), limit, offset)

    def newest(self, most: int) -> list[int]:
        """The newest that answer, `most` at most: found among some that are asked, else among all that have the words."""
        match = matching(self._query)
        found: list[int] = []
        asked, more = 0, FIRST
        if most <= ASKED and apart(self._query) == self._query:  # few have a phrase of words that many have
            posts = self._db.execute(
                f"SELECT p.id FROM {self._posts}{where_all(self._filters)} ORDER BY {NEWEST}", self._values
            )
            while asked < ASKED and len(found) < most:
                ids = [row[0] for row in posts.fetchmany(more)]
                if not ids:
                    return found
                known = having_among(self._db, ids, match)
                found += [post_id for post_id in ids if post_id in known]
                asked, more = asked + len(ids), 2 * more
            posts.close()
        if len(found) >= most:
            return found[:most]
        rows = self._db.execute(  # + keeps the words from leading: there are more of them
            f"SELECT p.id FROM {self._posts}{where_all([f'+p.id IN ({_HAVING})', *self._filters])}"
            f" ORDER BY {NEWEST} LIMIT :most",
            self._values | {"match": match, "most": most},
        )
        return [row[0] for row in rows]

    def _page(self, ids: list[int], known: int, limit: int, offset: int) -> Chosen:
        end = offset + limit
        page = list(dict.fromkeys(ids))[offset:end]
        if self._all_asked or known <= end:
            return Chosen(page, known, frequent=True)
        counted = not (self._filters or self._too_much) and apart(self._query) == self._query
        return Chosen(page, max(self._many, end) if counted else end, more=True, frequent=True)

    def _asked(self) -> list[int]:
        """All that the filters leave and that have the words, newest first."""
        posts = self._db.execute(
            f"SELECT p.id FROM posts p{where_all(self._filters)} ORDER BY {NEWEST}", self._values
        )
        ids = [row[0] for row in posts]
        known = having_among(self._db, ids, matching(self._query))
        return [post_id for post_id in ids if post_id in known]

    def _walked(self, query: Query, most: int) -> list[int]:
        """The last to come into the archive of those that answer: the index is walked through backwards."""
        tables, where = "texts_fts", ["texts_fts MATCH :match", *self._between]
        if self._few:
            where.append(f"+texts_fts.rowid IN (SELECT p.id FROM posts p{where_all(self._filters)})")
        elif self._filters:
            tables = "texts_fts CROSS JOIN posts p ON p.id = texts_fts.rowid"
            where += self._filters
        rows = self._db.execute(
            f"SELECT texts_fts.rowid FROM {tables}{where_all(where)} ORDER BY texts_fts.rowid DESC LIMIT :most",
            self._values | {"match": matching(query), "most": most},
        )
        return [row[0] for row in rows]

    def _left(self, filters: Sequence[str]) -> tuple[int, list[str]]:
        """How many posts filters leave (`REACH` is very many), and the condition that an id lies between theirs."""
        if not filters:
            return REACH + self._many, []
        left, first, last = self._db.execute(
            f"SELECT count(*), min(id), max(id) FROM (SELECT p.id FROM posts p{where_all(filters)} LIMIT {REACH})",
            self._values,
        ).fetchone()
        if left >= REACH:
            return left + self._many, []
        self._values |= {"first": first or 0, "last": last or 0}
        return left, ["texts_fts.rowid BETWEEN :first AND :last"]

    def _count(self, select: str) -> int:
        limited = f"SELECT count(*) FROM ({select} LIMIT {self._many + 1})"
        return int(self._db.execute(limited, self._values).fetchone()[0])

