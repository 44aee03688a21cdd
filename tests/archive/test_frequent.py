"""Words that more posts have than are ranked: the same posts in the order of their days, those with the words in the title first."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from scraper.archive import Archive, beginnings, frequent, newest, open_archive
from scraper.archive.query import read_query
from scraper.archive.records import Records, Selection
from scraper.archive.search import Order, find
from scraper.model.dates import DateStamp
from scraper.model.post import Author
from tests.archive.conftest import NOW, post_at

FEW = 5
WORDS = ("skog", "skogen", "vatten", "sten", "森林")
ASKED = (
    '"skog"', "skog*", "sko*", "skog vatten*", '"skog vatten"', "skog -sten", "skog author:ek", "vatten year:2019",
    "skog site:b1", "skog* author:ek", "vatten site:b1 year:2018-2020", "vatten role:chef -sten", "skog after:2021", "sten author:ek author:lind",
    "sko* -vat*", "st* 森林*", '"skog vatten" site:b2', "sk* author:ek year:2018-2021",
)  # fmt: skip
"""Queries without a last word that may be only begun."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    random = Random(4)
    with open_archive(tmp_path_factory.mktemp("frequent") / "archive.db") as archive:
        sites = [archive.sites.ensure(f"https://b{n}.example/", now=NOW, name=f"b{n}") for n in (1, 2)]
        for number in range(80):
            authors = random.choices(
                [Author("Ada Ek", "chef"), Author("Bo Lind"), Author("Cy Ek", "vakt")], k=2
            )
            day = f"{random.randint(2017, 2022)}-0{random.randint(1, 9)}-11"
            post = post_at(
                f"p{number}",
                title=" ".join(random.choices(WORDS, k=2)),
                text=" ".join(random.choices(WORDS, k=random.randint(1, 6))),
                authors=tuple(authors),
                published=DateStamp(day) if number % 9 else None,
            )
            archive.posts.insert(random.choice(sites), post, digest=f"{number}", now=NOW)
        yield archive


