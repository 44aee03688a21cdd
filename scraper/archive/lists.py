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
        where, values = words_in("people.key", name)
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
            SELECT sites.name AS site, posts.year, count(*) AS posts, sum(signed) AS signed, sum(with_role) AS with_role,
                   sum(word_count) AS words, sum(posts.state = 'gone') AS gone
            FROM (SELECT posts.*,
                    EXISTS (SELECT 1 FROM bylines WHERE post_id = posts.id AND credit = 'author') AS signed,
                    EXISTS (SELECT 1 FROM bylines WHERE post_id = posts.id AND role_id IS NOT NULL) AS with_role
                  FROM posts WHERE state <> 'stub') AS posts
            JOIN sites ON sites.id = posts.site_id GROUP BY sites.id, posts.year ORDER BY sites.name, posts.year
        """)

    def _held(self, table: str, column: str, name: str, words: str, limit: int) -> list[Row]:
        where, values = words_in(f"{table}.key", words)
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


def words_in(column: str, text: str) -> tuple[str, dict[str, Any]]:
    """The condition that each word of a text begins a word of a key; none for no text."""
    words = fold(text).split() if text.strip() else []
    parts = [f"instr(' ' || {column}, :word{place})" for place, _ in enumerate(words)]
    values = {f"word{place}": f" {word}" for place, word in enumerate(words)}
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values
