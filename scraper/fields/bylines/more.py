"""Links to what else somebody wrote: `View all posts by Ada Brink`, `Alle Beiträge von Ada Brink anzeigen`."""

from __future__ import annotations

import re

from scraper.fields.bylines.words import words

__all__ = ["leads_to_more", "whose"]

_LETTER = r"(?:(?![\u3000-\u9fff])[^\W\d_])"
_WORD = re.compile(rf"{_LETTER}(?:{_LETTER}|[-'’.](?={_LETTER}))*")
_OWNED = re.compile(r"['’]s?$")
_OWNS = re.compile(r"\w['’]s\s")
_LONGEST = 120
_SCRIPT_WITHOUT_BLANKS = "\u3000"


def leads_to_more(text: str) -> bool:
    """True for a line that asks the reader to see (all, more) of what somebody wrote. Never raises."""
    if len(text) > _LONGEST or not _has(text, words().more_things):
        return False
    return _OWNS.search(text) is not None or _has(text, words().more_asks)


def whose(text: str) -> str | None:
    """Whom such a line names, as printed: the words with capitals that ask for nothing; None for nobody."""
    ours = words().more_asks | words().more_things
    runs: list[list[str]] = [[]]
    end = 0
    for found in _WORD.finditer(text[:_LONGEST]):
        word = _OWNED.sub("", found[0])
        if not word[:1].isupper() or word.casefold() in ours:
            runs.append([])
        elif text[end : found.start()].strip(" .") or not runs[-1]:
            runs.append([word])
        else:
            runs[-1].append(word)
        if word != found[0]:
            runs.append([])
        end = found.end()
    longest = max(runs, key=len)
    return " ".join(longest) or None


def _has(text: str, wanted: frozenset[str]) -> bool:
    folded = text.casefold()
    if any(_OWNED.sub("", found[0]) in wanted for found in _WORD.finditer(folded)):
        return True
    return any(word in folded for word in wanted if word[0] > _SCRIPT_WITHOUT_BLANKS)
