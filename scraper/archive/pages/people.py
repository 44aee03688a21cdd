"""People, organisations and roles: lists of them, and who was what for whom, when."""

from __future__ import annotations

from sqlite3 import Connection

from scraper.archive.lists import called
from scraper.archive.pages.rows import Row, number, one, rows

NAMED = {"person": ("people", "name"), "organisation": ("organisations", "name"), "role": ("roles", "title")}
"""Kind → its table, and the column that names a row."""

MAX_SPANS = 120


def names(
    db: Connection, kind: str, text: str = "", *, site: int | None = None, limit: int, offset: int = 0
) -> list[Row]:
    """Rows of a kind in the order of their names: id, name, posts, site. `text` keeps those with its words, `site` its people."""
    table, column = NAMED[kind]
    where, values = _called(kind, text, site)
    site_name = "(SELECT name FROM sites WHERE id = site_id)" if kind == "person" else "NULL"
    return rows(
        db,
        f"SELECT id, {column} AS name, {site_name} AS site,"
        f" (SELECT count(*) FROM bylines WHERE {kind}_id = {table}.id) AS posts"
        f" FROM {table}{where} ORDER BY {table}.{column} COLLATE NOCASE, id LIMIT :limit OFFSET :offset",
        values | {"limit": limit, "offset": offset},
    )


def how_many(db: Connection, kind: str, text: str = "", *, site: int | None = None) -> int:
    """How many rows `names` has in all."""
    where, values = _called(kind, text, site)
    return number(db, f"SELECT count(*) FROM {NAMED[kind][0]}{where}", values)


def _called(kind: str, text: str, site: int | None) -> tuple[str, dict[str, object]]:
    where, values = called(kind, f"{NAMED[kind][0]}.id", text)
    if site is None or kind != "person":
        return where, values
    return f"{where} AND site_id = :site" if where else " WHERE site_id = :site", values | {"site": site}


def named(db: Connection, kind: str, of: int) -> Row | None:
    """A person, organisation or role: id, name; a person's site_id and site too."""
    table, column = NAMED[kind]
    site = ", site_id, (SELECT name FROM sites WHERE id = site_id) AS site" if kind == "person" else ""
    return one(db, f"SELECT id, {column} AS name{site} FROM {table} WHERE id = ?", (of,))


def joined_into(db: Connection, kind: str, of: int) -> int | None:
    """The row that a row was joined with, for whoever still has its number; None when there is none."""
    seen = {of}
    target: int | None = None
    while True:
        found = one(
            db,
            "SELECT target_id FROM decisions WHERE kind = ? AND row_id = ? AND what IN ('join', 'merge')"
            " AND undone_at IS NULL ORDER BY id DESC LIMIT 1",
            (kind, target or of),
        )
        if found is None or found["target_id"] in seen:
            return target
        target = int(found["target_id"])
        seen.add(target)


def spellings(db: Connection, kind: str, of: int) -> list[str]:
    """Every way in which it was printed."""
    found = db.execute(
        "SELECT DISTINCT printed FROM spellings WHERE kind = ? AND target_id = ? ORDER BY printed LIMIT 50",
        (kind, of),
    )
    return [str(row[0]) for row in found]


def spans(db: Connection, kind: str, of: int) -> list[Row]:
    """Who signed as what for whom, from when to when, those of most posts first and 120 at most.

    Columns: person_id, person, role_id, role, organisation_id, organisation, first, last, posts. Posts tell it: a role
    may have begun before its first post.
    """
    return rows(
        db,
        "SELECT g.*, people.name AS person, roles.title AS role, organisations.name AS organisation FROM"
        " (SELECT b.person_id, b.role_id, b.organisation_id, min(p.published) AS first, max(p.published) AS last,"
        f" count(*) AS posts FROM bylines b JOIN posts p ON p.id = b.post_id WHERE b.{kind}_id = ? AND b.credit = 'author'"
        " GROUP BY b.person_id, b.role_id, b.organisation_id ORDER BY posts DESC LIMIT ?) AS g"
        " LEFT JOIN people ON people.id = g.person_id LEFT JOIN roles ON roles.id = g.role_id"
        " LEFT JOIN organisations ON organisations.id = g.organisation_id ORDER BY g.first, person",
        (of, MAX_SPANS),
    )


def periods(db: Connection, person_id: int) -> list[Row]:
    """As `spans`, for a person: a row an unbroken time, which another role or a silence of over a year ends.

    What was signed without a role, an organisation or a date is left out.
    """
    return rows(
        db,
        "SELECT person_id, person, role_id, role, organisation_id, organisation, first_published AS first,"
        " last_published AS last, posts FROM role_periods WHERE person_id = ? ORDER BY first_published LIMIT ?",
        (person_id, MAX_SPANS),
    )


def posts_by_year(db: Connection, kind: str, of: int) -> dict[str, int]:
    """Year → posts that were signed."""
    found = db.execute(
        "SELECT p.year, count(DISTINCT p.id) FROM bylines b JOIN posts p ON p.id = b.post_id"
        f" WHERE b.{kind}_id = ? AND b.credit = 'author' AND p.year IS NOT NULL GROUP BY p.year",
        (of,),
    )
    return {str(year): int(posts) for year, posts in found}


def co_authors(db: Connection, person_id: int, *, limit: int = 50) -> list[Row]:
    """Who signed the same posts: person_id, person, posts, first, last."""
    return rows(
        db,
        "SELECT other.person_id, people.name AS person, count(DISTINCT p.id) AS posts, min(p.published) AS first,"
        " max(p.published) AS last FROM bylines mine JOIN bylines other ON other.post_id = mine.post_id"
        " AND other.person_id <> mine.person_id AND other.credit = 'author' JOIN people ON people.id = other.person_id"
        " JOIN posts p ON p.id = mine.post_id WHERE mine.person_id = ? AND mine.credit = 'author'"
        " GROUP BY other.person_id ORDER BY posts DESC, person LIMIT ?",
        (person_id, limit),
    )
