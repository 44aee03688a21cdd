"""Repeated blocks: found by shape, in linear time, and never in menus or running text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.markup.anchors import anchors
from scraper.markup.dom import parse
from scraper.markup.layout import Layout
from scraper.markup.repeats import repeats
from scraper.markup.walk import lay_out

URL = "https://blog.example/"
TEXT = "A sentence or two that tells what the page behind the link is about."


def page(body: str) -> Layout:
    """The layout of a body."""
    return lay_out(parse(f"<body>{body}</body>"))


def titles(body: str) -> list[list[str]]:
    """The titles of every group."""
    return [[card.title for card in group] for group in repeats(page(body), URL)]


def test_a_cell_is_the_card_and_not_its_row() -> None:
    cell = '<div class="cell"><a href="/{0}">Title {0}</a><p>' + TEXT + "</p></div>"
    rows = "".join(
        f'<div class="row">{"".join(cell.format(n) for n in range(row, min(row + 3, 7)))}</div>'
        for row in (0, 3, 6)
    )
    assert titles(f"<div>{rows}</div>") == [[f"Title {n}" for n in range(7)]]


def test_the_outer_of_two_boxes_that_repeat_alike_is_the_card() -> None:
    card = (
        '<div><h3><a href="/{0}">Title {0}</a></h3><div>By <a href="/by/{0}">Somebody {0}</a></div><p>'
        + TEXT
        + "</p></div>"
    )
    found = repeats(page("<section>" + "".join(card.format(n) for n in range(4)) + "</section>"), URL)
    assert [[card.end - card.start for card in group] for group in found] == [[3, 3, 3, 3]]


def test_a_link_that_all_share_is_not_the_cards_own() -> None:
    card = (
        '<li><a href="/category/long-name/">A section with a long name</a> <a href="/{0}">Day {0}</a><br>'
        + TEXT
        + "</li>"
    )
    assert titles("<ul>" + "".join(card.format(n) for n in range(3)) + "</ul>") == [
        ["Day 0", "Day 1", "Day 2"]
    ]


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><a href='/a'>Home page</a></li><li><a href='/b'>About us</a></li></ul>",
        "<nav><a href='/a'>Home page</a><a href='/b'>About us</a></nav>",
        "<ul><li><a href='https://other.example/a'>Title one</a> " + TEXT + "</li><li><a href='https://other.example/b'>Title two</a> " + TEXT + "</li></ul>",
        "".join(f"<p>{TEXT} <a href='/{n}'>A link within</a> {TEXT}</p>" for n in range(5)),
        "".join(f"<p>{TEXT}</p>" for _ in range(9)) + "<p>See <a href='/a'>this</a></p><p>See <a href='/b'>that</a></p>",
        "<a href='/one'>One</a>",
        "",
    ],
)  # fmt: skip
def test_menus_and_running_text_hold_no_cards(body: str) -> None:
    assert titles(body) == []


def test_lines_lead_by_a_link_that_stands_nearly_alone() -> None:
    found = anchors(
        page(
            f"<p>3 May – <a href='/a'>First one</a></p><p>{TEXT} <a href='/b'>second</a> {TEXT}</p>"
            "<p><a href='#x'>Jump</a></p><p><a href='mailto:a@b.example'>Write</a></p><p><a href='/'>Here</a></p>"
        ),
        URL,
    )
    assert [(anchor.url, anchor.text) for anchor in found] == [("https://blog.example/a", "First one")]


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 300 + "<a href='/a'>Title</a> text" + "</div>" * 300,
        "".join(f"<div><a href='/{n}'>Title {n}</a><p>{TEXT}</p></div>" for n in range(4_000)),
        "<p>" + "".join(f"<a href='/{n}'>Title {n}</a> " for n in range(10_000)) + "</p>",
        "".join(f"<div><a href='/{n}'>T {n}</a> x" for n in range(2_000)),
    ],
)  # fmt: skip
def test_large_pages_are_done(body: str) -> None:
    repeats(page(body), URL)


@given(
    st.lists(
        st.sampled_from(["<div>", "</div>", "<ul>", "<li>", "</ul>", "<a href='/a'>Title a</a>", "<a href='/b'>Title b</a>", "<a href=/c>", "</a>", "<h2>", "</h2>", "<p>", "text ", "<br>", "<tr>", "<td>", "<table>", "</table>"]),
        max_size=60,
    )
)  # fmt: skip
@settings(deadline=None)
def test_cards_lie_within_the_page_and_apart(parts: list[str]) -> None:
    layout = page("".join(parts))
    cards = [card for group in repeats(layout, URL) for card in group]
    covered = [index for card in cards for index in range(card.start, card.end)]
    assert len(covered) == len(set(covered))
    assert all(0 <= index < len(layout.blocks) for index in covered)
