"""Words that not very many posts have: all of these are looked up, and put in order, best or newest first."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from operator import itemgetter

from scraper.archive.conditions import NEWEST, conditions, where_all
from scraper.archive.query import Query

LOOKED_UP = 2_000
"""To look up when so many posts were published costs as much as to read a batch of the newest."""
BATCH = 10_000
_SCORE = itemgetter(1)


def by_date(db: sqlite3.Connection, query: Query, limit: int = -1, offset: int = 0) -> list[int]:
    """Ids of posts that answer, the newest first, those without a date last. A limit of -1 is none."""
    tables, where, values = conditions(query)
    rows = db.execute(
        f"SELECT p.id FROM {tables}{where_all(where)} ORDER BY {NEWEST} LIMIT :limit OFFSET :offset",
        values | {"limit": limit, "offset": offset},
    )
    return [row[0] for row in rows]


def newest(db: sqlite3.Connection, query: Query, limit: int, offset: int) -> tuple[list[int], int]:
    """A page of the ids of posts that have the words, the newest first; and how many there are.

    Where there are many, they are first looked for among the newest posts: to look up when each was published takes longer.
    """
    _, where, values = conditions(query)
    if any("p." in condition for condition in where):
        ids = by_date(db, query)
        return ids[offset : offset + limit], len(ids)
    rows = db.execute(f"SELECT texts_fts.rowid FROM texts_fts{where_all(where)}", values)
    having = {row[0] for row in rows}
    end = offset + limit
    found: list[int] = []
    with closing(
        db.execute(f"SELECT p.id FROM posts p INDEXED BY posts_published ORDER BY {NEWEST}")
    ) as posts:
        for _ in range(len(having) // LOOKED_UP):
            found += [row[0] for row in posts.fetchmany(BATCH) if row[0] in having]
            if len(found) >= end:
                return found[offset:end], len(having)
    return newest_of(db, having)[offset:end], len(having)


def newest_of(
    db: sqlite3.Connection,
    ids: Iterable[int],
    where: Sequence[str] = (),
    values: Mapping[str, object] | None = None,
) -> list[int]:
    """Those of some posts for which conditions hold, the newest first."""
    among = "p.id IN (SELECT value FROM json_each(:some))"
    rows = db.execute(
        f"SELECT p.id FROM posts p{where_all([among, *where])} ORDER BY {NEWEST}",
        {**(values or {}), "some": json.dumps(list(ids))},
    )
    return [row[0] for row in rows]


def best(db: sqlite3.Connection, query: Query, limit: int, offset: int) -> tuple[list[int], int]:
    """A page of the ids of posts that have the words, the best first, of equals the newest; and how many there are.

    When they were published is looked up of the equals on the page alone: to look it up of all takes as long as to rank them.
    """
    tables, where, values = conditions(query)
    if not any("p." in condition for condition in where):
        tables = "texts_fts"
    sql = f"SELECT texts_fts.rowid, bm25(texts_fts, 8.0, 4.0, 1.0) AS score FROM {tables}{where_all(where)} ORDER BY score"
    ranked = db.execute(sql, values).fetchall()
    page = ranked[offset : offset + limit]
    if not page:
        return [], len(ranked)
    start = bisect_left(ranked, page[0][1], key=_SCORE)
    scores = dict(ranked[start : bisect_right(ranked, page[-1][1], key=_SCORE)])
    ids = sorted(newest_of(db, scores), key=scores.__getitem__)
    return ids[offset - start :][:limit], len(ranked)
