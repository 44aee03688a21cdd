"""Roles: which texts name one, and where the body begins that it is held at."""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.fields.bylines.bodies import (
    is_agency,
    is_body_name,
    is_organisation,
    is_place,
    is_unmistakable,
    tells_body,
)
from scraper.fields.bylines.words import connectives, has_cjk, of_language, words
from scraper.fields.wordtree import any_of

MAX_ROLE = 160
_TOKEN = re.compile(r"[\w&.:*/'’-]+")
_ARTICLE = re.compile(
    r"^(?:the|der|dem|den|die|das|des|la|le|les|el|los|las|il|lo|gli|het|de|a|o|os|as)\s+(?=\S)|^(?:l|dell|all)[’']"
)
"""Small ones only: `The Lantern` is called so."""
_VERB = re.compile(
    r"^(?:is|ist|är|er|est|es|è|jest|je|war|was)\s+(?:(?:a|an|the|en|ett|eine?|une?|una|uno|um|uma)\s+)?(?=\S)"
)
_SENTENCE = re.compile(r"(?<=\w{3})[.!?]\s+(?=[A-ZÅÄÖÉÜ])|(?<=\.\w\.)\s+(?=(?:She|He|They|Her|His|Their)\s)")
_INNER = re.compile(
    r"\s+(?:of|for|för|für|de|del|di|da|do|en|em|in|i|van|på|vid|at|w|v|в|du|des|der|na|no|per|pour)\s+"
)
"""Within the name of a body; what stands before must tell its kind: `Universidad de Monteluz`."""
_COMMA = re.compile(r"\s+[|–—-]\s+|\s+/\s+|\s*[,;]\s+|[、，；]")


def is_role(text: str, *, language: str | None = None) -> bool:
    """True when a text names a function: one of its words does, whole or as the end of a compound."""
    return role_word(text) is not None


@lru_cache(maxsize=4096)
def role_word(text: str) -> str | None:
    """The first word of a text that names a function; None when there is none."""
    text = text[:MAX_ROLE]
    vocabulary = words()
    lowered = text.casefold()
    if has_cjk(text):
        return next((role for role in vocabulary.cjk_roles if role in text), None)
    if phrase := vocabulary.role_phrases.search(lowered):
        return phrase[0]
    tokens: list[str] = _TOKEN.findall(lowered)
    for token in tokens:
        for word in dict.fromkeys((token.strip(".:/'’-"), *token.strip(".:/").split("/"), *token.split("-"))):
            if is_role_word(word):
                return word
    return None


def is_role_word(word: str) -> bool:
    """True for one lower-case word that names a function, compound or declined as it may be."""
    vocabulary = words()
    if word in vocabulary.role_forms:
        return True
    return len(word) > 7 and word.endswith(vocabulary.role_suffixes) and word not in vocabulary.no_name


def says_no_role(text: str) -> bool:
    """True for a button (`View author archive`, `Mail an Autor`), and for what somebody says of themselves (`I help …`)."""
    vocabulary = words()
    first, second, *_ = [*text.casefold().split()[:2], "", ""]
    return (
        first in vocabulary.buttons
        or f"{first} {second}" in vocabulary.buttons
        or (first in vocabulary.pronouns and not text.split()[0].isupper())
        or (first == "i" and second.islower())
    )


def tells_paper(word: str) -> bool:
    """True for a function whose object, in the genitive and with nothing between, is a paper: `redaktor Gazety Młyńskiej`."""
    return word.casefold().strip(",.:") in words().of_papers


def split_role(text: str, *, language: str | None = None) -> tuple[str | None, str | None]:
    """A role line as (role, organisation): `stadsdelsutvecklare på Kvarnhem` → the two; never raises.

    A comma wins over a preposition: in `expert på energi, Kvarnhem` the preposition is the role's own. Prepositions
    of employment (`på`, `vid`, `at`, `bei`, `chez`) part the two before any name; those that do other work as
    well (`of`, `för`, `in`, `de`) only before what is a body by its own words. A place is no employer.
    """
    text = " ".join(text[: 2 * MAX_ROLE].split())[:MAX_ROLE].strip(" ,;:|–—-")
    text = words().role_end.split(text, maxsplit=1)[0].strip(" ,;:|–—-")
    text = words().ours.sub("", _VERB.sub("", _SENTENCE.split(text, maxsplit=1)[0], count=1), count=1)
    text = words().apposition.sub("", text)
    if (headed := words().role_article.sub("", text)) != text and is_role(headed, language=language):
        text = headed  # `der Gründer`: the article is no part of the function
    if not text or _says_author(text):
        return None, None
    if (employed := _by_preposition(text.split(",")[0], language)) and (
        is_unmistakable(employed[1]) or _heads_a_body(employed[0])
    ):
        # `professor at Calder University, Institute of Rivers`, `Gründer von Looply, Agentur für Marken`: the first
        # body is told for sure
        return employed
    for mark in reversed(list(_COMMA.finditer(text))):
        role, organisation = text[: mark.start()].strip(" ,"), text[mark.end() :].strip(" ,")
        if not role or not organisation or organisation.casefold() in words().legal_forms:
            continue
        if is_place(organisation) and is_role(role):
            if _before_place(language).search(role):
                return text, None  # `correspondant à Conakry, Guinée`: the place goes on
            return split_role(role, language=language)
        if _is_body(organisation, role, language):
            return role, organisation
    parted = _by_preposition(text, language) or _side_by_side(text) or _body_first(text, language)
    if parted is not None:
        return parted
    if is_role(text, language=language):
        return text, None
    return (None, text) if is_organisation(text, language=language) else (text, None)


