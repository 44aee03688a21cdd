"""Which texts name a function."""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.fields.bylines.words import has_cjk, words

MAX_ROLE = 160
_TOKEN = re.compile(r"[\w&.:*/'’-]+")


def is_role(text: str, *, language: str | None = None) -> bool:
    """True when a text names a function: one of its words does, whole or as the end of a compound."""
    return role_word(text) is not None


@lru_cache(maxsize=4096)
def role_word(text: str) -> str | None:
    """The first word of a text that names a function; None when there is none."""
    text = text[:MAX_ROLE]
    vocabulary = words()
    lowered = text.casefold()
    if has_cjk(text):
        return next((role for role in vocabulary.cjk_roles if role in text), None)
    if phrase := vocabulary.role_phrases.search(lowered):
        return phrase[0]
    tokens: list[str] = _TOKEN.findall(lowered)
    for token in tokens:
        for word in dict.fromkeys((token.strip(".:/'’-"), *token.strip(".:/").split("/"), *token.split("-"))):
            if is_role_word(word):
                return word
    return None


def is_role_word(word: str) -> bool:
    """True for one lower-case word that names a function, compound or declined as it may be."""
    vocabulary = words()
    if word in vocabulary.role_forms:
        return True
    return (
        len(word) > 7
        and word.endswith(vocabulary.role_suffixes)
        and not word.endswith(vocabulary.no_role_ends)
        and word not in vocabulary.no_name
    )


def says_no_role(text: str) -> bool:
    """True for a button (`View author archive`, `Alerts from this reporter`), and for what somebody says of themselves (`I help …`)."""
    vocabulary = words()
    first, second, *_ = [*text.casefold().split()[:2], "", ""]
    return (
        first in vocabulary.buttons
        or not vocabulary.demonstratives.isdisjoint(text[:MAX_ROLE].casefold().split()[:4])
        or f"{first} {second}" in vocabulary.buttons
        or (first in vocabulary.pronouns and not text.split()[0].isupper())
        or (first == "i" and second.islower())
    )


def tells_paper(word: str) -> bool:
    """True for a function whose object, in the genitive and with nothing between, is a paper: `redaktor Gazety Młyńskiej`."""
    return word.casefold().strip(",.:") in words().of_papers
