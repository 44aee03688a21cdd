"""Days that stand only in inline scripts: data layers with `publishedAt`, `"publish_date"`, `pubdate`, `created_at`.

Asked only of pages whose head and JSON-LD give no date: names of dates are looked for as plain words, and read by a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from itertools import islice

from scraper.extraction.claims import Claim
from scraper.extraction.page import Page
from scraper.fields.dates import named_zone, parse_date, parse_machine_date
from scraper.model.dates import DateStamp
from scraper.model.late import late

MAX_TEXT = 600_000
_VALUE = r"""\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?(?P<value>\d[^"'\\,;{}<>\n]{8,40}|[A-Z][a-z]{2,8},?\s[^"'\\;{}<>\n]{8,40})"""
_BEHIND_DATE = r"(?:(?<=[Dd]ate)|(?<=[Dd]ate_))"
_PUBLISHED = late(
    re.compile,
    rf"(?:{_BEHIND_DATE}[Pp]ublished|[Pp]ubli(?:sh|shed|c|cation|kation)[A-Za-z]{{0,3}}[_.-]?(?:[Dd]ate|[Tt]ime|[Tt]imestamp|[Aa]t|[Oo]n)"
    r"|PUBLISH(?:ED)?_DATE|[Pp]ub_?[Dd]ate|[Pp]ost_?[Dd]ate)(?:_?(?:gmt|utc|iso))?" + _VALUE,
)
_CREATED = late(
    re.compile, rf"(?:{_BEHIND_DATE}[Cc]reated|[Cc]reat(?:ed|ion)_?(?:[Dd]ate|[Tt]ime|[Aa]t|[Oo]n))" + _VALUE
)
_ZONE = late(re.compile, r"""[Tt]ime_?[Zz]one[^}]{0,60}?["':]\\?["']?([A-Z][a-z]+\\?/[A-Z][A-Za-z_]+)""")
_PRINTS = late(
    re.compile, r"""\s*[\w.]+\(\s*["'](\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}[^"']{0,24})["']\s*\);?\s*"""
)
_SORTS = (
    ("published", _PUBLISHED, ("ubli", "UBLISH", "ub_date", "ubdate", "ubDate", "ub_Date", "ost_date", "ostdate", "ostDate", "ost_Date")),
    ("created", _CREATED, ("reated", "reation")),
)  # fmt: skip
"""What a date is called; and what stands behind the first letter of each such name, where alone the pattern is tried."""
_MOST = 200


def claims(page: Page) -> list[Claim]:
    """The day that the page's scripts agree on; nothing where they name several, as those of listings do."""
    for how, pattern, hints in _SORTS:
        dates = list(islice(_dates(page, pattern, hints), _MOST))
        if dates:
            raw, stamp = max(dates, key=lambda pair: len(str(pair[1])))
            agreed = all(abs((other.day - stamp.day).days) <= 1 for _, other in dates)
            return [Claim("published", raw, stamp, "script", how, "script")] if agreed else []
    return _printed(page)


def _dates(page: Page, pattern: re.Pattern[str], hints: Sequence[str]) -> Iterator[tuple[str, DateStamp]]:
    for text in _texts(page):
        for place in sorted([place for hint in hints for place in _places(text, hint)]):
            match = pattern.match(text, place - 1) if place else None
            stamp = parse_machine_date(match["value"]) if match else None
            if match and stamp:
                yield match["value"].strip(), stamp


def _places(text: str, word: str) -> Iterator[int]:
    place = text.find(word)
    while place >= 0:
        yield place
        place = text.find(word, place + len(word))


def _printed(page: Page) -> list[Claim]:
    """A short script that does nothing but print one date: `showDate("2020/04/17 01:43")`."""
    dates = []
    for text in page.scripts:
        if len(text) <= 160 and (match := _PRINTS.fullmatch(text)) and (stamp := parse_date(match[1])):
            dates.append((match[1], stamp))
    return [Claim("published", raw, stamp, "script", "printed", "script") for raw, stamp in dates[:1]]


def zone(page: Page) -> tzinfo | None:
    """The zone that the page's scripts call its time zone (`"timezone":"America/New_York"`); None without one."""
    for script in page.scripts:
        text = script[:MAX_TEXT]
        if ("imezone" in text or "imeZone" in text or "ime_zone" in text) and (match := _ZONE.search(text)):
            return named_zone(match[1].replace("\\", ""))
    return None


def _texts(page: Page) -> Iterator[str]:
    left = MAX_TEXT
    for script in page.scripts:
        text = script[:left]
        left -= len(text)
        yield text
        if left <= 0:
            return
