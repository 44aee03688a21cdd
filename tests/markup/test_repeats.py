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


def test_a_carousel_shows_the_same_card_twice_and_a_label_is_no_card() -> None:
    slide = '<div class="slide"><h3><a href="/{0}">Title {0}</a></h3><p>' + TEXT + "</p></div>"
    row = "".join(slide.format(n) for n in (2, 0, 1, 2, 0, 1, 2))
    assert titles(f"<div>{row}</div>") == [[f"Title {n}" for n in (2, 0, 1, 2, 0, 1, 2)]]
    label = '<div class="meta"><a href="/rivers">Rivers</a> {0} May</div>'
    assert titles("<div>" + "".join(label.format(n) for n in (3, 4, 5)) + "</div>") == []


@pytest.mark.parametrize("above", [True, False])
def test_what_stands_between_the_cards_belongs_to_them(above: bool) -> None:
    row, text = (
        '<tr><td>{0} May 2024</td><td><a href="/{0}">Title {0}</a></td></tr>',
        f"<tr><td>{TEXT}</td></tr>",
    )
    rows = "".join(text + row.format(n) if above else row.format(n) + text for n in range(1, 5))
    (group,) = repeats(page(f"<table>{rows}</table>"), URL)
    assert [card.end - card.start for card in group] == [3, 3, 3, 3]
    assert group[0].start == 0


def test_a_heading_or_a_link_between_cards_is_another_thing() -> None:
    row = '<div class="c"><a href="/{0}">Title {0}</a> {0} May 2024</div>'
    for between in ("<h2>May</h2>", '<p><a href="/more">More of this</a></p>', "<p>one</p>" * 5):
        (group,) = repeats(page(between.join(row.format(n) for n in range(1, 5)) + between), URL)
        assert [card.end - card.start for card in group] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (f'12. 3. 2025 – <a href="/a">First one</a> (Anna Berg). {TEXT}', "First one"), (f'<a href="/a">First one</a> (May 2024): {TEXT}', "First one"),
        (f'2024年3月4日 <a href="/a">First one</a> {TEXT}', "First one"), (f'<a href="/a">First one</a> <small>{TEXT}</small>', "First one"),
        (f'In May 2024 <a href="/a">she went</a> there. {TEXT}', None), (f'<a href="/a">The lake</a> is deep. {TEXT}', None),
        (f'1999年签约<a href="/a">唱片公司</a>旗下。{TEXT}', None), (f'<a href="/a">The lake</a> <em>is deep. {TEXT}</em>', None),
    ],
)  # fmt: skip
def test_a_long_line_leads_where_its_link_stands_first_or_behind_a_date(line: str, text: str | None) -> None:
    found = anchors(page(f"<ul><li>{line}</li></ul>"), URL)
    assert [anchor.text for anchor in found] == ([text] if text else [])


def test_the_elements_of_a_link_say_a_thing_each() -> None:
    link = '<a href="/{0}"><span>Essays</span><span>A title of some words {0}</span><span>{0} May 2024</span></a>'
    found = anchors(page("".join(f"<p>{link.format(n)}</p>" for n in range(2))), URL)
    assert [anchor.text for anchor in found] == ["A title of some words 0", "A title of some words 1"]
    whole = anchors(page("<p><a href='/a'>A title <em>of some</em> words</a></p>"), URL)
    assert [anchor.text for anchor in whole] == ["A title of some words"]


def test_titles_stand_where_most_is_said() -> None:
    card = (
        '<div class="c"><a class="who" href="/by/{0}">{1}</a><a class="what" href="/{0}">{2}</a><p>'
        + TEXT
        + "</p></div>"
    )
    said = (
        ("Somebody with a long name", "A short one"),
        ("Anna Berg", "A title of more words"),
        ("Anna Berg", "Another title of words"),
    )
    body = "".join(card.format(n, who, what) for n, (who, what) in enumerate(said))
    assert titles(f"<div>{body}</div>") == [[what for _, what in said]]


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
