"""A function and the body that it is held at: where the one ends and the other begins."""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.fields.bylines.adjoining import body_first, in_small_letters, side_by_side
from scraper.fields.bylines.bodies import (
    begins_like_body,
    is_address,
    is_body_name,
    is_organisation,
    is_place,
    is_unmistakable,
    tells_body,
)
from scraper.fields.bylines.endings import is_held_for_a_place, within_function
from scraper.fields.bylines.grammar import listed
from scraper.fields.bylines.roles import is_role, role_word
from scraper.fields.bylines.words import connectives, of_language, words
from scraper.fields.languages import primary
from scraper.fields.wordtree import any_of

MAX_ROLE = 160
_SENTENCE = re.compile(r"(?<=\w{3})[.!?]\s+(?=[A-ZÅÄÖÉÜ])|(?<=\.\w\.)\s+(?=(?:She|He|They|Her|His|Their)\s)")
_COMMA = re.compile(r"\s+[|–—-]\s+|\s+/\s+|\s*[,;]\s+|[、，；]")


def split_role(
    text: str, *, language: str | None = None, placed: bool = False
) -> tuple[str | None, str | None]:
    """A role line as (role, organisation): `stadsdelsutvecklare på Kvarnhem` → the two; never raises.

    A comma wins over a preposition: in `expert på energi, Kvarnhem` the preposition is the role's own. Prepositions
    of employment (`på`, `vid`, `at`, `bei`, `chez`) part the two before any name; those that do other work as
    well (`of`, `för`, `in`, `de`) only before what is a body by its own words. A place is no employer. `placed`: the
    text stands where functions do, and needs no word that is known for one.
    """
    text = " ".join(text[: 2 * MAX_ROLE].split())[:MAX_ROLE].strip(" ,;:|–—-")
    text = words().role_end.split(text, maxsplit=1)[0].strip(" ,;:|–—-")
    text = words().ours.sub(
        "", words().of_being.sub("", _SENTENCE.split(text, maxsplit=1)[0], count=1), count=1
    )
    text = words().apposition.sub("", text)
    if (headed := words().role_article.sub("", text)) != text and is_role(headed, language=language):
        text = headed  # `der Gründer`: the article is no part of the function
    text = within_function(text, language)
    if not text or _says_author(text):
        return None, None
    first = text.split(",")[0]
    if (employed := _by_preposition(first, language, placed=placed)) and (
        is_unmistakable(employed[1])
        or _heads_a_body(employed[0])
        or (is_body_name(employed[1]) and _by_preposition(first, language, strong_only=True))
    ):
        # `professor at Calder University, Institute of Rivers`, `Gründer von Looply, Agentur für Marken`: the first
        # body is told for sure
        return employed
    for mark in reversed(list(_COMMA.finditer(text))):
        role, organisation = text[: mark.start()].strip(" ,"), text[mark.end() :].strip(" ,")
        if not role or not organisation or organisation.casefold() in words().legal_forms:
            continue
        if is_place(organisation) and (placed or is_role(role)):
            if _before_place(language).search(role):
                return text, None  # `correspondant à Conakry, Guinée`: the place goes on
            return split_role(role, language=language, placed=placed)
        if _is_body(organisation, role, language, placed=placed):
            return role, organisation
    parted = (
        _by_preposition(text, language, placed=placed)
        or side_by_side(text, language)
        or body_first(text, language)
        or (in_small_letters(text, language) if placed else None)
    )
    if parted is not None:
        return parted
    if is_role(text, language=language) or placed:
        return text, None
    return (None, text) if is_organisation(text, language=language) else (text, None)


def _says_author(text: str) -> bool:
    """True for the heading of an author box, which says no more than that somebody wrote: `Author`, `Autor/in`."""
    low = text.strip(" :.").casefold()
    return low in words().by_words or low in ("autor/in", "autor*in", "author(s)", "autor(in)")


