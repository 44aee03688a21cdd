"""One run at a time, and no lock that outlives its process."""

from __future__ import annotations

import os
import subprocess
import sys
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


def test_what_was_in_hand_when_a_process_was_killed_is_known_to_the_next(path: Path) -> None:
    open_archive(path).close()
    program = (
        "import os, sys; from pathlib import Path; from contextlib import ExitStack; from scraper.archive.lock import locked\n"
        "stack = ExitStack(); held = stack.enter_context(locked(Path(sys.argv[1])))\n"
        "with held.note('https://blog.example/done/'): pass\n"
        "for n in range(70): stack.enter_context(held.note(f'https://blog.example/{n}/å/' + 'x' * n * 100))\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, str(path)], check=False)
    with open_archive(path) as archive:
        with archive.lock():
            left = archive.in_hand.left
            with (
                archive.in_hand.note("https://blog.example/kept/"),
                open_archive(path) as other,
                pytest.raises(ArchiveLocked) as error,
                other.lock(),
            ):
                pass
            assert str(os.getpid()) in str(error.value) and "kept" not in str(error.value)
        assert len(left) == 64 and all(text.startswith("https://blog.example/") for text in left)
        assert f"https://blog.example/12/å/{'x' * 1200}" in left
        with archive.lock():
            assert archive.in_hand.left == ()


def test_without_the_lock_nothing_is_noted(archive: Archive, path: Path) -> None:
    with archive.in_hand.note("https://blog.example/"):
        assert not path.with_name("archive.db.lock").exists()
