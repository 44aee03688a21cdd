"""One text under many addresses, and pages of listings that show the same again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scraper.crawl.paging import SAME_AGAIN, SAME_TITLES, Paging
from scraper.crawl.twins import Shapes, believable_canonical, same_text, say_the_same
from scraper.discovery.scope import site_scope
from scraper.model.dates import DateStamp, Precision
from scraper.model.evidence import Evidence
from scraper.model.lead import Lead
from scraper.model.post import Post

HOME = "https://blog.example/"
SCOPE = site_scope(HOME)
LONG = "The mill was opened again after three years of work, and everybody was there. " * 4
POST = Post(HOME + "a/", title="The mill", published=DateStamp("2020-05-02", Precision.DAY), text=LONG)


@pytest.mark.parametrize(
    ("claim", "believed"),
    [
        ("https://blog.example/b/", True), ("http://www.blog.example/b/", True), (None, False), (HOME, False), (HOME + "a", False), (HOME + "tag/x/", False),
        (HOME + "page/2/", False), ("https://other.example/b/", False), (HOME + "?sort=a", False), ("mailto:x", False),
    ],
)  # fmt: skip
def test_which_canonical_addresses_may_be_true(claim: str | None, believed: bool) -> None:
    found = believable_canonical(replace(POST, canonical_url=claim), POST.url, SCOPE, HOME)
    assert found == (claim if believed else None)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({}, True), ({"title": "Print: The mill"}, True), ({"text": "Page two of it."}, True), ({"text": LONG + "One more line.", "published": None}, True),
        ({"text": "Something else.", "published": None}, False), ({"title": "Weather, day 2", "text": LONG.replace("three", "four")}, False), ({"title": None, "text": ""}, False),
    ],
)  # fmt: skip
def test_whether_two_pages_are_one_post(change: dict[str, object], same: bool) -> None:
    assert say_the_same(POST, replace(POST, **change)) is same  # type: ignore[arg-type]


def test_the_same_text_is_found_again_but_a_short_one_only_on_its_day() -> None:
    other_day = DateStamp("2021-05-02", Precision.DAY)
    assert same_text(replace(POST, published=other_day), [(1, replace(POST, text="x")), (2, POST)]) == 2
    short = replace(POST, text="See you tomorrow.")
    assert same_text(short, [(1, short)]) == 1
    assert same_text(replace(short, published=other_day), [(1, short)]) is None


def test_a_shape_of_addresses_is_a_trap_after_ten_twins_and_hardly_any_posts() -> None:
    shapes = Shapes()
    for number in range(9):
        shapes.note(f"{HOME}read/{number}/", twin=True)
    assert not shapes.is_trap(HOME + "read/10/")
    shapes.note(HOME + "read/9/", twin=True)
    assert shapes.is_trap(HOME + "read/10/")
    assert not shapes.is_trap(HOME + "news/10/")
    for number in range(3):
        shapes.note(f"{HOME}read/true-{number}/", twin=False)
    assert not shapes.is_trap(HOME + "read/10/")


def leads(*names: str, query: str = "") -> list[Lead]:
    return [Lead(f"{HOME}{name}/{query}", hints=(Evidence("title", name, None, "card"),)) for name in names]


def test_pages_are_turned_while_they_show_something_new() -> None:
    paging = Paging()
    assert paging.stop("html", leads("a", "b", "c")) == ""
    assert paging.stop("feed", leads("a", "b", "c")) == "", "kinds do not end each other"
    assert paging.stop("html", leads("c", "d")) == ""
    assert paging.would_stop("html", leads("e")) == ""
    assert paging.stop("html", leads("a", "d")) == SAME_AGAIN
    assert paging.stop("html", []) == SAME_AGAIN
    assert paging.stop("html", leads("a", "b", "c", query="?via=2")) == SAME_TITLES
