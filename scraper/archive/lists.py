"""What the archive holds, as lists: people with their roles, roles with their people, numbers by site and year."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from scraper.archive.people import fold

Row = dict[str, Any]


class Lists:
    """Lists as rows of named values, for tables, JSON and CSV."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def people(self, name: str = "", *, limit: int) -> list[Row]:
        """A row per person, role and organisation: when it was first and last printed, in how many posts."""
        where, values = _words("people.key", name)
        return self._rows(
            "SELECT person, role, organisation, substr(first_published, 1, 10) AS first, substr(last_published, 1, 10) AS last,"
            " posts, person_id FROM role_history JOIN people ON people.id = person_id"
            f"{where} ORDER BY person, first_published LIMIT :limit",
            values | {"limit": limit},
        )

    def roles(self, title: str = "", *, limit: int) -> list[Row]:
        """A row per role: how many people held it, in how many posts, when."""
        return self._held("roles", "title", "role", title, limit)

    def organisations(self, name: str = "", *, limit: int) -> list[Row]:
        """A row per organisation: how many people wrote for it, in how many posts, when."""
        return self._held("organisations", "name", "organisation", name, limit)

    def stats(self) -> list[Row]:
        """A row per site and year: posts, those signed, with a role, the words, the people."""
        return self._rows("""
            SELECT sites.name AS site, CAST(nullif(substr(month, 1, 4), '') AS INTEGER) AS year, sum(posts) AS posts,
                   sum(signed) AS signed, sum(with_role) AS with_role, sum(words) AS words, sum(gone) AS gone
            FROM tallies JOIN sites ON sites.id = tallies.site_id WHERE posts > 0
            GROUP BY sites.id, 2 ORDER BY sites.name, 2
        """)

    def _held(self, table: str, column: str, name: str, words: str, limit: int) -> list[Row]:
        where, values = _words(f"{table}.key", words)
        return self._rows(
            f"SELECT {table}.{column} AS {name}, count(DISTINCT bylines.person_id) AS people,"
            " count(DISTINCT posts.id) AS posts, substr(min(posts.published), 1, 10) AS first,"
            f" substr(max(posts.published), 1, 10) AS last, {table}.id AS {name}_id"
            f" FROM {table} JOIN bylines ON bylines.{name}_id = {table}.id AND bylines.credit = 'author'"
            f" JOIN posts ON posts.id = bylines.post_id{where}"
            f" GROUP BY {table}.id ORDER BY posts DESC, {table}.{column} LIMIT :limit",
            values | {"limit": limit},
        )

    def _rows(self, sql: str, values: dict[str, Any] | None = None) -> list[Row]:
        return list(self._db.query(sql, values or {}))


def _words(column: str, text: str) -> tuple[str, dict[str, Any]]:
    """The condition that each word of a text begins a word of a key; none for no text."""
    words = fold(text).split() if text.strip() else []
    parts = [f"instr(' ' || {column}, :word{place})" for place, _ in enumerate(words)]
    values = {f"word{place}": f" {word}" for place, word in enumerate(words)}
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values
