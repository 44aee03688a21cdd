"""Stored pages read again: what differs is told and written as ours, and everything else stays as it was."""

from __future__ import annotations

import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scraper.archive import Archive, open_archive
from scraper.crawl.program import Versions, program
from scraper.crawl.replay import _uninterrupted, replay, waiting
from scraper.crawl.rereading import Reread
from scraper.sites import Rulebook, load_rules

TOP = Path(__file__).parents[2]
NOW = datetime(2031, 5, 1, tzinfo=UTC)
WHERE = "bo-i-balans.example"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The committed archive, as if an older program had read it."""
    copy = tmp_path / "archive.db"
    shutil.copy(TOP / "archive.db", copy)
    change(copy, "UPDATE posts SET read_by = '0.0.1'")
    return copy


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with open_archive(path) as opened:
        yield opened


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def rule_for(host: str, title: str) -> str:
    return f'[match]\nhosts = ["{host}"]\n[fields]\ntitle = "{title}"\n'


def run(
    archive: Archive,
    *,
    write: bool = True,
    rules: Rulebook | None = None,
    processes: int = 1,
    again: bool = False,
) -> list[Reread]:
    told: list[Reread] = []
    rules = rules or Rulebook()
    todo = list(archive.readings.of() if again else waiting(archive.readings.of(), rules))
    replay(
        archive, todo, len(todo), rules=rules, now=lambda: NOW, write=write, processes=processes, tell=told.append
    )  # fmt: skip
    return told


def test_a_fresh_crawl_reads_the_same_again(archive: Archive) -> None:
    before = list(archive.dump())
    told = run(archive)
    assert len(told) > 60 and {one.outcome for one in told} == {"same"}
    assert list(archive.dump()) == before
    assert run(archive) == []


def test_what_an_older_program_read_is_put_right_and_kept_as_a_revision_of_ours(path: Path) -> None:
    with open_archive(path) as archive:
        good = list(archive.dump(without=frozenset({"revisions"})))
    change(
        path,
        "UPDATE posts SET title = 'Meny', published = '2001-01-01', digest = 'old' WHERE id = 5",
        "UPDATE texts SET title = 'Meny' WHERE post_id = 5",
        "DELETE FROM bylines WHERE post_id = 6",
        "UPDATE texts SET html = '' WHERE post_id = 7",
        "UPDATE posts SET state = 'gone', gone_at = '2030-01-01T00:00:00Z' WHERE id = 5",
    )
    with open_archive(path) as archive:
        state_before = archive.posts.find(archive.posts.load(5).url)  # type: ignore[union-attr]
        told = {one.post_id: one for one in run(archive) if one.outcome != "same"}
        assert set(told) == {5, 6, 7}
        assert told[5].changed == ("title", "published") and told[5].fields["title"][0] == "Meny"
        assert told[6].changed == ("authors",) and told[7].changed == () and "html" in told[7].fields
        log = archive.history.log()
        assert [(one.what, one.post_id) for one in log if one.what in ("reread", "edited")] == [
            ("reread", 6),
            ("reread", 5),
        ]
        assert (
            archive.history.versions(5)[0].title == "Meny"
            and archive.history.versions(5)[0].cause == "program"
        )
        state = archive.posts.find(told[5].url)
        assert state is not None and state_before is not None
        assert (state.state, state.gone_at, state.changed_at) == ("gone", "2030-01-01T00:00:00Z", None)
        assert archive.search.posts("Meny") == []
    change(path, "UPDATE posts SET state = 'complete', gone_at = NULL")
    with open_archive(path) as archive:
        assert list(archive.dump(without=frozenset({"revisions"}))) == good


def test_a_dry_run_writes_nothing(path: Path) -> None:
    change(path, "UPDATE posts SET title = 'Meny' WHERE id = 5")
    before = path.read_bytes()
    with open_archive(path, read_only=True) as archive:
        told = run(archive, write=False)
    assert [one.fields["title"][0] for one in told if one.fields] == ["Meny"]
    assert path.read_bytes() == before


def test_many_processes_come_to_the_same(path: Path, tmp_path: Path) -> None:
    change(path, "UPDATE posts SET title = 'Meny' || id WHERE id % 7 = 0")
    other = tmp_path / "other.db"
    shutil.copy(path, other)
    dumps = []
    for copy, processes in ((path, 1), (other, 2)):
        with open_archive(copy) as archive, archive.lock():
            run(archive, processes=processes)
            dumps.append(sorted(line.split(" ", 1)[1].split(",", 1)[1] for line in archive.dump()))
            assert list(waiting(archive.readings.of(), Rulebook())) == []
    assert dumps[0] == dumps[1]


def test_a_record_is_never_made_poorer_by_a_page_that_reads_as_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "scraper.crawl.rereading.extract", lambda body, url, **said: __import__("scraper").Post(url)
    )
    before = list(archive.dump())
    assert {one.outcome for one in run(archive)} == {"unreadable"}
    assert list(archive.dump()) == before


def test_damaged_bytes_are_told_and_tried_again_next_time(path: Path) -> None:
    change(
        path,
        "UPDATE bodies SET data = x'00', dictionary_id = NULL WHERE digest ="
        " (SELECT captures.digest FROM captures JOIN posts ON posts.capture_id = captures.id WHERE posts.id = 9)",
    )
    with open_archive(path) as archive:
        assert [one.post_id for one in run(archive) if one.outcome == "damaged"] == [9]
        assert [one.post_id for one in waiting(archive.readings.of(), Rulebook())] == [9]


def test_a_page_that_asked_not_to_be_copied_stays_as_it_is(path: Path) -> None:
    change(path, "UPDATE posts SET capture_id = NULL WHERE id = 4")
    with open_archive(path) as archive:
        assert [one.post_id for one in run(archive) if one.outcome == "no bytes"] == [4]


def test_a_new_rule_is_a_new_version(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sites"
    folder.mkdir()
    rule = folder / "bo.toml"
    rule.write_text(rule_for(WHERE, "title"), "utf-8")
    with open_archive(path) as archive:
        run(archive)
        rules = load_rules(folder)
        told = run(archive, rules=rules)
        assert told and all("title" in one.fields for one in told)
        assert run(archive, rules=load_rules(folder)) == []
        rule.write_text("# a remark\n" + rule_for(WHERE, "title"), "utf-8")
        assert run(archive, rules=load_rules(folder)) == []
        rule.write_text(rule_for(WHERE, "h1"), "utf-8")
        assert len(run(archive, rules=load_rules(folder))) == len(told)


def test_the_version_names_program_and_rules(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(rule_for("a.example", "h1"), "utf-8")
    versions = Versions(load_rules(tmp_path))
    assert versions.of("https://b.example/x/") == program()
    assert versions.of("https://a.example/x/").startswith(program() + ".")


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Python's own handler: a test run in the background of a shell is started with interrupts ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_while_processes_begin_is_neither_theirs_nor_lost() -> None:
    with pytest.raises(KeyboardInterrupt), _uninterrupted():
        signal.raise_signal(signal.SIGINT)  # to this thread, whatever others there are
        assert signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, [])
