"""Opening an archive: made, brought up to date, or refused with a reason; and the face of its parts."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from scraper.archive.captures import Captures
from scraper.archive.connection import Connection, connected, translated
from scraper.archive.crawls import Crawls
from scraper.archive.dictionaries import Dictionaries
from scraper.archive.history import History
from scraper.archive.leads import Leads
from scraper.archive.lock import InHand, locked
from scraper.archive.migrations import APPLICATION_ID, NAMES, applied, apply, pending
from scraper.archive.posts import Posts
from scraper.archive.sites import Sites
from scraper.archive.transactions import Batch, Transactions
from scraper.archive.turns import Turns
from scraper.model.errors import ArchiveDamaged, ArchiveError, ArchiveNewer

if TYPE_CHECKING:
    from scraper.archive.compaction import Compaction
    from scraper.archive.decisions import Decisions
    from scraper.archive.lists import Lists
    from scraper.archive.readings import Readings
    from scraper.archive.records import Records
    from scraper.archive.repair import Repair
    from scraper.archive.search import Search
    from scraper.archive.verify import Verification

CHECKED_BYTES = 64 * 2**20
"""Files up to this size are read through at every opening; larger ones as far as they are used."""


class Archive:
    """An open archive. Its parts each know some tables; `atomic` makes what happens within all or nothing.

    Parts that a night without news has no use for are loaded by who asks for them.
    """

    def __init__(self, path: Path, connection: Connection, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._db = connection
        self._transactions = Transactions(connection)
        self.sites = Sites(connection)
        self.leads = Leads(connection)
        self.turns = Turns(connection)
        self.dictionaries = Dictionaries(connection)
        self.captures = Captures(connection, self.dictionaries)
        self.history = History(connection)
        self.posts = Posts(connection, self.history, self._transactions.joined)
        self.crawls = Crawls(connection)
        self.in_hand = InHand()
        """What is being worked on, noted beside the file while the lock is held."""

    @cached_property
    def readings(self) -> Readings:
        """Which version of the program read which post."""
        from scraper.archive.readings import Readings

        return Readings(self._db)

    @cached_property
    def search(self) -> Search:
        """Posts by their words."""
        from scraper.archive.search import Search

        return Search(self._db)

    @cached_property
    def records(self) -> Records:
        """Whole records, for exports."""
        from scraper.archive.records import Records

        return Records(self._db)

    @cached_property
    def lists(self) -> Lists:
        """People, roles and numbers, as lists."""
        from scraper.archive.lists import Lists

        return Lists(self._db)

    @cached_property
    def decisions(self) -> Decisions:
        """Who is whom."""
        from scraper.archive.decisions import Decisions

        return Decisions(self._db, self._transactions.atomic)

    @cached_property
    def compaction(self) -> Compaction:
        """Pages, packed closer."""
        from scraper.archive.compaction import Compaction

        return Compaction(self._db, self.captures, self.dictionaries, self._transactions.atomic)

    @property
    def verification(self) -> Verification:
        """The checks of `scraper verify`."""
        from scraper.archive.verify import Verification

        return Verification(self._db, self.captures, self.dictionaries, read_only=self.read_only)

    @property
    def repair(self) -> Repair:
        """What can be done about what the checks find."""
        from scraper.archive.repair import Repair

        return Repair(self._db, self.dictionaries, self._transactions.atomic)

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file, with everything in the one file and nothing beside it."""
        connection = self._db
        try:
            if connection.in_transaction:
                connection.rollback()
            connection.execute("PRAGMA busy_timeout = 100")  # whoever writes or reads now will tidy up
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except (sqlite3.Error, ArchiveError):
            pass  # closed already, in use or read-only: SQLite tidies up at the next opening
        connection.close()

    def atomic(self) -> AbstractContextManager[None]:
        """One transaction: everything within is stored, or nothing."""
        return self._transactions.atomic()

    def batch(self) -> Batch:
        """Many transactions that go to the disk together, a quarter of a second late at most."""
        return Batch(self._transactions)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """The right to write, for this process alone. Raises ArchiveLocked when another run has it."""
        try:
            with locked(self.path) as self.in_hand:
                yield
        finally:
            self.in_hand = InHand()

    def dump(self, *, without: frozenset[str] = frozenset()) -> Iterator[str]:
        """The content, a line a row, comparable between archives; tables named in `without` are left out."""
        from scraper.archive.dump import dump

        return dump(self._db, without=without)


def open_archive(
    path: Path | str, *, create: bool = True, read_only: bool = False, checked: bool = True
) -> Archive:
    """The archive in a file, brought up to date; not `checked` for those who look for damage themselves.

    Raises ArchiveError when the file or its folder cannot be used, ArchiveDamaged when it is no archive,
    ArchiveNewer when a newer version of this program made it, ArchiveLocked when it stays busy.
    """
    path = Path(path)
    exists = path.exists()
    if not exists and (read_only or not create):
        raise ArchiveError(f"{path} does not exist; make it with: scraper crawl URL --db {path}")
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder; name a file, such as {path / 'archive.db'}")
    if not path.parent.exists():
        raise ArchiveError(f"the folder {path.parent} does not exist; make it first")
    if not read_only and not is_writable(path if exists else path.parent):
        raise ArchiveError(f"{path} cannot be written: check the permissions of the file and its folder")
    try:
        connection = _connect(path, read_only=read_only)
        try:
            _check(path, connection, new=not exists or path.stat().st_size == 0, whole=checked)
            if not read_only:
                if not checked and pending(connection):
                    _check(path, connection, new=False, whole=True)  # no step is built on what is damaged
                _bring_up_to_date(connection)
            elif pending(connection):
                raise ArchiveError(f"{path} was made by an older version; run: scraper crawl URL --db {path}")
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise translated(error, path) from error
    return Archive(path, connection, read_only=read_only)


def is_writable(path: Path) -> bool:
    """True for a file or folder that this process may write, as whoever it acts for where the system tells."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _connect(path: Path, *, read_only: bool) -> Connection:
    if not read_only:
        return connected(path)
    try:
        return connected(path, "?mode=ro")
    except sqlite3.OperationalError:
        # A WAL database needs its -shm file even for reading. Where none can be made (a read-only mount,
        # somebody else's folder) the file is whole by itself, as `Archive.close` left it.
        if path.with_name(path.name + "-wal").exists():
            raise
        return connected(path, "?immutable=1")


def _check(path: Path, connection: Connection, *, new: bool, whole: bool) -> None:
    execute = connection.execute
    if new:
        return
    tables = {row[0] for row in execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ours = execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if not tables:
        return  # empty, or killed before its first table
    if not ours:
        raise ArchiveDamaged(
            f"{path} is a database, but not an archive of this program; name another file with --db"
        )
    if applied(connection) - set(NAMES):
        raise ArchiveNewer(
            f"{path} was made by a newer version of scraper; update with: pip install -U blog-archive-scraper"
        )
    if whole and path.stat().st_size <= CHECKED_BYTES:
        finding = str(execute("PRAGMA quick_check(1)").fetchone()[0])
        if finding != "ok":
            raise ArchiveDamaged(
                f"{path} is damaged ({finding.splitlines()[-1]});"
                " restore a backup or name another file with --db"
            )


def _bring_up_to_date(connection: Connection) -> None:
    if connection.execute("PRAGMA page_count").fetchone()[0] == 0:
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # or the file never gives room back
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA temp_store = MEMORY")  # what a failed unit would need to be undone
    if pending(connection):
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        apply(connection)
