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


_SIGNS = {code: " " for code in range(128) if not (chr(code).isalnum() or chr(code) in "&+")}
"""What of ASCII is punctuation."""


def fold(text: str) -> str:
    """What is the same for all spellings: case, accents, punctuation and runs of blanks."""
    if text.isascii():
        lower = text[:MAX_NAME].lower()
        return " ".join(lower.translate(_SIGNS).split()) or " ".join(lower.split())
    plain = unicodedata.normalize("NFKD", text[:MAX_NAME].casefold()).translate(_LETTERS)
    plain = unicodedata.normalize("NFC", _ACCENTS.sub("", plain))
    kept = "".join(c if c.isalnum() or c in "&+" or unicodedata.category(c)[0] == "M" else " " for c in plain)
    return " ".join(kept.split()) or " ".join(text[:MAX_NAME].casefold().split())


def person_key(name: str) -> str:
    """The key of a person: folded, whichever way round it stands, so that `Ek, Anna` is `Anna Ek`."""
    return " ".join(sorted(fold(name).split()))


def key_of(kind: str, printed: str) -> str:
    """The key of a name of a kind: what is the same for all spellings that mean one row."""
    return person_key(printed) if kind == "person" else fold(printed)


def one_line(printed: str | None) -> str:
    """A name as `spellings.printed` holds it: trimmed, and without runs of blanks."""
    return " ".join((printed or "").split())


class Names:
    """The tables `people`, `organisations`, `roles`, `spellings` and `tags`, as posts are stored.

    Every byline means what its spelling means: `spellings` alone decides; `rules` and `decisions` change it.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def ensure(self, kind: str, printed: str | None, *, site_id: int) -> int | None:
        """The id of the row that a printed name means; made when it is new. None for nothing printed.

        People are never the same across sites: the same name is not the same person. A spelling that was
        seen before means what it meant then, so a join made by hand holds for all that is read later.
        """
        printed = one_line(printed)
        if not printed:
            return None
        scope = site_id if kind == "person" else EVERYWHERE
        known = self._db.execute(
            "SELECT target_id FROM spellings WHERE site_id = ? AND kind = ? AND printed = ?",
            (scope, kind, printed),
        ).fetchone()
        if known:
            return int(known[0])
        key = key_of(kind, printed)
        target = self.meant(kind, key, scope=scope) or self.home(kind, key, printed, scope=scope)
        self._db.execute(
            "INSERT INTO spellings (site_id, kind, printed, target_id, key) VALUES (?, ?, ?, ?, ?)",
            (scope, kind, printed, target, key),
        )
        return target

    def meant(self, kind: str, key: str, *, scope: int) -> int | None:
        """The row that the spellings of a key mean: where a person parted them, the row that bears the key."""
        table, _ = KINDS[kind]
        row = self._db.execute(
            f"SELECT target_id FROM spellings s JOIN {table} t ON t.id = s.target_id"
            " WHERE s.kind = ? AND s.site_id = ? AND s.key = ?"
            " ORDER BY s.decided_by = 'person' DESC, t.key = s.key DESC, t.id LIMIT 1",
            (kind, scope, key),
        ).fetchone()
        return int(row[0]) if row else None

    def home(self, kind: str, key: str, name: str, *, scope: int) -> int:
        """The row with this very key; made when there is none, as it was when a join had taken it away."""
        if (existing := self.at(kind, key, scope=scope)) is not None:
            return existing
        table, column = KINDS[kind]
        former = self._db.execute(
            f"SELECT row_id, row_name FROM decisions d WHERE kind = ? AND row_key = ? AND json_extract(was, '$.scope') = ?"
            f" AND what IN ('join', 'merge') AND NOT EXISTS (SELECT 1 FROM {table} WHERE id = d.row_id)"
            " ORDER BY id DESC LIMIT 1",
            (kind, key, scope),
        ).fetchone()
        values: dict[str, str | int] = {"site_id": scope} if kind == "person" else {}
        values |= {
            "key": key,
            column: former[1] if former else name,
            "id": former[0] if former else self._next_id(kind),
        }
        marks = ", ".join(f":{part}" for part in values)
        self._db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", values)
        return int(values["id"])

    def at(self, kind: str, key: str, *, scope: int) -> int | None:
        """The row that bears a key."""
        where = "key = :key" + (" AND site_id = :scope" if kind == "person" else "")
        row = self._db.execute(
            f"SELECT id FROM {KINDS[kind][0]} WHERE {where}", {"key": key, "scope": scope}
        ).fetchone()
        return int(row[0]) if row else None

    def _next_id(self, kind: str) -> int:
        """A number that no row has or had: addresses of rows that were joined must not come to mean others."""
        row = self._db.execute(
            f"SELECT max(coalesce((SELECT max(id) FROM {KINDS[kind][0]}), 0),"
            " coalesce((SELECT max(row_id) FROM decisions WHERE kind = ?), 0))",
            (kind,),
        ).fetchone()
        return int(row[0]) + 1

    def tag(self, name: str) -> int:
        """The id of a tag, made when it is new."""
        key = fold(name)
        row = self._db.execute("SELECT id FROM tags WHERE key = ?", (key,)).fetchone()
        if row:
            return int(row[0])
        made = self._db.execute("INSERT INTO tags (name, key) VALUES (?, ?)", (name, key)).lastrowid
        assert made is not None
        return made
