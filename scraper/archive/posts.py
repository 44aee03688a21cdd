"""Posts: stored, revised, marked gone, and read back. What a reader asks for stands in narrow tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlite_utils import Database

from scraper.archive.people import Names
from scraper.archive.stamps import stamp
from scraper.model.clock import iso
from scraper.model.evidence import Evidence
from scraper.model.post import Author, Credit, Post, Rendered
from scraper.model.urls import key


@dataclass(frozen=True, slots=True)
class StoredPost:
    """What the decision needs to know of a post that is stored already."""

    id: int
    url: str
    state: str
    digest: str
    capture_id: int | None


class Posts:
    """The tables `posts`, `texts`, `aliases`, `bylines`, `post_tags`, `evidence` and `revisions`."""

    def __init__(self, database: Database) -> None:
        self._db = database.conn
        self._atomic = database.atomic
        self._names = Names(database.conn)

    def find(self, url: str) -> StoredPost | None:
        """The post at an address, its own or an alias."""
        url_key = key(url)
        row = (
            self._db.execute(
                "SELECT id, url, state, digest, capture_id FROM posts WHERE url_key = ?", (url_key,)
            ).fetchone()
            or self._db.execute(
                "SELECT id, posts.url, state, digest, capture_id FROM posts"
                " JOIN aliases ON aliases.post_id = posts.id WHERE aliases.url_key = ?",
                (url_key,),
            ).fetchone()
        )
        return StoredPost(*row) if row else None

    def titled(self, site_id: int, title: str, *, most: int = 20) -> list[int]:
        """The posts of a site that bear a title, the oldest in the archive first."""
        rows = self._db.execute(
            "SELECT id FROM posts WHERE site_id = ? AND title = ? ORDER BY id LIMIT ?", (site_id, title, most)
        )
        return [int(row[0]) for row in rows]

    def insert(
        self,
        site_id: int,
        post: Post,
        *,
        digest: str,
        now: datetime,
        capture_id: int | None = None,
        state: str = "complete",
    ) -> int:
        """Stores a new post with its text, bylines, tags and evidence; returns its id."""
        with self._atomic():
            cursor = self._db.execute(
                "INSERT INTO posts (site_id, url, url_key, first_seen_at, last_seen_at, digest)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (site_id, post.url, key(post.url), iso(now), iso(now), digest),
            )
            assert cursor.lastrowid is not None
            self._write(cursor.lastrowid, post, digest, capture_id, state, now)
            return cursor.lastrowid

    def revise(
        self,
        post_id: int,
        post: Post,
        *,
        digest: str,
        changed: tuple[str, ...],
        now: datetime,
        capture_id: int | None = None,
    ) -> None:
        """Stores what the post says now, and keeps what it said before as a revision.

        A stub leaves none: it was never what the post said, only what was known of it.
        """
        with self._atomic():
            if self._db.execute(
                "SELECT 1 FROM posts WHERE id = ? AND state <> 'stub'", (post_id,)
            ).fetchone():
                self._keep_former(post_id, changed, now)
            self._write(post_id, post, digest, capture_id, "complete", now)

    def touch(self, post_id: int, *, now: datetime) -> None:
        """Notes that a post was fetched and read again, and says the same; one that was gone is back."""
        self._db.execute(
            "UPDATE posts SET last_seen_at = ?, gone_at = NULL,"
            " state = CASE state WHEN 'gone' THEN 'complete' ELSE state END WHERE id = ?",
            (iso(now), post_id),
        )

    def gone(self, post_id: int, *, now: datetime) -> None:
        """Marks a post as gone from its site; everything that is known of it is kept."""
        self._db.execute(
            "UPDATE posts SET state = 'gone', gone_at = ? WHERE id = ? AND state <> 'gone'",
            (iso(now), post_id),
        )

    def alias(self, post_id: int, url: str, kind: str) -> None:
        """Another address of the same post: `redirect`, `canonical`, `guid`. Known ones are passed over."""
        url_key = key(url)
        if self._db.execute("SELECT 1 FROM posts WHERE url_key = ?", (url_key,)).fetchone() is None:
            self._db.execute(
                "INSERT OR IGNORE INTO aliases (post_id, url, url_key, kind) VALUES (?, ?, ?, ?)",
                (post_id, url, url_key, kind),
            )

    def count(self, site_id: int) -> int:
        """How many posts of a site are stored."""
        return int(self._db.execute("SELECT count(*) FROM posts WHERE site_id = ?", (site_id,)).fetchone()[0])

    def _keep_former(self, post_id: int, changed: tuple[str, ...], now: datetime) -> None:
        self._db.execute(
            "INSERT INTO revisions"
            " (post_id, number, seen_at, capture_id, title, published, byline, text, changed)"
            " SELECT p.id, 1 + (SELECT count(*) FROM revisions WHERE post_id = p.id), ?, p.capture_id,"
            " p.title, p.published, t.byline, t.text, ?"
            " FROM posts p JOIN texts t ON t.post_id = p.id WHERE p.id = ?",
            (iso(now), json.dumps(changed), post_id),
        )
        self._db.execute("UPDATE posts SET changed_at = ? WHERE id = ?", (iso(now), post_id))

    def _write(
        self, post_id: int, post: Post, digest: str, capture_id: int | None, state: str, now: datetime
    ) -> None:
        published = post.published
        self._db.execute(
            "UPDATE posts SET title = ?, published = ?, published_precision = ?, modified = ?, language = ?,"
            " excerpt = ?, word_count = ?, state = ?, canonical_url = ?, image = ?, last_seen_at = ?,"
            " capture_id = ?, digest = ?, gone_at = NULL WHERE id = ?",
            (
                post.title, str(published) if published else None, published.precision if published else None,
                str(post.modified) if post.modified else None, post.language, post.excerpt,
                len(post.text.split()), state, post.canonical_url, post.image, iso(now), capture_id,
                digest, post_id,
            ),
        )  # fmt: skip
        self._db.execute(
            "INSERT INTO texts (post_id, title, byline, text, html, markdown) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (post_id) DO UPDATE SET title = excluded.title, byline = excluded.byline,"
            " text = excluded.text, html = excluded.html, markdown = excluded.markdown",
            (post_id, post.title, byline_of(post.authors), post.text, post.html, post.markdown),
        )
        for table in ("bylines", "post_tags", "evidence"):
            self._db.execute(f"DELETE FROM {table} WHERE post_id = ?", (post_id,))
        (site_id,) = self._db.execute("SELECT site_id FROM posts WHERE id = ?", (post_id,)).fetchone()
        ensure = partial(self._names.ensure, site_id=site_id)
        self._db.executemany(
            "INSERT INTO bylines (post_id, position, person_id, role_id, organisation_id, credit, as_printed,"
            " printed_name, printed_role, printed_organisation) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (post_id, position, ensure("person", author.name), ensure("role", author.role),
                 ensure("organisation", author.organisation), author.credit, author.raw,
                 author.name, author.role, author.organisation)
                for position, author in enumerate(post.authors + post.contributors, start=1)
            ],
        )  # fmt: skip
        tags = dict.fromkeys(self._names.tag(tag) for tag in post.tags)
        self._db.executemany(
            "INSERT INTO post_tags (post_id, tag_id) VALUES (?, ?)", [(post_id, tag) for tag in tags]
        )
        self._db.executemany(
            "INSERT INTO evidence (post_id, position, field, value, raw, source, locator, chosen, reason)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (post_id, place, e.field, e.value, e.raw, e.source, e.locator, int(e.chosen), e.reason)
                for place, e in enumerate(post.evidence, start=1)
            ],
        )

    def load(self, post_id: int) -> Post | None:
        """A post as it is stored; None when there is none with this id."""
        row = self._db.execute(
            "SELECT p.url, p.canonical_url, p.title, p.published, p.modified, p.excerpt, t.text, t.html,"
            " t.markdown, p.language, p.image, s.name FROM posts p JOIN sites s ON s.id = p.site_id"
            " LEFT JOIN texts t ON t.post_id = p.id WHERE p.id = ?",
            (post_id,),
        ).fetchone()
        if row is None:
            return None
        url, canonical, title, published, modified, excerpt, text, html, markdown, language, image, site = row
        people = self._people(post_id)
        tags = self._db.execute(
            "SELECT name FROM tags JOIN post_tags ON tag_id = tags.id WHERE post_id = ? ORDER BY tags.id",
            (post_id,),
        )
        evidence = self._db.execute(
            "SELECT field, raw, value, source, locator, chosen, reason FROM evidence"
            " WHERE post_id = ? ORDER BY position",
            (post_id,),
        )
        return Post(
            url=url, canonical_url=canonical, title=title, published=stamp(published),
            modified=stamp(modified),
            authors=tuple(a for a in people if a.credit is Credit.AUTHOR),
            contributors=tuple(a for a in people if a.credit is not Credit.AUTHOR),
            excerpt=excerpt, text=text or "", language=language,
            tags=tuple(row[0] for row in tags), image=image, site_name=site,
            rendering=Rendered(html or "", markdown or ""),
            evidence=tuple(
                Evidence(field, raw, value, source, locator, bool(chosen), reason)
                for field, raw, value, source, locator, chosen, reason in evidence
            ),
        )  # fmt: skip

    def _people(self, post_id: int) -> list[Author]:
        rows = self._db.execute(
            "SELECT printed_name, printed_role, printed_organisation, credit, as_printed FROM bylines"
            " WHERE post_id = ? ORDER BY position",
            (post_id,),
        )
        return [
            Author(name, role, organisation, Credit(credit), raw)
            for name, role, organisation, credit, raw in rows
        ]


def byline_of(authors: tuple[Author, ...]) -> str | None:
    """The authors in one line, as search and lists show them: `Name, role, organisation; Name`."""
    lines = [", ".join(part for part in (a.name, a.role, a.organisation) if part) for a in authors]
    return "; ".join(lines) or None
