"""Dates in words, no more precise than they are known; months; addresses that lead to the web."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.reading.dates import day, is_month, later, moment, months
from scraper.reading.links import web


@pytest.mark.parametrize(
    ("stamp", "said"),
    [
        ("2019", "2019"), ("2019-05", "May 2019"), ("2019-05-09", "9 May 2019"), ("2019-05-09T08:15", "9 May 2019, 08:15"),
        ("2019-05-09T08:15:00Z", "9 May 2019, 08:15 UTC"), ("2019-05-09T08:15:00+02:00", "9 May 2019, 08:15 (UTC+02:00)"),
        (None, ""), ("soon", "soon"), ("2019-13", "2019"),
    ],
)  # fmt: skip
def test_moments(stamp: str | None, said: str) -> None:
    assert moment(stamp) == said


@given(st.text(max_size=30))
def test_no_text_fails(text: str) -> None:
    day(text), moment(text), is_month(text), web(text)


def test_months() -> None:
    assert months("2019-11", "2020-02") == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert months("2019-11", "2020-02", most=2) == ["2020-01", "2020-02"]
    assert (later("2019-12", 1), later("2020-01", -1), later("2020-01", -60)) == (
        "2020-01",
        "2019-12",
        "2015-01",
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScript:x",
        "data:text/html,x",
        "//host/x",
        "http:",
        "https://",
        "blob:https://a/b",
        "",
        None,
    ],
)
def test_addresses_that_lead_nowhere(url: str | None) -> None:
    assert web(url) == ""


def test_addresses_that_lead_to_the_web() -> None:
    assert web("https://a.example/?x=1") == "https://a.example/?x=1"
