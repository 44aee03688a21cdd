"""Which of a site's leads a crawl has to look at: chosen by the database, so that those it leaves alone cost nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from sqlite3 import Connection

from scraper.archive.stored_leads import COLUMNS, StoredLead, stored_lead
from scraper.model.clock import iso

_ARE_POSTS = "kind IN ('post', 'other')"
ARE_SOURCES = "kind NOT IN ('post', 'other')"
CALLING = (
    "state IN ('queued', 'failed') OR doubt IS NOT NULL OR (lastmod IS NOT NULL AND lastmod IS NOT visited_lastmod)"
    " OR (fingerprint IS NOT NULL AND fingerprint IS NOT visited_fingerprint)"
)
"""What the indexes `leads_sources` and `leads_calling` hold: word for word, or SQLite does not use it (https://www.sqlite.org/partialindex.html)."""
_WAITED = (
    "CASE WHEN next_visit_at IS NULL OR visited_at > :ahead THEN :longest"
    " ELSE julianday(:now) - julianday(next_visit_at) END"
)
_LATENESS = (
    "CASE WHEN visited_at IS NULL OR next_visit_at IS NULL OR next_visit_at <= visited_at THEN 9e999"
    f" ELSE ({_WAITED}) / (julianday(next_visit_at) - julianday(visited_at)) END"
)
AHEAD = timedelta(hours=1)
"""A last visit that lies further in the future was noted by a clock that was wrong."""


class Turns:
    """Questions to the table `leads`. `longest` is how long an address waits at most, and has waited without a turn."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def sources(self, site_id: int) -> list[StoredLead]:
        """Feeds, sitemaps, listings and interfaces, in the order of finding."""
        return self._found(site_id, ARE_SOURCES, "id", {})

    def calling(self, site_id: int) -> list[StoredLead]:
        """Posts that were never read, failed, are in doubt, or that feed or sitemap call changed, in the order of finding."""
        return self._found(site_id, f"{_ARE_POSTS} AND ({CALLING})", "id", {})

    def unread(self, site_id: int) -> list[StoredLead]:
        """Posts that were never read, or failed."""
        return self._found(
            site_id, f"kind = 'post' AND ({CALLING}) AND state IN ('queued', 'failed')", "id", {}
        )

    def printed_since(self, site_id: int, day: str, *, most: int) -> list[StoredLead]:
        """Of the posts that are there, those of a day (`2019-05-29`) and later, newest first."""
        where = (
            "id IN (SELECT l.id FROM posts p JOIN leads l ON l.site_id = p.site_id AND l.url_key = p.url_key AND l.url = p.url"
            " WHERE p.site_id = :site AND p.state = 'complete' AND p.published >= :day"
            " ORDER BY p.published DESC LIMIT :first)"
        )
        return self._found(site_id, where, "id DESC", {"day": day, "first": most})

    def last_and_next(self, site_id: int, *, now: datetime, longest: timedelta) -> list[StoredLead]:
        """Of the posts that were read, the one that was visited last and the one that has waited longest."""
        times = _times(now, longest)
        orders = ("visited_at", _WAITED)
        return [lead for order in orders for lead in self._chosen(site_id, "state = 'done'", order, times, 1)]

    def waiting(self, site_id: int, *, now: datetime, longest: timedelta, most: int) -> list[StoredLead]:
        """Of the posts that are due and without a doubt those that have waited longest, and those that are latest for
        their own pace: `most` of each, in the order of finding."""
        if most <= 0:
            return []
        where, times = f"doubt IS NULL AND ({_WAITED}) >= 0", _times(now, longest)
        both = (
            lead
            for order in (_WAITED, _LATENESS)
            for lead in self._chosen(site_id, where, order, times, most)
        )
        return sorted({lead.id: lead for lead in both}.values(), key=lambda lead: lead.id)

    def _chosen(
        self, site_id: int, where: str, order: str, values: dict[str, object], most: int
    ) -> list[StoredLead]:
        """Of the posts that were read, those that come first; told by the index alone, which is a tenth of the table."""
        chosen = (
            f"SELECT id FROM leads INDEXED BY leads_turns WHERE site_id = :site AND {_ARE_POSTS}"
            f" AND state IN ('done', 'gone') AND {where} ORDER BY {order} DESC, id LIMIT :first"
        )
        return self._found(site_id, f"id IN ({chosen})", "id", values | {"first": most})

    def _found(
        self, site_id: int, where: str, order: str, values: dict[str, object], *, most: int = -1
    ) -> list[StoredLead]:
        rows: Iterable[object] = self._db.execute(
            f"SELECT {COLUMNS} FROM leads WHERE site_id = :site AND {where} ORDER BY {order} LIMIT :most",
            {"site": site_id, "most": most} | values,
        )
        return [stored_lead(row) for row in rows]


def _times(now: datetime, longest: timedelta) -> dict[str, object]:
    return {"now": iso(now), "ahead": iso(now + AHEAD), "longest": longest / timedelta(days=1)}
