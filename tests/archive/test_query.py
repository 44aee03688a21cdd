"""What a person types is a query: filters, phrases, begun words, and never an error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.archive import Archive, open_archive
from scraper.archive.query import Query, apart, beginnings, misread, read_query, without_beginnings
from scraper.archive.search import Order, match_expression
from scraper.model.dates import DateStamp, Precision
from scraper.model.post import Author
from tests.archive.conftest import NOW, post_at


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", Query()),
        ("bygga hus", Query('"bygga" "hus" *')),
        ("bygg* hus", Query('"bygg" * "hus" *')),
        ('"sociala mål" hus', Query('"sociala mål" "hus" *')),
        ('hus "sociala mål', Query('"hus" "sociala mål"')),
        ("hus -budget", Query('"hus"', '"budget"')),
        ('hus -"stor budget" -x', Query('"hus"', '"stor budget" OR "x"')),
        ("author:Öhrvall", Query(author=["ohrvall"])),
        ('author:"Ek, Anna" role:VD', Query(author=["ek anna"], role=["vd"])),
        ("org:Grön site:Blogg", Query(organisation=["gron"], site=["blogg"])),
        ("year:2019", Query(after="2019", before="2020")),
        ("year:2017-2019 hus", Query('"hus" *', after="2017", before="2020")),
        ("before:2019-06 after:2018-01-31", Query(after="2018-01-31", before="2019-06")),
        ("year:2019 after:2019-05 before:2019-06", Query(after="2019-05", before="2019-06")),
        ("year:soon", Query('"year soon" *')),
        ("before:2019-13", Query('"before 2019 13" *')),
        ("https://a.example/b", Query('"https a example b" *')),
        ("author:", Query('"author" *')),
        ("AND (OR NEAR* ^col:", Query('"AND" "OR" "NEAR" * "col" *')),
    ],
)
def test_queries(text: str, query: Query) -> None:
    assert read_query(text) == query


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    path: Path = tmp_path_factory.mktemp("queries") / "archive.db"
    with open_archive(path) as archive:
        first = archive.sites.ensure("https://blogg.example/", now=NOW, name="Bloggen")
        second = archive.sites.ensure("https://nytt.example/", now=NOW, name="Åre-nyheter")
        signed = {
            "anna": Author("Anna Öhrvall", "VD", "Grön AB", raw="Anna Öhrvall, VD, Grön AB"),
            "bo": Author("Bo Ek", "projektledare", "Blå AB", raw="Bo Ek, projektledare, Blå AB"),
        }
        for place, (site, slug, day, who) in enumerate(
            [
                (first, "ett", "2018-05-01", ("anna",)),
                (first, "tva", "2019-05-31", ("bo",)),
                (first, "tre", "2019-06-01", ("anna", "bo")),
                (second, "fyra", "2020-01-01", ("bo",)),
            ]
        ):
            stamp = DateStamp(day, Precision.DAY)
            post = post_at(
                slug,
                published=stamp,
                title=slug,
                text=f"Om hus nummer {slug}.",
                authors=tuple(signed[w] for w in who),
            )
            archive.posts.insert(site, post, digest=str(place), now=NOW)
        yield archive


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("author:ohrvall", ["tre", "ett"]),
        ('author:"öhrvall anna"', ["tre", "ett"]),
        ("author:öhr", ["tre", "ett"]),
        ("author:vall", []),
        ("author:anna author:bo", ["tre"]),
        ("author:anna role:projektledare", []),  # Bo is, beside her, but she is not
        ("author:bo role:projektled org:blå", ["fyra", "tre", "tva"]),
        ("org:grön", ["tre", "ett"]),
        ("site:nyheter", ["fyra"]),
        ("site:ÅRE", ["fyra"]),
        ("site:blogg.example year:2019", ["tre", "tva"]),
        ("before:2019-06", ["tva", "ett"]),
        ("after:2019-06", ["fyra", "tre"]),
        ("year:2018-2019 -tva", ["tre", "ett"]),
        ("hus -tva -fyra", ["tre", "ett"]),
        ("hus author:bo", ["fyra", "tre", "tva"]),
        ("author:%", []),
    ],
)
def test_filters(library: Archive, text: str, slugs: list[str]) -> None:
    assert [hit.url.split("/")[-2] for hit in library.search.posts(text, order="date")] == slugs


PARTS = st.sampled_from(
    ['"', "-", ":", "author:", "role:", "year:", "before:", "2019-", "*", "(", ")", "'", " ", "%", "_", "NEAR", "ä", "\x00", "\ud800"]
)  # fmt: skip


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(PARTS | st.text(max_size=8), max_size=12).map("".join),
    order=st.sampled_from(get_args(Order)),
)
def test_no_query_fails(library: Archive, text: str, order: Order) -> None:
    assert len(library.search.posts(text, order=order)) <= 4


def test_lists_say_who_held_which_role_and_when(library: Archive) -> None:
    found = library.lists.people("ek bo", limit=9)
    assert [(row["role"], row["first"], row["last"], row["posts"]) for row in found] == [
        ("projektledare", "2019-05-31", "2019-06-01", 2),
        ("projektledare", "2020-01-01", "2020-01-01", 1),  # the same name on another site is another person
    ]
    assert {row["role"]: row["posts"] for row in library.lists.roles(limit=9)} == {
        "projektledare": 3,
        "VD": 2,
    }
    assert [row["organisation"] for row in library.lists.organisations("gron", limit=9)] == ["Grön AB"]
    assert [(row["site"], row["year"], row["posts"]) for row in library.lists.stats()] == [
        ("Bloggen", 2018, 1), ("Bloggen", 2019, 2), ("Åre-nyheter", 2020, 1),
    ]  # fmt: skip


def test_where_filters_are_not_known_they_are_words_and_never_dropped() -> None:
    assert match_expression("author:ek hus") == '"author" "ek" "hus" *'


@pytest.mark.parametrize(
    ("text", "words", "begun"),
    [
        ('"sociala mål" hus', '"sociala" "mål" "hus" *', ["hus"]),
        ("e-post* och", '"e" "post" * "och" *', ["post", "och"]),
        ('"hus"', '"hus"', []),
        ("-hus* tak*", '"tak" *', ["tak"]),
    ],
)
def test_phrases_are_taken_apart_and_beginnings_named(text: str, words: str, begun: list[str]) -> None:
    query = read_query(text)
    assert (apart(query).match, beginnings(query.match)) == (words, begun)


@given(text=st.text(alphabet='ab "*-森', max_size=30), these=st.sets(st.sampled_from(["a", "b", "ab", "森"])))
def test_an_expression_without_beginnings_has_all_else(text: str, these: set[str]) -> None:
    match = read_query(text).match
    assert beginnings(apart(read_query(text)).match) == beginnings(match)
    left = without_beginnings(match, list(these))
    assert beginnings(left) == [one for one in beginnings(match) if one not in these]
    assert without_beginnings(match, []) == match and "*" not in without_beginnings(match, beginnings(match))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("yeer:2019", "yeer:2019 was looked for as words: there is no filter yeer:, but author: "),
        ("organisation:telge hus", "there is no filter organisation:"),
        ("year:soon", "the filter year: is written as in year:2019"),
        ("before:gestern", "the filter before: is written as in before:2019-06"),
        ("författare:ek", "there is no filter författare:"),
    ],
)
def test_what_looks_like_a_filter_and_is_none_is_told(text: str, told: str) -> None:
    (line,) = misread(text)
    assert told in line


@pytest.mark.parametrize(
    "text", ["", "hus", "author:ek year:2019", "https://blog.example.org/", '"obs: viktigt"', "-a:b", "12:30"]
)
def test_words_and_filters_are_not_misread(text: str) -> None:
    assert misread(text) == []


@given(st.text(max_size=60))
def test_nothing_breaks_what_is_told(text: str) -> None:
    assert all("\x00" not in line for line in misread(text))
