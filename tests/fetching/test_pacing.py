from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.fetching.pacing import MAX_HOLD_S, MAX_RETRY_AFTER_S, MAX_SLOW_S, Pace, retry_after
from scraper.model.clock import Clock

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Hands:
    """A stopwatch moved by hand and by sleeping."""

    def __init__(self) -> None:
        self.at = 100.0
        self.slept = 0.0

    def sleep(self, seconds: float) -> None:
        self.at += seconds
        self.slept += seconds

    def pause_of(self, pace: Pace) -> float:
        before = self.slept
        pace.wait()
        return round(self.slept - before, 6)

    def clock(self) -> Clock:
        return Clock(now=lambda: NOW, monotonic=lambda: self.at, sleep=self.sleep)


@pytest.fixture
def hands() -> Hands:
    return Hands()


def test_the_first_request_waits_for_nothing(hands: Hands) -> None:
    assert hands.pause_of(Pace(1.0, hands.clock())) == 0


def test_a_pause_counts_from_the_end_of_the_answer(hands: Hands) -> None:
    pace = Pace(1.0, hands.clock())
    pace.done(0.1, status=200)
    hands.at += 0.4
    assert hands.pause_of(pace) == 0.6


def test_a_slow_server_is_given_as_long_as_it_took(hands: Hands) -> None:
    pace = Pace(1.0, hands.clock())
    pace.done(7.0, status=200)
    assert hands.pause_of(pace) == 7.0
    pace.done(500.0, status=200)
    assert hands.pause_of(pace) == MAX_SLOW_S


def test_crawl_delay(hands: Hands) -> None:
    pace = Pace(1.0, hands.clock())
    pace.crawl_delay_s = 10.0
    pace.done(0.1, status=200)
    assert hands.pause_of(pace) == 10.0
    pace.crawl_delay_s = 86_400.0
    pace.done(0.1, status=200)
    assert hands.pause_of(pace) == 60.0


def test_no_delay_means_no_pacing_at_all(hands: Hands) -> None:
    pace = Pace(0.0, hands.clock())
    pace.crawl_delay_s = 10.0
    pace.done(5.0, status=429, retry_after_s=100.0)
    assert hands.pause_of(pace) == 0


def test_a_busy_server_is_asked_less_and_less_often_and_forgiven_slowly(hands: Hands) -> None:
    pace = Pace(1.0, hands.clock())
    pauses = []
    for status in (429, 429, 503, 200, 200, *[200] * 30):
        pace.done(0.1, status=status)
        pauses.append(hands.pause_of(pace))
    assert pauses[:5] == [2.0, 4.0, 8.0, 6.4, 5.12]
    assert pauses[-1] == 1.0
    for _ in range(20):
        pace.done(0.1, status=429)
    assert hands.pause_of(pace) == MAX_SLOW_S


def test_retry_after_gives_the_host_a_rest_but_not_for_ever(hands: Hands) -> None:
    pace = Pace(1.0, hands.clock())
    pace.done(0.1, status=503, retry_after_s=20.0)
    assert hands.pause_of(pace) == 20.0
    pace.done(0.1, status=429, retry_after_s=MAX_RETRY_AFTER_S)
    assert hands.pause_of(pace) == MAX_HOLD_S


@pytest.mark.parametrize(
    ("value", "seconds"),
    (
        ("120", 120.0),
        (" 5 ", 5.0),
        ("0", 0.0),
        ("5, 5", 5.0),
        ("999999999999999999999999", MAX_RETRY_AFTER_S),
        ("Sun, 01 Mar 2026 12:00:30 GMT", 30.0),
        ("Sunday, 01-Mar-26 12:00:30 GMT", 30.0),
        ("Sun, 01 Mar 2026 12:00:30", 30.0),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", MAX_RETRY_AFTER_S),
        ("Fri, 31 Dec 99999 23:59:59 GMT", None),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
    ),
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}, NOW) == seconds


@settings(deadline=None)
@given(st.text())
def test_retry_after_reads_any_text(value: str) -> None:
    seconds = retry_after({"retry-after": value}, NOW)
    assert seconds is None or 0 <= seconds <= MAX_RETRY_AFTER_S
