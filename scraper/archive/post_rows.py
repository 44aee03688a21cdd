"""A post as rows: what is written of it into `posts`, `texts`, `bylines`, `post_tags` and `evidence`."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from sqlite3 import Connection

from scraper.archive.people import Names
from scraper.model.clock import iso
from scraper.model.post import Author, Credit, Post
from scraper.model.urls import key

_WRITTEN = (
    "title published published_precision modified language excerpt word_count state canonical_url image"
    " last_seen_at capture_id digest gone_at signed with_role with_organisation"
).split()
_GIVEN = ["site_id", "url", "url_key", "first_seen_at", *_WRITTEN]
_INSERT = f"INSERT INTO posts ({', '.join(_GIVEN)}) VALUES ({', '.join(f':{name}' for name in _GIVEN)})"
_UPDATE = f"UPDATE posts SET {', '.join(f'{name} = :{name}' for name in _WRITTEN)} WHERE id = :id"
_TEXTS = "INSERT INTO texts (post_id, title, byline, text, html, markdown) VALUES (?, ?, ?, ?, ?, ?)"
_OTHER_TEXTS = (
    f"{_TEXTS} ON CONFLICT (post_id) DO UPDATE SET title = excluded.title, byline = excluded.byline,"
    " text = excluded.text, html = excluded.html, markdown = excluded.markdown"
)


class PostRows:
    """Writes all rows of a post within the transaction that is open."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._names = Names(db)
        self.unsettled: set[int] = set()
        """Sites whose posts were written: who is whom there may have changed."""

    def insert(
        self, site_id: int, post: Post, *, digest: str, capture_id: int | None, state: str, now: datetime
    ) -> int:
        """A new post; returns its id."""
        row = {"site_id": site_id, "url": post.url, "url_key": key(post.url), "first_seen_at": iso(now)}
        cursor = self._db.execute(_INSERT, row | _values(post, digest, capture_id, state, now))
        assert cursor.lastrowid is not None
        self._db.execute(_TEXTS, (cursor.lastrowid, *_texts(post)))
        self._write_around(cursor.lastrowid, site_id, post)
        return cursor.lastrowid

    def update(
        self, post_id: int, post: Post, *, digest: str, capture_id: int | None, state: str, now: datetime
    ) -> None:
        """A post that is stored, as it is now: all that stood there is replaced."""
        self._db.execute(_UPDATE, {"id": post_id} | _values(post, digest, capture_id, state, now))
        self._db.execute(_OTHER_TEXTS, (post_id, *_texts(post)))
        for table in ("bylines", "post_tags", "evidence"):
            self._db.execute(f"DELETE FROM {table} WHERE post_id = ?", (post_id,))
        (site_id,) = self._db.execute("SELECT site_id FROM posts WHERE id = ?", (post_id,)).fetchone()
        self._write_around(post_id, site_id, post)

    def _write_around(self, post_id: int, site_id: int, post: Post) -> None:
        """Bylines, tags and evidence of a post that has none."""
        self.unsettled.add(site_id)
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


def _values(
    post: Post, digest: str, capture_id: int | None, state: str, now: datetime
) -> dict[str, str | int | None]:
    published, credited = post.published, post.authors + post.contributors
    return {
        "title": post.title, "published": str(published) if published else None,
        "published_precision": published.precision if published else None,
        "modified": str(post.modified) if post.modified else None, "language": post.language,
        "excerpt": post.excerpt, "word_count": len(post.text.split()), "state": state,
        "canonical_url": post.canonical_url, "image": post.image, "last_seen_at": iso(now),
        "capture_id": capture_id, "digest": digest, "gone_at": None,
        "signed": any(one.credit is Credit.AUTHOR for one in credited),
        "with_role": any(one.role for one in credited),
        "with_organisation": any(one.organisation for one in credited),
    }  # fmt: skip


def _texts(post: Post) -> tuple[str | None, ...]:
    return post.title, byline_of(post.authors), post.text, post.html, post.markdown


def byline_of(authors: tuple[Author, ...]) -> str | None:
    """The authors in one line, as search and lists show them: `Name, role, organisation; Name`."""
    lines = [", ".join(part for part in (a.name, a.role, a.organisation) if part) for a in authors]
    return "; ".join(lines) or None
