"""A few posts in an index of their own, in memory: whether they have words, and the passages with these.

The archive's index puts a beginning (`bygg*`) together from all posts that have a word that begins so, each time it is asked, for
one post as for all. A post's text is read and indexed in a fraction of that; the tokenizer is the archive's, and so is the answer.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from scraper.archive.stretches import OPENED, stretches

SNIPPET = "snippet(texts_fts, 2, char(2), char(3), ' … ', 24)"
"""The passage of a post's text with the words marked; its beginning where title or byline alone have them, which stand above it."""
PARTS = "t.title, t.byline, t.text"
_AT_ONCE = 1_000
_AMONG = """
WITH stretches AS MATERIALIZED (SELECT value ->> 0 AS first, value ->> 1 AS last FROM json_each(?))
SELECT texts_fts.rowid FROM stretches CROSS JOIN texts_fts
WHERE texts_fts MATCH ? AND texts_fts.rowid BETWEEN first AND last
AND +texts_fts.rowid IN (SELECT value FROM json_each(?))
"""
_CONTENT = re.compile(r"content\w*\s*=\s*'\w+',\s*")


def having_among(db: sqlite3.Connection, ids: Sequence[int], match: str, gap: int = OPENED) -> set[int]:
    """Which of some posts have the words of an FTS5 expression. Gaps of up to `gap` posts between them are walked through."""
    if "*" in match:
        return _found(db, ids, match)
    rows = db.execute(_AMONG, (json.dumps(stretches(ids, gap)), match, json.dumps(ids))).fetchall()
    return {row[0] for row in rows}


def titled_among(db: sqlite3.Connection, ids: Sequence[int], match: str) -> set[int]:
    """Which of some posts have the words of an FTS5 expression in their titles."""
    return _found(db, ids, match, "t.title, '', ''")


def _found(db: sqlite3.Connection, ids: Sequence[int], match: str, parts: str = PARTS) -> set[int]:
    with _indexed(db, ids, parts) as window:
        rows = window.execute("SELECT rowid FROM texts_fts WHERE texts_fts MATCH ?", (match,)).fetchall()
    return {row[0] for row in rows}


def passages(db: sqlite3.Connection, ids: Sequence[int], match: str) -> dict[int, str]:
    """The passages of those of some posts that have the words of an FTS5 expression, by id."""
    found: dict[int, str] = {}
    for start in range(0, len(ids), _AT_ONCE):
        with _indexed(db, ids[start : start + _AT_ONCE]) as window:
            found |= window.execute(
                f"SELECT rowid, {SNIPPET} FROM texts_fts WHERE texts_fts MATCH ?", (match,)
            )
    return found


@contextmanager
def _indexed(db: sqlite3.Connection, ids: Sequence[int], parts: str = PARTS) -> Iterator[sqlite3.Connection]:
    (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = 'texts_fts'").fetchone()
    texts = db.execute(
        f"SELECT t.post_id, {parts} FROM json_each(?) AS one CROSS JOIN texts t ON t.post_id = one.value",
        (json.dumps(ids),),
    )
    window = sqlite3.connect(":memory:", isolation_level=None)
    try:
        window.execute(_CONTENT.sub("", sql))
        window.execute("BEGIN")
        window.executemany("INSERT INTO texts_fts (rowid, title, byline, text) VALUES (?, ?, ?, ?)", texts)
        window.execute("COMMIT")
        yield window
    finally:
        window.close()
