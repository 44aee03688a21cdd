"""People, organisations, roles and tags: one row each, whatever the spelling; and every spelling remembered."""

from __future__ import annotations

import sqlite3
import unicodedata

KINDS = {"person": ("people", "name"), "organisation": ("organisations", "name"), "role": ("roles", "title")}


def fold(text: str) -> str:
    """What is the same for all spellings: case, accents, punctuation and runs of blanks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() or c in "&+" else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split()) or text.casefold().strip()


def person_key(name: str) -> str:
    """The key of a person: folded, and in one order, so that `Ganse, Yasmina` is `Yasmina Ganse`."""
    if name.count(",") == 1:
        last, first = name.split(",")
        if last.strip() and first.strip():
            name = f"{first} {last}"
    return fold(name)


class Names:
    """The tables `people`, `organisations`, `roles`, `spellings` and `tags`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def ensure(self, kind: str, printed: str | None) -> int | None:
        """The id of the row that a printed name means; made when it is new. None for nothing printed."""
        if not printed:
            return None
        known = self._db.execute("SELECT target_id FROM spellings WHERE kind = ? AND printed = ?", (kind, printed)).fetchone()
        if known:
            return int(known[0])
        table, column = KINDS[kind]
        key = person_key(printed) if kind == "person" else fold(printed)
        row = self._db.execute(f"SELECT id FROM {table} WHERE key = ?", (key,)).fetchone()
        if row is None:
            target = self._db.execute(f"INSERT INTO {table} ({column}, key) VALUES (?, ?)", (printed, key)).lastrowid
        else:
            target = row[0]
        self._db.execute("INSERT INTO spellings (kind, printed, target_id) VALUES (?, ?, ?)", (kind, printed, target))
        assert target is not None
        return int(target)

    def tag(self, name: str) -> int:
        """The id of a tag, made when it is new."""
        key = fold(name)
        row = self._db.execute("SELECT id FROM tags WHERE key = ?", (key,)).fetchone()
        if row:
            return int(row[0])
        made = self._db.execute("INSERT INTO tags (name, key) VALUES (?, ?)", (name, key)).lastrowid
        assert made is not None
        return made
