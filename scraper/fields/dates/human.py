"""Dates as people print them: in words, in numbers, in other digits, and "three hours ago"."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from scraper.fields.dates.machine import parse_machine_date
from scraper.fields.dates.order import DateOrder
from scraper.fields.dates.stamp import OFFSETS, make_month, make_stamp, offset_of
from scraper.fields.dates.words import TODAY, YESTERDAY, fold, label_before, months, relative_patterns
from scraper.fields.languages import primary
from scraper.model.dates import DateStamp, Precision

MAX_LINE = 400
MAX_TEXT = 20_000
_WORD = r"([^\W\d_][^\s\d.,/()|:;\-–]{1,24})"
_OF = r"(?:(?:(?:de|del|of|di|den)\s+|d['’]|ta['’]\s*))?"
_DAY = r"(?<![\d:.,/])(\d{1,2})(?:st|nd|rd|th|er|re|te|ste|[º°ª]|:e|-?го|-?е|日)?"
_TIME = re.compile(
    r"[\s,|•·–—@-]{0,6}(?:(?:kl|klo|um|at|à|a\s+las|às|alle|ore|om|o|godz|в|о|saat|pukul|til|ob|ora)\b\.?\s*)?"
    r"(?<!\d)(\d{1,2})(?:[:.h]|\s?Uhr\s?|:)(\d{2})(?::(\d{2}))?(?!\d|\.\d)\s*(a\.?m\.?|p\.?m\.?)?(?:\s*Uhr|\s*h\b|\s*น\.)?"
    r"\s*\(?(" + "|".join(OFFSETS) + r"|[+\-−]\d{2}:?\d{2}|(?:gmt|utc)\s?[+\-]\d{1,2})?(?![\w])",
    re.IGNORECASE,
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("cjk", re.compile(r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일号號])?")),
    ("dmy", re.compile(_DAY + r"\.?\s*[-/,.]?\s*" + _OF + _WORD + r"\.?\s*[-/,.]?\s*" + _OF + r"['’]?(\d{4})(?!\d|[.,]\d)")),
    ("mdy", re.compile(r"(?<!\w)" + _WORD + r"\.?\s*[-/]?\s*(\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+|[-/])(?:(?:at|de|del)\s+)?(\d{4})(?!\d|[.,]\d)")),
    ("ymd", re.compile(r"(?<![\d.,])(\d{4})\.?\s*[-/,]?\s*(?:г\.\s*)?" + _WORD + r"\.?\s*[-/,]?\s*(\d{1,2})(?!\d|[.:]\d)")),
    ("iso", re.compile(r"(?<![\d.,])(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d|\.\d)")),
    ("num", re.compile(r"(?<![\d.,/-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?!\d|[.,/-]\d|:)")),
    ("month", re.compile(r"(?<!\w)" + _WORD + r"\.?,?\s+(?:de\s+|of\s+)?(\d{4})(?!\d|[.,]\d)")),
    ("vi", re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})[,\s]+(?:năm\s+)?(\d{4})", re.IGNORECASE)),
)  # fmt: skip
_DIGITS = re.compile(r"[^\W\D]")
_RELATIVE_STEP = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date within a text: where, as printed, as read, and what a word before it calls it."""

    start: int
    end: int
    raw: str
    stamp: DateStamp
    kind: str | None = None


def parse_date(
    text: str, *, language: str | None = None, now: datetime | None = None, order: DateOrder | None = None
) -> DateStamp | None:
    """The date that a short text is, with hardly anything about it; None otherwise. Never raises.

    `now` (aware) lets relative dates be read; `order` decides 05/06/2019.
    """
    text = text.strip()[:MAX_LINE]
    if len(text) < 4 or (not any(char.isdigit() for char in text) and now is None):
        return None
    found = find_dates(text, language=language, now=now, order=order)
    if not found:
        return parse_machine_date(text) if text[:4].isdigit() else None
    best = found[0]
    around = len(re.findall(r"\w", text)) - len(re.findall(r"\w", text[best.start : best.end]))
    return best.stamp if around <= 36 else None


def find_dates(
    text: str, *, language: str | None = None, now: datetime | None = None, order: DateOrder | None = None
) -> tuple[FoundDate, ...]:
    """Every date in a text, in order. Looks at the first 20,000 characters. Never raises."""
    text = text[:MAX_TEXT]
    plain = _western_digits(text)
    taken: list[FoundDate] = []
    if _has_digit(plain):
        names = months(language)
        for sort, pattern in _PATTERNS:
            if sort in ("cjk", "vi") and not any(mark in plain for mark in "年년á"):
                continue
            at = 0
            while (match := pattern.search(plain, at)) is not None:
                stamp = _read(sort, match, names, language, order)
                end = match.end()
                if stamp is None or any(match.start() < t.end and end > t.start for t in taken):
                    at = match.start() + 1 if stamp is None else end
                    continue
                stamp, end = _with_time(stamp, plain, end)
                taken.append(FoundDate(match.start(), end, text[match.start() : end], stamp))
                at = end
    if now is not None and not taken:
        taken.extend(_relative(text, plain, language, now))
    taken.sort(key=lambda found: found.start)
    return tuple(
        _labelled(found, text, taken[place - 1].end if place else 0) for place, found in enumerate(taken)
    )


