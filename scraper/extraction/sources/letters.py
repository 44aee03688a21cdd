"""What stands about a signature and is none of it: `Kind regards,`, `Umeå den 3 maj`, a dash or brackets, how to reach somebody.

A letter's end says by itself that a name follows, so that a role behind it needs no word that is known.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from scraper.fields.bylines import is_person_name, parse_byline
from scraper.fields.bylines.letters import field_value, is_farewell, without_possessive
from scraper.fields.bylines.words import words
from scraper.fields.dates import find_dates
from scraper.markup.layout import Block

MAX_NAME = 60
MAX_PLACE = 40
"""Characters of a line that dates a letter, beside its date: `Umeå den`."""
_MARK = re.compile(r"^(?:i\.\s?[AV]\.|p\.\s?p\.|/{1,2}|[–—~*]|-{1,2})\s*(?=[^\W\d_])")
_DASH = re.compile(r"[–—―-]")
_QUOTED = re.compile(r"""^["'“”„«»‘’‚‹›「『].*["'“”«»‘’‹›」』][.,!?]?$""", re.DOTALL)
_SEAM = re.compile(r"[\n,;:|(–—]")
_BRACKETS = re.compile(r"^\[([^\[\]]{6,160})\]$")
_REACH = re.compile(r"@[\w-]+\.\w|https?://|\bwww\.|^@\w+$|(?:\+\d{1,3}|\b0)[\d\s()/.–-]{6,}", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d[\s()./–-]{0,2}){6}")
"""A telephone number, however it is written: `Tel. 921 33 44 55`."""
_ON_BEHALF = re.compile(r"^(?:[^\d:.?!]{0,50}\s)?v/\s?(?=[^\W\d_])")
"""`Hilsen styret v/ Kari Moe`: who signs for others."""
_MAY_REACH = re.compile(r"[@|·\d:wW](?:(?<=[@|·\d])|(?<=:)//|(?<=[wW])[wW]{2})")
"""What `@`, a bar, a dot, a digit, `www` or `://` tell: all begin with one of a few signs, which takes a third of the time."""
_BAR = re.compile(r"\s+\|\s+|\s+·\s+|,\s+(?=\S+@|\+?\d[\d -]{6,}$)")


class Letter(NamedTuple):
    """The lines that sign, and whether something about them says that they do."""

    lines: tuple[str, ...]
    sure: bool


@lru_cache(maxsize=512)
def undressed(text: str) -> Letter:
    """The lines of a block without what stands about a signature. Empty where nothing else is there; never raises."""
    sure = False
    if bracketed := _BRACKETS.match(text.strip()):
        text, sure = bracketed[1], True
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    while lines and (is_farewell(lines[0]) or _dates_letter(lines[0])):
        lines, sure = lines[1:], True
    if lines and sure:
        lines[0] = without_possessive(lines[0])
    if lines and (marked := _MARK.match(lines[0])):
        lines[0], sure = lines[0][marked.end() :], True
    if lines and (led := _ON_BEHALF.match(lines[0])):
        lines[0], sure = lines[0][led.end() :], True
    lines = _of_people([kept for line in lines if (kept := _without_reach(line))])
    if len(lines) > 1 and (by := words().by.match(lines[0])) and ":" in by[0]:
        lines[0], sure = lines[0][by.end() :], True
    lines = [line for line in lines if not _dates_page(line)]
    values = [field_value(line) for line in lines]
    return Letter(
        tuple(value or line for value, line in zip(values, lines, strict=True)), sure or any(values)
    )


def attributes_quote(blocks: list[Block], index: int) -> bool:
    """True for a dash and who said what is quoted above, in the same box of quotation or in marks: `— Maria Curie`."""
    block = blocks[index]
    if not _DASH.match(block.text):
        return False
    above = blocks[index - 1] if index else None
    quoted = above is not None and (above.box.within("blockquote") or _QUOTED.match(above.text.strip()))
    return bool(quoted) or block.box.within("blockquote")


def begins_with_name(text: str, language: str | None) -> bool:
    """True for `Anna Ek, pressansvarig`."""
    return is_person_name(_SEAM.split(text, maxsplit=1)[0].strip(), language=language)


def tells_reach(text: str) -> bool:
    """True for a line with an address or a number of a telephone."""
    return _REACH.search(text) is not None


def _of_people(lines: list[str]) -> list[str]:
    """Lines without the one that says that the author took the pictures, and with a name's full stop off: `Игорь СЕВЕРЦЕВ.`"""
    kept = [
        line for line in lines if line.split()[0].casefold() not in words().credit_of or parse_byline(line)
    ]
    first, *others = kept or [""]
    if (
        first.endswith(".")
        and len(first) <= MAX_NAME
        and any(word.isupper() and len(word) > 3 for word in first[:-1].split())
    ):
        first = first[:-1]
    return [first, *others] if first else []


def _dates_letter(line: str) -> bool:
    """`Umeå den 3 maj 2024`: a date, and a word or two before it."""
    if len(line) > MAX_PLACE or not any(map(str.isdigit, line)):
        return False
    found = find_dates(line)
    return len(found) == 1 and found[0].end >= len(line.rstrip(" .")) and found[0].start <= 24


def _dates_page(line: str) -> bool:
    """`Senast ändrad: 3 maj 2024`."""
    label, colon, day = line.partition(":")
    return (
        bool(colon) and len(label) <= MAX_PLACE and len(found := find_dates(day)) == 1 and found[0].start <= 2
    )


def is_number(line: str) -> bool:
    """True for a line with a telephone number: `Tel. 921 33 44 55`."""
    return _NUMBER.search(line) is not None and not find_dates(line)


def _without_reach(line: str) -> str:
    """A line without addresses and numbers; empty for one that is no more."""
    if not _MAY_REACH.search(line):
        return line.strip(" |,")
    if is_number(line):
        return ""
    return " | ".join(part for part in _BAR.split(line) if not _REACH.search(part)).strip(" |,")
