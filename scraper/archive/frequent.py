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
from scraper.archive.query import Query, apart, has_phrases, without_beginnings
from scraper.archive.ranking import newest_of
from scraper.archive.stretches import OPENED, Stretch, cost, joined, stretches
from scraper.archive.window import having_among, titled_among

MANY = 20_000
"""So many posts are ranked. Words that more have are `frequent`."""
ASKED = 1_000
"""Of so many posts that filters leave, all are asked whether they have the words; and so many texts are read for beginnings."""
FIRST = 60
"""So many are asked at first, then as many as are likely to be enough."""
SURE = 20
"""From more than so many that were found, it is likely how many are to be asked."""
TEXTS = 200
"""So many texts are read for beginnings that the index soon puts together."""
READ = 5
"""To look up when one post was published costs as much as to read so many numbers of the newest."""
BATCH = 20_000
"""So many posts are asked at once at most."""
HANDED = 20
"""What it costs to hand one post to the index and to hear of it, in posts that the index walks past."""
REACH = 150_000
"""Of so many posts it is looked up where they lie in the archive."""
STRETCH = 10_000
"""Into stretches of so many ids."""

_BEYOND = 2**62
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


def having(db: sqlite3.Connection, match: str, most: int = -1) -> list[int]:
    """Ids of the posts that have the words of an FTS5 expression, the last to come into the archive first; -1 is no limit."""
    rows = db.execute(f"{_HAVING} ORDER BY rowid DESC LIMIT :most", {"match": match, "most": most})
    return [row[0] for row in rows]


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
        self._phrases = has_phrases(self._words)
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
        (last,) = db.execute("SELECT coalesce(max(post_id), 0) FROM texts").fetchone()
        self._last = int(last)

    def titles_first(self, limit: int, offset: int) -> Chosen:
        """Those with the words in the title, then the last to come into the archive; the newest where beginnings stand for too much."""
        most = offset + limit + 1
        titles = matching(replace(self._query, match=f"title : ({self._query.match})"))
        if self._all_asked:
            known = sorted(self._asked(), reverse=True)
        elif self._too_much:
            return self.newest_first(limit, offset)._replace(newest=True)
        else:
            known = self._walked(self._words, most, sparse=self._phrases)
        if self._all_asked or (len(known) < most and len(known) <= ASKED):
            among = titled_among(self._db, known, titles)
            titled = [post_id for post_id in known if post_id in among]
        else:
            titled = self._walked(titles, most, sparse=True)
        return self._page(titled + known, len(known), limit, offset)

    def newest_first(self, limit: int, offset: int) -> Chosen:
        """The newest, those without a date last."""
        known = self._asked() if self._all_asked else self.newest(offset + limit + 1)
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
        """The newest that answer, `most` at most: the newest are asked, until it is cheaper to look up all that have the words."""
        found: list[int] = []
        asked, more, wanted = 0, FIRST, bool(self._query.match)
        all_having: set[int] | None = None
        posts = self._db.execute(
            f"SELECT p.id FROM {self._posts}{where_all(self._filters)} ORDER BY {NEWEST}", self._values
        )
        while len(found) < most and (ids := [row[0] for row in posts.fetchmany(min(more, BATCH))]):
            if all_having is None and self._costs_more(ids, more, asked, len(found)):
                if self._too_much:
                    return self._newest_having(most)
                all_having = set(having(self._db, self._words))
            if all_having is not None and self._query.match and asked > READ * len(all_having):
                return newest_of(self._db, all_having, self._filters, self._values)[:most]
            answering = self._among(ids, asked, len(found)) if all_having is None else all_having
            found += [one for one in ids if (one in answering) == wanted]
            asked += len(ids)
            likely = (most - len(found)) * asked // max(1, len(found))  # at the rate so far
            more = likely + likely // 8 + 1
            if len(found) <= SURE:
                more = min(more, 8 * asked)
        return found[:most]

    def _costs_more(self, ids: list[int], more: int, asked: int, found: int) -> bool:
        """True where to ask `more` posts, `ids` the first, costs more than to look up all that have the words.

        In posts that the index walks past; what is guessed from few is to cost a quarter at most, for it may be in vain.
        """
        if self._begun:  # their texts are read
            return asked + more > (ASKED if self._too_much else TEXTS)
        gap, opened = self._gap(asked, found)
        each = cost(stretches(ids, gap), opened) // len(ids) + HANDED
        whole = self._last + HANDED * self._last * found // max(1, asked) // 4
        return each * more > (whole if found > SURE else whole // 4)

    def _gap(self, asked: int, found: int) -> tuple[int, int]:
        """Which gaps between posts are walked through, and what it costs to open the index: for phrases, up to the next one."""
        if not self._phrases:
            return OPENED, OPENED
        if not found:
            return self._last, self._last // 6
        return OPENED + asked // found, OPENED + asked // found

    def _newest_having(self, most: int) -> list[int]:
        """As `newest`, of all that have the words; in one statement, for there may be as many as posts."""
        among = f"+p.id {'' if self._query.match else 'NOT '}IN ({_HAVING})"
        rows = self._db.execute(  # + keeps the words from leading: there are more of them
            f"SELECT p.id FROM {self._posts}{where_all([among, *self._filters])} ORDER BY {NEWEST} LIMIT :most",
            self._values | {"match": self._words, "most": most},
        )
        return [row[0] for row in rows]

    def _page(self, ids: list[int], known: int, limit: int, offset: int) -> Chosen:
        end, wanted = offset + limit, bool(self._query.match)
        page = list(dict.fromkeys(ids))[offset:end]
        if self._all_asked or known <= end:
            return Chosen(page, known, frequent=wanted)
        counted = not (self._filters or self._too_much) and apart(self._query) == self._query
        return Chosen(page, max(self._many, end) if counted else end, more=True, frequent=wanted)

    def _asked(self) -> list[int]:
        """All that the filters leave and that have the words, newest first."""
        posts = self._db.execute(
            f"SELECT p.id FROM posts p{where_all(self._filters)} ORDER BY {NEWEST}", self._values
        )
        ids = [row[0] for row in posts]
        known, wanted = self._among(ids), bool(self._query.match)
        return [post_id for post_id in ids if (post_id in known) == wanted]

    def _among(self, ids: list[int], asked: int = 0, found: int = 0) -> set[int]:
        """Those of some posts that have the words, wanted or, where none is wanted, unwanted."""
        return having_among(self._db, ids, self._words, self._gap(asked, found)[0])

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
            places = joined(places, _BEYOND if self._begun else self._last // 6)
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
