"""Notes below a text that call its author so, or by half a name: `The author is chair of Rivers Trust.`, `Anna is a nurse.`"""

from __future__ import annotations

from functools import lru_cache

from scraper.fields.bylines.grammar import grammar_of, key_of, listed
from scraper.fields.bylines.names import is_person_name
from scraper.fields.bylines.said import Said, said_of

MAX_NOTE = 300
MAX_NAME = 4
"""Words of a name."""


def note_openings(names: tuple[str, ...], language: str | None) -> tuple[str, ...]:
    """How such notes begin, in lower case, up to their verb: `the author is`, `anna works`."""
    whose = (
        *listed("author", key_of(language)),
        *(name.casefold().split()[0] for name in names if " " in name),
    )
    return tuple(f"{who} {verb}" for who in whose for verb in _verbs(language))


def opens_note(text: str, language: str | None) -> bool:
    """True for a text that begins so with a noun for the author: it names nobody."""
    return len(text) <= MAX_NOTE and text.casefold().startswith(_nameless(language))


def named_note(text: str, language: str | None) -> tuple[str, Said] | None:
    """`The author, Anna Ek, is chair of Rivers Trust.`, `Der Autor Bo Eck ist …`: who is named so, and what is said of them."""
    folded = text.casefold()
    for noun in listed("author", key_of(language)) if len(text) <= MAX_NOTE else ():
        if not folded.startswith((f"{noun} ", f"{noun}, ")):
            continue
        tokens = text[len(noun) :].strip(" ,").split()
        size = next((place for place, token in enumerate(tokens) if token.casefold() in _verbs(language)), 0)
        name = " ".join(tokens[:size]).strip(",")
        if 1 < size <= MAX_NAME and is_person_name(name, language=language):
            said = said_of(name, f"{name} {' '.join(tokens[size:])}", language=language, headed=True)
            return (name, said) if said is not None else None
    return None


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
def _nameless(language: str | None) -> tuple[str, ...]:
    return note_openings((), language)


@lru_cache(maxsize=32)
def _verbs(language: str | None) -> tuple[str, ...]:
    return tuple(sorted(grammar_of(language).verbs))
