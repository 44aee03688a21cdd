"""The words of `words.toml`, ready for use."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple


class Phrases:
    """Phrases, in lines: where they begin and end a word, and those without blanks between words anywhere."""

    def __init__(self, lines: str) -> None:
        self._all = [
            phrase.strip().casefold() for line in lines.strip().splitlines() for phrase in line.split("|")
        ]

    def search(self, text: str) -> re.Match[str] | None:
        """The first of them in a casefolded text. Most texts hold none, and that can be told without a pattern."""
        return self._pattern.search(text) if any(map(text.__contains__, self._all)) else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        anywhere = [re.escape(phrase) for phrase in self._all if phrase[0] > "\u2e80"]
        whole = [re.escape(phrase) for phrase in self._all if phrase[0] <= "\u2e80"]
        # One boundary before all of them: at most places of a title the first letter alone says no.
        return re.compile("|".join([rf"\b(?:{'|'.join(whole)})\b", *anywhere]))


class Words(NamedTuple):
    """`missing` and `door` find a phrase in a title, `wall` in a short text; the others are single words, casefolded."""

    missing: Phrases
    door: Phrases
    wall: Phrases
    counted: frozenset[str]
    clock: frozenset[str]
    label: frozenset[str]


@cache
def words() -> Words:
    """Read once."""
    import tomli  # most nights bring no words to read

    table = tomli.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))
    missing, door, wall = (Phrases(table["phrases"][kind]) for kind in ("missing", "door", "wall"))
    single = {name: frozenset(listed.casefold().split()) for name, listed in table["words"].items()}
    return Words(missing, door, wall, **single)
