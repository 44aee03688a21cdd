"""What changes on a page without anybody having edited it: counters, and clocks that run by themselves. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from scraper.crawl.words import words
from scraper.fields.dates import find_dates, parse_date, parse_machine_date
from scraper.model.evidence import Evidence

SHORT = 8
"""Words of a line that may be a counter or a clock; more are a sentence that somebody wrote."""
_SOME_DAY = datetime(2001, 2, 3, 12, tzinfo=UTC)
_TOKEN = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)


def steady(text: str, *, language: str | None = None) -> str:
    """A text as it is compared: blanks made one, and without the lines that change by themselves."""
    kept = (" ".join(line.split()) for line in text.splitlines())
    return " ".join(line for line in kept if line and not runs_by_itself(line, language=language))


def runs_by_itself(line: str, *, language: str | None = None) -> bool:
    """True for a short line that only counts (`1,234 views`) or tells a time from now (`2 days ago`)."""
    tokens = _TOKEN.findall(line.casefold())
    letters = [token for token in tokens if not token.isdecimal()]
    if not letters or len(tokens) > SHORT:
        return False
    counts = len(letters) < len(tokens) and all(
        len(token) == 1 or token in words().counted for token in letters
    )
    return counts or is_relative(line, language=language)


def is_relative(raw: str, *, language: str | None = None) -> bool:
    """True for a printed date that only says how long ago it was."""
    tokens = [token for token in _TOKEN.findall(raw.casefold()) if not token.isdecimal()]
    if not tokens or parse_machine_date(raw) is not None or parse_date(raw, language=language) is not None:
        return False
    if all(token in words().clock or token in words().label for token in tokens):
        return any(token in words().clock for token in tokens)
    return len(tokens) <= SHORT // 2 + 1 and bool(find_dates(raw, language=language, now=_SOME_DAY))


def only_relative(evidence: tuple[Evidence, ...], field: str, *, language: str | None = None) -> bool:
    """True when all that a field was chosen from are dates that say how long ago."""
    chosen = [one.raw for one in evidence if one.field == field and one.chosen]
    return bool(chosen) and all(is_relative(raw, language=language) for raw in chosen)
