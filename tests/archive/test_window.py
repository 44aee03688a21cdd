"""A few posts in an index in memory answer as the archive's own does."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive import Archive, open_archive
from scraper.archive.conditions import matching
from scraper.archive.query import read_query
from scraper.archive.window import SNIPPET, having_among, passages, titled_among
from tests.archive.conftest import NOW, post_at

WORDS = ("Ängar", "angar", "hus", "husbåt", "tak-terrass", "été", "森林", "2019", "ö")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    random = Random(2)
    with open_archive(tmp_path_factory.mktemp("window") / "archive.db") as archive:
        site = archive.sites.ensure("https://b.example/", now=NOW)
        for number in range(40):
            title, text = (" ".join(random.choices(WORDS, k=most)) for most in (2, 30))
            archive.posts.insert(
                site, post_at(f"p{number}", title=title, text=text), digest=f"{number}", now=NOW
            )
        yield archive


_WORD = st.sampled_from(WORDS).flatmap(lambda word: st.integers(1, len(word)).map(lambda most: word[:most]))
_TYPED = st.lists(
    st.builds("{}{}{}".format, st.sampled_from(["", "-"]), _WORD, st.sampled_from(["", "*"])), max_size=3
)


@given(typed=_TYPED, phrase=st.lists(_WORD, max_size=2), few=st.sets(st.integers(1, 45)))
def test_the_same_posts_with_the_same_passages(
    library: Archive, typed: list[str], phrase: list[str], few: set[int]
) -> None:
    match = matching(read_query(" ".join([f'"{" ".join(phrase)}"', *typed])))
    if not match:
        return
    sql = f"SELECT rowid, {SNIPPET} FROM texts_fts WHERE texts_fts MATCH ?"
    indexed = {number: told for number, told in library._db.execute(sql, (match,)) if number in few}
    assert having_among(library._db, sorted(few), match) == set(indexed)
    assert passages(library._db, sorted(few), match) == indexed
    titles = f"title : ({match})"
    in_title = {row[0] for row in library._db.execute(sql, (titles,))}
    assert titled_among(library._db, sorted(few), titles) == in_title & few
