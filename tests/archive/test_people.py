"""Spellings that mean the same have the same key, and the same row."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.archive.people import fold, person_key

words = st.text(alphabet="abcdefghijklmnoprstuvyåäöéèüñçš", min_size=2, max_size=9)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)


@settings(deadline=None)
@given(st.text())
def test_every_text_has_a_key_and_no_error(text: str) -> None:
    assert isinstance(person_key(text), str)
    assert bool(fold(text)) == bool(text.strip())
    assert fold(text) == fold(f"  {text} ") or not text.strip()


@settings(deadline=None)
@given(names)
def test_case_accents_and_blanks_make_no_difference(name: str) -> None:
    bare = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    for spelling in (
        name.upper(),
        name.title(),
        unicodedata.normalize("NFD", name),
        bare,
        name.replace(" ", "  \n"),
    ):
        assert fold(spelling) == fold(name)
        assert person_key(spelling) == person_key(name)


@settings(deadline=None)
@given(words, words)
def test_the_order_of_a_name_makes_no_difference(first: str, last: str) -> None:
    assert person_key(f"{last}, {first}") == person_key(f"{first} {last}")
    assert person_key(f"{last} {first}") == person_key(f"{first} {last}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Søren Østergård", "SOREN OSTERGARD"),
        ("Łukasz Żak", "Lukasz Zak"),
        ("Anna-Karin Ek", "Anna Karin Ek"),
    ],
)
def test_letters_that_unicode_does_not_take_apart(one: str, other: str) -> None:
    assert person_key(one) == person_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("かき", "がき"), ("मुनि", "मान"), ("Ek", "Eka"), ("C++", "C"), ("위", "의")]
)
def test_other_letters_stay_other_letters(one: str, other: str) -> None:
    assert fold(one) != fold(other)
