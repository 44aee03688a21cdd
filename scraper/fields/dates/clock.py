"""The time of day beside a date: `kl. 14.30`, `at 2:30 pm EST`, `14h30`, `下午2:30`."""

from __future__ import annotations

import re
from functools import cache

from scraper.fields.dates.stamp import OFFSETS, WORDS, make_stamp, offset_of
from scraper.fields.dates.zones import CLOCKS, offset_on
from scraper.model.dates import DateStamp, Precision

_AT = (
    "klokken|klockan|kl|klo|at|um|ab|à|a\\s+las|a\\s+la|a\\s+les|às|as|alle\\s+ore|alle|ore|ora|om|o\\s+godz|godz|o|v|в|о|об|у|saat|pukul|jam"
    "|til|lúc|ساعت|الساعة|בשעה|เวลา|στις|u|ob|la|kello|plkst"
)
_ZONE = (
    "(?:" + "|".join(sorted((*OFFSETS, *CLOCKS, "cst", "ist"), key=len, reverse=True)) + ")"
    r"(?![^\W_])(?:\s?[+\-]\d{1,2}(?::?\d{2})?)?|[+\-]\d{2}:?\d{2}"
)
_HALF = r"a\.?m\.?|p\.?m\.?"
_EASTERN_HALF = "上午|下午|午前|午後|오전|오후|am|pm"
_CLOCK = (
    r"(?P<early>" + _EASTERN_HALF + r")?\s*(?<![\d.])(?P<hour>\d{1,2})"
    r"(?:(?::|\.|h|\s?uhr\s?|\s?[時时點点시]\s?|\s:\s)(?P<minute>\d{2})[分분]?(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?!\d|[.,:]\d)"
    r"|(?=\s?(?:[ap]m|[ap]\.m\.)(?!\w))|(?=\s?(?:uhr|h)(?!\w)))"
    r"\s*(?P<half>(?:" + _HALF + r")(?![^\W_]))?(?:\s*(?:uhr|hrs?|hs|h|น\.|น|u|uur|ч)(?![^\W_])\.?)?\s*\(?(?P<zone>" + _ZONE + r")?(?![^\W_])"
)  # fmt: skip
_YEAR_ENDS = r"\.?(?:\s?(?:г|р|r|d|թ|ж|ел|года|року|roku)(?![^\W_])\.?)?"
_WEEKDAY = (
    r"(?:\s*(?:[（(][^\s）)]{1,3}[）)]|星期[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일))?"
)
_AFTER = re.compile(
    r"(?:t|"
    + _YEAR_ENDS
    + _WEEKDAY
    + r"[\s,،|•·–—@/();-]{0,6}(?:(?:"
    + _AT
    + r")(?![^\W_])[.:]?\s*)?)"
    + _CLOCK
)  # the text is folded: lower case, digits 0 to 9
_LONGEST = 48


@cache
def _before() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d.,:/-])(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<half>"
        + _HALF
        + r")?"
        r"\s*(?:uhr|hrs?|h|น\.)?\s*\(?(?P<zone>"
        + _ZONE
        + r")?\)?\s*[,|•·–—/-]?\s*(?:[^\W\d_]{2,12}\.?,?\s+){0,2}\Z"
    )


def time_after(text: str, end: int, day: DateStamp, printed: str = "") -> tuple[DateStamp, int]:
    """The day with the time that follows it in a folded text, and where that ends; both as given when none does.

    `printed` is the text before it was folded, to tell the zone ART from art.
    """
    if day.precision is not Precision.DAY or (match := _AFTER.match(text, end)) is None:
        return day, end
    timed = _timed(match, day, printed)
    last = match.end()
    if _zone(match, printed) != match["zone"]:
        last = len(text[: match.start("zone")].rstrip(" ("))
    return (timed, last) if timed else (day, end)


def time_before(text: str, start: int, day: DateStamp, printed: str = "") -> tuple[DateStamp, int]:
    """The day with the time that stands before it, and where that begins; both as given when none does."""
    if day.precision is not Precision.DAY or ":" not in text[max(0, start - _LONGEST) : start]:
        return day, start
    match = _before().search(text, max(0, start - _LONGEST), start)
    timed = _timed(match, day, printed) if match else None
    return (timed, match.start()) if timed and match else (day, start)


def _zone(match: re.Match[str], printed: str) -> str | None:
    """The zone behind a time; a word that may be another is one only in capitals."""
    zone: str | None = match["zone"]
    if zone in WORDS and not printed[match.start("zone") : match.end("zone")].isupper():
        return None
    return zone


def _timed(match: re.Match[str], day: DateStamp, printed: str) -> DateStamp | None:
    groups = match.groupdict()
    hour, minute = int(groups["hour"]), int(groups["minute"] or 0)
    half = (groups["half"] or groups.get("early") or "").replace(".", "")
    if half:
        if hour > 12 and half not in ("am", "pm"):
            return None
        hour = hour if hour > 12 else hour % 12 + (12 if half in ("pm", "下午", "午後", "오후") else 0)
    if hour > 23 or minute > 59:
        return None
    zone = _zone(match, printed)
    offset = offset_on(zone, day, hour, minute) or offset_of(zone)
    date = day.day
    second = int(groups["second"]) if groups["second"] else None
    return make_stamp(date.year, date.month, date.day, hour, minute, second, offset)
