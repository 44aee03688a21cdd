"""A function and its body with no word between: `generaldirektör Havsverket`, `předseda Spolku přátel řeky`, `Calder University professor`."""

from __future__ import annotations

import re

from scraper.fields.bylines.bodies import (
    begins_like_body,
    is_agency,
    is_body_name,
    is_place,
    is_unmistakable,
    tells_body,
)
from scraper.fields.bylines.endings import is_held_for_a_place
from scraper.fields.bylines.grammar import listed
from scraper.fields.bylines.roles import is_role, is_role_word, tells_paper
from scraper.fields.bylines.words import of_language, small_words, words
from scraper.fields.languages import primary

_ELIDED = re.compile(r"[a-z]{1,4}['’](?=[^\W\d_])", re.IGNORECASE)
"""An article that is glued to what follows: `l’Institut`, `dell’Ufficio`."""


def side_by_side(text: str, language: str | None) -> tuple[str, str] | None:
    """`generaldirektör Havsverket`: a function and a body with nothing between.

    The body's kind must be plain, or a small word for it stand before its name (`газеты «Река»`), or the function
    be one that is held at papers, in a language that says so by case.
    """
    tokens = text.split()
    for place in range(1, len(tokens)):
        role, organisation = " ".join(tokens[:place]), " ".join(tokens[place:])
        told = is_role_word(tokens[place - 1].casefold().strip(",."))
        if not told and not role.casefold().endswith(words().role_phrase_ends):
            continue
        if is_role(organisation) or not begins_like_body(organisation):
            continue
        if (tokens[place].islower() and tokens[place].isalpha()) or is_unmistakable(organisation):
            return role, organisation
        if tells_paper(tokens[place - 1]) and not is_place(organisation):
            return role, organisation
        if _takes_case(role, tokens[place - 1], organisation, language):
            return role, organisation
    return None


def _takes_case(role: str, word: str, organisation: str, language: str | None) -> bool:
    """`předseda Spolku přátel řeky`: in languages with cases nothing else stands between a function and its body."""
    low = word.casefold().strip(".,")
    return (
        primary(language) in listed("in_case", "languages")
        and low not in listed("in_case", "never")
        and not is_held_for_a_place(role)
        and not is_place(organisation)
        and len(organisation.split()) <= 6
        and sum(map(str.isalpha, organisation)) > 2
    )


def body_behind(tokens: list[str], place: int) -> str:
    """The function before a body that begins at a place, without the small words between: `chargée de mission à la`."""
    while place > 1 and (tokens[place - 1] in small_words() or words().of.fullmatch(tokens[place - 1])):
        place -= 1
    return " ".join(tokens[:place]).strip(" ,")


def in_small_letters(text: str, language: str | None) -> tuple[str, str] | None:
    """`staf humas Dinas Kebudayaan`: a function in small letters, and a body that begins with a capital and its kind.

    For what is known to be a function by its place. Not in languages where other words have capitals.
    """
    if primary(language) in listed("small_nouns", "not"):
        return None
    tokens = text.split()
    for place in range(1, len(tokens)):
        if tokens[place].islower():
            continue
        body = " ".join(tokens[place:])
        article = _ELIDED.match(body)
        body = body[article.end() :] if article else body
        if not body[:1].isupper() or len(body.split()) < 2 or is_place(body):
            return None
        kind = body.split()[0].casefold()
        told = tells_body(kind) or is_body_name(body) or primary(language) in listed("small_nouns", "bare")
        return (body_behind(tokens, place), body) if told else None
    return None


def body_first(text: str, language: str | None) -> tuple[str, str] | None:
    """`Calder University professor`, `Irmak Vakfı başkanı`: the body first, where its kind is plain."""
    tokens = text.split()
    for place in range(1, len(tokens)):
        body, role = " ".join(tokens[:place]), " ".join(tokens[place:])
        if is_agency(body) and body[:1].isupper() and is_role(role):
            return role, body  # `AFP correspondent`
        if place < 2 and not (len(body) > 7 and body.casefold().endswith(words().body_ends)):
            continue
        if not body[:1].isupper() or (
            not is_role(tokens[-1]) and not role.casefold().endswith(words().role_phrase_ends)
        ):
            continue
        body = _without_behind(words().body_article.sub("", body, count=1), language)
        held = is_unmistakable(body.split()[-1]) or (
            role.islower()
            and of_language(words().behind, language)
            and tells_body(body.split()[-1].casefold())
        )
        if held and is_body_name(body) and is_role(role) and not is_role(body):
            return role, body
    return None


def _without_behind(body: str, language: str | None) -> str:
    """Without a connective that is spelt apart by an apostrophe: `Irmak Üniversitesi'nde`."""
    for ending in of_language(words().behind, language):
        if ending.startswith("'") and body.replace("’", "'").endswith(ending):
            return body[: -len(ending)]
    return body
