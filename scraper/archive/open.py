"""Opening an archive: made, brought up to date, or refused with a reason; and the face of its parts."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import TracebackType

from sqlite_utils import Database

from scraper.archive.captures import Captures
from scraper.archive.crawls import Crawls
from scraper.archive.dump import dump
from scraper.archive.leads import Leads
from scraper.archive.lock import locked
from scraper.archive.migrations import APPLICATION_ID, migrations
from scraper.archive.posts import Posts
from scraper.archive.search import Search
from scraper.archive.sites import Sites
from scraper.model.errors import ArchiveDamaged, ArchiveError, ArchiveLocked, ArchiveNewer

BUSY_MS = 10_000


class Archive:
    """An open archive. Its parts each know some tables; `atomic` makes what happens within all or nothing."""

    def __init__(self, path: Path, database: Database) -> None:
        self.path = path
        self._database = database
        self.sites = Sites(database)
        self.leads = Leads(database)
        self.captures = Captures(database)
        self.posts = Posts(database)
        self.crawls = Crawls(database)
        self.search = Search(database)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file, with everything in the one file and nothing beside it."""
        connection = self._database.conn
        try:
            if connection.in_transaction:
                connection.rollback()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except sqlite3.Error:
            pass  # a reader holds the file, or it is read-only: SQLite tidies up at the next opening
        self._database.close()

    def atomic(self) -> AbstractContextManager[object]:
        """One transaction: everything within is stored, or nothing."""
        return _wrapped(self._database)

    def lock(self) -> AbstractContextManager[None]:
        """The right to write, for this process alone. Raises ArchiveLocked when another run has it."""
        return locked(self.path)

    def dump(self, *, without: frozenset[str] = frozenset()) -> Iterator[str]:
        """The content, a line a row, comparable between archives; tables named in `without` are left out."""
        return dump(self._database, without=without)


@contextmanager
def _wrapped(database: Database) -> Iterator[None]:
    try:
        with database.atomic():
            yield
    except sqlite3.Error as error:
        raise foreign(error, "the archive") from error


def open_archive(path: Path | str, *, create: bool = True, read_only: bool = False) -> Archive:
    """The archive in a file, brought up to date.

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
    if not read_only and not os.access(path if exists else path.parent, os.W_OK):
        raise ArchiveError(f"{path} cannot be written: check the permissions of the file and its folder")
    try:
        database = _connect(path, read_only=read_only)
        try:
            _check(path, database, new=not exists or path.stat().st_size == 0)
            if not read_only:
                _bring_up_to_date(database)
        except BaseException:
            database.close()
            raise
    except sqlite3.Error as error:
        raise foreign(error, str(path)) from error
    return Archive(path, database)


def _connect(path: Path, *, read_only: bool) -> Database:
    if read_only:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    else:
        connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    return Database(connection)


def _check(path: Path, database: Database, *, new: bool) -> None:
    execute = database.conn.execute
    if new:
        return
    tables = {row[0] for row in execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    ours = execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    if not tables and not ours:
        return
    if not ours:
        raise ArchiveDamaged(f"{path} is a database, but not an archive of this program; name another file with --db")
    known = {migration.name for migration in migrations.pending(database)} | {
        migration.name for migration in migrations.applied(database)
    }
    applied = {row[0] for row in execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'scraper'")}
    unknown = applied - {migration.name for migration in migrations._migrations} & known
    if unknown:
        raise ArchiveNewer(f"{path} was made by a newer version of scraper; update with: pip install -U blog-archive-scraper")


def _bring_up_to_date(database: Database) -> None:
    if database.conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        database.conn.execute("PRAGMA journal_mode = WAL")
    database.conn.execute("PRAGMA synchronous = NORMAL")
    if migrations.pending(database):
        database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(database)


def foreign(error: sqlite3.Error, where: str) -> ArchiveError:
    """A database error in words that say what to do."""
    text = str(error)
    if "not a database" in text or "malformed" in text:
        return ArchiveDamaged(f"{where} is no SQLite database, or a damaged one; name another file with --db, or restore a backup")
    if "locked" in text or "busy" in text:
        return ArchiveLocked(f"{where} is being written by another program; try again later")
    if "readonly" in text or "unable to open" in text:
        return ArchiveError(f"{where} cannot be written: check the permissions of the file and its folder")
    if "full" in text:
        return ArchiveError(f"{where}: the disk is full; nothing of the page under way was stored")
    return ArchiveError(f"{where}: {text}")
