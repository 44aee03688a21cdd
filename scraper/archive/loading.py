"""Posts read back from their tables, as extraction gave them."""

from __future__ import annotations

from typing import Any

from scraper.archive.stamps import stamp
from scraper.model.evidence import Evidence
from scraper.model.post import Author, Credit, Post, Rendered


def load_post(db: Any, post_id: int, *, evidence: bool = True) -> Post | None:
    """A post as it is stored, with its evidence or without; None when there is none with this id. `db` is a connection."""
    row = db.execute(
        "SELECT p.url, p.canonical_url, p.title, p.published, p.modified, p.excerpt, t.text, t.html,"
        " t.markdown, p.language, p.image, s.name FROM posts p JOIN sites s ON s.id = p.site_id"
        " LEFT JOIN texts t ON t.post_id = p.id WHERE p.id = ?",
        (post_id,),
    ).fetchone()
    if row is None:
        return None
    url, canonical, title, published, modified, excerpt, text, html, markdown, language, image, site = row
    people = _people(db, post_id)
    tags = db.execute(
        "SELECT name FROM tags JOIN post_tags ON tag_id = tags.id WHERE post_id = ? ORDER BY tags.id",
        (post_id,),
    )
    told = db.execute(
        "SELECT field, raw, value, source, locator, chosen, reason FROM evidence"
        " WHERE post_id = ? AND ? ORDER BY position",
        (post_id, evidence),
    )
    return Post(
        url=url, canonical_url=canonical, title=title, published=stamp(published),
        modified=stamp(modified),
        authors=tuple(a for a in people if a.credit is Credit.AUTHOR),
        contributors=tuple(a for a in people if a.credit is not Credit.AUTHOR),
        excerpt=excerpt, text=text or "", language=language,
        tags=tuple(row[0] for row in tags), image=image, site_name=site,
        rendering=Rendered(html or "", markdown or ""),
        evidence=tuple(
            Evidence(field, raw, value, source, locator, bool(chosen), reason)
            for field, raw, value, source, locator, chosen, reason in told
        ),
    )  # fmt: skip


def _people(db: Any, post_id: int) -> list[Author]:
    rows = db.execute(
        "SELECT printed_name, printed_role, printed_organisation, credit, as_printed FROM bylines"
        " WHERE post_id = ? ORDER BY position",
        (post_id,),
    )
    return [
        Author(name, role, organisation, Credit(credit), raw)
        for name, role, organisation, credit, raw in rows
    ]
