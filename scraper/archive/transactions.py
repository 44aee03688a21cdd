"""All or nothing, and how often what is done is written to the disk.

A page is one unit: all of it is stored, or nothing. Writing each by itself would write the same pages of the file
over and over, so units that follow each other quickly go to the disk together: see `Batch`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from sqlite3 import Connection
from types import TracebackType

from scraper.archive.indexing import index_waiting
from scraper.model.errors import ArchiveError

LONGEST_S = 0.25
"""How long finished work may wait for the disk: what a crash can cost."""

Atomic = Callable[[], AbstractContextManager[None]]
"""Makes what happens within it all or nothing."""


class Transactions:
    """The transactions of one connection, which is in autocommit mode outside of them."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """One unit; within another, a part that can fail by itself (https://www.sqlite.org/lang_savepoint.html)."""
        within = self._db.in_transaction
        self._db.execute("SAVEPOINT unit" if within else "BEGIN")
        try:
            yield
        except BaseException:
            self._undo(within)
            raise
        if within:
            self._db.execute("RELEASE unit")
        else:
            self.commit()

    @contextmanager
    def joined(self) -> Iterator[None]:
        """One unit, or a piece of the one that is under way: when it fails, the whole unit is to fail."""
        if self._db.in_transaction:
            yield
            return
        with self.atomic():
            yield

    def begin(self) -> None:
        """Begins what `commit` ends, unless it has begun already."""
        if not self._db.in_transaction:
            self._db.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """Writes what was done to the disk. Raises ArchiveError, and then nothing of it is done."""
        if not self._db.in_transaction:
            return
        try:
            index_waiting(self._db)
            self._db.execute("COMMIT")
        except BaseException:
            self._undo(False)
            raise

    def _undo(self, within: bool) -> None:
        if not self._db.in_transaction:
            return  # the error has ended the transaction itself, as a full disk does
        if within:
            self._db.execute("ROLLBACK TO unit")
            self._db.execute("RELEASE unit")
        else:
            self._db.rollback()


class Batch:
    """Units that go to the disk together: `LONGEST_S` after the first of them at the latest, when `flush` is called by then.

    A context manager; however it ends, what was finished is written.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._end: float | None = None

    def __enter__(self) -> Batch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.flush()
        except ArchiveError:
            if error is None:
                raise

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """One unit, which fails by itself."""
        self._transactions.begin()
        if self._end is None:
            self._end = time.monotonic() + LONGEST_S
        with self._transactions.atomic():
            yield
        if time.monotonic() >= self._end:
            self.flush()

    @property
    def left_s(self) -> float | None:
        """Seconds until `flush` is to be called; None where there is nothing to write."""
        return None if self._end is None else max(0.0, self._end - time.monotonic())

    def flush(self) -> None:
        """Writes what is finished to the disk."""
        self._end = None
        self._transactions.commit()
