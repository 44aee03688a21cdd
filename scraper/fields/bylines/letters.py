"""How letters end, and the labels of a signature's fields (`Titel:`, `Organisation:`): the words are in `letters.toml`."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

import tomli

from scraper.fields.bylines.roles import is_role
from scraper.fields.bylines.wordlists import all_of
from scraper.fields.bylines.words import words
from scraper.fields.wordtree import any_of

MAX_FAREWELL = 50


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    return tomli.loads(Path(__file__).with_name("letters.toml").read_text("utf-8"))


@lru_cache(maxsize=8)
def _listed(section: str) -> tuple[str, ...]:
    return tuple(all_of(_table()[section]))


@lru_cache(maxsize=1)
def _farewell() -> re.Pattern[str]:
    """An ending with what may stand behind it, or one word that a name alone follows: `Ihr`."""
    return re.compile(
        rf"(?:{any_of(_listed('ending'))})(?:\s+(?:{any_of(_listed('behind'))}))?[\s,.!:/–—-]*", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _field() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{any_of((*_listed('field_role'), *_listed('field_body')))})\s*:\s*(?=\S)", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _contact() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(_listed('contact'))})(?P<more>\s.{{0,40}})?[\s:.]*", re.IGNORECASE)


def is_farewell(line: str) -> bool:
    """True for a line that ends a letter before its signature, and holds nothing else: `Varma hälsningar från`."""
    line = line.strip()
    if not 1 < len(line) <= MAX_FAREWELL:
        return False
    return _farewell().fullmatch(line) is not None or (
        words().farewell.fullmatch(line.rstrip(" ,.!") + " ") is not None
    )


def without_possessive(line: str) -> str:
    """`Petra Lohmann` of `Ihre Petra Lohmann`; other lines as they are."""
    word, _, name = line.partition(" ")
    return name if word.casefold() in _listed("behind") and name[:1].isupper() else line


def field_value(line: str) -> str | None:
    """`projektledare` of `Titel: projektledare`; None for other lines, and for the title of a work."""
    if ":" not in line or (label := _field().match(line)) is None:
        return None
    value = line[label.end() :]
    return None if _names_work(label[0], value) else value


def field_of(label: str, value: str) -> Literal["name", "role", "body", "work"] | None:
    """What stands behind a label: `Author` has a name, `Funktion` a role, `Einrichtung` a body, `Title` what a work is
    called or, where it reads as one, a role; None for other labels."""
    low = label.strip(" :").casefold()
    if low in words().by_words:
        return "name"
    if low in _listed("field_role"):
        return "work" if _names_work(label, value) else "role"
    return "body" if low in _listed("field_body") else None


def _names_work(label: str, value: str) -> bool:
    """True for `Titel: Händelser vid ån`: that label stands before what somebody is, and before what a book is called."""
    return label.strip(" :").casefold() in _listed("title_of_work") and not is_role(value)


def work_of(line: str) -> str | None:
    """`Händelser vid ån` of `Titel: Händelser vid ån`, what a work is called; None for other lines."""
    label, colon, value = line.partition(":")
    return value.strip() if colon and _names_work(label, value.strip()) else None


def heads_author(line: str) -> bool:
    """True for the heading of a note about who writes: `Om skribenten`, `About the author`; not for `Text`."""
    low = line.strip(" :.").casefold()
    return " " in low and low in words().by_words


def heads_contact(line: str) -> bool:
    """True for a heading below which stands whom to ask, and not who writes: `För mer information`, `Pressekontakt`."""
    line = line.strip()
    return 1 < len(line) <= 70 and line[-1] not in ".!?" and _contact().fullmatch(line) is not None


def is_contact(line: str) -> bool:
    """True for a heading that says so and nothing else; `Contact with nature` may head a part of the text."""
    found = _contact().fullmatch(line.strip())
    return found is not None and not (found["more"] or "").strip(" :.")
