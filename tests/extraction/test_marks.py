"""Boxes told by their marks, and answers that are remembered."""

from __future__ import annotations

from scraper.extraction.marks import kind, remembered
from scraper.extraction.page import Page

_MOONLIT = kind("moonlit")


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

    assert [is_long("moon"), is_long("moon"), is_long("m" * 500), is_long("m" * 500)] == [
        False,
        False,
        True,
        True,
    ]
    assert asked == ["moon", "m" * 500, "m" * 500]
