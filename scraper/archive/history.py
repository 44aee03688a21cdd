"""What happened to posts, and what they said before: events, revisions, and both read as one story."""

from __future__ import annotations

import json
from datetime import datetime
from sqlite3 import Connection
from typing import Literal, NamedTuple

from scraper.archive.views import HISTORY
from scraper.model.clock import iso

Event = Literal["gone", "returned", "completed"]
Cause = Literal["site", "program"]
"""Who made an edit: the site, or our program, which reads the same page better by now."""


class Change(NamedTuple):
    """One line of the log. `what` is `new`, `completed` (a stub whose page came), `edited`, `gone`, `returned`, or
    `reread`: no doing of the site's, we read the same page better.

    `fields` are those that an edit changed; `revision` is its number, for `scraper diff`.
    """

    at: str
    what: str
    post_id: int
    title: str | None
    url: str
    site: str
    state: str
    fields: tuple[str, ...] = ()
    revision: int | None = None
    reason: str = ""


class Version(NamedTuple):
    """What a post said up to its edit `number`; `number` None is what it says now."""

    number: int | None
    seen_at: str
    title: str | None
    published: str | None
    byline: str | None
    text: str
    changed: tuple[str, ...] = ()
    cause: Cause = "site"


class History:
    """The tables `events` and `revisions`, and the view `history`."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def note(self, post_id: int, what: Event, *, now: datetime, reason: str = "") -> None:
        """Records that something happened to a post."""
        self._db.execute(
            "INSERT INTO events (post_id, at, what, reason) VALUES (?, ?, ?, ?)",
            (post_id, iso(now), what, reason[:300]),
        )

    def keep_former(
        self, post_id: int, changed: tuple[str, ...], *, now: datetime, cause: Cause = "site"
    ) -> None:
        """Keeps what a post says now as a revision, before an edit is written. Only the site's are edits of the post."""
        self._db.execute(
            "INSERT INTO revisions"
            " (post_id, number, seen_at, capture_id, title, published, byline, text, changed, cause)"
            " SELECT p.id, 1 + (SELECT coalesce(max(number), 0) FROM revisions WHERE post_id = p.id), ?,"
            " p.capture_id, p.title, p.published, t.byline, coalesce(t.text, ''), ?, ?"
            " FROM posts p LEFT JOIN texts t ON t.post_id = p.id WHERE p.id = ?",
            (iso(now), json.dumps(changed), cause, post_id),
        )
        if cause == "site":
            self._db.execute("UPDATE posts SET changed_at = ? WHERE id = ?", (iso(now), post_id))

    def log(self, post_id: int | None = None, *, limit: int = 50) -> list[Change]:
        """What happened, newest first, to one post or to all."""
        columns = "at, what, post_id, title, url, site, state, changed, revision, reason"
        order = "ORDER BY at DESC, what = 'new', revision DESC, post_id DESC LIMIT :limit"
        each = "ORDER BY at DESC, revision DESC, post_id DESC LIMIT :limit"
        if post_id is not None:
            sql = f"SELECT {columns} FROM history WHERE post_id = :post {order}"
        else:  # the last of each sort by its index, then the last of these
            sorts = " UNION ALL ".join(f"SELECT * FROM (SELECT * FROM ({one}) {each})" for one in HISTORY)
            sql = f"SELECT {columns} FROM ({sorts}) {order}"
        rows = self._db.execute(sql, {"post": post_id, "limit": limit})
        return [
            Change(at, what, post, title, url, site, state, tuple(json.loads(changed)), revision, reason)
            for at, what, post, title, url, site, state, changed, revision, reason in rows
        ]

    def versions(self, post_id: int) -> list[Version]:
        """Everything that a post has said, oldest first; the last is what it says now. Empty for no such post."""
        former = self._db.execute(
            "SELECT number, seen_at, title, published, byline, text, changed, cause FROM revisions"
            " WHERE post_id = ? ORDER BY number",
            (post_id,),
        )
        versions = [
            Version(number, seen_at, title, published, byline, text, tuple(json.loads(changed)), cause)
            for number, seen_at, title, published, byline, text, changed, cause in former
        ]
        now = self._db.execute(
            "SELECT NULL, p.last_seen_at, p.title, p.published, t.byline, t.text"
            " FROM posts p JOIN texts t ON t.post_id = p.id WHERE p.id = ?",
            (post_id,),
        ).fetchone()
        return [*versions, Version(*now)] if now else []
