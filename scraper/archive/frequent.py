"""Words that very many posts have: which of these posts to show, without looking at each of them.

To rank half a million posts takes a second, and nobody reads on to the end. So they are neither ranked nor counted: those with the
words in the title come first, then the last to come into the archive; or, by date, the newest. Where the first that are looked at
do not show enough, all that have the words are looked up: nothing is ever left out.
"""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from scraper.archive.beginnings import too_much
from scraper.archive.conditions import NEWEST, matching, of_posts, signatures, where_all
from scraper.archive.newest import Newest, having
from scraper.archive.query import Query, apart, has_phrases, without_beginnings
from scraper.archive.stretches import Stretch, joined, stretches
from scraper.archive.window import titled_among

MANY = 20_000
"""So many posts are ranked. Words that more have are `frequent`."""
ASKED = 1_000
"""Of so many posts that filters leave, all are asked whether they have the words."""
REACH = 150_000
"""Of so many posts it is looked up where they lie in the archive."""
STRETCH = 10_000
"""Into stretches of so many ids."""
FAR = 150_000
"""So many posts apart, stretches are walked through by themselves even where it is walked on to the next that has the words."""

_BEYOND = 2**62


class Chosen(NamedTuple):
    """The ids of a page of posts, in order; `total` posts answer, or `more` than that.

    `frequent`: they are not ranked; `newest`: nor do those with the words in the title come first.
    """

    ids: list[int]
    total: int
    more: bool = False
    frequent: bool = False
    newest: bool = False


