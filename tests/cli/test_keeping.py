"""`scraper compact`, `verify` and `replay` as a user runs them."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from scraper.archive import open_archive
from scraper.cli.bars import bar, sized
from scraper.cli.compacting import run_compact
from scraper.cli.replaying import run_replay
from scraper.cli.verifying import run_verify
from scraper.crawl.program import program
from scraper.model.errors import ArchiveLocked, SettingsError
from tests.archive.test_compaction import fill
from tests.archive.test_packing import pages
from tests.cli.test_commands import scraper
from tests.crawl.test_rereading import TOP, change


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """The committed archive, as if today's program had read it: it is built anew only when its content changes."""
    copy = tmp_path / "archive.db"
    shutil.copy(TOP / "archive.db", copy)
    change(copy, f"UPDATE posts SET read_by = '{program()}'")
    return copy


def compact(db: Path, *, as_json: bool = False, quiet: bool = False, max_seconds: float | None = None) -> int:
    return run_compact(db=db, max_seconds=max_seconds, quiet=quiet, as_json=as_json)


def verify(db: Path, *, repair: bool = False, quiet: bool = False, as_json: bool = False) -> int:
    return run_verify(db=db, repair=repair, quiet=quiet, as_json=as_json)


def replay(db: Path, *posts: str, **changes: object) -> int:
    asked: dict[str, object] = {
        "site": None, "rules": None, "limit": None, "again": False, "dry_run": False, "processes": 1,
        "quiet": False, "as_json": False,
    }  # fmt: skip
    return run_replay(list(posts), db=db, **(asked | changes))  # type: ignore[arg-type]


def test_compact_tells_what_it_saved(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = db.stat().st_size
    assert compact(db, as_json=True, max_seconds=0) == 0
    assert json.loads(capsys.readouterr().out)["waiting"] > 60
    assert compact(db) == 0
    out, err = capsys.readouterr()
    assert "pages packed" in out and "times smaller" in out and not err
    assert db.stat().st_size < before
    assert compact(db) == 0
    assert capsys.readouterr().out.startswith("Nothing to pack")
    assert compact(db, quiet=True) == 0 and capsys.readouterr() == ("", "")
    assert verify(db) == 0


def test_there_is_one_writer(db: Path) -> None:
    with open_archive(db) as archive, archive.lock():
        for command in (compact, verify, replay):
            with pytest.raises(ArchiveLocked):
                command(db)
        assert replay(db, dry_run=True) == 0


def test_verify_by_exit_code_line_and_json(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(db) == 0 and "holds together" in capsys.readouterr().out
    change(db, "DELETE FROM people WHERE id = 1", "UPDATE bodies SET data = x'00' WHERE digest = (SELECT max(digest) FROM bodies)")  # fmt: skip
    assert verify(db, quiet=True) == 6
    out, err = capsys.readouterr()
    assert not out and "scraper: key: bylines.person_id: " in err and "scraper: body: " in err
    assert "scraper verify --repair" in err.splitlines()[-1]
    assert verify(db, as_json=True) == 6
    told = json.loads(capsys.readouterr().out)
    assert told["exit_code"] == 6 and {problem["check"] for problem in told["problems"]} == {
        "key",
        "orphan",
        "body",
    }
    assert verify(db, repair=True) == 0
    assert "mended: key: bylines.person_id" in capsys.readouterr().out
    assert verify(db, quiet=True) == 0 and capsys.readouterr() == ("", "")


def test_a_file_that_cannot_be_written_is_verified_all_the_same(db: Path, tmp_path: Path) -> None:
    before = db.read_bytes()
    with open_archive(db, read_only=True) as archive:
        assert list(archive.verification.problems()) == []
    assert db.read_bytes() == before


@pytest.mark.parametrize("size", [0.7, 0.2])
def test_a_truncated_file_says_what_to_do(db: Path, size: float) -> None:
    whole = db.read_bytes()
    db.write_bytes(whole[: int(len(whole) * size)])
    done = scraper("verify", "--repair", cwd=db.parent)
    assert done.returncode == 6, done.stderr
    assert "restore a backup" in done.stderr and "Traceback" not in done.stderr


def test_what_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "archive.db").write_text("no database, but a text that is long enough to be looked at" * 50)
    done = scraper("verify", cwd=tmp_path)
    assert done.returncode == 6 and len(done.stderr.splitlines()) == 2


def test_replay_shows_before_it_writes(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(db, "UPDATE posts SET read_by = NULL, title = 'Meny' WHERE id IN (5, 6)")
    assert replay(db, dry_run=True) == 0
    out = capsys.readouterr().out
    assert out.count("title: Meny → ") == 2 and "Nothing was written." in out and "2 would differ" in out
    assert replay(db, as_json=True, limit=1) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["differ"], told["fields"]) == (1, 1, {"title": 1})
    assert told["posts"][0]["fields"]["title"]["before"] == "Meny" and told["posts"][0]["revision"] == [
        "title"
    ]
    assert replay(db) == 0
    assert "1 posts read again: 0 as they were, 1 differ; 1 leave a revision." in capsys.readouterr().out
    assert replay(db) == 0
    assert capsys.readouterr().out.startswith("Nothing to read again")
    log = scraper("log", cwd=db.parent).stdout
    assert sum(" reread " in line for line in log.splitlines()) == 2
    told_diff = scraper("diff", "5", cwd=db.parent).stdout
    assert "read better by us" in told_diff and "[-Meny" in told_diff


def test_replay_of_single_posts_and_sites(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert replay(db, "5", "6", as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["read"] == 2
    assert replay(db, site="bo-i-balans.example", again=True, quiet=True) == 0
    with pytest.raises(SettingsError, match="no site of"):
        replay(db, site="https://nowhere.example/")


def test_replay_tells_of_damage_and_does_the_rest(db: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(
        db,
        "UPDATE posts SET read_by = NULL WHERE id IN (5, 6)",
        "UPDATE bodies SET data = x'00' WHERE digest = (SELECT captures.digest FROM captures JOIN posts"
        " ON posts.capture_id = captures.id WHERE posts.id = 5)",
    )
    assert replay(db) == 3
    out, err = capsys.readouterr()
    assert "scraper verify" in err and "1 damaged" in out
    assert replay(db, quiet=True) == 3


def test_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with bar(quiet=False) as advance:
        advance("reading", 1, 2)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("size", "text"), [(0, "0 bytes"), (999, "999 bytes"), (1_400_000, "1.4 MB"), (10**13, "10.0 TB")]
)
def test_sizes(size: int, text: str) -> None:
    assert sized(size) == text


def test_compact_may_be_killed_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    bodies = [body * 60 for body in pages(60)]
    with open_archive(path) as archive:
        digests = fill(archive, bodies)
    process = subprocess.Popen([sys.executable, "-m", "scraper", "compact", "--quiet"], cwd=tmp_path)
    with closing(sqlite3.connect(path, timeout=20)) as connection:
        until = time.monotonic() + 60
        while process.poll() is None and time.monotonic() < until:
            if connection.execute("SELECT count(*) FROM dictionaries").fetchone() != (0,):
                break
            time.sleep(0.002)
    process.kill()
    process.wait()
    with open_archive(path) as archive, archive.lock():
        assert list(archive.verification.problems()) == []
        assert [archive.captures.body(digest) for digest in digests] == bodies
        archive.compaction.run(archive.compaction.waiting())
        assert archive.compaction.waiting() == []
        assert [archive.captures.body(digest) for digest in digests] == bodies
