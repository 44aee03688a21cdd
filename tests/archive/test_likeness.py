"""Names that are near each other, and names that only seem so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.archive.likeness import fits, full_form, one_edit, short_form, shorter_by_one, slip, sound
from scraper.archive.people import fold, person_key


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Y. Ganse", "Yasmina Ganse"),
        ("Y Ganse", "Ganse, Yasmina"),
        ("Ganse, Y.", "YASMINA GANSE"),
        ("Y.Ganse", "Yasmina Karin Ganse"),
        ("J.-P. Dupont", "Jean-Pierre Dupont"),
        ("Chr. Ek", "Christina Ek"),
        ("И. И. Иванов", "Иван Ильич Иванов"),
        ("É. Roux", "Emile Roux"),
    ],
)
def test_initials_that_fit(short: str, full: str) -> None:
    form = short_form(short)
    assert form and fits(form, full_form(full))
    assert short_form(full) is None


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Y. Ganse", "Karin Ganse"),
        ("Y. Ganse", "Yasmina Gansel"),
        ("K. Ganse", "Yasmina Karin Ganse"),
        ("Y. K. Ganse", "Yasmina Ganse"),
        ("Y. Ganse", "Y Ganse"),
    ],
)
def test_initials_that_do_not_fit(short: str, full: str) -> None:
    form = short_form(short)
    assert form and not fits(form, full_form(full))


@pytest.mark.parametrize(
    "name", ["", "Y.", "A. B.", "Anna Ek", "Anna E.", "王 芳", "Anna K. Ek", "O'Brien", ", ,"]
)
def test_names_that_are_no_initials(name: str) -> None:
    assert short_form(name) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("projektansvarig för Allmänyttans labb", "projektansvarig för Allmännyttans labb"),
        ("kommunkiatör", "kommunikatör"),
        ("projekt ledare", "projektledare"),
        ("Sjövik Bostaäder", "Sjövik Bostäder"),
    ],
)
def test_slips(one: str, other: str) -> None:
    assert slip(fold(one), fold(other)) and slip(fold(other), fold(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Region Nord", "Region Norr"),  # short words
        ("lektor", "rektor"),  # another first letter
        ("redaktion2019", "redaktion2018"),  # a number
        ("projektledare", "projektledning"),
        ("projektledare", "Projektledare"),  # one key
        ("vd", "vd och chef"),
    ],
)
def test_other_words_are_no_slips(one: str, other: str) -> None:
    assert not slip(fold(one), fold(other))


letters = st.text(alphabet="abcd", max_size=6)


@settings(deadline=None)
@given(letters, letters)
def test_one_edit_is_what_its_shorter_forms_say(one: str, other: str) -> None:
    assert one_edit(one, other) == one_edit(other, one)
    if one_edit(one, other):
        assert shorter_by_one(one) & shorter_by_one(other)


@settings(deadline=None, max_examples=40)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_answered(one: str, other: str) -> None:
    form = short_form(one)
    assert form is None or isinstance(fits(form, full_form(other)), bool)
    assert isinstance(slip(fold(one), fold(other)), bool)
    assert isinstance(sound(person_key(one)), str)


def test_spoken_alike() -> None:
    assert sound(person_key("Thomas Lindquist")) == sound(person_key("Tomas Lindkvist"))
