"""What the archive knows of how a site behaves: its crawls, the days of its posts, which fields they have."""

from __future__ import annotations

from functools import cache
from sqlite3 import Connection
from typing import NamedTuple

FIELDS = ("title", "date", "author", "role", "text")
_CRAWLS = 60
_POSTS = 400
_WORDS = 25
"""Fewer words are no text that a page of its own was made for."""


class PastCrawl(NamedTuple):
    """A crawl that is over: its outcome, when it began and ended (ISO 8601, UTC), and the first of its failures."""

    outcome: str
    started_at: str
    finished_at: str | None
    failure: str = ""


class PastPost(NamedTuple):
    """A post: its day as printed (None: unknown), when it was first seen, and which of `FIELDS` it has."""

    published: str | None
    first_seen_at: str
    has: frozenset[str]


class Facts(NamedTuple):
    """What a site did so far; crawls newest first, posts in the order in which they were found, newest first."""

    site_id: int
    added_at: str
    crawls: tuple[PastCrawl, ...]
    posts: tuple[PastPost, ...]


def facts(db: Connection, site_id: int) -> Facts:
    """The facts of a site: its last 60 crawls and 400 posts."""
    (added_at,) = db.execute("SELECT added_at FROM sites WHERE id = ?", (site_id,)).fetchone()
    crawls = db.execute(
        "SELECT outcome, started_at, finished_at,"
        " coalesce((SELECT iif(f.url = s.url, '', f.url || ': ') || f.message"
        " FROM failures f WHERE f.crawl_id = c.id ORDER BY f.id LIMIT 1), '')"
        " FROM crawls c JOIN sites s ON s.id = c.site_id WHERE c.site_id = ? ORDER BY c.id DESC LIMIT ?",
        (site_id, _CRAWLS),
    )
    posts = db.execute(
        "SELECT published, first_seen_at, title IS NOT NULL, published IS NOT NULL,"
        " signed, with_role, word_count >= ?"
        " FROM posts WHERE site_id = ? AND state <> 'stub' ORDER BY first_seen_at DESC, id DESC LIMIT ?",
        (_WORDS, site_id, _POSTS),
    )
    return Facts(
        site_id,
        added_at,
        tuple(PastCrawl(*row) for row in crawls),
        tuple(
            PastPost(published, seen, _named(title, day, author, role, text))
            for published, seen, title, day, author, role, text in posts
        ),
    )


@cache
def _named(*has: int) -> frozenset[str]:
    return frozenset(name for name, there in zip(FIELDS, has, strict=True) if there)
