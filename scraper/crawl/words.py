"""The words of `words.toml`, ready for use."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

_WORD = re.compile(r"\w+")


class Phrases:
    """Phrases, in lines: where they begin and end a word, and those without blanks between words anywhere."""

    def __init__(self, lines: str) -> None:
        phrases = [part.strip().casefold() for line in lines.strip().splitlines() for part in line.split("|")]
        self._anywhere = [phrase for phrase in phrases if phrase[0] > "\u2e80"]
        self._whole = [phrase for phrase in phrases if phrase[0] <= "\u2e80"]
        self._first = frozenset(found[0] for phrase in self._whole if (found := _WORD.search(phrase)))

    def search(self, text: str) -> re.Match[str] | None:
        """The first of them in a casefolded text. Most titles lack all their first words, and need no pattern."""
        begun = not self._first.isdisjoint(_WORD.findall(text)) or any(map(text.__contains__, self._anywhere))
        return self._pattern.search(text) if begun else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        # One boundary before all of them: at most places of a title the first letter alone says no.
        whole = rf"\b(?:{'|'.join(map(re.escape, self._whole))})\b"
        return re.compile("|".join([whole, *map(re.escape, self._anywhere)]))


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
