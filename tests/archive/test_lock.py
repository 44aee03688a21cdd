"""One run at a time, and no lock that outlives its process."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from scraper.archive import Archive, open_archive
from scraper.model.errors import ArchiveLocked


def test_one_at_a_time(archive: Archive, path: Path) -> None:
    with open_archive(path) as other, archive.lock():
        with pytest.raises(ArchiveLocked) as error, other.lock():
            pass
        assert error.value.exit_code == 75
        assert str(os.getpid()) in str(error.value)
        assert "\n" not in str(error.value)
    with open_archive(path) as other, other.lock():
        pass


def test_the_refused_one_leaves_the_lock_alone(archive: Archive) -> None:
    with archive.lock():
        for _ in range(2):
            with pytest.raises(ArchiveLocked), archive.lock():
                pass


def test_nothing_is_left_behind(archive: Archive, path: Path) -> None:
    with pytest.raises(ZeroDivisionError), archive.lock():
        raise ZeroDivisionError
    assert not path.with_name("archive.db.lock").exists()


def test_a_stale_file_holds_nobody_up(archive: Archive, path: Path) -> None:
    path.with_name("archive.db.lock").write_text("process 999999999")
    with archive.lock():
        pass
