"""Dates as a reader writes them, no more precise than they are known."""

from __future__ import annotations

import re

MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip
_STAMP = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)(?::\d\d)?(?:\.\d+)?(Z|[+-]\d\d:\d\d)?)?)?)?")


def day(stamp: object) -> str:
    """`6 February 2020`, `February 2020` or `2020`; other text as it is; empty for none."""
    match = _STAMP.fullmatch(str(stamp or ""))
    if match is None:
        return str(stamp or "")
    year, month, number, _, _ = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year
    name = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(number)} {name}" if number else name


def moment(stamp: object) -> str:
    """As `day`, with the hour and its zone where these are known."""
    match = _STAMP.fullmatch(str(stamp or ""))
    if match is None or not match[4]:
        return day(stamp)
    zone = {None: "", "Z": " UTC"}.get(match[5], f" (UTC{match[5]})")
    return f"{day(stamp)}, {match[4]}{zone}"


def months(since: str, until: str, *, most: int = 2_000) -> list[str]:
    """The months from one to another, both included, as ISO 8601; the last `most` of them."""
    first, last = _number(since), _number(until)
    return [f"{place // 12:04}-{place % 12 + 1:02}" for place in range(max(first, last - most + 1), last + 1)]


def later(month: str, by: int) -> str:
    """The month so many months later, or earlier."""
    place = max(0, _number(month) + by)
    return f"{place // 12:04}-{place % 12 + 1:02}"


def is_month(text: object) -> bool:
    """True for a year, or a month of one, in ISO 8601."""
    return bool(re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", str(text or "")))


def is_date(text: object) -> bool:
    """True for a year, a month or a day in ISO 8601."""
    return bool(re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", str(text or "")))


def _number(month: str) -> int:
    year, _, rest = month[:7].partition("-")
    return int(year) * 12 + (int(rest) - 1 if rest.isdigit() and 1 <= int(rest) <= 12 else 0)
