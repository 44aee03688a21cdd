"""Bodies that were stored in haste, packed closer when there is time: batch by batch, each all or nothing.

A batch are pages of one host that lie side by side by address, up to 2 MiB: so much unpacks in a millisecond, and more
of it hardly makes the next page smaller. Before a batch is committed each body is read back, and its digest compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection

from scraper.archive import packing
from scraper.archive.captures import Captures
from scraper.archive.dictionaries import Dictionaries
from scraper.archive.transactions import Atomic
from scraper.model.errors import ArchiveDamaged
from scraper.model.urls import key

BATCH_BYTES = 2 * 2**20
ENOUGH, ENOUGH_BYTES = 32, 2**20
"""Bodies of a host, and bytes of them, that are worth a dictionary of their own."""
_AT_A_TIME, _FEW = 2_000, 20_000
_KNOWN = 2
"""The newest dictionaries of a site that are tried on its next pages."""
_SAMPLE, _SAMPLE_BYTES = 200, 4 * 2**20
_FREED_AT_A_TIME = 4_000
_WORTH_A_VACUUM = 0.05


@dataclass(frozen=True, slots=True)
class Waiting:
    """Bodies of a host that are not packed closely yet."""

    host: str
    bodies: int
    size_bytes: int

    @property
    def enough(self) -> bool:
        """True when packing them now is better than waiting for more."""
        return self.bodies >= ENOUGH or self.size_bytes >= ENOUGH_BYTES


@dataclass(slots=True)
class Compacted:
    """What compaction came to: bodies packed, the bytes they took in the archive and take now, dictionaries counted,
    bodies that were damaged before."""

    bodies: int = 0
    before_bytes: int = 0
    after_bytes: int = 0
    damaged: int = 0

    @property
    def saved_bytes(self) -> int:
        """Bytes that the archive's content takes less than before."""
        return self.before_bytes - self.after_bytes


