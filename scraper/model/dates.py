"""A date as precise as it was printed, with where its zone came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import total_ordering


class Precision(StrEnum):
    """How much of a date was printed."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


class Zone(StrEnum):
    """Where the zone of a moment came from."""

    NONE = "none"  # a local time or a bare day: no zone was printed
    OFFSET = "offset"  # printed with an offset other than zero
    UTC = "utc"  # printed as Z, GMT, UTC or +00:00: may hide a local day


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class DateStamp:
    """A calendar date or moment in ISO 8601, as precise as the source says and no more.

    `value` is `2019`, `2019-05`, `2019-05-29`, `2019-05-29T08:15` or `2019-05-29T08:15:00`, the last
    two with `Z`, `+02:00` or nothing behind. The day is the one printed: nothing is moved to UTC.
    Compares, hashes and prints as the date: `stamp == date(2019, 5, 29)`; `str(stamp)` is `value`.
    """

    value: str
    precision: Precision = Precision.DAY
    zone: Zone = Zone.NONE

    @property
    def day(self) -> date:
        """The printed day; the first of the month or year where no more was printed."""
        head = self.value[:10]
        return date.fromisoformat(head + "-01-01"[len(head) - 10 :] if len(head) < 10 else head)

    @property
    def year(self) -> int:
        """The calendar year."""
        return int(self.value[:4])

    @property
    def moment(self) -> datetime | None:
        """The moment, aware where a zone was printed; None when only a day or less is known."""
        if self.precision not in (Precision.MINUTE, Precision.SECOND):
            return None
        return datetime.fromisoformat(self.value)

    def __str__(self) -> str:
        return self.value

    def __hash__(self) -> int:
        return hash(self.day)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, DateStamp):
            return self.value == other.value
        if isinstance(other, datetime):
            return self.day == other.date()
        if isinstance(other, date):
            return self.day == other
        return NotImplemented

    def __lt__(self, other: DateStamp | date) -> bool:
        if isinstance(other, DateStamp):
            return (self.day, self.value) < (other.day, other.value)
        return self.day < (other.date() if isinstance(other, datetime) else other)
