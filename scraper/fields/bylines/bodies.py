"""Organisations, agencies, departments and places: which of them a text is."""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.fields.bylines.grammar import listed
from scraper.fields.bylines.wordlists import noise_words
from scraper.fields.bylines.words import has_cjk, of_language, words

MAX_BODY = 160
_CAPITALS = re.compile(r"[A-ZÅÄÖØÆÉÜ][A-ZÅÄÖØÆÉÜ&]{1,7}")
_INITIALS = re.compile(r"(?!NJ)[A-Z]J|J(?!P)[A-Z]")
"""`AJ Ek`, `JK Berg`: with a J, two capitals are initials; no body and no state but New Jersey is called so, and no bank but one."""
_DOMAIN = re.compile(r"[A-Z][\w-]{2,40}(?:\.com?)?\.(?:com|org|net|info|news|media|tv|eu|[a-z]{2})")
"""A site that signs with its address: `Mill.org`."""
_ADDRESS = re.compile(r"(?:[a-z\d][\w-]*\.)+[a-z]{2,6}(?=\W*$|[\s,])")
"""A site that is called by its address: `flussblick.de`."""
_AGENCY_PARTS = re.compile(r"[-/,+&]|\s+(?:und|and|och|et|og|e|y)\s+")
_SENTENCE_END = re.compile(r"\w{3}[.!?]\s+[A-ZÅÄÖÉÜ]")
_PLACE_JOINTS = re.compile(r"[,/]|\s+(?:and|und|och|et|y|e)\s+")
_AGENCY_MARKS = ("-", "/", ",", "+", "&", " und ", " and ", " och ", " et ", " og ", " e ", " y ")
_TRIM = ".,:;()'’\"“”[]"


def is_organisation(text: str, *, language: str | None = None) -> bool:
    """True when a text looks like the name of a body: a word for one, an agency, or a short word in capitals."""
    text = text.strip()[:MAX_BODY]
    if len(text) < 2 or text.count("(") != text.count(")"):
        return False  # a bracket that stays open is left of something that was cut
    vocabulary = words()
    lowered = text.casefold()
    if lowered in vocabulary.agencies:
        return True
    if has_cjk(text):
        return any(word in text for word in vocabulary.cjk_organisations)
    if not any(char.isupper() for char in text) and text != text.upper():
        return False
    tokens = [token.strip(_TRIM) for token in lowered.split()]
    if ends_in_surname(tokens):
        return False
    if any(tells_body(token) for token in tokens) or _signs_with_address(text):
        return True
    if len(tokens) > 1 and _INITIALS.match(text) and text[2] == " ":
        return False
    return len(tokens) <= 3 and any(
        _CAPITALS.fullmatch(bare := token.strip(_TRIM))
        and (low := bare.casefold()) not in vocabulary.behind_names
        and low not in vocabulary.buttons
        and low not in vocabulary.no_name
        for token in text.split()
    )


def _signs_with_address(text: str) -> bool:
    """`Mill.org`, alone or behind other words."""
    return "." in text and _DOMAIN.fullmatch(text.split()[-1]) is not None


def ends_in_surname(tokens: list[str]) -> bool:
    """`Margaret Court`, `Ann B. Trust`: behind a common given name, a word that is a surname as well is no word for a body."""
    if len(tokens) < 2 or tokens[-1].casefold() not in words().word_surnames:
        return False
    return tokens[0].casefold() in words().given and all(len(token) <= 2 for token in tokens[1:-1])


def tells_body(token: str) -> bool:
    """True for one lower-case word that only names of bodies hold, declined or compound as it may be."""
    vocabulary = words()
    return (
        token in vocabulary.body_forms
        or ("-" in token and token.rpartition("-")[2] in vocabulary.organisations)
        or (len(token) > 7 and token.endswith(vocabulary.body_ends))
    )


def is_body(text: str) -> bool:
    """True for an agency, a department, or a name with a word in it that only bodies hold: `Mill News`, `Kvarn GmbH`."""
    tokens = [token.strip(_TRIM) for token in text[:MAX_BODY].casefold().split()]
    if is_agency(text) or is_department(text):
        return True
    if any(tells_body(token) for token in tokens):
        return not ends_in_surname(tokens)
    return bool(tokens) and not text.islower() and tokens[0] in words().departments


def is_unmistakable(text: str) -> bool:
    """True when a word of a text is one that only bodies have: `GmbH`, `University`, `…verket`, `…kommun`."""
    vocabulary = words()
    tokens = [token.strip(_TRIM) for token in text[:MAX_BODY].casefold().split()]
    return any(
        token in vocabulary.legal or (len(token) > 7 and token.endswith(vocabulary.legal_ends))
        for token in tokens
    )  # fmt: skip


