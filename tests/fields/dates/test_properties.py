"""What holds of any text: nothing raises, ISO 8601 comes back, and hostile text costs no more than its length."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scraper.fields.dates import (
    DateOrder,
    date_in_address,
    find_dates,
    guess_order,
    parse_date,
    parse_machine_date,
    site_zone,
)
from scraper.fields.dates.names import languages
from scraper.model.dates import Precision, Zone

NOW = datetime(2019, 5, 29, 12, tzinfo=UTC)
LANGUAGES = st.one_of(st.none(), st.sampled_from(languages()), st.text(max_size=8))
# Text that looks like dates more often than any text does.
DATELIKE = st.lists(
    st.one_of(
        st.integers(-9, 99999).map(str),
        st.sampled_from(
            ["maj", "May", "年", "月", "日", "令和", "元", "十", "-", "/", ".", ":", " ", "T", "Z", "+02:00", "GMT", "'", "ago",
             "hours", "1 day ago", "igår", "٢٩", "๒๕๖๒", "²", "①", "İ", "pm", "24:60", "\x00", "خرداد", "1398", "/Date(", ")/", "W22"]
        ),
    ),
    max_size=14,
).map("".join)  # fmt: skip


@given(st.one_of(st.text(max_size=120), DATELIKE), LANGUAGES, st.sampled_from([None, *DateOrder]))
@example("0000-00-00", None, None)
@example("9999999999999", None, None)
@example("999 weeks ago", "en", None)
@example("²⁹.⁵.2019", None, None)
def test_no_text_raises(text: str, language: str | None, order: DateOrder | None) -> None:
    for found in find_dates(text, language=language, now=NOW, order=order):
        assert found.raw == text[found.start : found.end]
        assert 1 <= found.stamp.day.year <= 2999
    parse_date(text, language=language, now=NOW, order=order)
    parse_machine_date(text)
    date_in_address("https://example.org/" + text)
    guess_order(language, text, [text])
    site_zone(text, language)


@given(DATELIKE)
def test_dates_of_a_text_stand_in_order_and_never_overlap(text: str) -> None:
    found = find_dates(text, order=DateOrder.DMY)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_a_day_in_iso_8601_comes_back(day: date) -> None:
    assert str(parse_machine_date(day.isoformat())) == day.isoformat()


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_week_ordinal_and_basic_dates_are_the_same_day(day: date) -> None:
    year, week, weekday = day.isocalendar()
    for text in (f"{year}-W{week:02}-{weekday}", f"{day:%Y-%j}", f"{day:%Y%m%d}"):
        assert parse_machine_date(text) == day


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 12, 31), timezones=OFFSETS)


@given(MOMENTS)
def test_a_moment_keeps_its_day_its_precision_and_its_zone(moment: datetime) -> None:
    for spec in ("seconds", "minutes"):
        stamp = parse_machine_date(moment.isoformat(timespec=spec))
        assert stamp is not None
        assert stamp.day == moment.date()
        assert stamp.precision is (Precision.SECOND if spec == "seconds" else Precision.MINUTE)
        assert stamp.zone is (Zone.OFFSET if moment.utcoffset() else Zone.UTC)
        assert stamp.moment == moment.replace(microsecond=0, second=moment.second if spec == "seconds" else 0)


@given(MOMENTS)
def test_a_moment_in_rfc_5322_comes_back(moment: datetime) -> None:
    stamp = parse_machine_date(format_datetime(moment))
    assert stamp is not None and stamp.moment == moment.replace(microsecond=0)


@given(st.datetimes(datetime(2001, 9, 10), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_seconds_and_milliseconds_of_the_epoch_are_the_same_moment(moment: datetime) -> None:
    seconds = int(moment.timestamp())
    for text in (str(seconds), f"{seconds}000", f"/Date({seconds}000)/"):
        stamp = parse_machine_date(text)
        assert stamp is not None and stamp.moment == moment.replace(microsecond=0)


@given(st.dates(date(1995, 1, 1), date(2068, 12, 31)), OFFSETS)
def test_a_local_midnight_never_slips_a_day(day: date, zone: timezone) -> None:
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    assert parse_machine_date(midnight.isoformat()) == day
    assert parse_machine_date(format_datetime(midnight)) == day


HOSTILE: list[Callable[[int], str]] = [
    lambda size: "1" * size,
    lambda size: "1." * size,
    lambda size: "1 " * size,
    lambda size: "2019-" * size,
    lambda size: "1/1/" * size,
    lambda size: " " * size + "1",
    lambda size: "may " * size + "2019",
    lambda size: "29 maj " * size,
    lambda size: "1 of of of " * size,
    lambda size: "2019年" * size,
    lambda size: "十" * size + "年",
    lambda size: "T14:30" * size,
    lambda size: "29.05.2019 " * size,
    lambda size: "İ" * size + "2019",
    lambda size: "1 hour " * size,
    lambda size: "," * size + "2019",
    lambda size: "1" + " " * size + "maj" + " " * size + "2019",
    lambda size: "'" * size + "19",
    lambda size: "(" * size + "2019-05-29" + ")" * size,
]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("make", HOSTILE)
def test_hostile_text_is_read_within_bounds(make: Callable[[int], str]) -> None:
    text = make(10_000)
    for language in (None, "sv", "eu", "ja", "lt"):
        assert len(find_dates(text, language=language, now=NOW, order=DateOrder.DMY)) <= 200
    parse_date(text, now=NOW)
    parse_machine_date(text)
    date_in_address("https://example.org/" + text)
