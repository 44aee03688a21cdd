"""Beginnings of words (`bygg*`) that stand for too much: the index puts a beginning together from all words that begin so."""

from __future__ import annotations

import sqlite3

from scraper.archive.conditions import matching
from scraper.archive.people import fold
from scraper.archive.query import Query, beginnings, last_whole, letters_whole

PAGES = 300
"""A beginning whose words take more pages (4 kB) of the index than this stands for too much: about 20 ms each time it is asked."""
_LEAF = "SELECT pgno FROM texts_fts_idx WHERE segid = segments.segid"


def bounded(db: sqlite3.Connection, query: Query, many: int) -> Query:
    """The query without beginnings that nobody asked for and that stand for too much: these are words.

    In an archive of more than `many` posts a single letter is a word, and so is a last word without a star that stands for too
    much, or that `many` have as it is.
    """
    if not _larger(db, many):
        return query
    query = letters_whole(query)
    if query.last and (pages(db, beginnings(f"{query.last} *")[0]) > PAGES or _have(db, query.last, many)):
        return last_whole(query)
    return query


def too_much(db: sqlite3.Connection, query: Query, many: int) -> list[str]:
    """The beginnings in a query for which the index would put very much together, in an archive of more than `many` posts."""
    begun = beginnings(matching(query) or query.without)
    return [one for one in begun if pages(db, one) > PAGES] if begun and _larger(db, many) else []


def pages(db: sqlite3.Connection, beginning: str) -> int:
    """How many pages of the index hold the words that begin so.

    `texts_fts_idx` has a row for each page of the index (but for those that go on with the word before): the word that it begins
    with, behind a `0`, and twice its number (https://www.sqlite.org/fts5.html section 9).
    """
    first = b"0" + fold(beginning).encode()
    (found,) = db.execute(
        f"SELECT sum(coalesce(({_LEAF} AND term >= :until ORDER BY term LIMIT 1), ({_LEAF} ORDER BY term DESC LIMIT 1))"
        f" - coalesce(({_LEAF} AND term <= :first ORDER BY term DESC LIMIT 1), ({_LEAF} ORDER BY term LIMIT 1)))"
        " FROM (SELECT DISTINCT segid FROM texts_fts_idx) AS segments",
        {"first": first, "until": first + b"\xff"},
    ).fetchone()
    return int(found or 0) // 2


def _larger(db: sqlite3.Connection, many: int) -> bool:
    (last,) = db.execute("SELECT max(post_id) FROM texts").fetchone()
    return (last or 0) > many


def _have(db: sqlite3.Connection, match: str, many: int) -> bool:
    """True where more than `many` posts have the words."""
    sql = f"SELECT count(*) FROM (SELECT 1 FROM texts_fts WHERE texts_fts MATCH ? LIMIT {many + 1})"
    return bool(db.execute(sql, (match,)).fetchone()[0] > many)
