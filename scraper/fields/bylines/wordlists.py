"""`words.toml` as lists: what is written there, parted, and with the endings of cases and plurals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import tomli

MIN_DECLINED = 6
"""Letters of a declined word: shorter ones are too many other words."""


@lru_cache(maxsize=1)
def word_table() -> dict[str, Any]:
    """`words.toml` as it stands."""
    return tomli.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def countries() -> frozenset[str]:
    """The names of all countries, from CLDR (`tools/make_country_table.py`)."""
    text = Path(__file__).with_name("countries.json").read_text("utf-8")
    return frozenset(name for names in json.loads(text).values() for name in names)


def noise_words(kind: str) -> dict[str, tuple[str, ...]]:
    """A table of words that stand about names: `reading`, `ago`, `button`, …"""
    return by_language(word_table()["noise"][kind])


def declined(entries: Iterable[str], endings: str) -> Iterator[str]:
    """Words with the endings of cases and of the plural: `газета` with `е>а` is `газете`, too."""
    for entry in split(endings):
        end, _, base = entry.partition(">")
        for word in entries:
            if word.endswith(base) and len(form := word[: len(word) - len(base)] + end) >= MIN_DECLINED:
                yield form


def role_forms(roles: dict[str, str], endings: dict[str, str], surnames: frozenset[str]) -> frozenset[str]:
    """Words for functions in all their forms, each with the endings of its own language."""
    forms = (
        form for language, text in roles.items() for form in declined(split(text), endings.get(language, ""))
    )
    return frozenset(all_of(roles)) | (frozenset(forms) - surnames)


def by_language(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The words of each language."""
    return {language: tuple(split(text)) for language, text in table.items()}


def split(text: str) -> list[str]:
    """One entry of the file: words and phrases, casefolded; those with ß as they are, too, since no pattern that ignores case
    takes `ss` for it."""
    words = [word.strip() for word in text.split(" | ") if word.strip()]
    return [form for word in words for form in _forms(word)]


def _forms(word: str) -> tuple[str, ...]:
    folded = word.casefold()
    return (folded, word.lower()) if "ß" in word else (folded,)


def all_of(section: dict[str, Any]) -> list[str]:
    """The words of all languages together."""
    return [word for text in section.values() for word in split(text)]
