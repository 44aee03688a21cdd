"""The newest posts that have words, or do not have them: asked among the newest of all, or looked up, whichever costs less.

The index has the posts of a word in the order in which they came into the archive, and readers want them by their days. Where every other
post has the words, sixty of the newest show a page of them. Where few have them, it is cheaper to look up all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from scraper.archive.conditions import NEWEST, matching, where_all
from scraper.archive.query import Query, has_phrases
from scraper.archive.ranking import newest_of
from scraper.archive.stretches import OPENED, cost, stretches
from scraper.archive.window import having_among

FIRST = 60
"""So many are asked at first, then as many as are likely to be enough."""
SURE = 20
"""From more than so many that were found, it is likely how many are to be asked."""
TEXTS = 200
"""So many texts are read for beginnings that the index soon puts together."""
MANY_TEXTS = 1_000
"""And so many for those that it does not."""
READ = 5
"""To look up when one post was published costs as much as to read so many numbers of the newest."""
BATCH = 20_000
"""So many posts are asked at once at most."""
HANDED = 40
"""What it costs to hand one post to the index and to hear of it, in posts that the index walks past."""

_HAVING = "SELECT rowid FROM texts_fts WHERE texts_fts MATCH :match"


def having(db: sqlite3.Connection, match: str, most: int = -1) -> list[int]:
    """Ids of the posts that have the words of an FTS5 expression, the last to come into the archive first; -1 is no limit."""
    rows = db.execute(f"{_HAVING} ORDER BY rowid DESC LIMIT :most", {"match": match, "most": most})
    return [row[0] for row in rows]


class Newest:
    """Of the posts (`p`) that filters leave, those that answer a query's words; `posts` is the table and the index that leads.

    `many_begin_so`: the index takes long to put together what begins so.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        query: Query,
        posts: str,
        filters: Sequence[str],
        values: Mapping[str, object],
        *,
        many_begin_so: bool,
    ) -> None:
        self._db = db
        self._words = matching(query) or query.without
        self._wanted = bool(query.match)
        self._begun = "*" in self._words
        self._phrases = has_phrases(self._words)
        self._many_begin_so = many_begin_so
        self._posts = posts
        self._filters = list(filters)
        self._values = dict(values)
        self._sql = f"SELECT p.id FROM {posts}{where_all(self._filters)} ORDER BY {NEWEST}"
        (last,) = db.execute("SELECT coalesce(max(post_id), 0) FROM texts").fetchone()
        self._last = int(last)

    def all(self) -> list[int]:
        """All that answer, newest first: each is asked."""
        ids = [row[0] for row in self._db.execute(self._sql, self._values)]
        known = self._among(ids, 0, 0)
        return [post_id for post_id in ids if (post_id in known) == self._wanted]

    def first(self, most: int) -> list[int]:
        """The newest that answer, `most` at most: the newest are asked, until it is cheaper to look up all that have the words."""
        found: list[int] = []
        asked, more = 0, FIRST
        all_having: set[int] | None = None
        posts = self._db.execute(self._sql, self._values)
        while len(found) < most and (ids := [row[0] for row in posts.fetchmany(min(more, BATCH))]):
            if all_having is None and self._costs_more(ids, more, asked, len(found)):
                if self._many_begin_so or len(found) > SURE:
                    return self._having(most)
                all_having = set(having(self._db, self._words))
            if all_having is not None and self._wanted and asked > READ * len(all_having):
                return newest_of(self._db, all_having, self._filters, self._values)[:most]
            answering = self._among(ids, asked, len(found)) if all_having is None else all_having
            found += [one for one in ids if (one in answering) == self._wanted]
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
            return asked + more > (MANY_TEXTS if self._many_begin_so else TEXTS)
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

    def _having(self, most: int) -> list[int]:
        """As `newest`, of all that have the words; in one statement, for there may be as many as posts."""
        among = f"+p.id {'' if self._wanted else 'NOT '}IN ({_HAVING})"
        rows = self._db.execute(  # + keeps the words from leading: there are more of them
            f"SELECT p.id FROM {self._posts}{where_all([among, *self._filters])} ORDER BY {NEWEST} LIMIT :most",
            self._values | {"match": self._words, "most": most},
        )
        return [row[0] for row in rows]

    def _among(self, ids: list[int], asked: int, found: int) -> set[int]:
        """Those of some posts that have the words, wanted or, where none is wanted, unwanted."""
        return having_among(self._db, ids, self._words, self._gap(asked, found)[0])
