"""Which version of our program read which post, and the answers that it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from sqlite3 import Connection
from typing import NamedTuple


class Reading(NamedTuple):
    """A post that was read: by which version of our program (None: unknown), and from which answer (None: not kept)."""

    post_id: int
    site_id: int
    url: str
    read_by: str | None
    capture_id: int | None


_COLUMNS = "id, site_id, url, read_by, capture_id"


class Readings:
    """The columns `posts.read_by` and `posts.capture_id`."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def of(self, site_id: int | None = None) -> Iterator[Reading]:
        """The posts that were read, of a site or all, in the order of finding."""
        last = 0
        while True:
            rows = self._db.execute(
                f"SELECT {_COLUMNS} FROM posts WHERE id > :last AND state <> 'stub'"
                " AND (:site IS NULL OR site_id = :site) ORDER BY id LIMIT 1000",
                {"last": last, "site": site_id},
            ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield from (Reading(*row) for row in rows)

    def get(self, post_id: int) -> Reading | None:
        """The reading of one post; None for a stub, and for no such post."""
        sql = f"SELECT {_COLUMNS} FROM posts WHERE id = ? AND state <> 'stub'"
        row = self._db.execute(sql, (post_id,)).fetchone()
        return Reading(*row) if row else None

    def mark(self, read: Iterable[tuple[int, str]]) -> None:
        """Notes which version of our program reads these posts as they are stored: (post, version)."""
        self._db.executemany(
            "UPDATE posts SET read_by = ? WHERE id = ?", [(version, post_id) for post_id, version in read]
        )

    def answers(self, capture_id: int, most: int) -> list[int]:
        """The answer with this number, and those that the same address gave before it, the newest last."""
        rows = self._db.execute(
            "SELECT id FROM captures WHERE status = 200 AND id <= :id"
            " AND url_key = (SELECT url_key FROM captures WHERE id = :id) ORDER BY id DESC LIMIT :most",
            {"id": capture_id, "most": most},
        )
        return sorted(int(row[0]) for row in rows)
