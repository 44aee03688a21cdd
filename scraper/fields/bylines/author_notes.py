"""Notes below a text that call its author so, or by half a name: `The author is chair of Rivers Trust.`, `Anna is a nurse.`"""

from __future__ import annotations

from functools import lru_cache

from scraper.fields.bylines.grammar import grammar_of, key_of, listed
from scraper.fields.bylines.said import Said, said_of

MAX_NOTE = 300


def note_openings(names: tuple[str, ...], language: str | None) -> tuple[str, ...]:
    """How such notes begin, in lower case, up to their verb: `the author is`, `anna works`."""
    whose = (
        *listed("author", key_of(language)),
        *(name.casefold().split()[0] for name in names if " " in name),
    )
    return tuple(f"{who} {verb}" for who in whose for verb in _verbs(language))


def said_of_the_author(name: str, text: str, language: str | None) -> Said | None:
    """What a note says of the only author, whom it calls `the author`; None for other texts. Never raises."""
    if len(text) > MAX_NOTE:
        return None
    folded = text.casefold()
    for noun in listed("author", key_of(language)):
        if folded.startswith(f"{noun} ") and folded[len(noun) + 1 :].startswith(_verbs(language)):
            return said_of(name, f"{name}{text[len(noun) :]}", language=language, headed=True)
    return None


@lru_cache(maxsize=32)
def _verbs(language: str | None) -> tuple[str, ...]:
    return tuple(sorted(grammar_of(language).verbs))