def are_frequent(db: sqlite3.Connection, query: Query, many: int) -> bool:
    """True where more than `many` posts have the words, those of phrases in any order; or where it takes long to say.

    Where only words are named that posts must not have: these.
    """
    words = matching(apart(query)) or query.without
    return bool(words) and (bool(too_much(db, query, many)) or len(having(db, words, many + 1)) > many)


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
        heavy = too_much(db, query, many)
        self._too_much = bool(heavy)
        self._words = matching(query) or query.without
        self._begun = "*" in self._words
        filters, self._values = of_posts(replace(query, author=[], role=[], organisation=[], without=""))
        filters += where
        self._values |= values or {}
        by_date, site = "posts_published", self._only_site(filters)
        if site is not None:
            by_date = "posts_site_published"
            filters = ["p.site_id = :only_site", *filters]
            self._values["only_site"] = site
        if heavy and (rest := without_beginnings(query.match, heavy)):
            rare = having(db, rest, many + 1)
            if len(rare) <= many:  # the beginnings need be looked for in these alone
                filters.append("p.id IN (SELECT value FROM json_each(:rare))")
                self._values["rare"] = json.dumps(rare)
        left = self._count(f"SELECT p.id FROM posts p{where_all(filters)}", REACH) if filters else REACH
        self._near = filters if left < REACH else []
        signed, names = signatures(query)
        self._values |= names
        most = max(many, ASKED) + 1
        counts = [self._count(f"SELECT DISTINCT post_id FROM ({select})", most) for select in signed]
        left = min([left if self._near else _BEYOND, *counts])
        self._few = left <= many
        """Few are looked up and put in order; of many, the first soon show some that answer."""
        self._filters = filters + [
            f"p.id IN ({select})" if self._few else f"EXISTS ({select} AND post_id = p.id)"
            for select in signed
        ]
        self._posts = "posts p" if self._few else f"posts p INDEXED BY {by_date}"
        self._all_asked = left <= ASKED
        self._newest = Newest(
            db, query, self._posts, self._filters, self._values, many_begin_so=self._too_much
        )

    def titles_first(self, limit: int, offset: int) -> Chosen:
        """Those with the words in the title, then the last to come into the archive; the newest where beginnings stand for too much."""
        most = offset + limit + 1
        titles = matching(replace(self._query, match=f"title : ({self._query.match})"))
        if self._all_asked:
            known = sorted(self._newest.all(), reverse=True)
        elif self._too_much:
            return self.newest_first(limit, offset)._replace(newest=True)
        else:
            known = self._walked(self._words, most, sparse=has_phrases(self._words))
        if self._all_asked or (len(known) < most and len(known) <= ASKED):
            among = titled_among(self._db, known, titles)
            titled = [post_id for post_id in known if post_id in among]
        else:
            titled = self._walked(titles, most, sparse=True)
        return self._page(titled + known, len(known), limit, offset)

    def newest_first(self, limit: int, offset: int) -> Chosen:
        """The newest, those without a date last."""
        known = self._newest.all() if self._all_asked else self.newest(offset + limit + 1)
        return self._page(known, len(known), limit, offset)

    def signed_by_many(self, limit: int, offset: int) -> Chosen | None:
        """The newest that very many signed, where no words are asked for; None where few did: they are all looked up."""
        if self._few:
            return None
        end = offset + limit
        rows = self._db.execute(
            f"SELECT p.id FROM {self._posts}{where_all(self._filters)} ORDER BY {NEWEST} LIMIT :most",
            self._values | {"most": end + 1},
        )
        ids = [row[0] for row in rows]
        alone = len(self._filters) == 1
        more = len(ids) > end
        return Chosen(ids[offset:end], (max(self._many, end) if alone else end) if more else len(ids), more)

    def newest(self, most: int) -> list[int]:
        """The newest that answer, `most` at most."""
        return self._newest.first(most)

    def _page(self, ids: list[int], known: int, limit: int, offset: int) -> Chosen:
        end, wanted = offset + limit, bool(self._query.match)
        page = list(dict.fromkeys(ids))[offset:end]
        if self._all_asked or known <= end:
            return Chosen(page, known, frequent=wanted)
        counted = not (self._filters or self._too_much) and apart(self._query) == self._query
        return Chosen(page, max(self._many, end) if counted else end, more=True, frequent=wanted)

    def _walked(self, match: str, most: int, *, sparse: bool) -> list[int]:
        """The last to come into the archive of those that answer: the index is walked through backwards.

        `sparse`: through wide gaps, too, for in each stretch it is walked through up to the next that has the words.
        """
        tables, where = "texts_fts", ["texts_fts MATCH :match", "texts_fts.rowid BETWEEN :first AND :last"]
        if self._few:
            where.append("+texts_fts.rowid IN (SELECT value FROM json_each(:these))")
        elif self._filters:
            tables = "texts_fts CROSS JOIN posts p ON p.id = texts_fts.rowid"
            where += self._filters
        sql = f"SELECT texts_fts.rowid FROM {tables}{where_all(where)} ORDER BY texts_fts.rowid DESC LIMIT :most"
        found: list[int] = []
        places = self._places
        if sparse or self._begun:
            places = joined(places, _BEYOND if self._begun else FAR)
        for first, last in reversed(places):
            these = json.dumps(self._ids[bisect_left(self._ids, first) : bisect_right(self._ids, last)])
            values = {"first": first, "last": last, "these": these, "match": match}
            rows = self._db.execute(sql, self._values | values | {"most": most - len(found)})
            found += [row[0] for row in rows]
            if len(found) >= most:
                break
        return found

    @cached_property
    def _ids(self) -> list[int]:
        """Those that the filters leave, in order, where they are few."""
        sql = f"SELECT p.id FROM posts p{where_all(self._filters)} ORDER BY +p.id"
        return [row[0] for row in self._db.execute(sql, self._values)] if self._few else []

    @cached_property
    def _places(self) -> list[Stretch]:
        """Where the posts lie that the filters leave, the first first."""
        if self._few:
            return stretches(self._ids)
        if not self._near:
            return [Stretch(0, _BEYOND)]
        rows = self._db.execute(
            f"SELECT min(p.id), max(p.id) FROM posts p{where_all(self._near)} GROUP BY p.id / {STRETCH} ORDER BY 1",
            self._values,
        )
        return joined(Stretch(*row) for row in rows)

    def _only_site(self, filters: list[str]) -> int | None:
        """The site, where the filters leave one only."""
        of_site = [one for one in filters if one.startswith("p.site_id")]
        if not of_site:
            return None
        sql = f"SELECT id FROM (SELECT id AS site_id, id FROM sites) AS p{where_all(of_site)} LIMIT 2"
        sites = self._db.execute(sql, self._values).fetchall()
        return int(sites[0][0]) if len(sites) == 1 else None

    def _count(self, select: str, most: int) -> int:
        """How many rows a statement gives, counted up to `most`."""
        limited = f"SELECT count(*) FROM ({select} LIMIT {most})"
        return int(self._db.execute(limited, self._values).fetchone()[0])