class Compaction:
    """Packs bodies closer. The caller holds the archive's lock."""

    def __init__(
        self, db: Connection, captures: Captures, dictionaries: Dictionaries, atomic: Atomic
    ) -> None:
        self._db = db
        self._atomic = atomic
        self._captures = captures
        self._dictionaries = dictionaries

    def waiting(self) -> list[Waiting]:
        """The hosts with bodies to pack, the most first."""
        rows = self._db.execute(
            "SELECT substr(url_key, 1, instr(url_key || '/', '/') - 1) AS host, count(*), sum(size_bytes) FROM"
            " (SELECT size_bytes, (SELECT min(url_key) FROM captures WHERE captures.digest = bodies.digest) AS url_key"
            "  FROM bodies WHERE level < 19) WHERE url_key IS NOT NULL GROUP BY host ORDER BY 3 DESC, 1"
        )
        return [Waiting(*row) for row in rows]

    def run(
        self,
        hosts: Sequence[Waiting],
        *,
        stop: Callable[[], bool] = lambda: False,
        progress: Callable[[Compacted], None] = lambda so_far: None,
    ) -> Compacted:
        """Packs the bodies of these hosts; asks before each batch whether to `stop`, and tells `progress` after it."""
        done = Compacted()
        for host in hosts:
            for batch, total in self._batches(host):
                if stop():
                    return done
                self._pack(host, batch, total, done)
                progress(done)
        return done

    def shrink(self, *, saved_bytes: int = 0, stop: Callable[[], bool] = lambda: False) -> None:
        """Gives free room in the file back to the disk.

        Whole pages at once; where much was `saved_bytes` within pages, the file is written anew, which takes as much
        room again while it lasts.
        """
        execute = self._db.execute
        free, pages, page_bytes, gives_back = (
            int(execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("freelist_count", "page_count", "page_size", "auto_vacuum")
        )
        if saved_bytes > pages * page_bytes * _WORTH_A_VACUUM:
            execute("PRAGMA auto_vacuum = INCREMENTAL")
            execute("VACUUM")
        elif gives_back:
            while free and not stop():
                execute(f"PRAGMA incremental_vacuum({_FREED_AT_A_TIME})").fetchall()
                (free,) = execute("PRAGMA freelist_count").fetchone()
        execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _batches(self, host: Waiting) -> Iterator[tuple[list[str], int]]:
        """Digests in the order of their addresses, in batches of even size, with how many bytes of the host are left."""
        left = host.size_bytes
        most = host.size_bytes / -(-host.size_bytes // BATCH_BYTES) * 1.02 if host.size_bytes else BATCH_BYTES
        batch: list[str] = []
        size = 0
        for digest, size_bytes in self._digests(host):
            if batch and size + size_bytes > most:
                yield batch, left
                batch, left, size = [], left - size, 0
            batch.append(digest)
            size += size_bytes
        if batch:
            yield batch, left

    def _digests(self, host: Waiting) -> Iterator[tuple[str, int]]:
        """(digest, size) of what waits at a host, by address. Few among many are looked up one by one, many in a row."""
        tables = "bodies CROSS JOIN captures" if host.bodies <= _FEW else "captures CROSS JOIN bodies"
        after = ""
        while True:
            rows = self._db.execute(
                f"SELECT url_key, captures.digest, size_bytes FROM {tables} ON bodies.digest = captures.digest"
                " WHERE url_key >= :host || '/' AND url_key < :host || '0' AND url_key > :after AND level < 19"
                " ORDER BY url_key, captures.id LIMIT :most",
                {"host": host.host, "after": after, "most": _AT_A_TIME},
            ).fetchall()
            if not rows:
                return
            if len(rows) == _AT_A_TIME and rows[0][0] != rows[-1][0]:
                rows = [row for row in rows if row[0] != rows[-1][0]]  # all of an address in one go
            after = rows[-1][0]
            yield from {digest: size for _, digest, size in rows}.items()

    def _pack(self, host: Waiting, digests: list[str], left: int, done: Compacted) -> None:
        bodies = {}
        for digest in digests:
            try:
                bodies[digest] = self._captures.body(digest)
            except ArchiveDamaged:
                done.damaged += 1  # `scraper verify` tells which
        if not bodies:
            return
        before = {digest: self._length(digest) for digest in bodies}
        site_id = self._site(host.host)
        known = {number: self._dictionaries.get(number) for number in self._dictionaries.of(site_id, _KNOWN)}
        size = sum(map(len, bodies.values()))
        packed = packing.smallest(
            list(bodies.values()),
            known if site_id is not None else {},
            sample=(lambda: ()) if known else lambda: self._sample(host),
            share=min(1.0, size / max(left, 1)),
        )
        after = sum(map(len, packed.frames)) + (packed.new.cost if packed.new else 0)
        try:
            with self._atomic():
                if after < sum(before.values()) or packed.new is None:
                    number = packed.known
                    if packed.new is not None:
                        number = self._dictionaries.add(packed.new, site_id)
                    self._replace(zip(bodies, packed.frames, strict=True), number)
                else:
                    after = sum(before.values())
                    self._keep(list(bodies))
        except BaseException:
            self._dictionaries.forget()
            raise
        done.bodies += len(bodies)
        done.before_bytes += sum(before.values())
        done.after_bytes += after

    def _replace(self, frames: Iterator[tuple[str, bytes]], number: int | None) -> None:
        """Writes each body in its new form, and reads it back: what is not the same raises, and undoes the batch."""
        for digest, frame in frames:
            self._db.execute(
                "UPDATE bodies SET data = ?, dictionary_id = ?, level = ? WHERE digest = ?",
                (frame, number, packing.QUIETLY, digest),
            )
            self._captures.body(digest)

    def _keep(self, digests: list[str]) -> None:
        """Notes of bodies that they are packed as closely as can be."""
        self._db.executemany(
            "UPDATE bodies SET level = ? WHERE digest = ?", [(packing.QUIETLY, digest) for digest in digests]
        )

    def _sample(self, host: Waiting) -> list[bytes]:
        """Pages from the first to the last of those that wait at a host."""
        digests = [digest for digest, _ in islice(self._digests(host), _FEW)]
        average = host.size_bytes // max(1, host.bodies) or 1
        most = min(_SAMPLE, _SAMPLE_BYTES // average + 1)
        found: list[bytes] = []
        for digest in digests[:: -(-len(digests) // most) or 1]:
            try:
                found.append(self._captures.body(digest))
            except ArchiveDamaged:
                continue
        return found

    def _length(self, digest: str) -> int:
        sql = "SELECT length(data) FROM bodies WHERE digest = ?"
        return int(self._db.execute(sql, (digest,)).fetchone()[0])

    def _site(self, host: str) -> int | None:
        rows = self._db.execute("SELECT id, url FROM sites ORDER BY id")
        return next((site_id for site_id, url in rows if key(url).split("/")[0] == host), None)
