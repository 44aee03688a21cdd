"""Bodies are packed closer in a real file; whatever happens on the way, each can be read."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from scraper.archive import Archive, open_archive
from scraper.archive.compaction import BATCH_BYTES
from scraper.model.capture import Capture
from scraper.model.errors import ArchiveDamaged
from tests.archive.conftest import NOW
from tests.archive.test_packing import pages


def fill(archive: Archive, bodies: list[bytes], *, host: str = "blogg.example") -> list[str]:
    """Keeps each body as the answer of an address of its own; returns their digests."""
    archive.sites.ensure(f"https://{host}/", now=NOW)
    captures = [
        Capture(f"https://{host}/{place:04}/", f"https://{host}/{place:04}/", 200, {}, body, NOW)
        for place, body in enumerate(bodies)
    ]
    with archive.atomic():
        for capture in captures:
            archive.captures.store(capture)
    return [capture.digest for capture in captures]


def compact(archive: Archive) -> None:
    done = archive.compaction.run(archive.compaction.waiting())
    archive.compaction.shrink(saved_bytes=done.saved_bytes)


def one(archive: Archive, sql: str) -> int:
    return int(archive._db.execute(sql).fetchone()[0])


def test_every_body_can_be_read_and_the_file_is_smaller(path: Path) -> None:
    bodies = [body * 3 for body in pages(80)]
    with open_archive(path) as archive:
        digests = fill(archive, bodies) + fill(archive, pages(4, seed=2), host="annan.example")
    before = path.stat().st_size
    with open_archive(path) as archive, archive.lock():
        assert [(host.host, host.bodies, host.enough) for host in archive.compaction.waiting()] == [
            ("blogg.example", 80, True), ("annan.example", 4, False),
        ]  # fmt: skip
        compact(archive)
        assert archive.compaction.waiting() == []
        assert [archive.captures.body(digest) for digest in digests[:80]] == bodies
        assert one(archive, "SELECT count(*) FROM bodies WHERE dictionary_id IS NOT NULL") >= 80
    assert path.stat().st_size < 0.7 * before
    with open_archive(path, read_only=True) as archive:
        assert archive.captures.body(digests[3]) == bodies[3]


def test_new_pages_join_the_dictionary_of_their_site(archive: Archive) -> None:
    bodies = pages(60)
    fill(archive, bodies[:50])
    compact(archive)
    digests = fill(archive, bodies)
    compact(archive)
    assert one(archive, "SELECT count(*) FROM dictionaries") == 1
    assert [archive.captures.body(digest) for digest in digests] == bodies


def test_a_large_site_is_packed_in_batches_that_stay_quick_to_read(archive: Archive) -> None:
    bodies = [body * 40 for body in pages(30)]
    digests = fill(archive, bodies)
    compact(archive)
    assert one(archive, "SELECT max(size_bytes) FROM dictionaries") <= 1.1 * BATCH_BYTES
    assert [archive.captures.body(digest) for digest in digests] == bodies


def test_it_stops_when_it_is_told_to_and_goes_on_later(archive: Archive) -> None:
    bodies = [body * 40 for body in pages(30)]
    digests = fill(archive, bodies)
    asked: list[bool] = []

    def after_one() -> bool:
        asked.append(True)
        return len(asked) > 1

    first = archive.compaction.run(archive.compaction.waiting(), stop=after_one)
    assert 0 < first.bodies < 30
    second = archive.compaction.run(archive.compaction.waiting())
    assert first.bodies + second.bodies == 30
    assert [archive.captures.body(digest) for digest in digests] == bodies


def test_a_batch_that_does_not_read_back_is_undone(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = pages(40)
    digests = fill(archive, bodies)
    before = list(archive._db.execute("SELECT * FROM bodies ORDER BY digest"))
    monkeypatch.setattr("scraper.archive.packing.Dictionary.unpack", lambda self, frame: b"something else")
    with pytest.raises(ArchiveDamaged):
        compact(archive)
    monkeypatch.undo()
    assert list(archive._db.execute("SELECT * FROM bodies ORDER BY digest")) == before
    assert one(archive, "SELECT count(*) FROM dictionary_parts") == 0
    assert archive.captures.body(digests[0]) == bodies[0]


def test_a_damaged_body_is_left_as_it_is_and_the_others_are_packed(archive: Archive) -> None:
    bodies = pages(40)
    digests = fill(archive, bodies)
    archive._db.execute("UPDATE bodies SET data = x'0011' WHERE digest = ?", (digests[5],))
    done = archive.compaction.run(archive.compaction.waiting())
    assert (done.bodies, done.damaged) == (39, 1)
    assert one(archive, "SELECT count(*) FROM bodies WHERE data = x'0011'") == 1


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], list[bytes]]:
    """An archive whose pages share a dictionary of several parts; their digests; the pages."""
    path = tmp_path_factory.mktemp("packed") / "archive.db"
    bodies = pages(60, frame=30_000)
    with open_archive(path) as archive:
        digests = fill(archive, bodies)
        compact(archive)
        assert one(archive, "SELECT count(*) FROM dictionary_parts") > 4
    return path, digests, bodies


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM dictionaries",
        "DELETE FROM dictionary_parts WHERE position = 2",
        "DELETE FROM dictionary_parts WHERE position = (SELECT max(position) FROM dictionary_parts)",
        "UPDATE dictionary_parts SET data = zeroblob(length(data)) WHERE position = 0",
        "DELETE FROM dictionary_parts WHERE position < 0",
    ],
)
def test_nothing_is_lost_when_a_part_of_a_dictionary_is(
    packed: tuple[Path, list[str], list[bytes]], tmp_path: Path, damage: str
) -> None:
    sound, digests, bodies = packed
    path = tmp_path / "archive.db"
    path.write_bytes(sound.read_bytes())
    connection = sqlite3.connect(path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    with open_archive(path, read_only=True) as archive:
        assert [archive.captures.body(digest) for digest in digests] == bodies
        (number,) = archive.dictionaries.numbers()
        assert archive.dictionaries.look(number).problems
    with open_archive(path) as archive:
        (number,) = archive.dictionaries.numbers()
        found = archive.dictionaries.look(number).dictionary
        assert found is not None
        with archive.atomic():
            archive.dictionaries.renew(number, found)
        assert archive.dictionaries.look(number, thoroughly=True).problems == ()


def test_a_dictionary_that_is_lost_for_good_is_told(archive: Archive) -> None:
    digests = fill(archive, pages(40))
    compact(archive)
    archive._db.execute("DELETE FROM dictionary_parts")
    archive.dictionaries.forget()
    with pytest.raises(ArchiveDamaged, match="scraper verify"):
        archive.captures.body(digests[0])


def test_an_archive_of_an_older_version_gives_room_back_too(path: Path) -> None:
    with open_archive(path) as archive:
        fill(archive, [body * 4 for body in pages(60)])
        archive._db.execute("PRAGMA auto_vacuum = NONE")
        archive._db.execute("VACUUM")
    before = path.stat().st_size
    with open_archive(path) as archive:
        compact(archive)
        assert one(archive, "PRAGMA auto_vacuum") == 2
    assert path.stat().st_size < 0.7 * before
