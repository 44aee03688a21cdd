"""Opening an archive: made, brought up to date, or refused with a reason; and the face of its parts."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from sqlite_utils import Database

from scraper.archive.captures import Captures
from scraper.archive.compaction import Compaction
from scraper.archive.connection import connected, translated
from scraper.archive.crawls import Crawls
from scraper.archive.decisions import Decisions
from scraper.archive.dictionaries import Dictionaries
from scraper.archive.dump import dump
from scraper.archive.history import History
from scraper.archive.leads import Leads
from scraper.archive.lists import Lists
from scraper.archive.lock import InHand, locked
from scraper.archive.migrations import APPLICATION_ID, migrations
from scraper.archive.posts import Posts
from scraper.archive.readings import Readings
from scraper.archive.records import Records
from scraper.archive.search import Search
from scraper.archive.sites import Sites
from scraper.archive.transactions import Batch, Transactions
from scraper.archive.turns import Turns
from scraper.model.errors import ArchiveDamaged, ArchiveError, ArchiveNewer

if TYPE_CHECKING:
    from scraper.archive.repair import Repair
    from scraper.archive.verify import Verification

CHECKED_BYTES = 64 * 2**20
"""Files up to this size are read through at every opening; larger ones as far as they are used."""


class Archive:
    """An open archive. Its parts each know some tables; `atomic` makes what happens within all or nothing."""

    def __init__(self, path: Path, database: Database, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        self._database = database
        self.sites = Sites(database)
        self.leads = Leads(database)
        self.turns = Turns(database)
        self.dictionaries = Dictionaries(database)
        self.captures = Captures(database, self.dictionaries)
        self.compaction = Compaction(database, self.captures, self.dictionaries)
        self.history = History(database)
        self._transactions = Transactions(database)
        self.posts = Posts(database, self.history, self._transactions.joined)
        self.readings = Readings(database)
        self.crawls = Crawls(database)
        self.search = Search(database)
        self.lists = Lists(database)
        self.decisions = Decisions(database)
        self.records = Records(database.conn)
        self.in_hand = InHand()
        """What is being worked on, noted beside the file while the lock is held."""

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file, with everything in the one file and nothing beside it."""
        connection = self._database.conn
        try:
            if connection.in_transaction:
                connection.rollback()
            connection.execute("PRAGMA busy_timeout = 100")  # whoever writes or reads now will tidy up
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except (sqlite3.Error, ArchiveError):
            pass  # closed already, in use or read-only: SQLite tidies up at the next opening
        self._database.close()

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

    @property
    def verification(self) -> Verification:
        """The checks of `scraper verify`."""
        from scraper.archive.verify import Verification  # seldom wanted

        return Verification(self._database, self.captures, self.dictionaries, read_only=self.read_only)

    @property
    def repair(self) -> Repair:
        """What can be done about what the checks find."""
        from scraper.archive.repair import Repair

        return Repair(self._database, self.dictionaries)

    def dump(self, *, without: frozenset[str] = frozenset()) -> Iterator[str]:
        """The content, a line a row, comparable between archives; tables named in `without` are left out."""
        return dump(self._database, without=without)


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
        database = _connect(path, read_only=read_only)
        try:
            _check(path, database, new=not exists or path.stat().st_size == 0, whole=checked)
            if not read_only:
                if not checked and migrations.pending(database):
                    _check(path, database, new=False, whole=True)  # no step is built on what is damaged
                _bring_up_to_date(database)
            elif migrations.pending(database):
                raise ArchiveError(f"{path} was made by an older version; run: scraper crawl URL --db {path}")
        except BaseException:
            database.close()
            raise
    except sqlite3.Error as error:
        raise translated(error, path) from error
    return Archive(path, database, read_only=read_only)


def is_writable(path: Path) -> bool:
    """True for a file or folder that this process may write, as whoever it acts for where the system tells."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _connect(path: Path, *, read_only: bool) -> Database:
    if not read_only:
        return Database(connected(path), execute_plugins=False)
    try:
        return Database(connected(path, "?mode=ro"), execute_plugins=False)
    except sqlite3.OperationalError:
        # A WAL database needs its -shm file even for reading. Where none can be made (a read-only mount,
        # somebody else's folder) the file is whole by itself, as `Archive.close` left it.
        if path.with_name(path.name + "-wal").exists():
            raise
        return Database(connected(path, "?immutable=1"), execute_plugins=False)


def _check(path: Path, database: Database, *, new: bool, whole: bool) -> None:
    execute = database.conn.execute
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
    steps = {migration.name for migration in migrations._migrations}
    unknown = {migration.name for migration in migrations.applied(database)} - steps
    if unknown:
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


def _bring_up_to_date(database: Database) -> None:
    if database.conn.execute("PRAGMA page_count").fetchone()[0] == 0:
        database.conn.execute("PRAGMA auto_vacuum = INCREMENTAL")  # or the file never gives room back
    if database.conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        database.conn.execute("PRAGMA journal_mode = WAL")
    database.conn.execute("PRAGMA synchronous = NORMAL")
    database.conn.execute("PRAGMA temp_store = MEMORY")  # what a failed unit would need to be undone
    if migrations.pending(database):
        database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(database)
