"""Real files, damaged in each way: found, named, and mended, or honestly not."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from scraper.archive import Archive, open_archive
from scraper.archive.stored_leads import Schedule
from scraper.archive.verify import Problem
from scraper.model.crawl import CrawlCounts
from scraper.model.errors import ArchiveDamaged
from scraper.model.lead import Lead
from tests.archive.conftest import NOW, post_at
from tests.archive.test_captures import CAPTURE
from tests.archive.test_compaction import compact
from tests.archive.test_packing import pages

POSTS = 40


def build(path: Path) -> None:
    """An archive of 40 posts with all that belongs to them, packed."""
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
        crawl_id = archive.crawls.start(site_id, now=NOW, version="1")
        for place, body in enumerate(pages(POSTS, frame=12_000)):
            post = post_at(f"inlagg-{place}")
            capture = CAPTURE._replace(url=post.url, final_url=post.url, body=body)
            with archive.atomic():
                capture_id = archive.captures.store(capture)
                archive.posts.insert(site_id, post, digest=str(place), now=NOW, capture_id=capture_id)
                archive.leads.add(site_id, [Lead(post.url)])
                archive.leads.settle(
                    site_id, post.url, "done", validators=capture.validators, schedule=Schedule(NOW, NOW)
                )
        archive.posts.revise(
            1, post_at("inlagg-0", title="Annat"), digest="x", changed=("title",), now=NOW, capture_id=2
        )
        archive.crawls.fail(crawl_id, "https://blogg.example/inlagg-1/", "status", "500", at=NOW)
        archive.crawls.finish(crawl_id, "partial", CrawlCounts(new=POSTS), now=NOW)
        compact(archive)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "archive.db"
    build(path)
    return path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "archive.db"
    copy.write_bytes(sound.read_bytes())
    return copy


@contextmanager
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """The file as anybody may open it: no foreign keys are watched."""
    with closing(sqlite3.connect(path)) as connection:
        yield connection
        connection.commit()


def look(archive: Archive) -> list[Problem]:
    return list(archive.verification.problems())


def found(path: Path) -> list[str]:
    with open_archive(path, checked=False) as archive:
        return [f"{problem.check}: {problem.where}" for problem in look(archive)]


def mend(path: Path) -> list[str]:
    """Repairs, and tells what is still wrong then."""
    with open_archive(path, checked=False) as archive:
        archive.repair.mend(look(archive))
        assert archive._db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return found(path)


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with raw(path) as connection:
        return connection.execute(sql).fetchall()


def test_a_sound_archive_has_no_problems_and_repair_changes_nothing(path: Path) -> None:
    with open_archive(path, read_only=True) as archive:
        before = list(archive.dump())
        assert look(archive) == []
    assert mend(path) == []
    with open_archive(path, read_only=True) as archive:
        assert list(archive.dump()) == before


def test_progress_is_told(path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    with open_archive(path) as archive:
        list(archive.verification.problems(lambda *what: told.append(what)))
    assert ("bodies", POSTS, POSTS) in told and {"the file", "search index"} <= {what for what, _, _ in told}


def test_flipped_bytes_in_a_body_that_can_be_had_again(path: Path) -> None:
    with raw(path) as connection:
        (digest,) = connection.execute("SELECT digest FROM captures WHERE id = 7").fetchone()
        connection.execute(
            "UPDATE bodies SET data = CAST(x'28b52ffd' || substr(data, 5, 3) AS BLOB) WHERE digest = ?",
            (digest,),
        )
    with open_archive(path) as archive:
        (problem,) = look(archive)
        assert problem.where == digest and "https://blogg.example/inlagg-6/" in problem.what
    assert mend(path) == []
    with open_archive(path) as archive:
        lead = archive.leads.get(1, "https://blogg.example/inlagg-6/")
        assert lead is not None and lead.state == "queued" and not lead.validators
        stored = archive.posts.find("https://blogg.example/inlagg-6/")
        assert stored is not None and stored.capture_id is None
        assert archive.posts.load(stored.id) is not None


@pytest.mark.parametrize(
    "nowhere_else",
    ["UPDATE posts SET state = 'gone' WHERE capture_id = 1", "UPDATE leads SET state = 'gone'", "DELETE FROM leads"],
)  # fmt: skip
def test_a_damaged_body_that_is_nowhere_else_is_left_as_it_is(path: Path, nowhere_else: str) -> None:
    with raw(path) as connection:
        connection.execute(nowhere_else.replace("capture_id = 1", "capture_id = 9"))
        connection.execute(
            "UPDATE bodies SET data = x'0011' WHERE digest = (SELECT digest FROM captures WHERE id = 9)"
        )
    assert [line.split(":")[0] for line in mend(path)] == ["body"]
    assert rows(path, "SELECT count(*) FROM bodies WHERE data = x'0011'") == [(1,)]


def test_the_bytes_of_a_revision_are_never_dropped(path: Path) -> None:
    with raw(path) as connection:
        connection.execute(
            "UPDATE bodies SET data = x'0011' WHERE digest = (SELECT digest FROM captures WHERE id = 1)"
        )
    assert [line.split(":")[0] for line in mend(path)] == ["body"]


def test_a_body_that_is_another_ones(path: Path) -> None:
    with raw(path) as connection:
        digests = [row[0] for row in connection.execute("SELECT digest FROM captures WHERE id IN (11, 12)")]
        connection.execute(
            "UPDATE bodies SET data = (SELECT data FROM bodies WHERE digest = ?) WHERE digest = ?", digests
        )
    assert found(path) == [f"body: {digests[1]}"]


def test_a_body_that_is_lost(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("DELETE FROM bodies WHERE digest = (SELECT digest FROM captures WHERE id = 8)")
    assert found(path) == ["key: captures.digest"]
    assert mend(path) == []
    assert rows(path, "SELECT state FROM leads WHERE url LIKE '%inlagg-7/'") == [("queued",)]


@pytest.mark.parametrize(
    "damage",
    ["DELETE FROM dictionaries", "DELETE FROM dictionary_parts WHERE position = 1",
     "UPDATE dictionary_parts SET data = zeroblob(100) WHERE position = 0", "UPDATE dictionaries SET digest = 'x'"],
)  # fmt: skip
def test_a_damaged_dictionary_is_worked_out_again(path: Path, damage: str) -> None:
    with raw(path) as connection:
        connection.execute(damage)
    assert "dictionary: 1" in found(path)
    assert mend(path) == []
    assert rows(path, "SELECT count(*) FROM captures") == [(POSTS,)]


def test_a_dictionary_that_is_lost_for_good(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("DELETE FROM dictionary_parts WHERE position IN (0, 1)")
    lines = found(path)
    assert lines[0] == "dictionary: 1" and len(lines) == POSTS + 1
    left = mend(path)  # all pages but the one that a revision was read from are queued again
    assert left[0] == "dictionary: 1" and len(left) == 2
    assert rows(path, "SELECT count(*) FROM leads WHERE state = 'queued'") == [(POSTS - 1,)]


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        ("DELETE FROM people", "key: bylines.person_id"), ("DELETE FROM roles", "key: bylines.role_id"),
        ("DELETE FROM organisations", "key: bylines.organisation_id"), ("DELETE FROM tags WHERE id = 1", "key: post_tags.tag_id"),
        ("DELETE FROM sites", "key: posts.site_id"), ("DELETE FROM crawls", "key: failures.crawl_id"),
        ("DELETE FROM captures WHERE id = 5", "key: posts.capture_id"),
    ],
)  # fmt: skip
def test_broken_foreign_keys_are_joined_again(path: Path, damage: str, named: str) -> None:
    before = rows(
        path, "SELECT person, role, organisation, title FROM signatures ORDER BY post_id, person_id"
    )
    with raw(path) as connection:
        connection.execute(damage)
    assert named in found(path)
    assert [line for line in mend(path) if line != "orphan: bodies"] == []
    now = rows(path, "SELECT person, role, organisation, title FROM signatures ORDER BY post_id, person_id")
    assert now == before


def test_a_post_that_is_lost_is_fetched_again_and_what_is_left_of_it_is_kept(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("DELETE FROM posts WHERE id = 20")
    assert "key: texts.post_id" in found(path) and "orphan: leads" in found(path)
    left = mend(path)
    assert "key: texts.post_id" in left and "orphan: leads" not in left
    assert rows(path, "SELECT count(*) FROM texts") == [(POSTS,)]
    assert rows(path, "SELECT url FROM leads WHERE state = 'queued'") == [
        ("https://blogg.example/inlagg-19/",)
    ]


def test_a_stale_search_index(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("DROP TRIGGER texts_after_update")
        connection.execute("UPDATE texts SET text = 'Havet' WHERE post_id = 3")
    assert found(path) == ["search: texts_fts"]
    assert mend(path) == []
    with open_archive(path) as archive:
        assert [hit.id for hit in archive.search.posts("havet")] == [3]


def test_an_index_that_lacks_a_row(path: Path) -> None:
    with raw(path) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'posts(year)', 'posts(state)') WHERE name = 'posts_year'"
        )
    assert any(line.startswith("file: ") for line in found(path))
    assert mend(path) == []


def test_a_truncated_file_is_told_and_left_alone(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 2 // 3 // 4096 * 4096])
    before = path.read_bytes()
    try:
        lines = found(path)
    except ArchiveDamaged:
        lines = ["file: cannot be opened"]
    assert any(line.startswith("file: ") for line in lines)
    assert path.read_bytes() == before


def test_a_zeroed_page_is_told_and_nothing_is_written(path: Path) -> None:
    (page,) = rows(path, "SELECT rootpage FROM sqlite_master WHERE name = 'evidence'")[0]
    with path.open("r+b") as file:
        file.seek((int(str(page)) - 1) * 4096)
        file.write(bytes(4096))
    before = path.read_bytes()
    with open_archive(path, checked=False) as archive:
        problems = look(archive)
        assert any(problem.of_the_file for problem in problems)
        assert archive.repair.mend(problems) is False
    assert path.read_bytes() == before
