"""Patterns keep part of a text, and cannot hang."""

from __future__ import annotations

import pytest

from scraper.sites.patterns import MAX_INPUT, PatternError, apply, check_pattern


def test_the_group_is_kept() -> None:
    assert apply("Publicerad (.+)$", "Publicerad  5 maj 2019 ") == {"": "5 maj 2019"}
    assert apply("Publicerad (.+)", "Skriven 5 maj") == {}
    assert apply("a(x?)", "a") == {}


def test_named_groups_are_the_parts_of_a_person() -> None:
    pattern = r"^(?P<name>.+)\n(?P<role>.+?)(?: på (?P<organisation>.+))?$"
    check_pattern(pattern, of_people=True)
    assert apply(pattern, "Åsa Ö\nchef på Älv AB") == {
        "name": "Åsa Ö",
        "role": "chef",
        "organisation": "Älv AB",
    }
    assert apply(pattern, "Åsa Ö\nchef") == {"name": "Åsa Ö", "role": "chef"}


@pytest.mark.parametrize("pattern", [r"((?:a+)+)$", r"((?:a|a)*)b", r"(.*.*.*.*.*)="])
def test_patterns_that_hang_elsewhere_come_to_an_end(pattern: str) -> None:
    assert apply(pattern, "a" * (MAX_INPUT - 1) + "!") == {}


@pytest.mark.parametrize(
    "pattern", [r"(?=a)(b)", r"(a)\1", "(a{1000}){1000}", "(", "a", "(a)(b)", r"(\bord)"]
)
def test_what_is_no_pattern_is_refused_with_a_reason(pattern: str) -> None:
    with pytest.raises(PatternError):
        check_pattern(pattern)
