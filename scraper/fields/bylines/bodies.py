"""Organisations, agencies, departments and places: which of them a text is."""

from __future__ import annotations

import re

from scraper.fields.bylines.words import words

MAX_BODY = 160
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_CAPITALS = re.compile(r"[A-ZÅÄÖØÆÉÜ][A-ZÅÄÖØÆÉÜ&]{1,7}")
_AGENCY_PARTS = re.compile(r"[-/,+&]|\s+(?:und|and|och|et|og|e|y)\s+")
_TRIM = ".,:;()'’\"“”[]"


def is_organisation(text: str, *, language: str | None = None) -> bool:
    """True when a text looks like the name of a body: a word for one, an agency, or a short word in capitals."""
    text = text.strip()[:MAX_BODY]
    if len(text) < 2:
        return False
    vocabulary = words()
    lowered = text.casefold()
    if lowered in vocabulary.agencies:
        return True
    if _CJK.search(text):
        return any(word in text for word in vocabulary.cjk_organisations)
    if not any(char.isupper() for char in text):
        return False
    tokens = [token.strip(_TRIM) for token in lowered.split()]
    if any(token in vocabulary.organisations for token in tokens):
        return True
    if any(len(token) > 7 and token.endswith(vocabulary.body_ends) for token in tokens):
        return True
    return len(tokens) <= 3 and any(
        _CAPITALS.fullmatch(bare := token.strip(_TRIM)) and bare.casefold() not in vocabulary.degrees
        for token in text.split()
    )


def is_unmistakable(text: str) -> bool:
    """True when a word of a text is one that only bodies have: `GmbH`, `University`, `…verket`, `…kommun`."""
    vocabulary = words()
    tokens = [token.strip(_TRIM) for token in text[:MAX_BODY].casefold().split()]
    return any(
        token in vocabulary.legal or (len(token) > 7 and token.endswith(vocabulary.legal_ends))
        for token in tokens
    )


def is_body_name(text: str) -> bool:
    """True for a name of a body where one is expected: also `The Lantern`, which elsewhere may be anything."""
    words_in = text.split()
    article = words_in[0] in ("The", "Die", "Der", "Das", "Le", "La", "El", "Il") if words_in else False
    return is_organisation(text) or (article and 2 <= len(words_in) <= 5 and words_in[1][:1].isupper())


def is_agency(text: str) -> bool:
    """True when a text is the name of a news agency, or several with a slash between."""
    lowered = text.casefold()[:80].strip(" .,()[]/")
    agencies = words().agencies
    if lowered in agencies:
        return True
    parts = [part.strip(" .,()[]") for part in _AGENCY_PARTS.split(lowered)]
    parts = [part for part in parts if part]
    return bool(parts) and all(part in agencies for part in parts)


def is_department(text: str) -> bool:
    """True for who signs when no person does: `Redaktion`, `The Lantern Staff`; `webbredaktionen` is an account."""
    text = text.strip(" .:")
    if text.islower() and " " not in text:
        return False
    lowered = text.casefold()
    vocabulary = words()
    if lowered in vocabulary.departments:
        return True
    return len(lowered) < 50 and len(lowered.split()) <= 4 and lowered.endswith(vocabulary.department_ends)


def is_place(text: str) -> bool:
    """True for a city, country or the like, or several of them; knows the commonest only."""
    places = words().places
    lowered = text.strip(" .()").casefold()
    if lowered in places:
        return True
    parts = [part.strip() for part in re.split(r"[,/]|\s+(?:and|und|och|et|y|e)\s+", lowered)]
    return len(parts) > 1 and all(part in places for part in parts)
