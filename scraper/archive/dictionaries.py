"""Dictionaries of packed bodies, kept so that one of their parts, or what is noted of them, may be lost.

A dictionary lies in parts, a page of the file each, with a checksum of its own and a spare part for every 32
(`parity`). What is damaged is worked out from the rest whenever it is read; `scraper verify --repair` writes it back.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256
from sqlite3 import Connection
from typing import Literal, NamedTuple
from zlib import crc32

from scraper.archive import packing, parity
from scraper.archive.packing import Dictionary
from scraper.model.errors import ArchiveDamaged

KEPT = 4
"""Dictionaries that are kept unpacked, for those who read many pages."""
_MAGIC = b"\x37\xa4\x30\xec"
"""What a trained dictionary begins with (RFC 8878 section 5)."""


class Kept(NamedTuple):
    """A dictionary as it was found: what is damaged, in words; `dictionary` None where it cannot be worked out."""

    dictionary: Dictionary | None
    problems: tuple[str, ...] = ()


class Dictionaries:
    """The tables `dictionaries` and `dictionary_parts`."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._open: OrderedDict[int, Dictionary] = OrderedDict()

    def add(self, dictionary: Dictionary, site_id: int | None) -> int:
        """Keeps a dictionary; returns its number."""
        number = int(
            self._db.execute(
                "SELECT 1 + max((SELECT coalesce(max(id), 0) FROM dictionaries),"
                " (SELECT coalesce(max(dictionary_id), 0) FROM bodies))"
            ).fetchone()[0]
        )
        self._write(number, dictionary, site_id)
        return number

    def get(self, number: int) -> Dictionary:
        """A dictionary by its number. Raises ArchiveDamaged when too much of it is lost."""
        found = self._open.get(number)
        if found is None:
            found = self.look(number).dictionary
            if found is None:
                raise ArchiveDamaged(
                    f"dictionary {number} is lost, and with it the pages packed with it; see: scraper verify"
                )
            self._open[number] = found
            if len(self._open) > KEPT:
                self._open.popitem(last=False)
        self._open.move_to_end(number)
        return found

    def forget(self) -> None:
        """Drops what is kept unpacked: after a transaction that came to nothing."""
        self._open.clear()

    def of(self, site_id: int | None, most: int) -> list[int]:
        """The newest dictionaries of a site."""
        rows = self._db.execute(
            "SELECT id FROM dictionaries WHERE site_id IS ? ORDER BY id DESC LIMIT ?", (site_id, most)
        )
        return [int(row[0]) for row in rows]

    def numbers(self) -> list[int]:
        """Every dictionary that is kept, in whole or in part."""
        rows = self._db.execute(
            "SELECT id FROM dictionaries UNION SELECT dictionary_id FROM dictionary_parts ORDER BY 1"
        )
        return [int(row[0]) for row in rows]

    def stored_bytes(self) -> int:
        """How many bytes all dictionaries take, spare parts among them."""
        sql = "SELECT coalesce(sum(length(data)), 0) FROM dictionary_parts"
        return int(self._db.execute(sql).fetchone()[0])

    def look(self, number: int, *, thoroughly: bool = False) -> Kept:
        """A dictionary and what is damaged of it; `thoroughly` compares the digest, too."""
        noted = self._db.execute(
            "SELECT kind, digest, parts FROM dictionaries WHERE id = ?", (number,)
        ).fetchone()
        rows = {
            position: data if crc32(data) == checksum else None
            for position, checksum, data in self._db.execute(
                "SELECT position, checksum, data FROM dictionary_parts WHERE dictionary_id = ?", (number,)
            )
        }
        problems = [] if noted else ["its row is lost"]
        count = int(noted[2]) if noted else 1 + max(rows, default=-1)
        parts = [rows.get(place) for place in range(count)]
        spare = [rows.get(-1 - place) for place in range(len(parity.spares([b""] * max(1, count))))]
        lost = sum(part is None for part in (*parts, *spare))
        if lost:
            problems.append(f"{lost} of {len(parts) + len(spare)} parts lost or damaged")
        whole = parity.mended(parts, spare)
        try:
            content = packing.unpacked(b"".join(whole)) if whole else None
        except ValueError as error:
            content, problems = None, [*problems, f"it does not unpack ({error})"]
        if content is None:
            return Kept(None, tuple(problems))
        if noted and thoroughly and sha256(content).hexdigest() != noted[1]:
            problems.append("its digest differs")
        kind: Literal["trained", "pages"] = "trained" if content.startswith(_MAGIC) else "pages"
        return Kept(Dictionary(noted[0] if noted else kind, content), tuple(problems))

    def renew(self, number: int, dictionary: Dictionary) -> None:
        """Writes a dictionary anew under its number, with all its parts."""
        row = self._db.execute("SELECT site_id FROM dictionaries WHERE id = ?", (number,)).fetchone()
        site_id = row[0] if row else None
        self._db.execute("DELETE FROM dictionary_parts WHERE dictionary_id = ?", (number,))
        self._write(number, dictionary, site_id)
        self.forget()

    def _write(self, number: int, dictionary: Dictionary, site_id: int | None) -> None:
        parts = parity.split(dictionary.packed)
        noted = (
            site_id,
            dictionary.kind,
            sha256(dictionary.content).hexdigest(),
            len(dictionary.content),
            len(parts),
        )
        self._db.execute(
            "INSERT INTO dictionaries (id, site_id, kind, digest, size_bytes, parts) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, digest = excluded.digest,"
            " size_bytes = excluded.size_bytes, parts = excluded.parts",
            (number, *noted),
        )  # fmt: skip
        rows = [*enumerate(parts), *((-1 - place, data) for place, data in enumerate(parity.spares(parts)))]
        self._db.executemany(
            "INSERT INTO dictionary_parts (dictionary_id, position, checksum, data) VALUES (?, ?, ?, ?)",
            [(number, position, crc32(data), data) for position, data in rows],
        )
