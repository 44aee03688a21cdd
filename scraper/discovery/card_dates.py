"""The date of a card: printed in it, or begun in the heading above and ended in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from scraper.discovery.card_lines import PARTED, plain
from scraper.fields.dates import DateOrder, FoundDate, find_dates, guess_order, parse_date
from scraper.markup.layout import Layout
from scraper.model.dates import DateStamp, Precision
from scraper.model.urls import host

_MAX_HEADING = 40
_MAX_BETWEEN = 80
"""A longer block that is no card ends what a heading is above of: a post's own date is above its text."""
_MOST_BETWEEN = 3
"""Blocks between a heading and its first card, or between two of them: the day in a site's head dates no card."""
_MAX_LINE = 160
_LONE_DAY = re.compile(r"^\W{0,3}(?:[^\W\d]{2,12}\.?,?\s)?(\d{1,2})(?:st|nd|rd|th|\.|日)?\W{0,3}$")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d.])")
_YEAR = re.compile(r"^\D{0,16}((?:19|20)\d\d)\D{0,3}$")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "caption"))
_LINKING = re.compile(r"(?:^|\s)\S{1,3}$")
"""A word as short as "le", "on" or "am", left behind where a date was taken out."""


class HeadingDate(NamedTuple):
    """The year, month or day that the heading above a card prints, as printed and as read."""

    raw: str
    stamp: DateStamp


class Clock(NamedTuple):
    """What dates are read by: the page's language, the moment of capture, and which number is the month."""

    language: str | None
    now: datetime | None
    order: DateOrder | None

    def find(self, text: str) -> tuple[FoundDate, ...]:
        """The dates of a text."""
        return find_dates(text, language=self.language, now=self.now, order=self.order)


def clock_of(
    layout: Layout, inside: Collection[int], url: str, language: str | None, now: datetime | None
) -> Clock:
    """How the dates of a page's cards (the blocks `inside`) are read: they tell each other's order."""
    samples = (
        block.text for block in layout.blocks if block.index in inside and len(block.text) <= _MAX_LINE
    )
    return Clock(language, now, guess_order(language, host(url), samples))


def heading_dates(layout: Layout, inside: Collection[int], clock: Clock) -> dict[int, HeadingDate | None]:
    """For each block within a card, the date of the heading above it, until a text or another heading comes."""
    found: dict[int, HeadingDate | None] = {}
    current: HeadingDate | None = None
    between = 0
    for block in layout.blocks:
        if block.index in inside:
            found[block.index] = current
            between = 0
            continue
        between += 1
        heading = _heading_date(block.text, clock) if len(block.text) <= _MAX_HEADING else None
        if heading is not None:
            current, between = heading, 0
        elif current is not None and (
            len(block.text) > _MAX_BETWEEN or block.tag in _HEADINGS or between > _MOST_BETWEEN
        ):
            current = None
    return found


def _heading_date(text: str, clock: Clock) -> HeadingDate | None:
    if not any(char.isdigit() for char in text):
        return None
    if year := _YEAR.match(text):
        spelt = parse_date(text, language=clock.language)
        return HeadingDate(text, spelt or DateStamp(year[1], Precision.YEAR))
    dates = find_dates(text, language=clock.language, order=clock.order)
    if len(dates) != 1 or len(text) - len(dates[0].raw) > 14:
        return None
    return HeadingDate(text, dates[0].stamp)


def date_of(
    lines: Sequence[str], above: HeadingDate | None, clock: Clock
) -> tuple[str | None, str | None, list[str]]:
    """A card's date as printed and in ISO 8601, and its lines without it."""
    for place, line in enumerate(lines):
        if len(line) > _MAX_LINE:
            continue
        for date in clock.find(plain(line)) or _in_fields(line, clock):
            if len(date.raw) * 4 < len(line) and len(line) > 80:
                break  # a sentence that mentions a day
            rest = [*lines[:place], *_around(line, date.start, date.end), *lines[place + 1 :]]
            return date.raw, str(date.stamp), rest
    if above is not None and (read := _completed(lines, above, clock.language)) is not None:
        return read
    for line in lines:
        if dates := clock.find(plain(line[:_MAX_LINE])):
            return dates[0].raw, str(dates[0].stamp), list(lines)
    return None, None, list(lines)


def _in_fields(line: str, clock: Clock) -> list[FoundDate]:
    """The dates that are a field of a line: `Yesterday` beside the name of a section."""
    found: list[FoundDate] = []
    start = 0
    for field in line.split(PARTED):
        found += [replace(date, start=start + date.start, end=start + date.end) for date in clock.find(field)]
        start += len(field) + 1
    return found


def _around(line: str, start: int, end: int) -> list[str]:
    """What a line says before and behind its date."""
    before = line[:start].strip(" \t|·•—–-/,:;([")
    tail = _LINKING.search(before) if before and line[start - 1 : start].isspace() else None
    if tail is not None and before[-1].isalpha() and before[tail.start() :].strip().islower():
        before = before[: tail.start()].strip(" \t|·•—–-/,:;([")
    behind = line[end:].strip(" \t|·•—–-/,:;)]")
    return [part for part in (before, behind) if part]


def _completed(
    lines: Sequence[str], above: HeadingDate, language: str | None
) -> tuple[str, str, list[str]] | None:
    """The heading's date with what a line of the card adds to it: the day, the day and month, the hour."""
    stamp = above.stamp
    for place, line in enumerate(lines):
        added: DateStamp | None = None
        if len(line) > _MAX_HEADING:
            continue
        if stamp.precision is Precision.MONTH and (day := _LONE_DAY.match(line)):
            added = _with_day(stamp, int(day[1]))
        elif stamp.precision is Precision.YEAR and any(char.isdigit() for char in line):
            added = parse_date(f"{line.strip(' .,:–-')} {stamp.value}", language=language)
            added = added if added is not None and added.precision is not Precision.YEAR else None
        elif stamp.precision is Precision.DAY and (clock := _CLOCK.search(line)):
            added = DateStamp(f"{stamp.value}T{int(clock[1]):02}:{clock[2]}", Precision.MINUTE)
        if added is not None:
            return f"{above.raw} {line}", str(added), [*lines[:place], *lines[place + 1 :]]
    return above.raw, str(stamp), list(lines)


def _with_day(month: DateStamp, day: int) -> DateStamp | None:
    try:
        datetime.fromisoformat(f"{month.value}-{day:02}")
    except ValueError:
        return None
    return DateStamp(f"{month.value}-{day:02}", Precision.DAY)