@pytest.fixture(
    params=[
        {"ASKED": 1_000, "STRETCH": 10},
        {"ASKED": 0, "FIRST": 1, "STRETCH": 10, "FAR": 5},
        {"ASKED": 0, "FIRST": 2, "HANDED": -9_999, "BATCH": 9, "OPENED": 3},  # asking costs nothing
        {"ASKED": 0, "FIRST": 3, "HANDED": -9_999, "TEXTS": 0, "READ": 0, "REACH": 0},
        {"ASKED": 30, "REACH": 20, "FIRST": 3, "STRETCH": 1, "HANDED": 9_999},  # and here very much
        {"ASKED": 40, "REACH": 0, "FIRST": 1, "STRETCH": 7, "READ": 0, "MANY_TEXTS": 0},
    ]
)
def bounds(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way to the posts, one after the other."""
    for name, value in request.param.items():
        monkeypatch.setattr(newest if hasattr(newest, name) else frequent, name, value)


@pytest.fixture
def heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every beginning stands for too much."""
    monkeypatch.setattr(beginnings, "PAGES", -1)


@pytest.mark.parametrize("text", ASKED)
def test_newest_first_is_the_same_however_many(library: Archive, bounds: None, text: str) -> None:
    for limit, offset in ((7, 0), (7, 7), (100, 0), (7, 70)):
        exact = find(library._db, text, order="date", limit=limit, offset=offset)
        found = find(library._db, text, order="date", limit=limit, offset=offset, many=FEW)
        assert found.hits == exact.hits
        assert found.frequent and not found.whole and not exact.frequent and not exact.more
        assert found.total == exact.total or (found.more and found.total < exact.total)


@pytest.mark.parametrize("text", ASKED)
def test_best_first_is_the_words_in_the_title_first(library: Archive, bounds: None, text: str) -> None:
    db = library._db
    exact, found = find(db, text, limit=100), find(db, text, limit=100, many=FEW)
    assert found.frequent and len(set(found.hits)) == len(found.hits) >= min(found.total, exact.total)
    assert {(hit.id, hit.snippet) for hit in found.hits} <= {(hit.id, hit.snippet) for hit in exact.hits}
    titled = "SELECT rowid FROM texts_fts WHERE texts_fts MATCH ?"
    in_title = {row[0] for row in db.execute(titled, (f"title : ({read_query(text).match})",))}
    order = [hit.id in in_title for hit in found.hits]
    assert order == sorted(order, reverse=True)


@pytest.mark.parametrize("text", ASKED)
def test_pages_follow_each_other(library: Archive, text: str) -> None:
    db = library._db
    pages = [find(db, text, limit=10, offset=offset, many=FEW).hits for offset in range(0, 90, 10)]
    whole = find(db, text, limit=100, many=FEW).hits
    assert [hit for page in pages for hit in page] == [*whole][: sum(map(len, pages))]
    assert len(pages[0]) == min(10, len(whole))


@pytest.mark.parametrize(
    ("text", "same_as", "whole"),
    [
        ("skog", '"skog"', True),  # many have it as it is
        ("skog*", "skog* ", False),
        ("vatten sko", "vatten sko*", False),  # few have it as it is
        ("s", '"s"', True),
        ("vatten s*", 'vatten "s"', True),
        ("vatten -s*", 'vatten -"s"', True),
        ("森", "森*", False),  # a word, and not the beginning of one
    ],
)
def test_beginnings_of_too_much_are_words(library: Archive, text: str, same_as: str, whole: bool) -> None:
    db = library._db
    found, same = find(db, text, order="date", many=FEW), find(db, same_as, order="date")
    assert found.hits == same.hits and found.whole == whole
    assert not find(db, text).whole


def test_filters_of_few_posts_are_counted_whole(library: Archive) -> None:
    found = find(library._db, '"skog" author:lind', many=FEW)
    assert not found.more and found.total == len(library.search.posts('"skog" author:lind', limit=100))


def test_a_phrase_of_frequent_words_is_counted_as_far_as_it_is_looked_for(library: Archive) -> None:
    exact = find(library._db, '"skog vatten"', limit=100)
    page, whole = (find(library._db, '"skog vatten"', limit=limit, many=FEW) for limit in (2, 100))
    assert (page.total, page.more) == (2, True)
    assert (whole.total, whole.more) == (exact.total, False)


@pytest.mark.parametrize(
    "text", ["sko*", "st* vat*", "sko* 森林", "sko* author:ek", "sko* year:2019", "sko* -vat*"]
)
def test_beginnings_of_very_much_show_the_newest(
    library: Archive, bounds: None, heavy: None, text: str
) -> None:
    exact = find(library._db, text, order="date", limit=100)
    found = find(library._db, text, limit=100, many=FEW)
    assert found.frequent and {hit.id for hit in found.hits} == {hit.id for hit in exact.hits}
    assert find(library._db, text, order="date", limit=100, many=FEW).hits == exact.hits
    if found.newest:
        assert found.hits == exact.hits


def test_what_nobody_put_a_star_behind_is_a_word_where_it_begins_very_much(
    library: Archive, heavy: None
) -> None:
    found = find(library._db, "sko", many=FEW)
    assert (found.whole, found.hits) == (True, ())
    assert find(library._db, "sko*", many=FEW).newest and not find(library._db, "sko").whole


@pytest.mark.parametrize("text", [*ASKED, "sko", "森"])
@pytest.mark.parametrize("site", [None, 1])
def test_records_of_frequent_words_are_the_same(
    library: Archive, bounds: None, text: str, site: int | None
) -> None:
    selection, few = Selection(query=text, site=site), Records(library._db, many=FEW)
    for limit, offset in ((7, 0), (7, 7), (100, 0)):
        found = few.of(selection, limit=limit, offset=offset)
        assert list(found) == list(library.records.of(selection, limit=limit, offset=offset))
    assert few.collect(selection, limit=2) == library.records.collect(selection, limit=2)


@pytest.mark.parametrize(
    "text",
    ["author:ek", "author:ek year:2019", "author:ek author:lind", "role:chef site:b1", "author:lind -sten"],
)
def test_what_very_many_signed_is_the_same(library: Archive, bounds: None, text: str) -> None:
    for limit, offset in ((3, 0), (3, 3), (100, 0), (7, 70)):
        exact = find(library._db, text, limit=limit, offset=offset)
        found = find(library._db, text, limit=limit, offset=offset, many=FEW)
        assert found.hits == exact.hits and not found.frequent
        assert found.total == exact.total or (found.more and found.total < exact.total)


@pytest.mark.parametrize(
    "text",
    [
        "-skog year:2019",
        "-skog site:b1",
        "-vat* author:ek",
        '-"skog vatten" before:2021',
        "-skog -sten after:2018 site:b2",
    ],
)
def test_without_a_word_that_very_many_have_is_the_same(library: Archive, bounds: None, text: str) -> None:
    orders: tuple[Order, ...] = ("relevance", "date")
    for order in orders:
        for limit, offset in ((3, 0), (3, 3), (100, 0), (7, 70)):
            exact = find(library._db, text, order=order, limit=limit, offset=offset)
            found = find(library._db, text, order=order, limit=limit, offset=offset, many=FEW)
            assert found.hits == exact.hits and not found.frequent
            assert found.total == exact.total or (found.more and found.total < exact.total)


def test_a_post_that_two_of_those_asked_for_signed_counts_once(library: Archive, bounds: None) -> None:
    whole = find(library._db, "role:chef")  # and some were signed by two of them
    bylines = "SELECT count(*) FROM bylines JOIN roles ON roles.id = role_id WHERE title = 'chef'"
    assert whole.total <= library._db.execute(bylines).fetchone()[0]
    found = find(library._db, "role:chef", limit=2, many=whole.total)
    assert (found.total, found.more) == (whole.total, False)
