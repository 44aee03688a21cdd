"""A pattern that is made late is made once, and then as any other."""

from __future__ import annotations

import copy
import pickle
import re

import pytest

from scraper.model.late import late

MADE: list[str] = []


def making(text: str, flags: int = 0) -> re.Pattern[str]:
    MADE.append(text)
    return re.compile(text, flags)


def test_it_is_made_at_its_first_use_and_once() -> None:
    MADE.clear()
    pattern = late(making, "a+", re.IGNORECASE)
    assert not MADE
    assert pattern.findall("aAb") == ["aA"]
    assert pattern.search("b") is None and pattern.sub("-", "caa") == "c-"
    assert pattern.pattern == "a+" and pattern.flags & re.IGNORECASE
    assert MADE == ["a+"]


def test_a_mistake_in_it_is_told_where_it_is_used() -> None:
    with pytest.raises(re.error):
        late(re.compile, "(").search("")


def test_what_asks_for_more_than_a_pattern_has_is_told_so() -> None:
    assert not hasattr(late(re.compile, "a"), "nothing_like_this")
    assert not hasattr(late(re.compile, "a"), "__nothing__")


def test_it_can_be_copied_and_sent_to_another_process() -> None:
    pattern = late(re.compile, "a+")
    for same in (copy.copy(pattern), pickle.loads(pickle.dumps(pattern))):
        assert same.fullmatch("aa")
