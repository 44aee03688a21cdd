"""Which printed names mean the same: pure functions from a spelling to its key.

Case, accents, spaces and punctuation are folded for all; the order of words for people alone, whose names stand
both ways round. Nothing that needs judgement is done here: a typo is another key until somebody joins the two.
"""

from __future__ import annotations

import re
import unicodedata

MAX_NAME = 300
"""Longer names are cut for their key; they are no names."""

_ACCENTS = re.compile("[\u0300-\u036f]")
"""Combining marks of Latin, Greek and Cyrillic. Those of other scripts are letters (か, が) and stay."""

_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
"""Letters that Unicode does not take apart, though readers and keyboards do."""


def name_key(printed: str) -> str:
    """The key of a role or an organisation; empty only for blank text."""
    return " ".join(_words(printed)) or _bare(printed)


def person_key(printed: str) -> str:
    """The key of a person: as `name_key`, whichever way round the name stands; empty only for blank text."""
    return " ".join(sorted(_words(printed))) or _bare(printed)


def spaced(printed: str) -> str:
    """Text as it would be shown: white space evened out, nothing else."""
    return " ".join(printed.split())


def _words(printed: str) -> list[str]:
    text = unicodedata.normalize("NFKD", printed[:MAX_NAME].casefold()).translate(_LETTERS)
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", text)).replace("'", "").replace("’", "")
    return [word for word in _split(text) if word]


def _split(text: str) -> list[str]:
    """At everything that is neither letter, digit nor a combining mark (which `\\\\W` would take for a gap)."""
    return "".join(
        char if char.isalnum() or unicodedata.category(char).startswith("M") else " " for char in text
    ).split()


def _bare(printed: str) -> str:
    return spaced(printed[:MAX_NAME]).casefold()
