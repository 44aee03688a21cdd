"""Words that not very many posts have: all of these are looked up, and put in order, best or newest first."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left, bisect_right
from operator import itemgetter

from scraper.archive.conditions import NEWEST, conditions, where_all
from scraper.archive.query import Query

_SCORE = itemgetter(1)


def by_date(db: sqlite3.Connection, query: Query, limit: int = -1, offset: int = 0) -> list[int]:
    """Ids of posts that answer, the newest first, those without a date last. A limit of -1 is none."""
    tables, where, values = conditions(query)
    rows = db.execute(
        f"SELECT p.id FROM {tables}{where_all(where)} ORDER BY {NEWEST} LIMIT :limit OFFSET :offset",
        values | {"limit": limit, "offset": offset},
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
    rows = db.execute(
        f"SELECT p.id FROM posts p WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY {NEWEST}",
        (json.dumps(list(scores)),),
    )
    ids = sorted((row[0] for row in rows), key=scores.__getitem__)
    return ids[offset - start :][:limit], len(ranked)
