"""Patterns for any of many words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from scraper.fields.wordtree import any_of, begins_with


@given(
    st.lists(st.text("abc1. ", min_size=1, max_size=5), min_size=1),
    st.text("abc1. "),
)
def test_the_tree_finds_what_the_words_find_the_longest_first(words: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    one, other = re.search(any_of(words), text), re.search(plain, text)
    assert (one and one.span()) == (other and other.span())


def test_a_word_that_ends_in_a_digit_heads_no_longer_number() -> None:
    pattern = re.compile(any_of(["month 1", "month 12"], blank=r"\s+", whole_numbers=True))
    assert [match[0] for match in pattern.finditer("month 1 month  12 month 13 month 121")] == [
        "month 1",
        "month  12",
    ]


@given(st.lists(st.text("abc ", min_size=1, max_size=4), max_size=6), st.text("abc "))
def test_a_text_begins_with_one_of_the_words_as_it_does_by_asking_for_each(
    words: list[str], text: str
) -> None:
    assert begins_with(words)(text) == text.startswith(tuple(words))
