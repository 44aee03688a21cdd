"""Opening a file as an archive: what may be wrong with it is found out here, and said in one line."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from scraper.archive import migrations
from scraper.archive.archive import Archive
from scraper.archive.connection import BUSY_TIMEOUT_MS, Connection, translated
from scraper.archive.lock import locked
from scraper.model.errors import ArchiveDamaged, ArchiveError, ArchiveLocked, ArchiveNewer

_MAGIC = b"SQLite format 3\x00"
_LEAST_SQLITE = (3, 38, 0)  # STRICT tables and JSON operators
_CHECKED_BYTES = 64 * 2**20
"""Files up to this size are read through at opening (some 0.1 s); larger ones only as far as their schema."""


def open_archive(path: Path | str, *, create: bool = True, read_only: bool = False) -> Archive:
    """Open the archive at `path`; make it where there is none and `create` allows.

    An older archive is brought up to date, unless `read_only`. Raises ArchiveDamaged when the file is no
    SQLite database or does not hold together, ArchiveNewer when a later version of this program made it,
    ArchiveLocked when it must be brought up to date while another run holds it, and ArchiveError for a missing
    file, a directory that cannot be written or a database that is something else's.
    """
    path = Path(path)
    if sqlite3.sqlite_version_info < _LEAST_SQLITE:
        raise ArchiveError(f"SQLite {sqlite3.sqlite_version} is too old; Python must be built with 3.38 or newer")
    _check_place(path, may_create=create and not read_only, read_only=read_only)
    try:
        connection = Connection(_connect(path, read_only=read_only), path)
    except sqlite3.Error as error:
        raise translated(error, path) from error
    try:
        _check_contents(connection.database, path)
        _bring_up_to_date(connection.database, path, read_only=read_only)
    except sqlite3.Error as error:
        connection.database.close()
        raise translated(error, path) from error
    except BaseException:
        connection.database.close()
        raise
    return Archive(connection, read_only=read_only)


def _check_place(path: Path, *, may_create: bool, read_only: bool) -> None:
    try:
        exists, is_directory = path.exists(), path.is_dir()
        size = path.stat().st_size if exists else 0
        if exists and not is_directory:
            with path.open("rb") as file:
                head = file.read(100)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read ({error.strerror}); check its permissions") from error
    if is_directory:
        raise ArchiveError(f"{path} is a directory; name a file in it, as in --db {path / 'archive.db'}")
    if not exists:
        if not may_create:
            raise ArchiveError(f"there is no archive at {path}; make one with: scraper crawl URL --db {path}")
        if not path.parent.is_dir():
            raise ArchiveError(f"the directory {path.parent} does not exist; make it or name another with --db")
    elif size:
        if head[:16] != _MAGIC:
            raise ArchiveDamaged(f"{path} is no SQLite database; name another file with --db")
        # Offset 16: page size (1 means 65536); offset 28: pages. Both big-endian; the WAL may hold more.
        page_bytes = int.from_bytes(head[16:18], "big")
        page_bytes = 65_536 if page_bytes == 1 else page_bytes
        if int.from_bytes(head[28:32], "big") * page_bytes > size and not _wal(path):
            raise ArchiveDamaged(f"{path} is cut short; restore it from a backup or name another with --db")
    if not read_only:
        if exists and not _writable(path):
            raise ArchiveError(f"{path} is read-only; change its permissions or name another file with --db")
        if not _writable(path.parent):
            raise ArchiveError(f"the directory {path.parent} is read-only; change that or name another with --db")


def _writable(path: Path) -> bool:
    if os.access in os.supports_effective_ids:
        return os.access(path, os.W_OK, effective_ids=True)
    return os.access(path, os.W_OK)


def _wal(path: Path) -> bool:
    wal = path.with_name(path.name + "-wal")
    return wal.exists() and wal.stat().st_size > 0


def _connect(path: Path, *, read_only: bool) -> Database:
    if read_only:
        try:
            return _connected(path, "?mode=ro")
        except sqlite3.OperationalError:
            # A WAL database needs its -shm file even for reading; where none can be made (a read-only mount,
            # somebody else's directory) the file is whole by itself, as `Archive.close` left it.
            if _wal(path):
                raise
            return _connected(path, "?immutable=1")
    database = _connected(path, "")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")  # with WAL: a power cut may cost the last page, never the file
    return database


def _connected(path: Path, options: str) -> Database:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}{options}", uri=True, timeout=BUSY_TIMEOUT_MS / 1000)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def _check_contents(database: Database, path: Path) -> None:
    tables = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return
    if not migrations.is_ours(database):
        raise ArchiveError(f"{path} is an SQLite database, but no archive of ours; name another file with --db")
    if newer := migrations.unknown_steps(database):
        raise ArchiveNewer(f"{path} was made by a newer version (it knows {newer[-1]}); upgrade this program")
    if path.stat().st_size <= _CHECKED_BYTES:
        finding = str(database.execute("PRAGMA quick_check(1)").fetchone()[0])
        if finding != "ok":
            first = finding.splitlines()[-1]
            raise ArchiveDamaged(f"{path} is damaged ({first}); restore it from a backup or name another with --db")


def _bring_up_to_date(database: Database, path: Path, *, read_only: bool) -> None:
    pending = migrations.pending_steps(database)
    if read_only:
        if pending:
            raise ArchiveError(f"{path} was made by an older version; run: scraper crawl URL --db {path}")
        return
    if pending:
        with locked(path):
            migrations.MIGRATIONS.apply(database)
            migrations.renew_views(database)
    elif migrations.stale_views(database):
        try:
            with locked(path):
                migrations.renew_views(database)
        except ArchiveLocked:
            pass  # a run of another version is at work; its views will do
