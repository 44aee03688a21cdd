"""A site's timeline, its health, and what changed on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from heapq import nsmallest
from sqlite3 import Connection

from scraper.archive.pages.post import fields
from scraper.archive.pages.rows import Row, one, rows


def site(db: Connection, site_id: int) -> Row | None:
    """A site: id, name, url, language, added_at; posts by state; first and last day."""
    return one(
        db,
        "SELECT id, name, url, language, added_at, coalesce(sum(posts + stubs), 0) AS posts, coalesce(sum(gone), 0) AS gone,"
        " coalesce(sum(stubs), 0) AS stubs, coalesce(sum(iif(month = '', posts + stubs, 0)), 0) AS undated,"
        " (SELECT min(published) FROM posts WHERE site_id = sites.id) AS first,"
        " (SELECT max(published) FROM posts WHERE site_id = sites.id) AS last"
        " FROM sites LEFT JOIN tallies ON tallies.site_id = sites.id WHERE id = ? GROUP BY id",
        (site_id,),
    )


def signed(
    db: Connection, kind: str, site_id: int, since: str, until: str, *, most: int
) -> dict[int, dict[str, float]]:
    """Person or organisation → month → posts of a site between two months, of those with the most; a post of several counts in parts."""
    found = db.execute(
        f"SELECT b.{kind}_id, substr(p.published, 1, 7), p.id FROM posts p JOIN bylines b ON b.post_id = p.id"
        # + keeps the index of credits out: a post has its bylines together
        " AND +b.credit = 'author' WHERE p.site_id = ? AND p.published >= ? AND p.published < ?"
        f" AND b.{kind}_id IS NOT NULL ORDER BY p.published, p.id",
        (site_id, since, until),
    )
    bylines = dict.fromkeys(found)  # nobody counts twice in a post
    signers = Counter(post for _, _, post in bylines)
    wholes: dict[int, float] = defaultdict(float)
    for signer, _, post in bylines:
        wholes[signer] += 1 / signers[post]
    chosen = nsmallest(most, wholes, key=lambda signer: (-wholes[signer], signer))
    counts: dict[int, dict[str, float]] = {signer: defaultdict(float) for signer in chosen}
    for signer, month, post in bylines:
        if signer in counts:
            counts[signer][month] += 1 / signers[post]
    return counts


def names(db: Connection, kind: str, ids: Sequence[int]) -> dict[int, str]:
    """The names of people or organisations."""
    table = "people" if kind == "person" else "organisations"
    marks = ", ".join("?" * len(ids))
    return dict(db.execute(f"SELECT id, name FROM {table} WHERE id IN ({marks})", list(ids)).fetchall())


def changes(
    db: Connection, *, site_id: int | None = None, what: str = "", limit: int, offset: int = 0
) -> list[Row]:
    """Edits, deletions and returns (not what we only read better), newest first: at, what, post_id, title, state, site_id, site, changed, reason, revision.

    `what` keeps one kind: `edited`, `gone` or `returned`.
    """
    # CROSS JOIN: newest changes first, and not all posts of a site first.
    of_site = "AND p.site_id = :site_id" if site_id is not None else ""
    edited = (
        "SELECT r.seen_at AS at, 'edited' AS what, r.post_id, r.changed, '' AS reason, r.number AS revision"
        f" FROM revisions r CROSS JOIN posts p ON p.id = r.post_id WHERE r.cause = 'site' {of_site} ORDER BY r.seen_at DESC LIMIT :reach"
    )
    happened = (
        "SELECT e.at, e.what, e.post_id, '[]' AS changed, e.reason, NULL AS revision FROM events e"
        f" CROSS JOIN posts p ON p.id = e.post_id WHERE e.what IN ('gone', 'returned') {of_site}"
        " ORDER BY e.at DESC LIMIT :reach"
    )
    parts = [edited] * (what in ("", "edited")) + [
        happened.replace("'gone', 'returned'", f"'{what}'") if what in ("gone", "returned") else happened
    ] * (what != "edited")
    found = rows(
        db,
        "SELECT c.*, p.title, p.state, p.language, p.site_id, s.name AS site FROM"
        f" (SELECT * FROM ({') UNION ALL SELECT * FROM ('.join(parts)})"
        " ORDER BY at DESC, post_id DESC LIMIT :limit OFFSET :offset) AS c"
        " JOIN posts p ON p.id = c.post_id JOIN sites s ON s.id = p.site_id ORDER BY c.at DESC, c.post_id DESC",
        {"site_id": site_id, "reach": limit + offset, "limit": limit, "offset": offset},
    )
    return [row | {"changed": fields(row["changed"])} for row in found]


def last_crawls(db: Connection, site_id: int, *, limit: int = 10) -> list[Row]:
    """The last crawls of a site, newest first."""
    return rows(
        db,
        "SELECT started_at, finished_at, outcome, requests, bytes, new, changed, unchanged, gone, failed, skipped,"
        " id FROM crawls WHERE site_id = ? ORDER BY id DESC LIMIT ?",
        (site_id, limit),
    )


def failures(db: Connection, crawl_id: int, *, limit: int = 20) -> list[Row]:
    """What failed in a crawl: url, kind, message."""
    return rows(
        db,
        "SELECT url, kind, message FROM failures WHERE crawl_id = ? ORDER BY id LIMIT ?",
        (crawl_id, limit),
    )