def _labelled(found: FoundDate, text: str, after: int) -> FoundDate:
    kind = label_before(text[max(after, found.start - 60) : found.start])
    return FoundDate(found.start, found.end, found.raw, found.stamp, kind) if kind else found


def _has_digit(text: str) -> bool:
    return re.search(r"\d", text, re.ASCII) is not None


def _western_digits(text: str) -> str:
    """Arabic-Indic, Devanagari and other digits as 0 to 9; the length stays the same."""
    if text.isascii():
        return text
    return _DIGITS.sub(lambda match: str(unicodedata.decimal(match[0], match[0]))[:1], text)


def _read(
    sort: str, match: re.Match[str], names: dict[str, int], language: str | None, order: DateOrder | None
) -> DateStamp | None:
    if sort == "cjk":
        if match[3] is None:
            return make_month(int(match[1]), int(match[2]))
        return make_stamp(int(match[1]), int(match[2]), int(match[3]))
    if sort == "iso":
        return make_stamp(_year(match[1], language), int(match[3]), int(match[4]))
    if sort == "num":
        return _numeric(match, order)
    if sort == "vi":
        return make_stamp(int(match[3]), int(match[2]), int(match[1]))
    word = match[{"dmy": 2, "mdy": 1, "ymd": 2, "month": 1}[sort]]
    month = names.get(fold(word))
    if month is None:
        return None
    if sort == "dmy":
        return make_stamp(_year(match[3], language), month, int(match[1]))
    if sort == "mdy":
        return make_stamp(_year(match[3], language), month, int(match[2]))
    if sort == "ymd":
        return make_stamp(_year(match[1], language), month, int(match[3]))
    return make_month(_year(match[2], language), month) if 1900 <= int(match[2]) <= 2100 else None


def _numeric(match: re.Match[str], order: DateOrder | None) -> DateStamp | None:
    first, separator, second, year_text = int(match[1]), match[2], int(match[3]), match[4]
    if len(year_text) == 2:
        if separator == "-" or (order is None and separator == "/"):
            return None
        year = 2000 + int(year_text) if int(year_text) < 70 else 1900 + int(year_text)
    else:
        year = int(year_text)
    if not 1900 <= year <= 2100:
        return None
    month_first = order is DateOrder.MDY and separator != "."
    if second > 12:
        month_first = True
    if first > 12:
        month_first = False
    day, month = (second, first) if month_first else (first, second)
    return make_stamp(year, month, day)


def _year(text: str, language: str | None) -> int:
    """The year, out of the Thai calendar where that is printed."""
    year = int(text)
    return year - 543 if 2450 <= year <= 2650 and primary(language) in ("th", "") else year


def _with_time(stamp: DateStamp, plain: str, end: int) -> tuple[DateStamp, int]:
    """The stamp with the time that follows it, if one does."""
    if stamp.precision is not Precision.DAY:
        return stamp, end
    match = _TIME.match(plain, end)
    if match is None:
        return stamp, end
    hour, minute = int(match[1]), int(match[2])
    half = (match[4] or "").lower().replace(".", "")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        return stamp, end
    year, month, day = (int(part) for part in str(stamp).split("-"))
    timed = make_stamp(
        year, month, day, hour, minute, int(match[3]) if match[3] else None, offset_of(match[5])
    )
    return (timed, match.end()) if timed is not None else (stamp, end)


def _relative(text: str, plain: str, language: str | None, now: datetime) -> list[FoundDate]:
    for pattern, unit in relative_patterns(language):
        if match := pattern.search(plain[:MAX_LINE]):
            moment = _back(now, unit, int(match[1]))
            return (
                [FoundDate(match.start(), match.end(), match[0], DateStamp(moment.date().isoformat()))]
                if moment
                else []
            )
    lowered = text[:60].casefold().strip(" ,.:")
    for words, days in ((TODAY, 0), (YESTERDAY, 1)):
        for word in words:
            if lowered == word or re.match(
                re.escape(word) + r"[\s,]+(?:kl\.?|um|at|à|om|alle|o|в)?\s*\d{1,2}[:.]\d{2}", lowered
            ):
                day = (now - timedelta(days=days)).date()
                return [FoundDate(0, len(text[:60]), text[:60], DateStamp(day.isoformat()))]
    return []


def _back(now: datetime, unit: str, number: int) -> datetime | None:
    """`number` units before now; months and years are too vague to give a day."""
    if unit in ("second", "minute", "hour", "day", "week"):
        return now - _RELATIVE_STEP[unit] * number
    return None
