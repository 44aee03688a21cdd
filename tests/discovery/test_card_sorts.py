"""Cards that lead to no posts, cards without a like, and which lines of a card sign it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.discovery.card_bylines import byline_of, is_sentence
from scraper.discovery.cards import Card, find_cards
from scraper.markup.dom import parse
from scraper.markup.walk import lay_out

URL = "https://blog.example/"
NOW = datetime(2024, 5, 20, tzinfo=UTC)
TEXT = "A sentence or two that says what the page behind the link is about, and no more."


def cards(body: str, *, language: str = "en") -> tuple[Card, ...]:
    """The cards of a body."""
    return find_cards(lay_out(parse(f"<body>{body}</body>")), URL, language=language, now=NOW)


@pytest.mark.parametrize(
    ("language", "days"),
    [("en", ("3 June 2024", "9 June 2024")), ("de", ("3. Juni 2024", "9. Juni 2024")), ("sv", ("3 juni 2024", "9 juni 2024"))],
)  # fmt: skip
def test_what_is_yet_to_happen_is_no_post(language: str, days: tuple[str, str]) -> None:
    agenda = "".join(
        f'<div><p>{day}</p><h3><a href="/do/{n}">An evening number {n}</a></h3><p>{TEXT}</p></div>'
        for n, day in enumerate(days)
    )
    assert cards(f"<section>{agenda}</section>", language=language) == ()
    past = f"<section>{agenda.replace('2024', '2023')}</section>"
    assert [card.title for card in cards(past, language=language)] == [
        "An evening number 0",
        "An evening number 1",
    ]


@pytest.mark.parametrize(
    "price", ["€ 14,90", "129 kr", "$12", "24,00 zł", "1.200 Kč", "3 500 ₽", "￥980", "9,- €"]
)
def test_goods_are_no_posts_unless_they_are_dated(price: str) -> None:
    goods = "".join(
        f'<li><a href="/thing/{n}">A kettle number {n}</a><p>{TEXT}</p><p>{price}</p></li>' for n in range(3)
    )
    assert cards(f"<ul>{goods}</ul>") == ()
    dated = goods.replace("</a>", "</a><p>3 May 2024</p>")
    assert len(cards(f"<ul>{dated}</ul>")) == 3


@pytest.mark.parametrize("section", ["events", "veranstaltungen", "produkter", "emplois"])
def test_what_lies_among_events_and_goods_is_no_post(section: str) -> None:
    listed = "".join(
        f'<li><a href="/{section}/{n}/">A thing number {n}</a> 3 May 2024<p>{TEXT}</p></li>' for n in range(3)
    )
    assert cards(f"<ul>{listed}</ul>") == ()


GRID = "".join(
    f'<li><a href="/{n}/">Title number {n}</a><p>{n + 1} May 2024</p></li>' for n in range(3)
)  # fmt: skip


def test_the_newest_post_above_the_grid_has_no_like() -> None:
    hero = f'<div class="hero"><div><h1><a href="/new/">The newest of all</a></h1><p>{TEXT}</p><p>9 May 2024, Anna Berg</p></div></div>'
    newest = cards(f"{hero}<ul>{GRID}</ul>")[0]
    assert (newest.title, newest.published, newest.excerpt) == ("The newest of all", "2024-05-09", TEXT)
    assert [author.name for author in newest.authors] == ["Anna Berg"]


@pytest.mark.parametrize(
    "box",
    [
        '<div><h2><a href="/category/rivers/">Rivers and lakes</a></h2><p>9 May 2024</p></div>',
        '<div><h2><a href="/rivers/">Rivers</a></h2><a href="/one/">The first of many titles</a><p>9 May 2024</p></div>',
        '<div><h2><a href="/rivers/">Rivers</a></h2><p>No date is printed here at all</p></div>',
        '<div><h2>The summer of <a href="/rivers/">rivers</a></h2><p>9 May 2024</p></div>',
    ],
)  # fmt: skip
def test_the_heading_of_a_section_is_no_card(box: str) -> None:
    assert [card.title for card in cards(f"{box}<ul>{GRID}</ul>")] == [f"Title number {n}" for n in range(3)]


def test_the_day_in_a_sites_head_dates_no_card() -> None:
    undated = "".join(f'<li><a href="/{n}/">Title number {n}</a><p>{TEXT}</p></li>' for n in range(3))
    menu = "".join(f"<p>{word}</p>" for word in ("Home", "News", "Sport", "Weather"))
    assert [card.date for card in cards(f"<p>Monday, 6 May 2024</p>{menu}<ul>{undated}</ul>")] == [None] * 3
    assert [card.published for card in cards(f"<h2>6 May 2024</h2><ul>{undated}</ul>")] == ["2024-05-06"] * 3


def test_the_dates_of_a_list_tell_each_others_order() -> None:
    days = ("5/4/2024", "4/30/2024", "4/9/2024")
    listed = "".join(f'<li><a href="/{n}/">Title number {n}</a> {day}</li>' for n, day in enumerate(days))
    assert [card.published for card in cards(f"<ul>{listed}</ul>", language="en-GB")] == [
        "2024-05-04",
        "2024-04-30",
        "2024-04-09",
    ]


def test_who_signs_many_cards_is_no_label_and_a_section_is_nobody() -> None:
    people = ("Anna Berg", "Anna Berg", "Carl Dahl")
    kinds = ("Climate Change", "Essays", "News")
    listed = "".join(
        f'<a class="c" href="/{n}/"><div class="k">{kind}</div><div class="t">Title number {n}</div><div class="w">{who}</div>'
        f'<div class="d">{n + 1} May 2024</div></a>'
        for n, (who, kind) in enumerate(zip(people, kinds, strict=True))
    )
    found = cards(f"<div>{listed}</div>")
    assert [[author.name for author in card.authors] for card in found] == [[who] for who in people]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("The water was gone within a day and the mud stayed.", True), ("명절이 아니어도 줄은 늘 깁니다. 떡보다 소식을 들으러 옵니다.", True),
        ("Sıralar taşınabilir, tahta tekerlekli, öğretmen her sabah geliyor.", True), ("Det tog två dagar innan någon märkte det...", True),
        ("Anna Berg, chief executive officer of the River Company Inc.", False), ("Anna Berg, adviser.", False), ("Anna Berg and Carl Dahl", False),
    ],
)  # fmt: skip
def test_a_sentence_signs_nothing(line: str, sentence: bool) -> None:
    assert is_sentence(line) is sentence


def test_what_stands_side_by_side_is_read_apart() -> None:
    assert byline_of(["Essays\tby Anna Berg\t4 min read"], frozenset(), "en")[0] == "by Anna Berg"
    assert byline_of(["Anna Berg\t, editor at the River Company"], frozenset(), "en")[0] == (
        "Anna Berg\neditor at the River Company"
    )
    assert byline_of(["Climate Change\tAnna Berg"], frozenset(("Climate Change",)), "en")[0] == "Anna Berg"


@given(st.lists(st.text(alphabet="Aab .,\t|-1", max_size=40), max_size=6))
@settings(deadline=None)
def test_lines_that_sign_are_lines_of_the_card(lines: list[str]) -> None:
    byline, signed = byline_of(lines, frozenset(), "en")
    assert signed <= set(lines)
    assert (byline is None) == (not signed)
