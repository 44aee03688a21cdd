"""The pieces that a byline is read into, and who tells a name from a function while it is read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from scraper.fields.bylines.bodies import is_organisation
from scraper.fields.bylines.names import clean_name, is_person_name
from scraper.fields.bylines.roles import is_role, is_role_word
from scraper.fields.bylines.words import words

Kind = Literal["name", "role", "guess", "body", "both", "credit", "noise", "other"]
Joint = Literal["start", "line", "bar", "slash", "comma", "and", "colon", "bracket"]


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of a byline. `joint` is what stood before it.

    `kind` tells what it is: a `name`, a `role`, a `guess` at one (guesses.py), a `body`, `both` (a name with its role or body), the word of a
    `credit` (`Anna Ek (foto)`), `noise`, or `other`, which nothing is known of. `credit` is a word for another
    share in the work that stands right before a name.
    """

    kind: Kind
    text: str
    joint: Joint
    role: str | None = None
    organisation: str | None = None
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """How a byline is read: its language, names that pass whatever they look like, and whether its place tells that
    somebody signs."""

    language: str | None = None
    known: tuple[str, ...] = ()
    placed: bool = False

    def is_person(self, text: str) -> bool:
        """True for a name that is neither a body nor a function."""
        return text in self.known or _is_person(text, self.language)

    def is_role(self, text: str) -> bool:
        """True for a function that is no known name."""
        return text not in self.known and is_role(text)


@lru_cache(maxsize=8192)
def _is_person(text: str, language: str | None) -> bool:
    bare = clean_name(text)
    if (
        not is_person_name(bare, language=language)
        or is_organisation(bare)
        or _is_firm(text)
        or _is_spoken(bare)
    ):
        return False
    if not is_role(bare):
        return True
    if bare.casefold() in words().roles:
        return False  # `Product Lead`, whole
    # the likeness to a function may lie in an ending or in a surname: `Anna Richter`
    first, *others = bare.casefold().split()
    if len(others) != 1 or is_role_word(first):
        return False
    return others[0] in words().surnames or others[0] not in words().roles


def _is_spoken(text: str) -> bool:
    """`Eingesandt von Gerhard Ek`: a common given name behind a word for authorship, and none before it."""
    tokens = text.casefold().split()
    given, spoken = words().given, words().by_words
    return len(tokens) > 3 and any(
        token in spoken and tokens[place] in given and given.isdisjoint(tokens[: place - 1])
        for place, token in enumerate(tokens[1:-2], 2)
    )


def _is_firm(text: str) -> bool:
    """`Mill Software, Inc.`: a legal form behind the comma."""
    _, comma, form = text.rpartition(",")
    return bool(comma) and form.strip().casefold() in words().legal_forms
