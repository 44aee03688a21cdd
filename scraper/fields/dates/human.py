"""Dates as people print them: in words, in numbers, in other digits, and "three hours ago"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache

from scraper.fields.dates.clock import time_after, time_before
from scraper.fields.dates.east_asian import east_asian_dates
from scraper.fields.dates.folding import fold, western
from scraper.fields.dates.in_words import dates_in_words
from scraper.fields.dates.machine import parse_machine_date
from scraper.fields.dates.numeric import numeric_dates
from scraper.fields.dates.order import DateOrder
from scraper.fields.dates.relative import find_relative
from scraper.fields.dates.words import label_before, published_after
from scraper.model.dates import DateStamp
from scraper.model.late import late

MAX_LINE = 400
MAX_TEXT = 20_000
MAX_DATES = 200
_SOME_NUMBER = re.compile(r"[\d年]")
# A date holds a year of four digits, or numbers with a mark between them, or a year cut short; else it is none.
_NUMBERS_OF_A_DATE = re.compile(r"\d{4}|\d\s?[./-]\s?\d|['-]\d\d|年|^\d{1,2}\.? [^\W\d_]{3,12}\.? \d\d(?!\d)")
_CLOCKS = late(
    re.compile,
    r"(?<!\w)(?:mon|tue|wed|thu|fri|sat|sun) (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec) {1,2}\d{1,2} \d\d:\d\d:\d\d (?:[a-z]{3,5} )?\d{4}(?!\w)",
)
_COUNT = re.compile(r"\d{9,13}(?:[.,]\d+)?|\d{15,}")


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
    if len(text) < 2 or (now is None and not _SOME_NUMBER.search(text)):
        return None
    found = find_dates(text, language=language, now=now, order=order)
    if not found:
        # a number alone may be anything: a telephone, an article; machines say when it is a moment
        return parse_machine_date(text) if text[:4].isdigit() and not _COUNT.fullmatch(text) else None
    best = found[0]
    around = len(re.findall(r"\w", text)) - len(re.findall(r"\w", text[best.start : best.end]))
    return best.stamp if around <= 36 else None


def find_dates(
    text: str, *, language: str | None = None, now: datetime | None = None, order: DateOrder | None = None
) -> tuple[FoundDate, ...]:
    """Every date in a text, in order. Looks at the first 20,000 characters. Never raises.

    `now` (aware) lets relative dates be read, where no other date stands; `order` decides 05/06/2019.
    """
    if now is None and not _SOME_NUMBER.search(text):
        return ()
    if len(text) > MAX_LINE:
        return _find(text[:MAX_TEXT], language, now, order)
    return _remembered(text, language, now, order, now.utcoffset() if now else None)


def _find(
    text: str, language: str | None, now: datetime | None, order: DateOrder | None
) -> tuple[FoundDate, ...]:
    plain = fold(western(text))
    taken: list[FoundDate] = []
    if _NUMBERS_OF_A_DATE.search(plain):
        for reader in _READERS:
            for start, end, stamp in reader(plain, language, order):
                if any(start < other.end and end > other.start for other in taken):
                    continue
                stamp, end = time_after(plain, end, stamp, text)
                stamp, start = time_before(plain, start, stamp, text)
                taken.append(FoundDate(start, end, text[start:end], stamp))
                if len(taken) >= MAX_DATES:
                    break
    if now is not None and not taken and (relative := find_relative(plain, language, now)):
        start, end, stamp = relative
        taken.append(FoundDate(start, end, text[start:end], stamp))
    taken.sort(key=lambda found: found.start)
    ends = [0, *(found.end for found in taken)]
    labelled = [_labelled(found, text, ends[place]) for place, found in enumerate(taken)]
    if labelled and labelled[-1].kind is None and published_after(text[labelled[-1].end :]):
        labelled[-1] = replace(labelled[-1], kind="published")
    return tuple(labelled)


@lru_cache(maxsize=4096)
def _remembered(
    text: str, language: str | None, now: datetime | None, order: DateOrder | None, offset: timedelta | None
) -> tuple[FoundDate, ...]:
    """As `_find`; `offset` is that of `now`, since equal moments of different clocks are different days."""
    return _find(text, language, now, order)


def _east_asian(
    plain: str, language: str | None, order: DateOrder | None
) -> Iterator[tuple[int, int, DateStamp]]:
    return east_asian_dates(plain)


def _in_words(
    plain: str, language: str | None, order: DateOrder | None
) -> Iterator[tuple[int, int, DateStamp]]:
    return dates_in_words(plain, language)


def _by_clocks(
    plain: str, language: str | None, order: DateOrder | None
) -> Iterator[tuple[int, int, DateStamp]]:
    """As `ctime` of the C library and the command `date` print it: `Fri May 24 00:30:00 CEST 2019`."""
    for match in _CLOCKS.finditer(plain) if ":" in plain else ():
        if stamp := parse_machine_date(match[0]):
            yield match.start(), match.end(), stamp


_Reader = Callable[[str, str | None, DateOrder | None], Iterator[tuple[int, int, DateStamp]]]
_READERS: tuple[_Reader, ...] = (_by_clocks, _east_asian, _in_words, numeric_dates)


def _labelled(found: FoundDate, text: str, after: int) -> FoundDate:
    kind = label_before(text[max(after, found.start - 60) : found.start])
    return replace(found, kind=kind) if kind else found
