"""Posts: stored, revised, marked gone, and found. What a reader asks for stands in narrow tables."""

from __future__ import annotations

from datetime import datetime
from sqlite3 import Connection
from typing import NamedTuple

from scraper.archive.history import History
from scraper.archive.loading import load_post
from scraper.archive.post_rows import PostRows
from scraper.archive.transactions import Atomic
from scraper.model.clock import iso
from scraper.model.post import Post
from scraper.model.urls import key


class StoredPost(NamedTuple):
    """What the decision needs to know of a post that is stored already."""

    id: int
    url: str
    state: str
    digest: str
    capture_id: int | None
    published: str | None
    changed_at: str | None
    gone_at: str | None
    first_seen_at: str

    @property
    def whole(self) -> bool:
        """True when its page was read, whether or not it is still there."""
        return self.state != "stub"


_STORED = "id, posts.url, state, digest, capture_id, published, changed_at, gone_at, first_seen_at"


class Posts:
    """The tables `posts`, `texts`, `aliases`, `bylines`, `post_tags` and `evidence`, with their history."""

    def __init__(self, db: Connection, history: History, atomic: Atomic) -> None:
        self._db = db
        self._history = history
        self._atomic = atomic
        self._rows = PostRows(db)
        self.unsettled = self._rows.unsettled
        """Sites whose posts were written since the archive was opened: who is whom there may have changed."""

    def find(self, url: str) -> StoredPost | None:
        """The post at an address, its own or an alias."""
        url_key = key(url)
        row = (
            self._db.execute(f"SELECT {_STORED} FROM posts WHERE url_key = ?", (url_key,)).fetchone()
            or self._db.execute(
                f"SELECT {_STORED} FROM posts"
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
            return self._rows.insert(
                site_id, post, digest=digest, capture_id=capture_id, state=state, now=now
            )

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
            if self.state(post_id) != "stub":
                self._history.keep_former(post_id, changed, now=now)
            self.rewrite(post_id, post, digest=digest, capture_id=capture_id, now=now)

    def rewrite(
        self, post_id: int, post: Post, *, digest: str, now: datetime, capture_id: int | None = None
    ) -> None:
        """Stores a whole post anew without a revision: it was a stub, or is read better than it was."""
        with self._atomic():
            state = self.state(post_id)
            if state == "stub":
                self._history.note(post_id, "completed", now=now)
            if state == "gone":
                self._history.note(post_id, "returned", now=now)
            self._rows.update(post_id, post, digest=digest, capture_id=capture_id, state="complete", now=now)

    def reread(
        self, post_id: int, post: Post, *, digest: str, changed: tuple[str, ...], now: datetime
    ) -> None:
        """Stores what our program reads by now in the page that it read before. Nothing happened to the post itself.

        What `changed` names is kept as a revision of ours; where it is empty only what no revision holds is new.
        """
        seen = "SELECT state, last_seen_at, capture_id, gone_at FROM posts WHERE id = ?"
        with self._atomic():
            if changed:
                self._history.keep_former(post_id, changed, now=now, cause="program")
            state, last_seen_at, capture_id, gone_at = self._db.execute(seen, (post_id,)).fetchone()
            self._rows.update(post_id, post, digest=digest, capture_id=capture_id, state=state, now=now)
            self._db.execute(
                "UPDATE posts SET last_seen_at = ?, gone_at = ? WHERE id = ?",
                (last_seen_at, gone_at, post_id),
            )

    def sketch(self, post_id: int, post: Post, *, digest: str, now: datetime) -> None:
        """Stores what cards and feeds say by now of a post that is still a stub."""
        with self._atomic():
            self._rows.update(post_id, post, digest=digest, capture_id=None, state="stub", now=now)

    def discard(self, post_id: int) -> None:
        """Takes a stub away whose page turned out to be no post; whole posts are never taken away."""
        self._db.execute("DELETE FROM posts WHERE id = ? AND state = 'stub'", (post_id,))

    def touch(self, post_id: int, *, now: datetime) -> None:
        """Notes that a post was fetched and read again, and says the same; one that was gone is back."""
        self.returned(post_id, now=now)
        self._db.execute("UPDATE posts SET last_seen_at = ? WHERE id = ?", (iso(now), post_id))

    def read_from(self, post_id: int, capture_id: int | None) -> None:
        """Notes which answer a post stands in, when none was kept before."""
        self._db.execute("UPDATE posts SET capture_id = ? WHERE id = ?", (capture_id, post_id))

    def gone(self, post_id: int, *, now: datetime, reason: str = "") -> None:
        """Marks a post as gone from its site; everything that is known of it is kept."""
        with self._atomic():
            if self.state(post_id) != "gone":
                self._db.execute(
                    "UPDATE posts SET state = 'gone', gone_at = ? WHERE id = ?", (iso(now), post_id)
                )
                self._history.note(post_id, "gone", now=now, reason=reason)

    def returned(self, post_id: int, *, now: datetime) -> bool:
        """Marks a post that was gone as back on its site; False when it was not gone."""
        with self._atomic():
            if self.state(post_id) != "gone":
                return False
            self._db.execute("UPDATE posts SET state = 'complete', gone_at = NULL WHERE id = ?", (post_id,))
            self._history.note(post_id, "returned", now=now)
            return True

    def state(self, post_id: int) -> str:
        """`complete`, `stub` or `gone`; empty for no such post."""
        row = self._db.execute("SELECT state FROM posts WHERE id = ?", (post_id,)).fetchone()
        return str(row[0]) if row else ""

    def same_as(self, site_id: int, digest: str) -> StoredPost | None:
        """A whole post of the site with the same title, day, authors and text."""
        row = self._db.execute(
            f"SELECT {_STORED} FROM posts WHERE site_id = ? AND digest = ? AND state <> 'stub' LIMIT 1",
            (site_id, digest),
        ).fetchone()
        return StoredPost(*row) if row else None

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

    def newest(self, site_id: int, most: int) -> list[Post]:
        """The posts of a site that were read, newest first, those without a date last."""
        rows = self._db.execute(
            "SELECT id FROM posts WHERE site_id = ? AND state = 'complete' ORDER BY published DESC NULLS LAST, id LIMIT ?",
            (site_id, most),
        ).fetchall()
        return [post for (post_id,) in rows if (post := self.load(post_id))]

    def load(self, post_id: int) -> Post | None:
        """A post as it is stored; None when there is none with this id."""
        return load_post(self._db, post_id)
