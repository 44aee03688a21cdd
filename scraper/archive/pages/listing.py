"""Posts in lists, newest first: of the archive, a site, a person, an organisation, a role, a tag; a page at a time."""

from __future__ import annotations

from sqlite3 import Connection

from scraper.archive.pages.rows import Row, number, one, rows

_FOUND_SOON = 20_000
"""Of so many posts some are found soon among the newest; fewer are all looked up, and sorted."""
_BYLINES = "SELECT post_id FROM bylines WHERE {}_id = :id AND credit = 'author'"
_KINDS = {
    "person": f"id IN ({_BYLINES.format('person')})",
    "organisation": f"id IN ({_BYLINES.format('organisation')})",
    "role": f"id IN ({_BYLINES.format('role')})",
    "tag": "id IN (SELECT post_id FROM post_tags WHERE tag_id = :id)",
    "site": "site_id = :id",
    "all": "1",
}


def posts(
    db: Connection, kind: str, of: int = 0, *, limit: int, offset: int = 0, within: str = ""
) -> list[Row]:
    """Posts of what `kind` names (a key of `_KINDS`), newest first, those without a date last.

    `within` is a year or month in ISO 8601. Columns: id, title, published, state, excerpt, language, byline, site_id, site.
    """
    many = kind in ("person", "organisation", "role", "tag") and count(db, kind, of) > _FOUND_SOON
    return rows(
        db,
        "SELECT p.id, p.title, p.published, p.state, p.excerpt, p.language, t.byline, p.site_id, s.name AS site"
        f" FROM (SELECT id FROM posts{' INDEXED BY posts_published' if many else ''} WHERE {_where(kind, within)}"
        " ORDER BY published DESC, id DESC LIMIT :limit OFFSET :offset) AS found"
        " JOIN posts p ON p.id = found.id JOIN sites s ON s.id = p.site_id LEFT JOIN texts t ON t.post_id = p.id"
        " ORDER BY p.published DESC, p.id DESC",
        {"id": of, "limit": limit, "offset": offset} | _values(within),
    )


def count(db: Connection, kind: str, of: int = 0, *, within: str = "") -> int:
    """How many posts `posts` has in all."""
    if kind in ("person", "organisation", "role") and not within:
        return number(
            db,
            f"SELECT count(DISTINCT post_id) FROM bylines WHERE {kind}_id = ? AND credit = 'author'",
            (of,),
        )
    if kind == "tag" and not within:
        return number(db, "SELECT count(*) FROM post_tags WHERE tag_id = ?", (of,))
    if kind == "site":
        of_months = " AND month >= :from AND month < :until" if within else ""
        sql = f"SELECT sum(posts + stubs) FROM tallies WHERE site_id = :id{of_months}"
        return number(db, sql, {"id": of} | _values(within))
    return number(
        db, f"SELECT count(*) FROM posts WHERE {_where(kind, within)}", {"id": of} | _values(within)
    )


def _where(kind: str, within: str) -> str:
    return _KINDS[kind] + (" AND published >= :from AND published < :until" if within else "")


def _values(within: str) -> dict[str, object]:
    """`~` sorts behind all that can follow in a date."""
    return {"from": within, "until": f"{within}~"} if within else {}


def tag(db: Connection, tag_id: int) -> Row | None:
    """A tag: id, name."""
    return one(db, "SELECT id, name FROM tags WHERE id = ?", (tag_id,))
