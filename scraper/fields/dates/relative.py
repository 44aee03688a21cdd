"""Dates told from the time of capture: `3 hours ago`, `vor 2 Tagen`, `igår kl. 14.30`, `昨天`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache

from scraper.fields.dates.clock import time_after
from scraper.fields.dates.folding import fold
from scraper.fields.dates.names import table
from scraper.fields.dates.words import DAYS, ONE, SHORT_AGO
from scraper.fields.languages import primary
from scraper.model.dates import DateStamp, Precision

MAX_LINE = 400
_STEPS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_NUMBER = rf"(\d{{1,3}}|(?:{ONE})(?=['\s]))"
_LEAD = re.compile(r"\W*(?:[^\W\d_]+(?:\s[^\W\d_]+)?\s*[:,|]?\s+)?")


def find_relative(text: str, language: str | None, now: datetime) -> tuple[int, int, DateStamp] | None:
    """(start, end, date) of the first relative date in a folded text; None when there is none.

    Days are those of the zone of `now`. Hours and weeks give a day, months a month, years a year: no more is said.
    """
    text = text[:MAX_LINE]
    pattern, units = _ago(primary(language))
    if match := pattern.search(text):
        number = match[match.lastindex or 1]
        stamp = _back(now, units[(match.lastindex or 1) - 1], int(number) if number.isdigit() else 1)
        if stamp is not None:
            return match.start(), match.end(), stamp
    return _near_day(text, language, now) if len(text) <= 60 else None


def _near_day(text: str, language: str | None, now: datetime) -> tuple[int, int, DateStamp] | None:
    """Today and yesterday, where the text is that and hardly more: a word or two before, a time behind."""
    pattern, days = _days(primary(language))
    lead = _LEAD.match(text)
    for start in (lead.end(), len(text) - len(text.lstrip(" ,.:(–-"))) if lead else ():
        if match := pattern.match(text, start):
            day = DateStamp((now - timedelta(days=days[match[0]])).date().isoformat())
            stamp, end = time_after(text, match.end(), day)
            if not text[end:].strip(" ,.:;|)–-"):
                return start, end, stamp
    return None


def _back(now: datetime, unit: str, number: int) -> DateStamp | None:
    try:
        if unit in _STEPS:
            return DateStamp((now - timedelta(seconds=_STEPS[unit] * number)).date().isoformat())
        if unit == "month":
            months = now.year * 12 + now.month - 1 - number
            return (
                DateStamp(f"{months // 12:04}-{months % 12 + 1:02}", Precision.MONTH)
                if number <= 24
                else None
            )
    except (OverflowError, ValueError):
        return None
    return DateStamp(f"{now.year - number:04}", Precision.YEAR) if number <= 30 else None


@lru_cache(maxsize=32)
def _ago(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern for "three hours ago" in the language and in English, and the unit of each of its groups."""
    parts: list[str] = []
    units: list[str] = []
    for name in dict.fromkeys((language, "en")):
        patterns = [(text, unit) for unit, texts in table(name).get("ago", {}).items() for text in texts]
        for text, unit in sorted(patterns, key=lambda pair: -len(pair[0])):
            before, _, behind = text.partition("{0}")
            parts.append(_loose(before) + _NUMBER + _loose(behind))
            units.append(unit)
    for unit, words in SHORT_AGO["en"].items():
        parts.append(rf"(\d{{1,3}})\s*(?:{words})\s+ago")
        units.append(unit)
    return re.compile(r"(?<![a-z0-9.,:/])(?:" + "|".join(parts) + r")(?![a-zà-ɏ])"), tuple(units)


def _loose(text: str) -> str:
    """Literal text whose blanks and full stops may be missing."""
    return re.escape(text).replace(r"\ ", r"\s*").replace(r"\.", r"\.?")


@lru_cache(maxsize=32)
def _days(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    own = language if language in DAYS else ""
    days: dict[str, int] = {}
    for name in (own, "en") if own else ("en",):
        for back, words in enumerate(DAYS[name]):
            days |= {fold(word): back for word in words.split("|")}
    words = "|".join(re.escape(word) for word in sorted(days, key=len, reverse=True))
    return re.compile(rf"(?:{words})(?![^\W\d_])"), days
