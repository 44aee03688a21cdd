"""DateStamp compares, hashes and prints as the date that was printed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from scraper.model.dates import DateStamp, Precision, Zone


@pytest.mark.parametrize(
    ("value", "precision", "day"),
    [
        ("2019", Precision.YEAR, date(2019, 1, 1)),
        ("2019-05", Precision.MONTH, date(2019, 5, 1)),
        ("2019-05-29", Precision.DAY, date(2019, 5, 29)),
        ("2019-05-29T00:15+02:00", Precision.MINUTE, date(2019, 5, 29)),
        ("2019-05-28T22:15:00Z", Precision.SECOND, date(2019, 5, 28)),
    ],
)
def test_the_day_is_the_one_printed(value: str, precision: Precision, day: date) -> None:
    stamp = DateStamp(value, precision)
    assert stamp == day
    assert stamp.day == day
    assert hash(stamp) == hash(day)
    assert str(stamp) == value


def test_the_moment_is_known_only_where_a_time_was_printed() -> None:
    assert DateStamp("2019-05-29").moment is None
    moment = DateStamp("2019-05-28T22:15:00Z", Precision.SECOND, Zone.UTC).moment
    assert moment == datetime(2019, 5, 28, 22, 15, tzinfo=UTC)


def test_stamps_sort_among_themselves_and_with_dates() -> None:
    early, late = DateStamp("2019-05-28"), DateStamp("2019-05-29T08:00", Precision.MINUTE)
    assert early < late
    assert late > date(2019, 5, 28)
    assert sorted([late, early]) == [early, late]
