"""Sentences about authors: `Anna Ek is a senior editor at Kvarnbladet.`"""

from __future__ import annotations

import re
from collections.abc import Collection

from scraper.fields.bylines.bodies import is_place
from scraper.fields.bylines.names import clean_name, is_person_name
from scraper.fields.bylines.roles import is_role, split_role
from scraper.fields.bylines.words import words
from scraper.model.post import Author

MAX_BIO = 600
_ARTICLE = re.compile(r"^(?:a|an|the|eine?|en|ett)\s+", re.IGNORECASE)
_FOR = re.compile(r"\s(?:for|für|för|pour|para)\s+(?:the\s+|la\s+|le\s+)?(?=[A-ZÅÄÖÉÜ0-9])")
_BEHIND = re.compile(r",\s|\s+in\s+(?=[A-Z])|\s+(?:and|och|und|et|y|og)\s+(?=[a-z])")
_IS = re.compile(
    r"^(?P<name>(?:[^.!?\n]|(?<=\b\w)\.|(?<=Jr)\.|(?<=Sr)\.|(?<=Dr)\.|(?<=St)\.){3,60}?),?\s+(?:is|was|är|er|on|ist|war|arbeitet als|schreibt als|works as|serves as|est|es|è|é|jest|je|byl|byla|är verksam som|arbetar som|jobber som|arbejder som|työskentelee|is currently|ist seit \d{4}|has been|este|—|является)\s+"
    r"(?:(?:a|an|the|en|ett|et|ein|eine|der|die|een|un|une|uno|una|um|uma|o|la|le|il|currently|also|our)\s+)*(?P<rest>[^\n]{4,260})",
    re.IGNORECASE,
)
_COVERS = re.compile(
    r"^(?P<name>[^.!?\n]{3,60}?)\s+(?:covers|writes about|writes on|writes for|reports on|reports for|bevakar|skriver om|skriver för|schreibt für|schreibt über|berichtet für|berichtet über|berichtet aus|écrit sur|écrit pour|escribe sobre|escribe para)\s(?P<rest>[^\n]{3,200})",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?<=[\w)”\"])[.!?](?=\s|$)(?<!\bU\.S\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bProf\.)(?<!\bInc\.)(?<!\bJr\.)(?<!\bSr\.)(?<!\b[A-Z]\.)"
)
_CLAUSE = re.compile(
    r"\s*(?:,\s+(?:som|där|der|die|qui|où|que|donde|che|dove|kde|który|která|который|de|living|since|mit|wo|seit)\b.*"
    r"|,?\s+(?:who|where|which|whose|based|since|specialising|specializing|focusing|covering|reporting|currently|and (?:is|has|was|the|a|an|writes|lives|author)|with (?:\d|over|more)"
    r"|und (?:schreibt|arbeitet|lebt|berichtet|leitet)|och (?:bor|skriver|arbetar)|et (?:vit|écrit)|y (?:vive|escribe)|lives|in [A-Z]\w+(?: City)?$)\b.*|;.*|\s+–\s.*|\s+@.*|\s+\(@.*)$",
    re.DOTALL,
)


def read_bio(
    text: str, *, language: str | None = None, known_names: Collection[str] = ()
) -> tuple[Author, ...]:
    """The people whom biographical sentences introduce; empty when the text is none. Never raises."""
    lines = [line for line in text[: 2 * MAX_BIO].split("\n") if line.strip()]
    while len(lines) > 1 and (
        _is_heading(lines[0]) or is_person_name(clean_name(lines[0]), language=language)
    ):
        lines = lines[1:]  # the name stands above its own biography
    text = " ".join(" ".join(lines)[:MAX_BIO].split())
    people: list[Author] = []
    for sentence in _END.split(text)[:8]:
        person = _sentence(sentence.strip(), language, known_names)
        if person is not None:
            people.append(person)
        elif not people:
            return ()
    return tuple(people)


def _is_heading(line: str) -> bool:
    """`About the author`: words for authorship and nothing else."""
    return line.strip(" :.").casefold() in words().by_words


def _sentence(sentence: str, language: str | None, known: Collection[str]) -> Author | None:
    match = _IS.match(sentence) or _COVERS.match(sentence)
    if match is None:
        return None
    name = clean_name(match["name"])
    if name not in known and not is_person_name(name, language=language):
        return None
    if match.re is _COVERS:
        return Author(name, None, _employer(match[0]))
    rest = _CLAUSE.sub("", match["rest"]).strip(" ,.")
    rest = _ARTICLE.sub("", rest)
    if not is_role(rest[:120]):
        return None
    role, organisation = split_role(rest, language=language)
    if organisation is None and role is not None:
        role, organisation = _with_or_for(role)
    if not role or len(role) > 90:
        return None
    return Author(name, role, _ended(organisation) if organisation else None)


def _with_or_for(role: str) -> tuple[str, str | None]:
    """In sentences, `for` and `at the` stand before the paper: `politics reporter for Beacon Digital`."""
    found = _FOR.search(role)
    if found and is_role(role[: found.start()]) and not is_place(role[found.end() :]):
        return role[: found.start()].strip(" ,"), role[found.end() :].strip(" ,")
    return role, None


def _employer(sentence: str) -> str | None:
    """The paper that somebody writes for, when it stands at the end of the sentence."""
    found = _FOR.search(sentence)
    body = found and sentence[found.end() :].strip(" ,.")
    return body if body and len(body.split()) <= 5 and not is_place(body) else None


def _ended(organisation: str) -> str | None:
    """The body without what the sentence says after it."""
    return _BEHIND.split(organisation, maxsplit=1)[0].strip(" ,.")[:90] or None
