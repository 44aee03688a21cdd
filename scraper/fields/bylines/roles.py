"""Roles and organisations: which of them a text is, and where one ends and the other begins."""

from __future__ import annotations

import re

from scraper.fields.bylines.words import connectives, words

MAX_ROLE = 160
_TOKEN = re.compile(r"[\w&.:*/'’-]+")
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def is_role(text: str, *, language: str | None = None) -> bool:
    """True when a text names a function: one of its words does, whole or as the end of a compound."""
    return role_word(text) is not None


def role_word(text: str) -> str | None:
    """The first word of a text that names a function; None when there is none."""
    text = text[:MAX_ROLE]
    vocabulary = words()
    lowered = text.casefold()
    if _CJK.search(text):
        return next((role for role in vocabulary.cjk_roles if role in text), None)
    for phrase in vocabulary.role_phrases:
        if phrase in lowered and re.search(r"(?<!\w)" + re.escape(phrase) + r"(?!\w)", lowered):
            return phrase
    tokens: list[str] = _TOKEN.findall(lowered)
    for token in tokens:
        for word in (token.strip(".:/'’-"), *token.strip(".:/").split("/"), *token.split("-")):
            if word in vocabulary.roles:
                return word
            if len(word) > 7 and word.endswith(vocabulary.role_suffixes) and word not in vocabulary.no_name:
                return word
    return None


def is_organisation(text: str, *, language: str | None = None) -> bool:
    """True when a text looks like the name of a body: a word for one, an agency, or a short word in capitals."""
    text = text.strip()[:MAX_ROLE]
    if not text or len(text) < 2:
        return False
    vocabulary = words()
    lowered = text.casefold()
    if lowered in vocabulary.agencies:
        return True
    if _CJK.search(text):
        return any(word in text for word in vocabulary.organisations if _CJK.search(word))
    tokens = [token.strip(".,:;()'’\"“”") for token in lowered.split()]
    if not any(char.isupper() for char in text):
        return False
    if any(token in vocabulary.organisations for token in tokens):
        return True
    if any(len(token) > 7 and token.endswith(_BODY_ENDS) for token in tokens):
        return True
    return len(tokens) <= 3 and any(
        re.fullmatch(r"[A-ZÅÄÖØÆÉÜ]{2,8}", token.strip(".,()")) for token in text.split()
    )


_BODY_ENDS = (
    "förbundet", "förbund", "föreningen", "förening", "bostäder", "universitet", "universitetet", "universität", "institutet", "institut",
    "stiftelsen", "stiftung", "verket", "myndigheten", "kommun", "kommune", "kommunen", "bolaget", "högskolan", "högskola", "hochschule",
    "verband", "verein", "vereinigung", "gesellschaft", "ministerium", "departementet", "tidningen", "zeitung", "bladet", "bladet", "posten",
    "rådet", "nämnden", "museet", "museum", "sällskapet", "akademien", "skolan", "sjukhuset", "banken", "forbundet", "foreningen", "labbet",
    "werke", "kammer", "agentur", "redaktion", "direktoratet", "yliopisto", "liitto", "säätiö", "virasto", "ministeriö",
)  # fmt: skip


def is_agency(text: str) -> bool:
    """True when a text is the name of a news agency, or several with a slash between."""
    parts = [
        part.strip(" .,()[]") for part in re.split(r"[/,+&]|\s+(?:und|and|och|et)\s+", text.casefold()[:80])
    ]
    parts = [part for part in parts if part]
    return bool(parts) and all(part in words().agencies for part in parts)


def split_role(text: str, *, language: str | None = None) -> tuple[str | None, str | None]:
    """A role line as (role, organisation): `stadsdelsutvecklare på Kvarnhem` → the two; never raises.

    A comma wins over a preposition: in `expert på energi, Kvarnhem` the preposition is the role's own. Only a
    preposition of employment parts the two (`på`, `vid`, `at`, `bei`, `chez`), and only before a name.
    """
    text = " ".join(text.split())[:MAX_ROLE].strip(" ,;|–—-")
    if not text:
        return None, None
    for mark in (" | ", " – ", " — ", " - ", " / ", ", ", "、", "，"):
        at = text.rfind(mark)
        if at > 0:
            role, organisation = text[:at].strip(" ,"), text[at + len(mark) :].strip(" ,")
            if organisation and _is_body(organisation, role, language):
                return role, organisation
    parted = _by_preposition(text, language)
    if parted is not None:
        return parted
    if is_role(text, language=language):
        return text, None
    return (None, text) if is_organisation(text, language=language) else (text, None)


def _is_body(text: str, role: str, language: str | None) -> bool:
    """True when what stands behind the comma is a body: it looks like one, or it is a name and the rest a role."""
    if is_organisation(text, language=language) and not _begins_with_role(text):
        return True
    return is_role(role, language=language) and text[:1].isupper() and not is_role(text, language=language)


def _begins_with_role(text: str) -> bool:
    word = role_word(text)
    return word is not None and text.casefold().startswith(word)


def _by_preposition(text: str, language: str | None) -> tuple[str, str] | None:
    for word in connectives(language):
        for match in re.finditer(
            r"(?<=\w)[ ]"
            + re.escape(word)
            + r"(?:[ ]|(?<=[’']))(?:(?:the|der|dem|den|die|das|la|le|les|el)[ ])?",
            text,
            re.IGNORECASE,
        ):
            role, organisation = text[: match.start()].strip(" ,"), text[match.end() :].strip(" ,")
            if not role or not organisation or not (organisation[0].isupper() or organisation[0].isdigit()):
                continue
            if not is_role(role, language=language):
                continue
            if word in _WEAK and not is_organisation(organisation, language=language):
                continue
            return role, organisation
    return None


_WEAK = frozenset(
    (
        "of the",
        "for",
        "from",
        "with",
        "am",
        "an der",
        "des",
        "der",
        "von",
        "au",
        "na",
        "no",
        "da",
        "do",
        "del",
        "de la",
        "della",
        "w",
        "v",
        "в",
        "во",
        "у",
        "i",
        "en",
        "van",
        "alla",
        "på" if False else "auprès de",
    )
)
"""Prepositions that do other work as well: what follows must look like a body by itself."""
