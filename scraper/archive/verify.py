"""Whether an archive holds together: the file, every key, every dictionary, every body, the search index, the rest.

Checks only read. What is found is a line each; `repair` knows what can be done about it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from scraper.archive.captures import Captures
from scraper.archive.dictionaries import Dictionaries
from scraper.model.errors import ArchiveDamaged

Check = Literal["file", "key", "dictionary", "body", "search", "orphan"]
Progress = Callable[[str, int, int | None], None]
"""Told what is being checked, how much of it is done, and of how much (None: unknown)."""
MOST = 100
"""Findings of SQLite's own check that are listed."""
_INDEX_ONLY = ("missing from index", "wrong # of entries in index", "non-unique entry in index")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that does not hold together: by which check it was found, where (a table, or a digest, or a number), and
    what it is in words."""

    check: Check
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.check}: {self.where}: {self.what}"

    @property
    def of_the_file(self) -> bool:
        """True for pages of the file that are damaged themselves: then nothing may be written to it."""
        return self.check == "file" and not any(words in self.what for words in _INDEX_ONLY)


class Verification:
    """The checks of one archive. The search index can be compared only where the file may be written."""

    def __init__(
        self, db: sqlite3.Connection, captures: Captures, dictionaries: Dictionaries, *, read_only: bool
    ) -> None:
        self._db = db
        self._captures = captures
        self._dictionaries = dictionaries
        self._read_only = read_only

    def problems(self, progress: Progress = lambda what, done, total: None) -> Iterator[Problem]:
        """Everything that is wrong. A check that cannot be done because the file is damaged is a problem itself."""
        checks: tuple[tuple[str, Callable[[Progress], Iterator[Problem]]], ...] = (
            ("the file", self._file), ("foreign keys", self._keys), ("dictionaries", self._each_dictionary),
            ("bodies", self._bodies), ("search index", self._index), ("what belongs together", self._orphans),
        )  # fmt: skip
        for name, check in checks:
            progress(name, 0, None)
            try:
                yield from check(progress)
            except (
                ArchiveDamaged,
                sqlite3.DatabaseError,
            ) as error:  # rows are read after `execute` has returned
                why = str(error.__cause__ or error)
                yield Problem("file", name, f"cannot be checked: {why}")

    def _file(self, progress: Progress) -> Iterator[Problem]:
        for (finding,) in self._db.execute(f"PRAGMA integrity_check({MOST})").fetchall():
            for line in str(finding).splitlines():
                if line != "ok" and not line.startswith("***"):
                    yield Problem("file", "SQLite", line)

    def _keys(self, progress: Progress) -> Iterator[Problem]:
        broken: dict[tuple[str, str, str], list[str]] = {}
        for table, rowid, parent, number in self._db.execute("PRAGMA foreign_key_check").fetchall():
            column = next(
                row[3] for row in self._db.execute(f"PRAGMA foreign_key_list({table})") if row[0] == number
            )
            broken.setdefault((table, column, parent), []).append("" if rowid is None else str(rowid))
        for (table, column, parent), rows in sorted(broken.items()):
            named = ", ".join(row for row in rows[:5] if row)
            rowids = f" (rows {named}{', …' if len(rows) > 5 else ''})" if named else ""
            yield Problem("key", f"{table}.{column}", f"{len(rows)} point at no row of {parent}{rowids}")

    def _each_dictionary(self, progress: Progress) -> Iterator[Problem]:
        numbers = self._dictionaries.numbers()
        for done, number in enumerate(numbers, start=1):
            found = self._dictionaries.look(number, thoroughly=True)
            for what in found.problems:
                state = (
                    "can be worked out" if found.dictionary else "lost, and with it the pages packed with it"
                )
                yield Problem("dictionary", str(number), f"{what}; {state}")
            progress("dictionaries", done, len(numbers))

    def _bodies(self, progress: Progress) -> Iterator[Problem]:
        (total,) = self._db.execute("SELECT count(*) FROM bodies").fetchone()
        rows = self._db.execute("SELECT digest, size_bytes FROM bodies ORDER BY dictionary_id, digest")
        for done, (digest, size_bytes) in enumerate(rows, start=1):
            try:
                if len(self._captures.body(digest)) != size_bytes:
                    yield Problem("body", digest, "its size is noted wrongly")
            except ArchiveDamaged as error:
                yield Problem("body", digest, f"{error}; {self._whose(digest)}")
            if done % 50 == 0 or done == total:
                progress("bodies", done, total)

    def _whose(self, digest: str) -> str:
        rows = self._db.execute("SELECT url FROM captures WHERE digest = ? ORDER BY id LIMIT 1", (digest,))
        return next((str(url) for (url,) in rows), "of no answer")

    def _index(self, progress: Progress) -> Iterator[Problem]:
        if self._read_only:
            return
        try:
            self._db.execute("INSERT INTO texts_fts (texts_fts, rank) VALUES ('integrity-check', 1)")
        except ArchiveDamaged:
            yield Problem("search", "texts_fts", "does not say what the texts say")

    def _orphans(self, progress: Progress) -> Iterator[Problem]:
        for where, what, sql in ORPHANS:
            rows = [str(row[0]) for row in self._db.execute(sql)]
            if rows:
                more = ", …" if len(rows) > 3 else ""
                yield Problem("orphan", where, f"{len(rows)} {what} ({', '.join(rows[:3])}{more})")


LOST_POSTS = """
    SELECT {columns} FROM leads WHERE state = 'done' AND kind IN ('post', 'other')
    AND NOT EXISTS (SELECT 1 FROM posts WHERE posts.url_key = leads.url_key)
    AND NOT EXISTS (SELECT 1 FROM aliases WHERE aliases.url_key = leads.url_key)"""
"""Addresses that were read and stored, and of which nothing is there."""
DEAD_SPELLINGS = """
    FROM spellings WHERE NOT (
        (kind = 'person' AND target_id IN (SELECT id FROM people))
        OR (kind = 'role' AND target_id IN (SELECT id FROM roles))
        OR (kind = 'organisation' AND target_id IN (SELECT id FROM organisations)))"""
ORPHANS: tuple[tuple[str, str, str], ...] = (
    ("leads", "were read as posts that are not there", LOST_POSTS.format(columns="url")),
    (
        "posts", "have no text",
        "SELECT url FROM posts WHERE NOT EXISTS (SELECT 1 FROM texts WHERE post_id = posts.id)",
    ),
    ("spellings", "mean a row that is not there", f"SELECT printed {DEAD_SPELLINGS}"),
    (
        "bodies", "belong to no answer",
        "SELECT substr(digest, 1, 12) FROM bodies"
        " WHERE NOT EXISTS (SELECT 1 FROM captures WHERE captures.digest = bodies.digest)",
    ),
)  # fmt: skip
"""What no foreign key watches over: the table, what is wrong with its rows, and which they are."""
