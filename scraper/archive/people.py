"""People, organisations, roles and tags: one row each; and every spelling remembered."""

from __future__ import annotations

import re
import sqlite3
import unicodedata

KINDS = {"person": ("people", "name"), "organisation": ("organisations", "name"), "role": ("roles", "title")}

EVERYWHERE = 0
"""The `spellings.site_id` of roles and organisations, which are the same on all sites."""

MAX_NAME = 300
"""Longer names are cut for their key; they are no names."""

_ACCENTS = re.compile("[\u0300-\u036f]")
"""Combining marks of Latin, Greek and Cyrillic. Those of other scripts are letters (か, が) and stay."""

_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
"""Letters that Unicode does not take apart, though readers and keyboards do."""


def fold(text: str) -> str:
    """What is the same for all spellings: case, accents, punctuation and runs of blanks."""
    plain = unicodedata.normalize("NFKD", text[:MAX_NAME].casefold()).translate(_LETTERS)
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", plain))
    kept = "".join(c if c.isalnum() or c in "&+" or unicodedata.category(c)[0] == "M" else " " for c in plain)
    return " ".join(kept.split()) or " ".join(text[:MAX_NAME].casefold().split())


def person_key(name: str) -> str:
    """The key of a person: folded, whichever way round it stands, so that `Ek, Anna` is `Anna Ek`."""
    return " ".join(sorted(fold(name).split()))


class Names:
    """The tables `people`, `organisations`, `roles`, `spellings` and `tags`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def ensure(self, kind: str, printed: str | None, *, site_id: int) -> int | None:
        """The id of the row that a printed name means; made when it is new. None for nothing printed.

        People are never the same across sites: the same name is not the same person. A spelling that was
        seen before means what it meant then, so a join made by hand holds for all that is read later.
        """
        printed = " ".join((printed or "").split())
        if not printed:
            return None
        scope = site_id if kind == "person" else EVERYWHERE
        known = self._db.execute(
            "SELECT target_id FROM spellings WHERE site_id = ? AND kind = ? AND printed = ?",
            (scope, kind, printed),
        ).fetchone()
        if known:
            return int(known[0])
        target = self._row(kind, printed, site_id)
        self._db.execute(
            "INSERT INTO spellings (site_id, kind, printed, target_id) VALUES (?, ?, ?, ?)",
            (scope, kind, printed, target),
        )
        return target

    def _row(self, kind: str, printed: str, site_id: int) -> int:
        table, column = KINDS[kind]
        if kind == "person":
            where: dict[str, str | int] = {"site_id": site_id, "key": person_key(printed)}
        else:
            where = {"key": fold(printed)}
        conditions = " AND ".join(f"{name} = :{name}" for name in where)
        row = self._db.execute(f"SELECT id FROM {table} WHERE {conditions}", where).fetchone()
        if row:
            return int(row[0])
        values = where | {column: printed}
        marks = ", ".join(f":{name}" for name in values)
        made = self._db.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", values
        ).lastrowid
        assert made is not None
        return made

    def tag(self, name: str) -> int:
        """The id of a tag, made when it is new."""
        key = fold(name)
        row = self._db.execute("SELECT id FROM tags WHERE key = ?", (key,)).fetchone()
        if row:
            return int(row[0])
        made = self._db.execute("INSERT INTO tags (name, key) VALUES (?, ?)", (name, key)).lastrowid
        assert made is not None
        return made
