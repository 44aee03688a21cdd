"""Boxes told by their marks, and answers that are remembered."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from scraper.extraction import extract as _loads_every_kind  # noqa: F401
from scraper.extraction.marks import _KINDS, kind, kinds_of, leading_to, leads_to, remembered
from scraper.extraction.page import Page

_MOONLIT = kind("moonlit", told_by="moon")


def test_boxes_of_a_kind_come_with_those_of_a_tag_in_the_order_of_the_page() -> None:
    page = Page("<time>a</time><p class='Moonlit night'>b</p><p class=night>c</p><time id=x-moonlit>d</time>")
    found = page.marked(_MOONLIT, ("time",))
    assert [(box.tag, box.marks) for box in found] == [
        ("time", ""),
        ("p", "moonlit night"),
        ("time", " x-moonlit"),
    ]
    page.hide(page.tree.css("p"))
    assert [box.tag for box in page.marked(_MOONLIT)] == ["time"]


def test_a_question_is_put_once_and_long_texts_are_not_kept() -> None:
    asked: list[str] = []

    @remembered
    def is_long(text: str) -> bool:
        asked.append(text)
        return len(text) > 9

    long = "m" * 5_000
    assert [is_long("moon"), is_long("moon"), is_long(long), is_long(long)] == [
        False,
        False,
        True,
        True,
    ]
    assert asked == ["moon", long, long]


def test_what_is_remembered_is_bounded_by_its_characters() -> None:
    asked: list[str] = []
    ask = remembered(asked.append)
    for number in range(3_000):
        ask(f"{number:04}" * 900)
    assert len(asked) == 3_000
    ask("2999" * 900)
    assert len(asked) == 3_000
    ask("0000" * 900)
    assert len(asked) == 3_001


_WORDS = sorted({word for _, search in _KINDS for word in re.findall(r"[^\W_]{2,}", search.__self__.pattern)})  # type: ignore[attr-defined]


@given(st.lists(st.sampled_from([*_WORDS, "x", "my"]), max_size=4), st.sampled_from([" ", "-", "_", ""]))
def test_no_kind_is_missed_where_none_of_its_words_is_seen(words: list[str], mark: str) -> None:
    marks = mark.join(words)
    assert kinds_of(marks) == sum(bit for bit, search in _KINDS if search(marks))


def test_a_place_is_told_by_a_directory_of_its_address_and_by_nothing_else() -> None:
    harbour = leading_to("harbour harbours")
    assert all(
        leads_to(href) & harbour
        for href in ("/harbour/ek", "https://a.example/en/Harbours/", "?to=/harbour/1")
    )
    assert not any(
        leads_to(href) & harbour for href in ("harbour/ek", "/harbour", "/my-harbour/ek", "/a?b=harbour", "#")
    )


def test_the_lines_of_links_come_once_in_the_order_of_the_page() -> None:
    page = Page(
        "<p>none</p><p>to <a href=/a/>a</a> and <a href=/b/>b</a></p><a href=/c/><div>c</div><div>d</div>e</a><p>none</p>"
    )
    lines = page.lines_of(reversed(page.layout.by_tag["a"]))
    assert [line.text for line in lines][:4] == ["to a and b", "c", "d", "e"]
    assert [block.text for block in page.lines_of([])] == []
