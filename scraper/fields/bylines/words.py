"""`words.toml` as sets and patterns, made once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from scraper.fields.languages import primary

CREDITS = ("photographer", "illustrator", "translator", "editor", "contributor", "interviewee")


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary, all languages together; connectives apart, for `på` means nothing in German."""

    by: re.Pattern[str]
    conjunction: re.Pattern[str]
    credit: re.Pattern[str]
    credit_of: dict[str, str]
    roles: frozenset[str]
    role_phrases: tuple[str, ...]
    cjk_roles: tuple[str, ...]
    role_suffixes: tuple[str, ...]
    organisations: frozenset[str]
    agencies: frozenset[str]
    no_name: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    connectives: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def words() -> Words:
    """The vocabulary. Reads the file at the first call."""
    table = tomllib.loads(resources.files("scraper.fields.bylines").joinpath("words.toml").read_text("utf-8"))
    by = sorted({word for word in _all(table["by"]) if word}, key=len, reverse=True)
    conjunctions = sorted({word for word in _all(table["and"]) if word}, key=len, reverse=True)
    credit_of = {word: credit for credit in CREDITS for word in _all(table["credit"][credit])}
    credit_words = sorted(credit_of, key=len, reverse=True)
    roles = frozenset(_all(table["role"]))
    spaced = [
        word
        for word in conjunctions
        if (word.isalpha() and word.isascii()) or word in ("és", "și", "και", "и", "і", "та", "sekä")
    ]
    signs = [word for word in conjunctions if word not in spaced and " " not in word]
    phrases = [word for word in conjunctions if " " in word]
    return Words(
        by=re.compile(r"^\W{0,3}(?:" + "|".join(map(re.escape, by)) + r")(?:\s*[:：｜|]\s*|\s+|(?<=[^\x00-\u2fff])[:：／/\s]*)", re.IGNORECASE),
        conjunction=re.compile(
            r"\s*,?\s+(?:" + "|".join(map(re.escape, phrases + spaced)) + r")\s+|\s*(?:" + "|".join(map(re.escape, signs)) + r")\s*",
            re.IGNORECASE,
        ),
        credit=re.compile(
            r"(?<!\w)(?P<word>" + "|".join(map(re.escape, credit_words)) + r")\s*(?P<mark>[:：]|(?<=by)\s|(?<= av)\s|(?<= von)\s|(?<= par)\s"
            r"|(?<= di)\s|(?<= por)\s|(?<= de)\s|(?<= af)\s|(?<= door)\s|(?<=©))\s*", re.IGNORECASE,
        ),
        credit_of=credit_of,
        roles=roles,
        role_phrases=tuple(sorted((role for role in roles if " " in role or "-" in role), key=len, reverse=True)),
        cjk_roles=tuple(sorted((role for role in roles if ord(role[0]) > 0x3000), key=len, reverse=True)),
        role_suffixes=tuple(suffix for suffix in set(_all(table["role_suffix"])) if len(suffix) > 3),
        organisations=frozenset(_all(table["organisation"])),
        agencies=frozenset(_all(table["agency"])),
        no_name=frozenset(_all(table["no_name"])),
        particles=frozenset(_all(table["particle"])),
        titles=frozenset(_all(table["title"])),
        connectives={language: tuple(_split(text)) for language, text in table["connective"].items()},
    )  # fmt: skip


def connectives(language: str | None) -> tuple[str, ...]:
    """The words between a role and a body in a language; those of Swedish and English where it is unknown."""
    own = primary(language)
    known = words().connectives
    if own in known:
        return known[own]
    return ("at", "på", "vid", "bei", "chez", "presso", "hos") if not own else ("at",)


def _split(text: str) -> list[str]:
    return [word.strip().casefold() for word in text.split(" | ") if word.strip()]


def _all(section: dict[str, Any]) -> list[str]:
    return [word for text in section.values() for word in _split(text)]