def _is_body(text: str, role: str, language: str | None, *, placed: bool) -> bool:
    """True when what stands behind the comma is a body: it looks like one, or it is a name and the rest a role."""
    word = role_word(text)
    if word is not None and (text.casefold().startswith(word) or not is_unmistakable(text)):
        return False
    return is_organisation(text, language=language) or ((placed or is_role(role)) and text[:1].isupper())


def _by_preposition(
    text: str, language: str | None, *, strong_only: bool = False, placed: bool = False
) -> tuple[str, str] | None:
    strong, weak = connectives(language)
    headed = of_language(words().before_headed, language)
    kinds = ((strong, True), (weak, False), (headed, False))
    for prepositions, sure in kinds[:1] if strong_only else kinds:
        for match in _preposition(prepositions).finditer(text):
            role, organisation = text[: match.start()].strip(" ,"), text[match.end() :].strip(" ,")
            if sure:
                organisation = words().body_article.sub("", organisation, count=1)
            if not role or not organisation or not begins_like_body(organisation):
                continue
            if not (placed or is_role(role)) or organisation.casefold() == "large" or is_place(organisation):
                continue
            if sure and organisation.casefold().endswith(words().event_ends):
                continue  # nobody is employed at a congress
            if words().of.fullmatch(role.casefold().split()[-1]) or (not sure and is_held_for_a_place(role)):
                continue  # `Volontärin in der Lokalredaktion`: the preposition before has its own article
            if not sure and not (
                _heads_a_body(role)
                or (prepositions is weak and _tells_its_kind(organisation, language))
                or _is_at_paper(role, match[0].strip(), organisation)
            ):
                continue
            return role, organisation
    return None


@lru_cache(maxsize=1)
def _at_papers() -> frozenset[str]:
    return frozenset(listed("at_papers"))


def _is_at_paper(role: str, preposition: str, organisation: str) -> bool:
    """`journaliste au Vallon`: a function at papers, a preposition with an article, and a name in capitals."""
    tokens = organisation.split()
    return (
        preposition in words().with_article
        and role_word(role) in _at_papers()
        and len(tokens) <= 5
        and tokens[-1][:1].isupper()
        and all(token[:1].isupper() or words().of.fullmatch(token) for token in tokens)
        and not any(
            token.casefold() in words().topics or token.casefold() in words().no_name for token in tokens
        )
    )


def _heads_a_body(role: str) -> bool:
    """True for a function of somebody who has founded or runs what stands behind it."""
    last = role.casefold().split()[-1]
    if role.casefold().endswith(_heads()):
        return True
    return last in words().of_bodies or (
        role_word(role) in words().of_bodies and words().of.search(role.casefold()) is None
    )


@lru_cache(maxsize=1)
def _heads() -> tuple[str, ...]:
    return listed("heads")


def _tells_its_kind(organisation: str, language: str | None) -> bool:
    """True when the body's name begins with what tells its kind: `Jornal da Serra`; not `Water Policy at …`."""
    if is_address(organisation):
        return True
    first = words().inner.split(organisation, maxsplit=1)[0]
    if is_body_name(first):
        return True
    kind = first.casefold()
    if not tells_body(kind) or kind in words().topics:
        return False
    # where common nouns take no capital, a kind that has one begins a name: `du Syndicat des transports`
    named = first[:1].isupper() and " " in organisation and primary(language) in listed("small_nouns")
    return named or is_body_name(organisation)


@lru_cache(maxsize=128)
def _before_place(language: str | None) -> re.Pattern[str]:
    """A place at the end, with the word before it."""
    either = any_of(of_language(words().before_place, language))
    return re.compile(rf"\s(?:{either})\s+[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w’'-]+(?:[ ][A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w’'-]+)?$")


@lru_cache(maxsize=128)
def _preposition(prepositions: tuple[str, ...]) -> re.Pattern[str]:
    if not prepositions:
        return re.compile(r"(?!)")
    either = "|".join(
        re.escape(word).replace("'", "['’]") + ("" if word.endswith("'") else r"[ ]") for word in prepositions
    )
    return re.compile(r"(?<=\w)[ ](?:" + either + r")[ ]?")
