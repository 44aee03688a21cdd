"""What stands behind the end of an article, told by its words: how to follow, subscribe, ask, file and reprint it.

The words are in `words/tails.toml`. Such lines would be text amid an article: they are asked for behind it alone.
"""

from __future__ import annotations

import re
from pathlib import Path

import tomli

from scraper.fields.wordtree import any_of, begins_with

__all__ = ["is_tail"]

_BULLETS = " \n>»›▶►•·-–—→*#[(|<"
_LIMIT = 260
_OPENING_LIMIT = 600
_NOTICE_LIMIT = 4_000
"""Disclaimers and copyright notices are long."""
_RIGHTS = re.compile(r"(?:copyright\s*)?(?:©|\(c\))\s*(?:copyright\s*)?(?:19|20)\d\d", re.IGNORECASE)
_CONTRIBUTED = re.compile(r"^([^“”\"]{4,120})\bcontributed\.?$")
_NAMED = 4
"""Letters of a word that is no initial, particle or conjunction."""
_SHORT = 80
_DATA_LIMIT = 140
_ADDRESS = re.compile(r"[\w.+-]{1,60}@[\w-]{1,60}\.\w")
_OWNED = re.compile(r"©\s*\d{4}|copyright\s*(?:©|\(c\)|\d{4})")
_FULL_STOP = re.compile(r"[.!?…。！？।؟][\"'”’»“)\]]*$")


def _words() -> dict[str, list[str]]:
    return tomli.loads(Path(__file__).with_name("words").joinpath("tails.toml").read_text("utf-8"))


def _each(words: list[str], before: str = "") -> re.Pattern[str]:
    """Any of some words: as they stand, those with a star also as beginnings; scripts without blanks end no word."""
    close = [word for word in words if word[0] >= "\u3000"]
    spelt = [word for word in words if word[0] < "\u3000"]
    whole = any_of(word for word in spelt if not word.endswith("*"))
    begun = any_of(word[:-1] for word in spelt if word.endswith("*"))
    return re.compile(rf"{before}(?:(?:{whole})(?!\w)|(?:{begun}))|(?:{any_of(close)})")


_ALL = _words()
_opens, _has_label = begins_with(_ALL["openings"]), begins_with(_ALL["labels"])
_LABELLED = re.compile(rf"(?:{any_of(_ALL['labels'])})\s*(?:[:：\n]|$)")
_PHRASES = re.compile(any_of(_ALL["phrases"]))
_SUBJECTS = _each(_ALL["subjects"], before=r"(?<![.@/#\w])")
_CALLS = _each(_ALL["calls"])
_LETTERS = re.compile(any_of(_ALL["letters"]))


def is_tail(text: str, *, told: bool = False) -> bool:
    """True for a line that is no part of an article when it is its last.

    `told` says that the line stands as the paragraphs before it do, and leads nowhere: such a line may well name a
    network or a newsletter in its last sentence, and is a tail only where it calls the reader to follow or subscribe.
    """
    if len(text) > _OPENING_LIMIT:
        return len(text) <= _NOTICE_LIMIT and _RIGHTS.search(text, 0, _OPENING_LIMIT) is not None
    folded = text.casefold().lstrip(_BULLETS)
    if _is_data(folded) or _names_who_contributed(text):
        return True
    if _opens(folded) or _PHRASES.search(folded) is not None:
        return True
    sentence = told and _FULL_STOP.search(text) is not None
    if _has_label(folded) and (not sentence or _LABELLED.match(folded) is not None):
        return True
    if len(text) > _LIMIT:
        return False
    if _OWNED.search(folded) is not None:
        return True
    if (
        "@" in folded
        and _ADDRESS.search(folded) is not None
        and (not sentence or _LETTERS.search(_ADDRESS.sub(" ", folded)))
    ):
        return True
    if _SUBJECTS.search(folded) is None:
        return False
    if not told or _CALLS.match(folded) is not None:
        return True
    return len(text) <= _SHORT and not sentence


def _names_who_contributed(text: str) -> bool:
    """True for `Staff writer Ada Brink and Bo Ek contributed.`; not for what storms and a lack of money did."""
    found = _CONTRIBUTED.match(text) if text.endswith(("contributed", "contributed.")) else None
    words = [word for word in found[1].split() if len(word) >= _NAMED] if found else []
    return found is not None and 2 * sum(word[0].isupper() for word in words) >= len(words)


def _is_data(folded: str) -> bool:
    """True for `Views: 12 | Added by: Ada | Tags: quay`."""
    if len(folded) > _DATA_LIMIT or "|" not in folded:
        return False
    return sum(":" in part for part in folded.split("|")) >= 2
