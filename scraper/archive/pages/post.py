"""One post: what it says, who signed it, where each value came from, what happened to it, and its bytes."""

from __future__ import annotations

import json
from sqlite3 import Connection

from scraper.archive.captures import Captures
from scraper.archive.dictionaries import Dictionaries
from scraper.archive.pages.rows import Row, one, rows
from scraper.model.capture import Capture

MAX_EVIDENCE = 200
"""Rows. No honest page has as many; a hostile one may."""


def post(db: Connection, post_id: int) -> Row | None:
    """A post with its text and its site; None when there is none with this id."""
    return one(
        db,
        "SELECT p.*, t.byline, t.text, t.html, s.name AS site, s.url AS site_url, s.language AS site_language,"
        " c.status, c.fetched_at, c.final_url, c.media_type"
        " FROM posts p JOIN sites s ON s.id = p.site_id LEFT JOIN texts t ON t.post_id = p.id"
        " LEFT JOIN captures c ON c.id = p.capture_id WHERE p.id = ?",
        (post_id,),
    )


def signed_by(db: Connection, post_id: int) -> list[Row]:
    """Who is credited, in the order of the page: ids, names as printed (or as known where nothing is), and the credit."""
    return rows(
        db,
        "SELECT b.credit, b.as_printed, b.person_id, b.role_id, b.organisation_id,"
        " coalesce(b.printed_name, people.name) AS person, coalesce(b.printed_role, roles.title) AS role,"
        " coalesce(b.printed_organisation, organisations.name) AS organisation"
        " FROM bylines b LEFT JOIN people ON people.id = b.person_id LEFT JOIN roles ON roles.id = b.role_id"
        " LEFT JOIN organisations ON organisations.id = b.organisation_id"
        " WHERE b.post_id = ? ORDER BY b.position LIMIT 200",
        (post_id,),
    )


def tags(db: Connection, post_id: int) -> list[Row]:
    """The post's tags: id, name."""
    return rows(
        db,
        "SELECT tags.id, tags.name FROM post_tags JOIN tags ON tags.id = tag_id WHERE post_id = ?"
        " ORDER BY tags.id LIMIT 100",
        (post_id,),
    )


def evidence(db: Connection, post_id: int) -> list[Row]:
    """Every source's word on every value, in the order of the fields; long ones cut."""
    return rows(
        db,
        "SELECT field, substr(value, 1, 300) AS value, substr(raw, 1, 300) AS raw, source,"
        " substr(locator, 1, 200) AS locator, chosen, substr(reason, 1, 300) AS reason"
        " FROM evidence WHERE post_id = ? ORDER BY field, chosen DESC, position LIMIT ?",
        (post_id, MAX_EVIDENCE),
    )


def addresses(db: Connection, post_id: int) -> list[Row]:
    """Further addresses of the post: url, kind."""
    return rows(db, "SELECT url, kind FROM aliases WHERE post_id = ? ORDER BY kind, url LIMIT 20", (post_id,))


def story(db: Connection, post_id: int) -> list[Row]:
    """What happened to the post, oldest first: at, what, changed (field names), reason, revision."""
    found = rows(
        db,
        "SELECT at, what, changed, reason, revision FROM history WHERE post_id = ?"
        " ORDER BY at, what <> 'new', revision LIMIT 200",
        (post_id,),
    )
    return [row | {"changed": fields(row["changed"])} for row in found]


def fields(text: object) -> list[str]:
    """Field names as a revision keeps them (JSON); empty for anything else."""
    try:
        names = json.loads(str(text or "[]"))
    except ValueError:
        return []
    return [str(name) for name in names] if isinstance(names, list) else []


def reason_unread(db: Connection, site_id: int, url_key: str) -> str:
    """Why the page of a stub was not read, as far as known."""
    found = one(db, "SELECT state, reason FROM leads WHERE site_id = ? AND url_key = ?", (site_id, url_key))
    return str(found["reason"] or found["state"]) if found else ""


def neighbours(db: Connection, row: Row) -> tuple[Row | None, Row | None]:
    """The posts of the site before and after this one, by date: id, title. None at the ends, and without a date."""
    sql = (
        "SELECT id, title FROM posts WHERE site_id = :site_id AND (published, id) {} (:published, :id)"
        " ORDER BY published {order}, id {order} LIMIT 1"
    )
    if not row["published"]:
        return None, None
    values = {name: row[name] for name in ("site_id", "published", "id")}
    earlier = one(db, sql.format("<", order="DESC"), values)
    return earlier, one(db, sql.format(">", order="ASC"), values)


def versions(db: Connection, post_id: int, number: int) -> tuple[Row, Row] | None:
    """What a post said before its edit `number`, and what it said after it; None when there was no such edit.

    Columns: number, seen_at, capture_id, title, published, byline, text, changed, cause. What is said now has no number.
    """
    former = rows(
        db,
        "SELECT number, seen_at, capture_id, title, published, byline, text, changed, cause FROM revisions"
        " WHERE post_id = ? AND number >= ? ORDER BY number LIMIT 2",
        (post_id, number),
    )
    if not former or former[0]["number"] != number:
        return None
    if len(former) == 1:
        now = one(
            db,
            "SELECT NULL AS number, p.last_seen_at AS seen_at, p.capture_id, p.title, p.published, t.byline, t.text,"
            " '[]' AS changed, 'site' AS cause FROM posts p JOIN texts t ON t.post_id = p.id WHERE p.id = ?",
            (post_id,),
        )
        if now is None:
            return None
        former.append(now)
    return former[0], former[1]


def stored_page(db: Connection, capture_id: int) -> Capture | None:
    """An answer as it was kept, with its bytes; None when there is none. Raises ArchiveDamaged when they are lost."""
    return Captures(db, Dictionaries(db)).get(capture_id)
