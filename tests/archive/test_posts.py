"""What goes in comes out; what was said before is kept; what says the same is not written."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.archive import Archive, open_archive
from scraper.model.dates import DateStamp, Precision, Zone
from scraper.model.evidence import Evidence
from scraper.model.post import Author, Post
from tests.archive.conftest import NOW, post_at

LATER = NOW + timedelta(days=1)


def rows(archive: Archive, table: str) -> list[str]:
    return [line for line in archive.dump() if line.startswith(f"{table} ")]


def test_what_goes_in_comes_out(archive: Archive, site_id: int) -> None:
    post = post_at()
    assert archive.posts.load(archive.posts.insert(site_id, post, digest="1", now=NOW)) == post


def test_a_post_of_which_little_is_known(archive: Archive, site_id: int) -> None:
    bare = Post("https://blogg.example/bar/", site_name="Bloggen")
    assert archive.posts.load(archive.posts.insert(site_id, bare, digest="1", now=NOW, state="stub")) == bare
    stored = archive.posts.find(bare.url)
    assert stored is not None and stored.state == "stub"


@pytest.mark.parametrize(
    "stamp",
    [
        DateStamp("2019", Precision.YEAR),
        DateStamp("2019-05", Precision.MONTH),
        DateStamp("2019-05-29"),
        DateStamp("2019-05-29T08:15", Precision.MINUTE),
        DateStamp("2019-05-29T08:15Z", Precision.MINUTE, Zone.UTC),
        DateStamp("2019-05-29T08:15+02:00", Precision.MINUTE, Zone.OFFSET),
        DateStamp("2019-05-29T08:15:00-05:00", Precision.SECOND, Zone.OFFSET),
        DateStamp("2019-05-29T08:15:00+00:00", Precision.SECOND, Zone.UTC),
    ],
)
def test_dates_keep_their_precision_and_zone(archive: Archive, site_id: int, stamp: DateStamp) -> None:
    post = archive.posts.load(
        archive.posts.insert(site_id, post_at(published=stamp, modified=stamp), digest="1", now=NOW)
    )
    assert post is not None
    for loaded in (post.published, post.modified):
        assert loaded is not None
        assert (loaded.value, loaded.precision, loaded.zone) == (stamp.value, stamp.precision, stamp.zone)


def test_another_spelling_is_the_same_row_and_still_loads_as_printed(archive: Archive, site_id: int) -> None:
    one = post_at("ett", authors=(Author("Örjan Sköld", "Skogvaktare", "Ängsbolaget"),))
    other = post_at("tva", authors=(Author("ORJAN SKÖLD", "skogvaktare", "ÄNGSBOLAGET"),))
    archive.posts.insert(site_id, one, digest="1", now=NOW)
    assert archive.posts.load(archive.posts.insert(site_id, other, digest="1", now=NOW)) == other
    assert len(rows(archive, "people")) == 2  # with the photographer
    assert len(rows(archive, "roles")) == 1
    assert len(rows(archive, "spellings")) == 7


def test_a_post_is_found_by_any_spelling_of_its_address(archive: Archive, site_id: int) -> None:
    post_id = archive.posts.insert(site_id, post_at("ett"), digest="1", now=NOW)
    archive.posts.alias(post_id, "https://blogg.example/?p=17", "guid")
    for url in (
        "http://www.blogg.example/ett?utm_source=x",
        "https://blogg.example/?p=17",
        "http://blogg.example/?p=17",
    ):
        stored = archive.posts.find(url)
        assert stored is not None and stored.id == post_id
    assert archive.posts.find("https://blogg.example/annat/") is None


def test_an_alias_never_takes_another_posts_address(archive: Archive, site_id: int) -> None:
    one = archive.posts.insert(site_id, post_at("ett"), digest="1", now=NOW)
    two = archive.posts.insert(site_id, post_at("tva"), digest="2", now=NOW)
    archive.posts.alias(one, "https://blogg.example/tva/", "redirect")
    archive.posts.alias(one, "https://blogg.example/tre/", "redirect")
    archive.posts.alias(two, "https://blogg.example/tre/", "redirect")
    assert [archive.posts.find(f"https://blogg.example/{slug}/").id for slug in ("tva", "tre")] == [two, one]  # type: ignore[union-attr]


def test_an_edit_keeps_what_was_said(archive: Archive, site_id: int) -> None:
    post = post_at()
    post_id = archive.posts.insert(site_id, post, digest="1", now=NOW)
    edited = replace(
        post, title="Rättad titel", text="Ny text.", authors=(Author("Någon Annan", "vikarie"),), tags=()
    )
    archive.posts.revise(post_id, edited, digest="2", changed=("title", "text"), now=LATER)
    assert archive.posts.load(post_id) == edited
    (revision,) = rows(archive, "revisions")
    assert "Ett inlägg om ängar" in revision and "Ängarna blommar." in revision and "Örjan Sköld" in revision
    assert archive.search.posts("ny text") and not archive.search.posts("ängarna")


def test_a_stub_that_is_filled_in_was_not_edited(archive: Archive, site_id: int) -> None:
    post_id = archive.posts.insert(site_id, post_at(text=""), digest="1", now=NOW, state="stub")
    archive.posts.revise(post_id, post_at(), digest="2", changed=("text",), now=LATER)
    stored = archive.posts.find(post_at().url)
    assert stored is not None and stored.state == "complete"
    assert rows(archive, "revisions") == []


def test_gone_and_back(archive: Archive, site_id: int) -> None:
    post_id = archive.posts.insert(site_id, post_at(), digest="1", now=NOW)
    archive.posts.gone(post_id, now=LATER)
    once = list(archive.dump())
    archive.posts.gone(post_id, now=LATER + timedelta(days=1))
    assert list(archive.dump()) == once
    assert archive.posts.load(post_id) == post_at()
    archive.posts.touch(post_id, now=LATER)
    stored = archive.posts.find(post_at().url)
    assert stored is not None and stored.state == "complete"


def test_bytes_of_no_known_alphabet_do_no_harm(archive: Archive, site_id: int) -> None:
    odd = post_at(
        title="\ud800 tecken\x00",
        authors=(Author("\udfff", "\ud800 chef", None, raw="\ud800"),),
        tags=("\ud801",),
    )
    post_id = archive.posts.insert(site_id, odd, digest="1", now=NOW)
    loaded = archive.posts.load(post_id)
    assert loaded is not None and loaded.title is not None and "tecken" in loaded.title


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=30),
    st.lists(st.tuples(st.text(min_size=1, max_size=20), st.none() | st.text(max_size=20)), max_size=4),
)
def test_any_text_can_be_stored(
    tmp_path_factory: pytest.TempPathFactory, title: str, people: list[tuple[str, str | None]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "archive.db"
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
        authors = tuple(Author(name, role, raw=name) for name, role in people)
        evidence = tuple(Evidence("authors", name, role, "visible") for name, role in people)
        post_id = archive.posts.insert(
            site_id,
            post_at(title=title, authors=authors, evidence=evidence, site_name="x"),
            digest="1",
            now=NOW,
        )
        loaded = archive.posts.load(post_id)
    assert loaded is not None
    assert (loaded.title, loaded.evidence, loaded.authors) == (title, evidence, authors)
