"""Posts in lists, newest first: of the archive, a site, a person, an organisation, a role, a tag; a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from sqlite3 import Connection

from scraper.archive.pages.rows import Row, number, one, rows

_FOUND_SOON = 20_000
"""Of so many posts some are found soon among the newest; fewer are all looked up, and sorted."""
_SIGNERS = 12
_SIGNED = ("person", "organisation", "role")
_KINDS = {
    **{
        kind: f"id IN (SELECT post_id FROM bylines WHERE {kind}_id = :id AND credit = 'author'{{}})"
        for kind in _SIGNED
    },
    "tag": "id IN (SELECT post_id FROM post_tags WHERE tag_id = :id)",
    "site": "site_id = :id",
    "all": "1",
}


@dataclass(frozen=True, slots=True)
class Narrow:
    """Which of the posts: `since` and `until` are dates of any precision, both within.

    Of a person, an organisation or a role: what must stand in the same byline, 0 for nothing; and who signed, too (`together`).
    """

    since: str = ""
    until: str = ""
    person: int | None = None
    organisation: int | None = None
    role: int | None = None
    together: int | None = None

    @classmethod
    def within(cls, stretch: str) -> Narrow:
        """The posts of a year or month; all for an empty one."""
        return cls(since=stretch, until=stretch)

    @property
    def dated(self) -> str:
        """The condition on the date of publication."""
        return (" AND published >= :since" if self.since else "") + (
            " AND published < :until" if self.until else ""
        )

    @property
    def beside(self) -> str:
        """The conditions on the byline."""
        told = ""
        for kind in _SIGNED:
            if (number := getattr(self, kind)) is not None:
                told += f" AND {kind}_id = :{kind}" if number else f" AND {kind}_id IS NULL"
        if self.together is not None:
            told += " AND post_id IN (SELECT post_id FROM bylines WHERE person_id = :together AND credit = 'author')"
        return told

    @property
    def values(self) -> dict[str, object]:
        """What the conditions ask for; `~` sorts behind all that can follow in a date."""
        return asdict(self) | {"until": f"{self.until}~"}


ALL = Narrow()


def posts(
    db: Connection, kind: str, of: int = 0, *, limit: int, offset: int = 0, narrow: Narrow = ALL
) -> list[Row]:
    """Posts of what `kind` names (a key of `_KINDS`), newest first, those without a date last.

    Columns: id, title, published, state, excerpt, language, byline, site_id, site; and authors, as `signers` has them.
    """
    many = kind in (*_SIGNED, "tag") and count(db, kind, of, narrow=narrow) > _FOUND_SOON
    found = rows(
        db,
        "SELECT p.id, p.title, p.published, p.state, p.excerpt, p.language, t.byline, p.site_id, s.name AS site"
        f" FROM (SELECT id FROM posts{' INDEXED BY posts_published' if many else ''} WHERE {_where(kind, narrow)}"
        " ORDER BY published DESC, id DESC LIMIT :limit OFFSET :offset) AS found"
        " JOIN posts p ON p.id = found.id JOIN sites s ON s.id = p.site_id LEFT JOIN texts t ON t.post_id = p.id"
        " ORDER BY p.published DESC, p.id DESC",
        narrow.values | {"id": of, "limit": limit, "offset": offset},
    )
    signed = signers(db, [row["id"] for row in found])
    return [row | {"authors": signed.get(row["id"], [])} for row in found]


def count(db: Connection, kind: str, of: int = 0, *, narrow: Narrow = ALL) -> int:
    """How many posts `posts` has in all."""
    values = narrow.values | {"id": of}
    if kind in _SIGNED and not narrow.dated:
        signed = f"bylines WHERE {kind}_id = :id AND credit = 'author'{narrow.beside}"
        return number(db, f"SELECT count(DISTINCT post_id) FROM {signed}", values)
    if kind == "tag" and not narrow.dated:
        return number(db, "SELECT count(*) FROM post_tags WHERE tag_id = :id", values)
    if kind == "site":
        of_months = narrow.dated.replace("published", "month")
        return number(db, f"SELECT sum(posts + stubs) FROM tallies WHERE site_id = :id{of_months}", values)
    return number(db, f"SELECT count(*) FROM posts WHERE {_where(kind, narrow)}", values)


def signers(db: Connection, post_ids: Sequence[int]) -> dict[int, list[Row]]:
    """Post → its authors in the order of the page, twelve at most: person, role and organisation as printed, and their numbers."""
    found: dict[int, list[Row]] = {}
    for row in rows(
        db,
        "SELECT b.post_id, b.as_printed, b.person_id, b.role_id, b.organisation_id,"
        " coalesce(b.printed_name, people.name) AS person, coalesce(b.printed_role, roles.title) AS role,"
        " coalesce(b.printed_organisation, organisations.name) AS organisation"
        " FROM bylines b LEFT JOIN people ON people.id = b.person_id LEFT JOIN roles ON roles.id = b.role_id"
        " LEFT JOIN organisations ON organisations.id = b.organisation_id"
        f" WHERE b.post_id IN ({', '.join('?' * len(post_ids))}) AND +b.credit = 'author' AND b.position < {_SIGNERS}"
        " ORDER BY b.post_id, b.position",
        list(post_ids),
    ):
        found.setdefault(row["post_id"], []).append(row)
    return found


def sites(db: Connection, post_ids: Sequence[int]) -> dict[int, Row]:
    """Post → its site: site_id, site."""
    found = rows(
        db,
        "SELECT p.id, p.site_id, s.name AS site FROM posts p JOIN sites s ON s.id = p.site_id"
        f" WHERE p.id IN ({', '.join('?' * len(post_ids))})",
        list(post_ids),
    )
    return {row.pop("id"): row for row in found}


def _where(kind: str, narrow: Narrow) -> str:
    return _KINDS[kind].format(narrow.beside) + narrow.dated


def tag(db: Connection, tag_id: int) -> Row | None:
    """A tag: id, name."""
    return one(db, "SELECT id, name FROM tags WHERE id = ?", (tag_id,))
