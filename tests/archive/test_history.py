"""Events and revisions, told as one story; and an archive of before gets them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from scraper.archive import Archive, open_archive
from scraper.archive.migrations import apply
from scraper.archive.open import _connect
from tests.archive.conftest import NOW, post_at


def test_a_life_is_told_newest_first(archive: Archive, site_id: int) -> None:
    days = [NOW + timedelta(days=number) for number in range(6)]
    one = archive.posts.insert(site_id, post_at(text=""), digest="0", now=days[0], state="stub")
    archive.posts.rewrite(one, post_at(), digest="1", now=days[1])
    archive.posts.revise(one, post_at(title="Ny"), digest="2", changed=("title",), now=days[2])
    archive.posts.gone(one, now=days[3], reason="answered 404")
    archive.posts.gone(one, now=days[4], reason="answered 404")
    assert archive.posts.returned(one, now=days[4]) and not archive.posts.returned(one, now=days[5])
    archive.posts.gone(one, now=days[5])
    archive.posts.rewrite(one, post_at(title="Ny"), digest="2", now=days[5] + timedelta(hours=1))
    told = [change.what for change in archive.history.log(one)]
    assert told == ["returned", "gone", "returned", "gone", "edited", "completed", "new"]
    assert [change.what for change in archive.history.log(limit=2)] == ["returned", "gone"]
    versions = archive.history.versions(one)
    assert [(version.number, version.title) for version in versions] == [
        (1, "Ett inlägg om ängar"),
        (None, "Ny"),
    ]
    assert archive.history.versions(999) == archive.history.log(999) == []


def test_a_stub_can_be_taken_away_and_a_post_cannot(archive: Archive, site_id: int) -> None:
    stub = archive.posts.insert(site_id, post_at("a"), digest="0", now=NOW, state="stub")
    whole = archive.posts.insert(site_id, post_at("b"), digest="0", now=NOW)
    for number in (stub, whole):
        archive.posts.discard(number)
    assert (archive.posts.state(stub), archive.posts.state(whole)) == ("", "complete")


@pytest.mark.parametrize(
    "block",
    [
        "Ängarna blommar här, och det gläder alla som går förbi.",
        'a "quoted" AND (odd) block of text',
        "",
        "—",
    ],
)
def test_what_several_posts_hold_is_common(archive: Archive, site_id: int, block: str) -> None:
    for number in range(3):
        archive.posts.insert(
            site_id, post_at(f"nr-{number}", text=f"Nr {number}.\n\n{block}"), digest="0", now=NOW
        )
    own = any(char.isalnum() for char in block)
    assert archive.search.is_common(site_id, block, besides=1) is own
    assert not archive.search.is_common(site_id, "Nr 1.", besides=3)
    assert not archive.search.is_common(site_id + 1, block, besides=1)


def test_an_archive_of_before_is_brought_up_to_date(path: Path) -> None:
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
        archive.posts.insert(site_id, post_at(), digest="1", now=NOW)
    old = path.with_name("old.db")
    database = _connect(old, read_only=False)
    apply(database, before="m004_memory")
    database.execute("PRAGMA application_id = 0x53435241")
    database.execute("INSERT INTO sites (url, name, added_at) VALUES ('https://blogg.example/', 'x', '2020')")
    database.execute(
        "INSERT INTO posts (site_id, url, url_key, first_seen_at, last_seen_at, digest, state, gone_at)"
        " VALUES (1, 'https://blogg.example/a/', 'blogg.example/a', '2020', '2020', '1', 'gone', '2021-01-01T00:00:00Z')"
    )
    database.close()
    with open_archive(old) as archive:
        assert [change.what for change in archive.history.log()] == ["gone", "new"]
        schema = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name"
        found = dict(archive._db.execute(schema).fetchall())
    with open_archive(path) as archive:
        assert found == dict(archive._db.execute(schema).fetchall())
