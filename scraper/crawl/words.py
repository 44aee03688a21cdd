"""The words of `words.toml`, ready for use."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

from scraper.model.late import late


class Words(NamedTuple):
    """`missing` and `door` find a phrase in a title, `wall` in a short text; the others are single words, casefolded."""

    missing: re.Pattern[str]
    door: re.Pattern[str]
    wall: re.Pattern[str]
    counted: frozenset[str]
    clock: frozenset[str]
    label: frozenset[str]


@cache
def words() -> Words:
    """Read once."""
    import tomli  # most nights bring no words to read

    table = tomli.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    phrases = table["phrases"]
    single = {name: frozenset(listed.casefold().split()) for name, listed in table["words"].items()}
    missing, door, wall = (late(_any_of, phrases[kind]) for kind in ("missing", "door", "wall"))
    return Words(missing, door, wall, **single)


def _any_of(lines: str) -> re.Pattern[str]:
    """The phrases, where they begin and end a word; those without blanks between words anywhere."""
    phrases = [phrase.strip().casefold() for line in lines.strip().splitlines() for phrase in line.split("|")]
    anywhere = [re.escape(phrase) for phrase in phrases if phrase[0] > "\u2e80"]
    whole = [re.escape(phrase) for phrase in phrases if phrase[0] <= "\u2e80"]
    # One boundary before all of them: at most places of a title the first letter alone says no.
    return re.compile("|".join([rf"\b(?:{'|'.join(whole)})\b", *anywhere]))
