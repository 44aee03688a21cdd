"""What stands about names and is none: dates, times, addresses, counts, buttons."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from scraper.fields.bylines.names import EMAIL, HANDLE
from scraper.fields.bylines.wordlists import noise_words
from scraper.fields.dates import find_dates
from scraper.fields.wordtree import any_of

CUT = "\x1f"
"""Stands where something was taken out, so that what was apart stays apart. To a pattern it is a blank, as it is to `str`."""
_BLANK = rf"[^\S{CUT}]"
"""A blank, and no CUT: of a hundred in a row each would begin a search through all that follow."""

_ADDRESS = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_EMPTY = re.compile(rf"[(\[]\s*{CUT}\s*[)\]]")
"""Brackets about what was taken out: `(19:14 GMT)`."""
_DIGIT = re.compile(r"\d")
_PHONE = r"\+?\d[\d ()/-]{7,30}\d"


class _Patterns(NamedTuple):
    """Numbers with what they count; words of a page; what labels a date, and what else it leaves before it, anywhere and at the beginning."""

    numbers: re.Pattern[str]
    words: re.Pattern[str]
    label: re.Pattern[str]
    dangling: re.Pattern[str]
    opening: re.Pattern[str]


def without_accounts(text: str) -> str:
    """The text with CUT for each e-mail address and handle, and nothing where brackets hold one alone."""
    return _EMPTY.sub("", HANDLE.sub(CUT, EMAIL.sub(CUT, text)))


def without_noise(text: str, language: str | None = None) -> str:
    """The text with CUT for each date, time, count, address and button, and for the `on` or `am` before it.

    Dates in words of scripts without capitals are found where the language is told.
    """
    patterns = _patterns()
    if "/" in text or "www." in text:
        text = _ADDRESS.sub(CUT, text)
    if _DIGIT.search(text):
        for found in reversed(find_dates(text, language=language)):
            text = text[: found.start] + CUT + text[found.end :]
        text = patterns.numbers.sub(CUT, text)
    text = patterns.words.sub(CUT, text)
    if CUT in text:
        text = patterns.label.sub("", text)
        text = _EMPTY.sub(CUT, text)
        text = patterns.dangling.sub("", patterns.dangling.sub("", text))
        text = patterns.opening.sub("", text)
    return text


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    reading, ago = noise_words("reading"), noise_words("ago")
    minutes, label = any_of(reading["minutes"]), any_of(reading["label"])
    clock = any_of(noise_words("clock")["all"])
    zones = any_of(name.upper() for name in noise_words("zone")["all"])
    zone = rf"(?-i:{zones})(?:[+-]\d{{1,2}}(?::?\d{{2}})?)?"  # in capitals only: `14:00 et Anna Ek`
    named = any_of(name.upper() for name in noise_words("zone")["or_name"])
    name = rf"(?-i:{named}){_BLANK}+(?-i:[A-Z])[\w’'-]+{_BLANK}*+(?:$|[{CUT}\n,;|/(&]|and\b)"
    rest = noise_words("rest")
    weekdays = [day for days in noise_words("weekday").values() for day in days]
    counts = any_of(label for some in noise_words("number").values() for label in some)
    numbers = (
        r"(?<![\w/.-])\d{1,4}[./-] ?\d{1,2}[./-] ?\d{2,4}(?!\w)"
        rf"|(?:{label})\s*:?\s*\d{{1,3}}\s*(?:{minutes})?(?!\w)"
        rf"|\d{{1,3}}\s*(?:{minutes})(?!\w)\s*(?:{label})?"
        rf"|(?<!\w)(?:{any_of(ago['before'])})\s+\d{{1,3}}\s+\w{{1,12}}(?:\s+(?:sedan|siden))?"
        rf"|\d{{1,3}}\s+\w{{1,12}}\s+(?:{any_of(ago['behind'])})\b|\d{{1,3}}\s?(?:{any_of(ago['cjk'])})"
        rf"|\(?(?<!\d)\d{{1,2}}[:.h]\d{{2}}(?::\d{{2}})?(?:\s*(?:{clock}))?(?:\s*{zone})?(?!(?!(?-i:[\u3000-\ud7af]))\w)\)?"
        rf"|\(?(?<!\d)\d{{4}}\s*{zone}(?!\w)\)?|{CUT}{_BLANK}*(?:(?!(?-i:H\b))(?:{clock})|(?!{name}){zone})(?!\w)\)?"  # `3 May H. Berg`
        rf"|\(\d{{1,4}}\)|{_PHONE}"
        rf"|(?<!\w)(?:{counts})\s?[:：]?\s?\d{{1,9}}(?!\w)"
        rf"|\d{{1,6}}\s*x?\s*(?:{any_of(noise_words('counted')['all'])})\b"
    )
    said = (
        rf"\b(?:{any_of(noise_words('button')['all'])})\b"
        rf"|\b(?:{any_of(rest['all'])})\b(?! (?:{any_of(rest['not_before'])})\b)[^\n]*"
        rf"|\b(?:{any_of(noise_words('dated')['all'])})(?! by)(?: on| at)?(?!\w)"
    )
    opening = noise_words("opening")
    labels = any_of(label for some in noise_words("label").values() for label in some)
    return _Patterns(
        re.compile(numbers, re.IGNORECASE),
        re.compile(said, re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{labels}){_BLANK}?[:：]?{_BLANK}*+(?={CUT})", re.IGNORECASE),
        re.compile(
            rf"{_BLANK}++(?:{any_of([*weekdays, *noise_words('dangling')['all']])})(?:{_BLANK}|[:,،])*+(?={CUT})",
            re.IGNORECASE,
        ),
        re.compile(
            rf"^\W*(?:{any_of(opening['all'])})(?:\s+(?:{any_of(opening['behind'])}))?\s*:?\s*(?={CUT}){CUT}?",
            re.IGNORECASE,
        ),
    )
