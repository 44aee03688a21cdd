"""Month names and date shapes of a language, from the table that CLDR gave; a language is read when it is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from scraper.fields.dates.calendars import SOLAR_HIJRI_MONTHS
from scraper.fields.dates.words import EXTRA_MONTHS, MAIN
from scraper.fields.languages import primary
from scraper.fields.wordtree import any_of
from scraper.model.late import late

Shape = tuple[re.Pattern[str], re.Pattern[str]]
"""What stands before a month name and what stands behind it, with groups `d` and `y`."""


class Names(NamedTuple):
    """The month names of a language: folded name → month, what finds them, and the language's own shapes.

    A number above 12 is a month of the Solar Hijri calendar, with 20 added. `month_shapes` hold no day.
    """

    months: dict[str, int]
    pattern: re.Pattern[str]
    shapes: tuple[Shape, ...] = ()
    month_shapes: tuple[Shape, ...] = ()


@cache
def _lines() -> dict[str, str]:
    text = Path(__file__).with_name("tables.json").read_text("utf-8")
    pairs = (line.partition(":") for line in text.splitlines()[1:-1])
    return {key.strip('"'): value.rstrip(",") for key, _, value in pairs}


@lru_cache(maxsize=64)
def table(language: str) -> dict[str, Any]:
    """What CLDR knows of a language; empty for one that it does not know."""
    line = _lines().get(language)
    return json.loads(line) if line else {}


def languages() -> tuple[str, ...]:
    """Every language in the table."""
    return tuple(_lines())


@lru_cache(maxsize=64)
def own_names(language: str) -> Names | None:
    """The names and shapes of one language (`primary`); None when CLDR has no month names for it."""
    entry = table(language)
    months: dict[str, int] = {**entry.get("months", {}), **EXTRA_MONTHS.get(language, {})}
    if language in ("fa", "ps", "ckb"):
        months |= {name: number + 20 for name, number in SOLAR_HIJRI_MONTHS.items()}
    if not months:
        return None
    shapes: list[str] = entry.get("shapes", [])
    return Names(
        months,
        late(_finder, months),
        tuple(_shape(shape) for shape in shapes if "{d}" in shape),
        tuple(_shape(shape) for shape in shapes if "{d}" not in shape),
    )


@cache
def shared_names() -> Names:
    """The names of English over those of the main languages, for pages whose language is unknown or untrue.

    Names that mean different months in different languages are left out.
    """
    merged: dict[str, int] = {}
    contradicted: set[str] = set()
    for language in MAIN:
        for word, number in {**table(language).get("months", {}), **EXTRA_MONTHS.get(language, {})}.items():
            if merged.setdefault(word, number) != number:
                contradicted.add(word)
    for word in contradicted:
        del merged[word]
    merged |= {**table("en")["months"], **EXTRA_MONTHS["en"]}
    return Names(merged, late(_finder, merged))


def month_of(word: str, language: str | None = None) -> int | None:
    """The month that a folded word names in the language or, failing that, in one of the main ones."""
    names = own_names(primary(language))
    return (names.months.get(word) if names else None) or shared_names().months.get(word)


def _finder(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(
        r"(?<![a-z])" + any_of((re.sub(r"\s", " ", word) for word in words), blank=r"\s+", whole_numbers=True)
    )


def _shape(text: str) -> Shape:
    """`{y}(e)ko {m}ren {d}` as what stands before the month name and what stands behind it."""
    before, _, behind = text.partition("{m}")
    return re.compile(_side(before) + r"\Z"), re.compile(r"\.?" + _side(behind))


def _side(text: str) -> str:
    fields = {
        "{d}": r"(?<![\d:.,/])(?P<d>\d{1,2})(?!\d)",
        "{y}": r"(?<!\d)(?P<y>\d{4})(?!\d)",
        "{era}": r"\S{1,8}",
    }
    parts = re.split(r"(\{d\}|\{y\}|\{era\})", text)
    return "".join(fields.get(part) or _literal(part) for part in parts if part)


def _literal(text: str) -> str:
    """Literal text, its blanks loose; letters of it end where a word does."""
    escaped = r"\s*".join(re.escape(part) for part in text.split(" "))
    escaped = re.sub(r"\\\((\w+)\\\)", r"(?:\(?\1\)?)?", escaped)  # `2019(e)ko` is printed `2019ko`
    return escaped.replace(",", ",?") if text.strip(" ,") else r"[\s,]*"
