"""The archive as a whole: its numbers, and its sites with how much they published."""

from __future__ import annotations

from collections.abc import Sequence
from sqlite3 import Connection

from scraper.archive.pages.rows import Row, number, one, rows


def totals(db: Connection) -> Row:
    """How many posts, people, organisations, roles and sites there are, and the first and last day."""
    counts = {
        name: number(db, f"SELECT count(*) FROM {name}")
        for name in ("posts", "people", "organisations", "roles", "sites")
    }
    days = one(
        db,
        "SELECT (SELECT min(published) FROM posts) AS first, (SELECT max(published) FROM posts) AS last",
    )
    return counts | (days or {})


def sites(db: Connection, *, limit: int, offset: int = 0) -> list[Row]:
    """Sites, those with the newest posts first: id, name, url, language, posts, first, last."""
    return rows(
        db,
        "SELECT id, name, url, language,"
        " (SELECT coalesce(sum(posts + stubs), 0) FROM tallies WHERE site_id = sites.id) AS posts,"
        " (SELECT min(published) FROM posts WHERE site_id = sites.id) AS first,"
        " (SELECT max(published) FROM posts WHERE site_id = sites.id) AS last"
        " FROM sites ORDER BY last DESC, id LIMIT ? OFFSET ?",
        (limit, offset),
    )


def posts_by_month(db: Connection, site_id: int, months: Sequence[str]) -> dict[str, int]:
    """Month (ISO 8601) → posts of a site; months without a post are left out."""
    return _counted(db, site_id, months)


def posts_by_year(db: Connection, site_id: int) -> dict[str, int]:
    """Year → posts of a site, the last 200 years at most."""
    ends = one(
        db,
        "SELECT (SELECT substr(min(published), 1, 4) FROM posts WHERE site_id = :id) AS first,"
        " (SELECT substr(max(published), 1, 4) FROM posts WHERE site_id = :id) AS last",
        {"id": site_id},
    )
    if not ends or not ends["last"]:
        return {}
    first, last = int(ends["first"]), int(ends["last"])
    return _counted(db, site_id, [f"{year:04}" for year in range(max(first, last - 199), last + 1)])


def _counted(db: Connection, site_id: int, stretches: Sequence[str]) -> dict[str, int]:
    sql = "SELECT sum(posts + stubs) FROM tallies WHERE site_id = ? AND month >= ? AND month < ?"
    counts = {one: number(db, sql, (site_id, one, f"{one}~")) for one in stretches}
    return {one: count for one, count in counts.items() if count}
