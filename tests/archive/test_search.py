"""Any text is a query; case and accents make no difference; the index follows the texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.archive import Archive, open_archive
from tests.archive.conftest import NOW, post_at


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path: Path = tmp_path_factory.mktemp("search") / "archive.db"
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
        archive.posts.insert(
            site_id, post_at("ett", title="Ängen", text="Om Åkessons lada."), digest="1", now=NOW
        )
        archive.posts.insert(
            site_id, post_at("tva", title="Skogen", text="Om ängen vid ladan."), digest="2", now=NOW
        )
        yield archive


@pytest.mark.parametrize(
    ("words", "slugs"),
    [
        ("akessons", ["ett"]),
        ("ÅKESS", ["ett"]),
        ("lada", ["ett", "tva"]),
        ("lada om", ["ett"]),
        ("skogvaktare", ["ett", "tva"]),
        ("ängen", ["ett", "tva"]),  # in the title before in the text
        ("angen skogen", ["tva"]),
        ('"om ängen"', ["tva"]),
        ('"ängen om"', []),
        ("finns inte", []),
        ("", []),
        ('"', []),
        ("* AND (", []),
    ],
)
def test_words(library: Archive, words: str, slugs: list[str]) -> None:
    hits = library.search.posts(words)
    assert [hit.url.split("/")[-2] for hit in hits] == slugs
    assert all(hit.snippet for hit in hits)


def test_the_words_found_are_marked(library: Archive) -> None:
    (hit,) = library.search.posts("akessons")
    assert "\x02Åkessons\x03" in hit.snippet


def test_a_passage_is_of_the_text_and_repeats_no_title_and_no_byline(library: Archive) -> None:
    (hit,) = library.search.posts("skogen")
    assert (hit.title, hit.snippet) == ("Skogen", "Om ängen vid ladan.")
    assert not any(hit.snippet == hit.byline for hit in library.search.posts("skogvaktare"))


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60) | st.text(alphabet='"*()^:-+{}ANDORNOTE ä\x00\ud800', max_size=40), st.integers())
def test_no_query_is_malformed(library: Archive, words: str, limit: int) -> None:
    assert len(library.search.posts(words, limit=limit)) <= 2


def test_limit(library: Archive) -> None:
    assert len(library.search.posts("om", limit=1)) == 1
    assert library.search.posts("om", limit=0) == []
