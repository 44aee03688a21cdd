"""HTTP answers and their bytes. Bytes are kept once, by digest, compressed; `compaction` packs them closer later."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from scraper.archive import packing
from scraper.archive.dictionaries import Dictionaries
from scraper.model.capture import Capture
from scraper.model.clock import iso
from scraper.model.errors import ArchiveDamaged
from scraper.model.urls import key


class Captures:
    """The tables `captures` and `bodies`."""

    def __init__(self, db: sqlite3.Connection, dictionaries: Dictionaries) -> None:
        self._db = db
        self._dictionaries = dictionaries

    def store(self, capture: Capture) -> int:
        """Keeps an answer and its bytes; returns the capture's id."""
        digest = capture.digest
        if self._db.execute("SELECT 1 FROM bodies WHERE digest = ?", (digest,)).fetchone() is None:
            self._db.execute(
                "INSERT INTO bodies (digest, size_bytes, data) VALUES (?, ?, ?)",
                (digest, len(capture.body), packing.alone(capture.body)),
            )
        validators = capture.validators
        cursor = self._db.execute(
            "INSERT INTO captures (url, url_key, final_url, fetched_at, status, headers, media_type, digest,"
            " etag, last_modified, elapsed_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                capture.url, key(capture.url), capture.final_url,
                iso(capture.fetched_at or datetime.now(UTC)),
                capture.status, json.dumps(dict(capture.headers), ensure_ascii=False), capture.media_type,
                digest,
                validators.etag, validators.last_modified, capture.elapsed_ms,
            ),
        )  # fmt: skip
        assert cursor.lastrowid is not None
        return cursor.lastrowid

    def confirm(self, capture_id: int, *, now: datetime) -> None:
        """Notes that the server still answers the same, as of now."""
        self._db.execute("UPDATE captures SET confirmed_at = ? WHERE id = ?", (iso(now), capture_id))

    def age(self, url: str, *, now: datetime) -> timedelta | None:
        """How long ago the newest answer for an address was had or confirmed; None when there is none.

        Negative when the clock was ahead then.
        """
        row = self._db.execute(
            "SELECT coalesce(confirmed_at, fetched_at) FROM captures WHERE url_key = ?"
            " ORDER BY id DESC LIMIT 1",
            (key(url),),
        ).fetchone()
        return now - datetime.fromisoformat(row[0]) if row else None

    def body(self, digest: str) -> bytes:
        """The bytes with a digest. Raises ArchiveDamaged when they are missing, do not unpack, or are others."""
        try:
            row = self._db.execute(
                "SELECT data, dictionary_id FROM bodies WHERE digest = ?", (digest,)
            ).fetchone()
        except sqlite3.DatabaseError as error:  # a row may lie on a damaged page of the file
            raise ArchiveDamaged(f"the bytes {digest[:12]} cannot be read ({error})") from error
        if row is None:
            raise ArchiveDamaged(f"the bytes {digest[:12]} are missing")
        data, number = row
        try:
            body = packing.unpacked(data) if number is None else self._dictionaries.get(number).unpack(data)
        except ValueError as error:
            raise ArchiveDamaged(f"the bytes {digest[:12]} are damaged ({error})") from error
        if sha256(body).hexdigest() != digest:
            raise ArchiveDamaged(f"the bytes {digest[:12]} are others than were stored")
        return body

    def stored_bytes(self) -> int:
        """How many bytes all bodies take as they are packed, without dictionaries."""
        return int(self._db.execute("SELECT coalesce(sum(length(data)), 0) FROM bodies").fetchone()[0])

    def newest(self, url: str) -> tuple[int, str] | None:
        """(id, digest) of the newest answer for an address."""
        row = self._db.execute(
            "SELECT id, digest FROM captures WHERE url_key = ? ORDER BY id DESC LIMIT 1", (key(url),)
        ).fetchone()
        return (row[0], row[1]) if row else None

    def latest(self, url: str) -> Capture | None:
        """The newest answer for an address, with its bytes; None when it was never stored."""
        row = self._db.execute(
            "SELECT url, final_url, status, headers, digest, fetched_at, elapsed_ms FROM captures"
            " WHERE url_key = ? ORDER BY id DESC LIMIT 1",
            (key(url),),
        ).fetchone()
        return self._capture(row) if row else None

    def get(self, capture_id: int) -> Capture | None:
        """An answer by its id, with its bytes."""
        row = self._db.execute(
            "SELECT url, final_url, status, headers, digest, fetched_at, elapsed_ms FROM captures"
            " WHERE id = ?",
            (capture_id,),
        ).fetchone()
        return self._capture(row) if row else None

    def _capture(self, row: tuple[str, str, int, str, str, str, int]) -> Capture:
        url, final_url, status, headers, digest, fetched_at, elapsed_ms = row
        moment = datetime.fromisoformat(fetched_at)
        return Capture(url, final_url, status, json.loads(headers), self.body(digest), moment, (), elapsed_ms)
