"""Dates in numbers alone: `29.5.2019`, `05/29/2019`, `2019-05-29`, `29/5-2019`, `29.05.19`, `1398/03/08`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper.fields.dates.calendars import gregorian_year, solar_hijri
from scraper.fields.dates.order import DateOrder
from scraper.fields.dates.stamp import make_stamp
from scraper.fields.languages import primary
from scraper.model.dates import DateStamp
from scraper.model.late import late

_NUMBERS = re.compile(
    r"(?<!\d)(?<!\d[.,:])(?<!\d[.,/-]\s)(\d{1,4})\s?([./-])\s?(\d{1,2})\s?(\2|-(?=\d{4})|\s(?=\d{4}))\s?(\d{1,4})(?!\d|\.\d)"
)
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+(?:tháng|thg)\s+(\d{1,2})[,\s]+(?:năm\s+)?(\d{4})(?!\d)")
_MONGOLIAN = re.compile(r"(?<!\d)(\d{4})\s+оны\s+(\d{1,2})(?:\s+|-р\s+)сарын\s+(\d{1,2})(?!\d)")
# What stands before numbers that are no date, however much they look like one.
_NO_DATE = late(
    re.compile,
    r"(?:(?<!\w)(?:v|ver|version|versjon|versio|versión|versão|versione|wersja|verze|версия|release|build|rev|revision|firmware|isbn|issn"
    r"|ip|tel|telefon|phone|fon|fax|fon|art|nr|no|§+)[.:]?\s*|[$€£¥#+]\s?)\Z",
)
_DOTTED_YEAR_FIRST = ("ko", "ja", "zh", "hu")
_SLASHED = ("sv", "no", "da", "fi", "is", "fo")


def numeric_dates(
    text: str, language: str | None, order: DateOrder | None
) -> Iterator[tuple[int, int, DateStamp]]:
    """(start, end, date) of each in a folded text, in order; `order` decides what the numbers leave open."""
    own = primary(language)
    if own == "vi" or "tháng" in text:
        for match in _VIETNAMESE.finditer(text):
            if stamp := make_stamp(int(match[3]), int(match[2]), int(match[1])):
                yield match.start(), match.end(), stamp
    if "сарын" in text:
        for match in _MONGOLIAN.finditer(text):
            if stamp := make_stamp(int(match[1]), int(match[2]), int(match[3])):
                yield match.start(), match.end(), stamp
    for match in _NUMBERS.finditer(text):
        stamp = _read(match, own, order, text)
        if stamp is not None and not _NO_DATE.search(text, max(0, match.start() - 12), match.start()):
            yield match.start(), match.end(), stamp


def _read(match: re.Match[str], language: str, order: DateOrder | None, text: str) -> DateStamp | None:
    first, separator, middle, second_separator, last = match.groups()
    before, behind = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 2]
    if len(first) == 4:
        if len(last) > 2 or separator != second_separator:
            return None
        if separator == "-" and behind[:1] == "-" and behind[1:].isalpha():
            return None  # 2019-05-29-a-bridge.md: a file
        year = int(first)
        if language in ("fa", "ps", "ckb") and 1300 <= year <= 1472:
            day = solar_hijri(year, int(middle), int(last))
            return DateStamp(day.isoformat()) if day else None
        return _stamp(year, int(middle), int(last), language)
    if len(first) > 2 or (before in "./-" and before) or (behind[:1] in "./-" and behind[1:].isdigit()):
        return None
    if separator != second_separator and (separator != "/" or language not in _SLASHED):
        return None
    if len(last) == 4 and behind[:1] == ":" and behind[1:].isdigit() and separator == ".":
        # 28.09.1912:44 is a day and a time that lost the blank between them
        return make_stamp(_century(last[:2]), int(middle), int(first))
    if len(last) == 4:
        if language in ("fa", "ps", "ckb") and 1300 <= int(last) <= 1472:
            solar = solar_hijri(int(last), int(middle), int(first))
            return DateStamp(solar.isoformat()) if solar else None
        day_number, month = _in_order(int(first), int(middle), separator, order)
        return _stamp(int(last), month, day_number, language)
    if order is DateOrder.YMD and separator == "." and language not in _DOTTED_YEAR_FIRST:
        order = DateOrder.DMY
    return _short(first, separator, middle, last, order, behind) if len(last) == 2 else None


def _short(
    first: str, separator: str, middle: str, last: str, order: DateOrder | None, behind: str
) -> DateStamp | None:
    """A year of two digits: only where the separator or a known order leaves no doubt what is the year."""
    if behind[:1] == ":" or (order is None and separator != "."):
        return None
    if order is DateOrder.YMD and len(first) == 2:
        return make_stamp(_century(first), int(middle), int(last))
    if separator == "-" and order is not DateOrder.DMY:
        return None
    day, month = _in_order(int(first), int(middle), separator, order)
    return make_stamp(_century(last), month, day)


def _in_order(first: int, second: int, separator: str, order: DateOrder | None) -> tuple[int, int]:
    """(day, month) of two numbers; dots are always day first."""
    month_first = order is DateOrder.MDY and separator != "."
    if second > 12:
        month_first = True
    if first > 12:
        month_first = False
    return (second, first) if month_first else (first, second)


def _century(text: str) -> int:
    return int(text) + (2000 if int(text) < 70 else 1900)


def _stamp(year: int, month: int, day: int, language: str) -> DateStamp | None:
    year = gregorian_year(year, language)
    return make_stamp(year, month, day) if 1900 <= year <= 2100 else None