def _says_author(text: str) -> bool:
    """True for the heading of an author box, which says no more than that somebody wrote: `Author`, `Autor/in`."""
    low = text.strip(" :.").casefold()
    return low in words().by_words or low in ("autor/in", "autor*in", "author(s)", "autor(in)")


def _is_body(text: str, role: str, language: str | None) -> bool:
    """True when what stands behind the comma is a body: it looks like one, or it is a name and the rest a role."""
    word = role_word(text)
    if word is not None and (text.casefold().startswith(word) or not is_unmistakable(text)):
        return False
    return is_organisation(text, language=language) or (is_role(role) and text[:1].isupper())


def _by_preposition(text: str, language: str | None) -> tuple[str, str] | None:
    strong, weak = connectives(language)
    for prepositions, sure in ((strong, True), (weak, False)):
        for match in _preposition(prepositions).finditer(text):
            role, organisation = text[: match.start()].strip(" ,"), text[match.end() :].strip(" ,")
            if sure:
                organisation = _ARTICLE.sub("", organisation, count=1)
            if not role or not organisation or not _begins_like_body(organisation):
                continue
            if not is_role(role) or organisation.casefold() == "large" or is_place(organisation):
                continue
            if sure and organisation.casefold().endswith(words().event_ends):
                continue  # nobody is employed at a congress
            if not sure and not _tells_its_kind(organisation) and not _heads_a_body(role):
                continue
            return role, organisation
    return None


def _heads_a_body(role: str) -> bool:
    """True for a function of somebody who has founded or runs what stands behind it."""
    last = role.casefold().split()[-1]
    return last in words().of_bodies or (
        role_word(role) in words().of_bodies and words().of.search(role.casefold()) is None
    )


def _tells_its_kind(organisation: str) -> bool:
    """True when the body's name begins with what tells its kind: `Jornal da Serra`; not `Water Policy at …`."""
    first = _INNER.split(organisation, maxsplit=1)[0]
    if is_body_name(first):
        return True
    kind = first.casefold()
    return tells_body(kind) and kind not in words().topics and is_body_name(organisation)


@lru_cache(maxsize=128)
def _before_place(language: str | None) -> re.Pattern[str]:
    """A place at the end, with the word before it."""
    either = any_of(of_language(words().before_place, language))
    return re.compile(rf"\s(?:{either})\s+[A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w’'-]+(?:[ ][A-ZÀ-ÖØ-ÞĀ-ŽА-Я][\w’'-]+)?$")


def _begins_like_body(text: str) -> bool:
    """A capital or a digit; or a small word for a kind of body, with its name behind: `газете «Река»`."""
    if text[0].isupper() or text[0].isdigit():
        return True
    kind, _, name = text.partition(" ")
    if text[0] in "«„“":
        return text[1:2].isupper()
    small, _, rest = name.partition(" ")
    if words().of.fullmatch(small):
        name = rest  # `université de Montclair`
    return name[:2].strip("«„“\"'")[:1].isupper() and tells_body(kind.casefold())


@lru_cache(maxsize=128)
def _preposition(prepositions: tuple[str, ...]) -> re.Pattern[str]:
    either = "|".join(
        re.escape(word).replace("'", "['’]") + ("" if word.endswith("'") else r"[ ]") for word in prepositions
    )
    return re.compile(r"(?<=\w)[ ](?:" + either + r")[ ]?")


def _side_by_side(text: str) -> tuple[str, str] | None:
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
        if is_role(organisation) or not _begins_like_body(organisation):
            continue
        if (tokens[place].islower() and tokens[place].isalpha()) or is_unmistakable(organisation):
            return role, organisation
        if tells_paper(tokens[place - 1]) and not is_place(organisation):
            return role, organisation
    return None


def _body_first(text: str, language: str | None) -> tuple[str, str] | None:
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
        body = _without_behind(_ARTICLE.sub("", body, count=1), language)
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