def is_body_name(text: str) -> bool:
    """True for a name of a body where one may stand: `Calder University`, `The Lantern`; not `Water Policy`, `School`.

    More strict than `is_organisation` with words that name fields of work or kinds of bodies as well.
    """
    if is_unmistakable(text) or is_agency(text) or is_titled_with_article(text):
        return True
    vocabulary = words()
    tokens = [token.strip(_TRIM) for token in text.split()]
    if not is_organisation(text) or not _names_one(tokens):
        return False
    kinds = [token for token in tokens if tells_body(token.casefold())]
    return not kinds or any(token.casefold() not in vocabulary.topics for token in kinds)


def is_titled_with_article(text: str, *, language: str | None = None) -> bool:
    """True for an article and capitals, as papers are called: `The Lantern`, `El Molinero`."""
    article, *rest = text.split()[:6] or [""]
    if not 1 <= len(rest) <= 4 or not article[:1].isupper() or not rest[0][:1].isupper():
        return False
    articles = of_language(words().articles, language)
    unheard = words().no_name
    if len(rest) < 2 or rest[0].casefold() in unheard:
        return article.casefold() in articles and not any(word.casefold() in unheard for word in rest)
    return article.casefold() in articles and not all(word.casefold() in unheard for word in rest)


def may_be_body(text: str) -> bool:
    """True for what may name a body, nothing speaking against it: no sentence, and more than a kind of body."""
    if is_agency(text):
        return True
    if text[:1].isdigit() and text.split()[-1].casefold() in zones():
        return False  # `15 AM EDT`
    if not (text[:1].isupper() or text[:1].isdigit()) or ":" in text or _SENTENCE_END.search(text):
        return ord(text[0]) > 0x3000
    tokens = [token.strip("(),.&–-") for token in text.split()]
    capitals = sum(token[:1].isupper() for token in tokens)
    plain = sum(token.islower() and len(token) > 3 for token in tokens)
    return capitals >= plain and len(tokens) <= 12 and (text.isupper() or _names_one(tokens))


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """The names of time zones."""
    return frozenset(noise_words("zone")["all"])


def _names_one(tokens: list[str]) -> bool:
    """True when a word tells this body from others of its kind: `Calder University`, but not `The University`."""
    vocabulary = words()
    return any(
        token and not token.islower() and token.casefold() not in vocabulary.organisations
        and token.casefold() not in vocabulary.no_name
        for token in tokens
    )  # fmt: skip


def is_agency(text: str) -> bool:
    """True when a text is the name of a news agency, or several with a slash between."""
    lowered = text.casefold()[:80].strip(" .,()[]/")
    agencies = words().agencies
    first, _, name = lowered.partition(" ")
    if lowered in agencies or (first in words().agency_prefixes and name in agencies):
        return True
    if not any(mark in lowered for mark in _AGENCY_MARKS):
        return False
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
    parts = [part.strip() for part in _PLACE_JOINTS.split(lowered)]
    return len(parts) > 1 and all(part in places for part in parts)


def begins_with_place(text: str) -> bool:
    """True for a place with a place or a small word behind it: `Palma de Mallorca`, `Frankfurt am Main`, `Madrid Centro`."""
    first, *rest = text.split()
    return bool(rest) and is_place(first) and (is_place(rest[-1]) or rest[0].islower())


def begins_like_body(text: str) -> bool:
    """A capital or a digit; or a small word for a kind of body, with its name behind: `газете «Река»`."""
    if text[0].isupper() or text[0].isdigit() or is_address(text):
        return True
    kind, _, name = text.partition(" ")
    if name[:1] in "«„“" and name[1:2].isupper() and kind.isalpha() and not _is_work(kind):
        return True  # `проекта «Вода»`: whatever has its name in quotation marks
    if text[0] in "«„“":
        return text[1:2].isupper()
    small, _, rest = name.partition(" ")
    if words().of.fullmatch(small):
        name = rest  # `université de Montclair`
    return name[:2].strip("«„“\"'")[:1].isupper() and tells_body(kind.casefold())


@lru_cache(maxsize=1)
def _works() -> frozenset[str]:
    return frozenset(listed("authorship", "work"))


def _is_work(kind: str) -> bool:
    """True for a word for a book, whose author holds no function there."""
    return kind.casefold() in _works()


def is_address(text: str) -> bool:
    """True for what begins with the address that a site is called by: `flussblick.de`."""
    return "." in text and _ADDRESS.match(text) is not None
