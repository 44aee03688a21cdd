"""The archive as a whole: its numbers, and its sites with how much they published."""

from __future__ import annotations

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
        "SELECT id, name, url, language, (SELECT count(*) FROM posts WHERE site_id = sites.id) AS posts,"
        " (SELECT min(published) FROM posts WHERE site_id = sites.id) AS first,"
        " (SELECT max(published) FROM posts WHERE site_id = sites.id) AS last"
        " FROM sites ORDER BY last DESC, id LIMIT ? OFFSET ?",
        (limit, offset),
    )


def posts_by_month(db: Connection, site_id: int, *, since: str = "", until: str = "~") -> dict[str, int]:
    """Month (ISO 8601) → posts of a site, from a month (included) to another (not); months without a post are left out."""
    found = db.execute(
        "SELECT substr(published, 1, 7) AS month, count(*) FROM posts"
        " WHERE site_id = ? AND published >= ? AND published < ? GROUP BY month HAVING length(month) = 7",
        (site_id, since, until),
    )
    return {str(month): int(posts) for month, posts in found}


def posts_by_year(db: Connection, site_id: int) -> dict[str, int]:
    """Year → posts of a site."""
    found = db.execute(
        "SELECT substr(published, 1, 4) AS year, count(*) FROM posts"
        " WHERE site_id = ? AND published IS NOT NULL GROUP BY year",
        (site_id,),
    )
    return {str(year): int(posts) for year, posts in found}
