"""Dates with 年, 月, 日 or 년, 월, 일: in figures, in the numerals of the script, in years of an era."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper.fields.dates.calendars import ERAS
from scraper.fields.dates.stamp import make_month, make_stamp
from scraper.model.dates import DateStamp
from scraper.model.late import late

_NUMERALS = "〇零一二三四五六七八九十元"
_NUMBER = rf"\d{{1,4}}|[{_NUMERALS}]{{1,4}}"
_DATE = late(
    re.compile,
    rf"(?P<era>{'|'.join(ERAS)})?\s?(?<!\d)(?P<y>{_NUMBER})\s*[年년]\s*(?P<m>{_NUMBER})\s*[月월](?:\s*(?P<d>{_NUMBER})\s*[日일号號])?",
)
_DIGITS = {char: str(max(place - 1, 0)) for place, char in enumerate(_NUMERALS[:-2])}


def east_asian_dates(text: str) -> Iterator[tuple[int, int, DateStamp]]:
    """(start, end, date) of each, in order; a month where no day is printed."""
    if "年" not in text and "년" not in text:
        return
    for match in _DATE.finditer(text):
        year, month, day = (_number(match[name]) if match[name] else None for name in ("y", "m", "d"))
        if year is None or month is None:
            continue
        if match["era"]:
            year += ERAS[match["era"]]
        if 1900 <= year <= 2100:
            stamp = make_stamp(year, month, day) if day is not None else make_month(year, month)
            if stamp:
                yield match.start(), match.end(), stamp


def _number(text: str) -> int | None:
    """29 of `29`, `二十九` or `二九`; 2019 of `二〇一九`; 1 of `元`. None for what is no number."""
    if text.isascii():
        return int(text)
    if text == "元":
        return 1
    if "元" in text:
        return None
    tens, ten, ones = text.partition("十")
    if ten and len(tens) <= 1 and len(ones) <= 1:
        return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))
    return None if ten else int("".join(_DIGITS[char] for char in text))
