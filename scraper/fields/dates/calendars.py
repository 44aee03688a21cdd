"""Years and days of other calendars as Gregorian ones: Buddhist, Solar Hijri, Minguo, and the Japanese eras."""

from __future__ import annotations

from datetime import date, timedelta

SOLAR_HIJRI_MONTHS = {
    "فروردین": 1, "اردیبهشت": 2, "خرداد": 3, "تیر": 4, "مرداد": 5, "شهریور": 6, "مهر": 7, "آبان": 8, "آذر": 9, "دی": 10,
    "بهمن": 11, "اسفند": 12,
    "وری": 1, "غویی": 2, "غبرګولی": 3, "چنګاښ": 4, "زمری": 5, "وږی": 6, "تله": 7, "لړم": 8, "لیندۍ": 9, "مرغومی": 10,
    "سلواغه": 11, "کب": 12,
}  # fmt: skip
"""Persian and Pashto names of the months of the Solar Hijri year."""

ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""What to add to a year of the era to have the Gregorian one."""

_BUDDHIST = 543
# the 33-year cycle: years whose place in it is one of these have 366 days; right for 1244 to 1472 (1865 to 2094)
_LEAPS = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_EPOCH = date(1921, 3, 21)  # 1 Farvardin 1300


def gregorian_year(year: int, language: str) -> int:
    """The year, out of the Buddhist calendar where that is printed: 2562 is 2019 in Thai or an unknown language."""
    return year - _BUDDHIST if 2440 <= year <= 2650 and language in ("th", "lo", "km", "") else year


def solar_hijri(year: int, month: int, day: int) -> date | None:
    """A day of the Iranian and Afghan civil calendar, 1300 to 1472; None when there is no such day."""
    if not (1300 <= year <= 1472 and 1 <= month <= 12 and 1 <= day <= _month_length(year, month)):
        return None
    days = sum(366 if _is_leap(before) else 365 for before in range(1300, year))
    days += sum(_month_length(year, before) for before in range(1, month))
    return _EPOCH + timedelta(days=days + day - 1)


def _month_length(year: int, month: int) -> int:
    return 31 if month <= 6 else 30 if month <= 11 or _is_leap(year) else 29


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAPS
