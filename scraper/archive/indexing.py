"""The search index follows the texts, one transaction at a time.

SQLite writes a piece of the index at each savepoint, and merges pieces ever after: an index that is written text by text costs
half of what a post costs, and the more, the larger the archive. So texts wait, in the same transaction, and come into it together.
"""

from __future__ import annotations

import sqlite3

WAITING = """
CREATE TABLE texts_waiting (post_id INTEGER PRIMARY KEY) STRICT;
DROP TRIGGER texts_after_insert;
DROP TRIGGER texts_after_delete;
DROP TRIGGER texts_after_update;
CREATE TRIGGER texts_after_insert AFTER INSERT ON texts BEGIN
    INSERT INTO texts_waiting (post_id) VALUES (new.post_id);
END;
CREATE TRIGGER texts_after_delete AFTER DELETE ON texts BEGIN
    INSERT INTO texts_fts (texts_fts, rowid, title, byline, text)
    SELECT 'delete', old.post_id, old.title, old.byline, old.text
    WHERE NOT EXISTS (SELECT 1 FROM texts_waiting WHERE post_id = old.post_id);
    DELETE FROM texts_waiting WHERE post_id = old.post_id;
END;
CREATE TRIGGER texts_after_update AFTER UPDATE ON texts BEGIN
    INSERT INTO texts_fts (texts_fts, rowid, title, byline, text)
    SELECT 'delete', old.post_id, old.title, old.byline, old.text
    WHERE NOT EXISTS (SELECT 1 FROM texts_waiting WHERE post_id = old.post_id);
    DELETE FROM texts_waiting WHERE post_id = old.post_id;
    INSERT INTO texts_waiting (post_id) VALUES (new.post_id);
END;
"""
"""Triggers take a text out of the index while they still know what it said; what is new waits for `index_waiting`."""


def index_waiting(db: sqlite3.Connection) -> None:
    """Takes the texts that wait into the index: before each COMMIT, and before the index is asked within a transaction."""
    if db.execute("SELECT 1 FROM texts_waiting LIMIT 1").fetchone() is None:
        return
    db.execute(
        "INSERT INTO texts_fts (rowid, title, byline, text) SELECT post_id, title, byline, text FROM texts"
        " WHERE post_id IN (SELECT post_id FROM texts_waiting) ORDER BY post_id"
    )
    db.execute("DELETE FROM texts_waiting")
