"""Turns: whom to ask, when, and how many."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.stored_leads import StoredLead
from scraper.crawl import schedule
from scraper.crawl.plan import sources_to_ask
from scraper.model.capture import Validators
from scraper.model.clock import iso
from scraper.model.lead import Lead, LeadKind

NOW = datetime(2030, 5, 1, 3, tzinfo=UTC)


def lead(
    number: int, *, turn: float | None = 0, visited: float = -10, kind: LeadKind = LeadKind.POST, **told: str
) -> StoredLead:
    """A lead whose turn is `turn` days from now."""
    return StoredLead(
        Lead(f"https://b.example/{number}", kind, told.get("found_in", ""), lastmod=told.get("lastmod")),
        "done", "", 0, Validators(), None, None, None, iso(NOW + timedelta(days=visited)),
        iso(NOW + timedelta(days=turn)) if turn is not None else None, 0, None, number,
    )  # fmt: skip


@pytest.mark.parametrize(("age", "days"), [(-5, 1), (0, 1), (3, 1), (40, 10), (224, 56), (4000, 56)])
def test_a_turn_comes_after_a_quarter_of_the_time_that_nothing_changed(age: int, days: int) -> None:
    assert schedule.scheduled(NOW - timedelta(days=age), NOW).next_visit_at == NOW + timedelta(days=days)


@given(st.datetimes(timezones=st.just(UTC), min_value=datetime(1990, 1, 1), max_value=datetime(2060, 1, 1)))
def test_no_turn_is_sooner_than_a_day_or_later_than_eight_weeks(changed: datetime) -> None:
    turn = schedule.scheduled(changed, NOW).next_visit_at - NOW
    assert schedule.SHORTEST <= turn <= schedule.LONGEST


def test_failures_wait_twice_as_long_each_time() -> None:
    assert [(schedule.retried(tries, NOW).next_visit_at - NOW).days for tries in (1, 2, 3, 9, 999)] == [
        1,
        2,
        4,
        56,
        56,
    ]


def test_what_is_left_is_spent_on_those_that_have_waited_longest_and_on_those_late_for_their_pace() -> None:
    old = [lead(number, turn=-20 - number, visited=-76 - number) for number in range(5)]
    lively = lead(9, turn=-5, visited=-6)
    leads = [*old, lively, lead(10, turn=3)]
    assert [one.id for one in schedule.revisited(leads, NOW, left=2)] == [4, 9]
    assert schedule.revisited(leads, NOW, left=0) == []
    assert len(schedule.revisited(leads, NOW, left=99)) == 6


def test_a_single_place_goes_to_either_kind_in_turn() -> None:
    leads = [lead(1, turn=-20, visited=-76), lead(2, turn=-5, visited=-6)]
    chosen = [schedule.revisited(leads, NOW, left=1, crawls=count)[0].id for count in range(8)]
    assert chosen == [1, 1, 2, 2, 1, 1, 2, 2]


def test_a_clock_that_was_ahead_or_an_archive_without_turns_makes_a_post_due() -> None:
    assert len(schedule.revisited([lead(1, turn=300, visited=290)], NOW, left=1)) == 1
    assert len(schedule.revisited([lead(1, turn=None)], NOW, left=1)) == 1


def test_sightings_are_a_day_apart_by_the_clock() -> None:
    assert schedule.far_enough(iso(NOW - timedelta(hours=24)), NOW) is True
    assert schedule.far_enough(iso(NOW - timedelta(hours=23)), NOW) is False
    assert schedule.far_enough(iso(NOW + timedelta(hours=1)), NOW) is None


def test_of_many_silent_sitemaps_the_liveliest_is_asked_each_time_and_the_others_in_turn() -> None:
    index = lead(1, kind=LeadKind.SITEMAP, found_in="robots")
    feed = lead(2, kind=LeadKind.FEED)
    parts = [
        lead(number, kind=LeadKind.SITEMAP, found_in=index.url, visited=-1, turn=0 if number == 30 else 13)
        for number in range(20, 40)
    ]
    known = [index, feed, *parts]
    assert [one.id for one in sources_to_ask(known, now=NOW)] == [2, 30]
    late = [*known, lead(50, kind=LeadKind.SITEMAP, found_in=index.url, visited=-15, turn=-8)]
    assert [one.id for one in sources_to_ask(late, now=NOW, robots=True)] == [2, 30]
    seen_since = [*late, lead(60, visited=-0.5)]
    assert [one.id for one in sources_to_ask(seen_since, now=NOW, robots=False)] == [2, 30, 50]
    assert [one.id for one in sources_to_ask(late, now=NOW, robots=False)] == [2, 30]


def test_the_sitemap_gives_up_its_place_when_robots_txt_leaves_none_for_posts() -> None:
    feed = lead(1, kind=LeadKind.FEED, visited=-7)
    sitemap = lead(2, kind=LeadKind.SITEMAP, found_in="robots", visited=-7)
    waiting = lead(3, visited=-60, turn=-4)
    known = [feed, sitemap, waiting]
    assert [one.id for one in sources_to_ask(known, now=NOW, robots_before=True)] == [1]
    assert [one.id for one in sources_to_ask(known, now=NOW, robots_before=False)] == [1, 2]
    assert [one.id for one in sources_to_ask(known, now=NOW, robots=False)] == [1, 2]
    not_due = lead(3, visited=-60, turn=4)
    assert [one.id for one in sources_to_ask([feed, sitemap, not_due], now=NOW, robots_before=True)] == [1, 2]
    seen = lead(4, visited=-7, turn=4)
    assert [one.id for one in sources_to_ask([*known, seen], now=NOW, robots_before=True)] == [1, 2]


def test_an_index_that_dates_its_sitemaps_is_asked_alone() -> None:
    index = lead(1, kind=LeadKind.SITEMAP, found_in="robots")
    parts = [
        lead(number, kind=LeadKind.SITEMAP, found_in=index.url, lastmod="2030-01-01")
        for number in range(5, 9)
    ]
    assert [one.id for one in sources_to_ask([index, *parts], now=NOW)] == [1]
