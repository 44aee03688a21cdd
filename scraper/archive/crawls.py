"""The log: one row a crawl, and what failed in it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from sqlite3 import Connection

from scraper.model.clock import iso
from scraper.model.crawl import CrawlCounts


class Crawls:
    """The tables `crawls` and `failures`."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def start(self, site_id: int, *, now: datetime, version: str) -> int:
        """Opens the row of a crawl; its outcome is `running` until it is finished.

        A row that a killed run left open is closed: the lock lets only one run write.
        """
        self._db.execute(
            "UPDATE crawls SET outcome = 'interrupted' WHERE site_id = ? AND outcome = 'running'", (site_id,)
        )
        cursor = self._db.execute(
            "INSERT INTO crawls (site_id, started_at, version) VALUES (?, ?, ?)", (site_id, iso(now), version)
        )
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def finish(self, crawl_id: int, outcome: str, counts: CrawlCounts, *, now: datetime) -> None:
        """Closes the row: outcome is `done`, `partial`, `failed` or `interrupted`."""
        values = asdict(counts) | {"outcome": outcome, "finished_at": iso(now)}
        assignments = ", ".join(f"{name} = :{name}" for name in values)
        self._db.execute(f"UPDATE crawls SET {assignments} WHERE id = :id", values | {"id": crawl_id})

    def first(self, site_id: int) -> bool:
        """True while no crawl of the site has been finished: everything is still to be discovered."""
        sql = "SELECT 1 FROM crawls WHERE site_id = ? AND outcome IN ('done', 'partial')"
        return self._db.execute(sql, (site_id,)).fetchone() is None

    def so_far(self, site_id: int) -> tuple[int, datetime | None]:
        """How many crawls of the site were finished, and when the last of them began; None when there was none."""
        sql = "SELECT count(*), max(started_at) FROM crawls WHERE site_id = ? AND outcome IN ('done', 'partial')"
        count, last = self._db.execute(sql, (site_id,)).fetchone()
        return count, datetime.fromisoformat(last) if last else None

    def fail(self, crawl_id: int, url: str, kind: str, message: str, *, at: datetime) -> None:
        """Notes that a page failed, and why."""
        self._db.execute(
            "INSERT INTO failures (crawl_id, url, kind, message, at) VALUES (?, ?, ?, ?, ?)",
            (crawl_id, url, kind, message[:500], iso(at)),
        )

    def failures(self, crawl_id: int) -> list[tuple[str, str, str]]:
        """(url, kind, message) of everything that failed in a crawl."""
        rows = self._db.execute(
            "SELECT url, kind, message FROM failures WHERE crawl_id = ? ORDER BY id", (crawl_id,)
        )
        return [tuple(row) for row in rows]
