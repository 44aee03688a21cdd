"""What changes on a page without anybody having edited it: counters, clocks, and what all its site prints. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import NamedTuple

from scraper.crawl.words import words
from scraper.model.evidence import Evidence

SHORT = 8
"""Words of a line that may be a counter or a clock; more are a sentence that somebody wrote."""
LONGEST = 200
"""Characters of such a line."""
MIN_BLOCK = 30
"""Characters of a block that posts do not share by chance."""
MAX_BLOCKS = 2_000
_SOME_DAY = datetime(2001, 2, 3, 12, tzinfo=UTC)
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
"""What stands before the entry of a list, where the page prints it as a list."""
_SAYS = re.compile(r"\w")
_TOKEN = re.compile(r"[^\W\d_]+|\d+", re.UNICODE)


def steady(text: str, *, language: str | None = None) -> str:
    """A text as it is compared: blanks made one, and without the lines that change by themselves."""
    return " ".join(_blocks(text, language))


class Surroundings(NamedTuple):
    """What two versions of a text stood in: all that the page printed `before` and prints `now`, and the site's posts.

    Pages are functions, for most edits are told by less. `elsewhere` tells whether a block of text stands in other posts
    of the site too.
    """

    before: Callable[[], str] = str
    now: Callable[[], str] = str
    elsewhere: Callable[[str], bool] = lambda block: False


def is_edited(old: str, new: str, around: Surroundings, *, language: str | None = None) -> bool:
    """Whether two versions of a text differ in what is the post's own.

    What the page still prints was not taken away, and what it printed before is not new: there only our reading
    differs, as after a redesign. A block that other posts hold too is the site's, and what has taken the place of
    one is the next of a rotation.
    """
    from difflib import SequenceMatcher

    before, after = _blocks(old, language), _blocks(new, language)
    if max(len(before), len(after)) > MAX_BLOCKS:
        return before != after
    page_before, page_now = cache(lambda: _line(around.before())), cache(lambda: _line(around.now()))
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        removed = [block for block in before[i:j] if f" {block} " not in page_now()]
        rotated = sum(_is_the_sites(block, around.elsewhere) for block in removed)
        if len(removed) > rotated:
            return True
        added = [block for block in after[k:m] if f" {block} " not in page_before()]
        if sum(not _is_the_sites(block, around.elsewhere) for block in added) > rotated:
            return True
    return False


def _line(page: str) -> str:
    return f" {' '.join(_blocks(page, None))} "


def _blocks(text: str, language: str | None) -> list[str]:
    """The lines of a text as they are compared: without blanks, signs that stand alone, and what runs by itself."""
    lines = map(_evened, text.splitlines())
    return [line for line in lines if line and not runs_by_itself(line, language=language)]


@lru_cache(maxsize=1_024)
def _evened(line: str) -> str:
    """A line without what only sets it; remembered, for a post's lines are asked for in two texts and on two pages."""
    return _NUMBER.sub("", " ".join(filter(_SAYS.search, line.split())))


def _is_the_sites(block: str, elsewhere: Callable[[str], bool]) -> bool:
    return len(block) >= MIN_BLOCK and elsewhere(block)


def runs_by_itself(line: str, *, language: str | None = None) -> bool:
    """True for a short line that only counts (`1,234 views`) or tells a time from now (`2 days ago`)."""
    return line.count(" ") < SHORT and len(line) <= LONGEST and _runs(line, language)


@lru_cache(maxsize=4_096)
def _runs(line: str, language: str | None) -> bool:
    """The same for a short line, remembered: a page is compared with itself, and shares its frame with all its site."""
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
    from scraper.fields.dates import find_dates, parse_date, parse_machine_date  # most nights read no dates

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
