"""What answers at a post's address, and what it says about the record: every sort, in several languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fixtures.walls import WALLS
from scraper.crawl.contradiction import by_page, by_status, can_replace, says_door, says_missing, shared
from scraper.extraction import extract
from scraper.model.capture import Capture
from scraper.model.dates import DateStamp
from scraper.model.evidence import Evidence
from scraper.model.post import PageKind, Post

HOME = "https://blog.example/"
URL = "https://blog.example/news/a-post/"
TEXT = " ".join(f"word{number} and more" for number in range(40))


def titled(title: str, text: str, **changes: object) -> Post:
    said = (Evidence("title", title, title, "visible", "h1", True),)
    return replace(Post(URL, title=title, text=text, evidence=said), **changes)  # type: ignore[arg-type]


OLD = titled("A post about bridges", TEXT)


def at(final: str = URL, body: bytes = b"<p>", status: int = 200) -> Capture:
    return Capture(URL, final, status, {}, body)


@pytest.mark.parametrize(
    ("new", "capture", "sort"),
    [
        (OLD, at(), None),
        (titled("Another title", TEXT + " edited"), at(), None),
        (titled("A post about bridges", TEXT[:400]), at(), None),
        (OLD, at("https://blog.example/moved/a-post/"), None),
        (titled("The blog", "Cards of other posts."), at(HOME), "missing"),
        (titled("News", "Cards of other posts."), at("https://blog.example/news/"), "missing"),
        (titled("Something else", "Quite another text stands here now."), at("https://blog.example/x/"), "missing"),
        (titled("Page not found", "We are sorry."), at(), "missing"),
        (titled("Sidan finns inte | Bloggen", "Tyvärr."), at(), "missing"),
        (titled("All posts", "Cards.", kind=PageKind.LISTING), at(), "missing"),
        (titled("Log in", "Give your name."), at(), "refused"),
        (titled("A post about bridges", "Give your name.") , at(body=b"<input name=x type='password'>"), "refused"),
        (titled("Just a moment…", "Checking your browser."), at(), "refused"),
        (titled("", ""), at(), "refused"),
        (titled("A post about bridges", ""), at(), "refused"),
        (titled("A post about bridges", "It was taken down."), at(), "replaced"),
        (titled("Casino!", "Quite another text stands here now. " * 30), at(), "replaced"),
    ],
)  # fmt: skip
def test_what_a_page_says(new: Post, capture: Capture, sort: str | None) -> None:
    against = by_page(OLD, new, capture, home=HOME)
    assert (against.sort if against else None) == sort
    assert against is None or against.reason


@pytest.mark.parametrize(
    ("status", "sort"), [(404, "missing"), (410, "missing"), (403, "refused"), (500, "refused")]
)
def test_what_a_status_says(status: int, sort: str) -> None:
    assert by_status(at(status=status)).sort == sort


@pytest.mark.parametrize(
    "title",
    ["404", "404 – Not Found", "Seite nicht gefunden", "Page introuvable", "Página no encontrada", "Sivua ei löydy",
     "Strona nie istnieje", "Страница не найдена", "ページが見つかりません", "Oops! Page not found."],
)  # fmt: skip
def test_pages_that_call_themselves_missing(title: str) -> None:
    assert says_missing(titled(title, "x"))


@pytest.mark.parametrize(
    "title",
    ["How we log in to the new library system without a password", "Not found: the story of a lost ship and its crew",
     "Vad hittades inte i arkivet? En berättelse om det försvunna brevet"],
)  # fmt: skip
def test_posts_may_be_about_such_things(title: str) -> None:
    assert not says_missing(titled(title, "x")) and not says_door(titled(title, "x"))


def test_only_a_page_that_dates_itself_may_replace_a_post() -> None:
    hinted = titled("x", "y", published=DateStamp("2020-01-01"), kind=PageKind.POST)
    assert not can_replace(hinted)
    own = Evidence("published", "1 May 2020", "2020-05-01", "visible")
    assert can_replace(replace(hinted, evidence=(own,)))
    assert not can_replace(replace(hinted, evidence=(own,), kind=PageKind.PAGE))


def test_how_much_two_texts_share() -> None:
    assert shared("a b c d", "a b c d e f") == 1.0
    assert shared("a b c", "x y z") == 0.0 == shared("", "x")


@pytest.mark.parametrize("case", WALLS)
def test_walls_are_told_from_posts(case: str) -> None:
    wall = extract(WALLS[case].html.encode(), URL)
    assert says_door(wall) or not wall.text or WALLS[case].status != 200


@pytest.mark.parametrize(
    "text",
    ["We bought this house, and the domain name with it.", "He asked: are you human? She said nothing. " * 30,
     "Checking your browser before buying it was what he did. " * 40],
)  # fmt: skip
def test_posts_about_walls_are_posts(text: str) -> None:
    assert not says_door(titled("How checks for robots came to be", text))
