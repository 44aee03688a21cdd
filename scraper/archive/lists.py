"""What the archive holds, as lists: people with their roles, roles with their people, numbers by site and year."""

from __future__ import annotations

from sqlite3 import Connection
from typing import Any

from scraper.archive.doubles import doubles
from scraper.archive.pages.rows import Row, rows
from scraper.archive.people import KINDS, fold


class Lists:
    """Lists as rows of named values, for tables, JSON and CSV."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def people(self, name: str = "", *, limit: int) -> list[Row]:
        """A row per person, role and organisation: when it was first and last printed, in how many posts."""
        return self._signed("role_history", name, limit)

    def periods(self, name: str = "", *, limit: int) -> list[Row]:
        """As `people`, but a row per unbroken time: another role, or a silence of over a year, ends it."""
        return self._signed("role_periods", name, limit)

    def _signed(self, view: str, name: str, limit: int) -> list[Row]:
        select = (
            "SELECT person, role, organisation, substr(first_published, 1, 10) AS first, substr(last_published, 1, 10) AS last,"
            f" posts, person_id FROM {view}"
        )
        if not name.strip():
            return self._rows(f"{select} ORDER BY person, first_published LIMIT :limit", {"limit": limit})
        where, values = called("person", "id", name)
        found: list[Row] = []
        for person in self._rows(
            f"SELECT id FROM people{where} ORDER BY name, id", values
        ):  # one by one: the view is quick then
            found += self._rows(f"{select} WHERE person_id = :id ORDER BY first_published", person)
            if len(found) >= limit:
                break
        return found[:limit]

    def doubles(self, *, limit: int) -> list[Row]:
        """Pairs of people who may be one, with reasons."""
        return doubles(self._db, limit=limit)

    def roles(self, title: str = "", *, limit: int) -> list[Row]:
        """A row per role: how many people held it, in how many posts, when."""
        return self._held("roles", "title", "role", title, limit)

    def organisations(self, name: str = "", *, limit: int) -> list[Row]:
        """A row per organisation: how many people wrote for it, in how many posts, when."""
        return self._held("organisations", "name", "organisation", name, limit)

    def stats(self, *, limit: int | None = None) -> list[Row]:
        """A row per site and year: posts, those signed, with a role, their words, those that are gone."""
        return self._rows("""
            SELECT sites.name AS site, CAST(nullif(substr(month, 1, 4), '') AS INTEGER) AS year, sum(posts) AS posts,
                   sum(signed) AS signed, sum(with_role) AS with_role, sum(words) AS words, sum(gone) AS gone
            FROM tallies JOIN sites ON sites.id = tallies.site_id WHERE posts > 0
            GROUP BY sites.id, 2 ORDER BY sites.name, 2 LIMIT :limit
        """, {"limit": -1 if limit is None else limit})  # fmt: skip

    def _held(self, table: str, column: str, name: str, words: str, limit: int) -> list[Row]:
        where, values = called(name, f"{table}.id", words)
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
        return rows(self._db, sql, values or {})


def words_in(column: str, text: str) -> tuple[str, dict[str, Any]]:
    """The condition that each word of a text begins a word of a key; none for no text."""
    words = fold(text).split() if text.strip() else []
    parts = [f"instr(' ' || {column}, :word{place})" for place, _ in enumerate(words)]
    values = {f"word{place}": f" {word}" for place, word in enumerate(words)}
    return (f" WHERE {' AND '.join(parts)}" if parts else ""), values


def called(kind: str, column: str, text: str) -> tuple[str, dict[str, Any]]:
    """The condition that each word of a text begins a word of one spelling of a row, or of its name; none for no text."""
    where, values = words_in("key", text)
    if not where:
        return "", {}
    return (
        f" WHERE {column} IN (SELECT target_id FROM spellings{where} AND kind = '{kind}'"
        f" UNION ALL SELECT id FROM {KINDS[kind][0]}{where})",
        values,
    )
