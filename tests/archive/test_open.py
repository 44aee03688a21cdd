"""What may be wrong with a file is found at opening and said in one line."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from scraper.archive import open_archive
from scraper.model.errors import ArchiveDamaged, ArchiveError, ArchiveLocked, ArchiveNewer
from tests.archive.conftest import NOW, post_at


@contextmanager
def not_root() -> Iterator[None]:
    """Whoever runs the tests, inside this block the permissions of files count."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public_directory() -> Iterator[Path]:
    """A directory that another user than the owner can look into, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        directory.chmod(0o755)
        yield directory
        directory.chmod(0o755)


def said(error: pytest.ExceptionInfo[ArchiveError]) -> str:
    message = str(error.value)
    assert "\n" not in message
    return message


def test_opening_twice_changes_nothing(path: Path) -> None:
    with open_archive(path):
        pass
    before = path.read_bytes()
    with open_archive(path) as archive:
        assert list(archive.dump()) == []
    assert path.read_bytes() == before


def test_a_closed_archive_is_one_whole_file(path: Path) -> None:
    with open_archive(path) as archive:
        archive.sites.ensure("https://blogg.example/", now=NOW)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM sites").fetchone() == (1,)


def test_closing_twice_does_no_harm(path: Path) -> None:
    archive = open_archive(path)
    archive.close()
    archive.close()


def test_a_missing_file_is_not_made_unless_wanted(path: Path) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(ArchiveError) as error:
            open_archive(path, **options)
        assert str(path) in said(error)
    assert not path.exists()


def test_a_directory_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError) as error:
        open_archive(tmp_path)
    assert str(tmp_path) in said(error)
    with pytest.raises(ArchiveError) as error:
        open_archive(tmp_path / "missing" / "archive.db")
    assert "missing" in said(error)


@pytest.mark.parametrize(
    "content", [b"this is no database at all, but a text", b"SQLite format 3\x00" + b"\xff" * 200]
)
def test_no_database(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    for read_only in (False, True):
        with pytest.raises(ArchiveDamaged) as error:
            open_archive(path, read_only=read_only)
        assert str(path) in said(error)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_an_archive(path: Path) -> None:
    path.touch()
    with open_archive(path) as archive:
        archive.sites.ensure("https://blogg.example/", now=NOW)


def test_somebody_elses_database_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE accounts (id INTEGER PRIMARY KEY)")
    before = path.read_bytes()
    for read_only in (False, True):
        with pytest.raises(ArchiveError) as error:
            open_archive(path, read_only=read_only)
        assert "--db" in said(error)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.95])
def test_a_file_that_is_cut_short(path: Path, kept: float) -> None:
    _filled(path)
    os.truncate(path, int(path.stat().st_size * kept))
    with pytest.raises(ArchiveDamaged) as error:
        open_archive(path)
    assert str(path) in said(error)


def test_damage_in_the_middle(path: Path) -> None:
    _filled(path)
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xa5" * 4096 * 6)
    with pytest.raises(ArchiveDamaged) as error:
        open_archive(path)
    assert str(path) in said(error)


def test_an_archive_of_a_newer_version(path: Path) -> None:
    with open_archive(path):
        pass
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " SELECT migration_set, 'm999_later', applied_at FROM _sqlite_migrations LIMIT 1"
        )
    for read_only in (False, True):
        with pytest.raises(ArchiveNewer) as error:
            open_archive(path, read_only=read_only)
        assert "newer" in said(error)


def test_a_read_only_directory(public_directory: Path) -> None:
    public_directory.chmod(0o555)
    with not_root(), pytest.raises(ArchiveError) as error:
        open_archive(public_directory / "archive.db")
    assert "permission" in said(error) or "read-only" in said(error)
    assert not list(public_directory.iterdir())


def test_a_whole_archive_in_a_read_only_directory_can_be_read(public_directory: Path) -> None:
    path = public_directory / "archive.db"
    _filled(path)
    path.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    public_directory.chmod(0o555)
    with not_root():
        with open_archive(path, read_only=True) as archive:
            assert archive.search.posts("angarna")
        with pytest.raises(ArchiveError) as error:
            open_archive(path)
        assert str(path) in said(error)


def test_reading_while_another_writes(path: Path) -> None:
    with open_archive(path) as writer:
        site_id = writer.sites.ensure("https://blogg.example/", now=NOW)
        with open_archive(path, read_only=True) as reader, writer.atomic():
            writer.posts.insert(site_id, post_at(), digest="1", now=NOW)
            assert reader.posts.count(site_id) == 0
        with open_archive(path, read_only=True) as reader:
            assert reader.posts.count(site_id) == 1


def test_a_busy_file_is_an_error_of_ours(path: Path) -> None:
    with open_archive(path) as archive, closing(sqlite3.connect(path, isolation_level=None)) as other:
        archive._db.execute("PRAGMA busy_timeout = 50")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveLocked) as error, archive.atomic():
            archive.sites.ensure("https://blogg.example/", now=NOW)
        assert "\n" not in said(error)


def test_a_killed_run_leaves_whole_pages_only(path: Path) -> None:
    """Killed inside a transaction: what was kept is there, what was begun is not, nothing is damaged."""
    program = textwrap.dedent(f"""
        import sys
        from tests.archive.conftest import NOW, post_at
        from scraper.archive import open_archive
        archive = open_archive({str(path)!r})
        with archive.lock():
            site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
            with archive.atomic():
                archive.posts.insert(site_id, post_at("kept"), digest="1", now=NOW)
            with archive.atomic():
                archive.posts.insert(site_id, post_at("lost"), digest="2", now=NOW)
                print("now", flush=True)
                sys.stdin.read()
    """)
    with subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout and process.stdout.readline() == b"now\n"
        with open_archive(path, read_only=True) as reader, pytest.raises(ArchiveLocked), reader.lock():
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
    with open_archive(path) as archive, archive.lock():
        assert archive.posts.find("https://blogg.example/kept/")
        assert archive.posts.find("https://blogg.example/lost/") is None
        lines = list(archive.dump())
    assert not [line for line in lines if "lost" in line or '"post_id": 2' in line]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_an_exception_undoes_the_page(path: Path) -> None:
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
        with pytest.raises(ZeroDivisionError), archive.atomic():
            archive.posts.insert(site_id, post_at(), digest="1", now=NOW)
            raise ZeroDivisionError
        assert archive.posts.count(site_id) == 0


def _filled(path: Path) -> None:
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
        with archive.atomic():
            for number in range(60):
                archive.posts.insert(
                    site_id, post_at(f"nr-{number}", text="Ängarna blommar. " * 60), digest="1", now=NOW
                )
