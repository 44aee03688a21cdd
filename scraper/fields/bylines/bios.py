"""Sentences about authors: `Anna Ek is a senior editor at Kvarnbladet.`"""

from __future__ import annotations

import re
from collections.abc import Collection

from scraper.fields.bylines.bodies import is_place
from scraper.fields.bylines.names import clean_name, is_person_name
from scraper.fields.bylines.roles import is_role, split_role
from scraper.fields.bylines.words import without_by, words
from scraper.model.late import late
from scraper.model.post import Author

MAX_BIO = 600
MAX_SENTENCES = 8
MAX_ROLE = 90
_BEHIND = re.compile(r",\s|\s+in\s+(?=[A-Z])|\s+(?:and|och|und|et|y|og)\s+(?=[a-z])")
_END = late(
    re.compile,
    r"(?<=[\w)”\"])[.!?](?=\s|$)(?<!\bU\.S\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bProf\.)(?<!\bInc\.)(?<!\bJr\.)(?<!\bSr\.)(?<!\b[A-Z]\.)",
)


def read_bio(
    text: str, *, language: str | None = None, known_names: Collection[str] = ()
) -> tuple[Author, ...]:
    """The people whom biographical sentences introduce; empty when the text is none. Never raises."""
    if words().bio_verbs.isdisjoint(text[: 2 * MAX_BIO].casefold().split()):
        return ()
    lines = [line for line in text[: 2 * MAX_BIO].split("\n") if line.strip()]
    lines = lines[_headed(lines, language) :]
    text = " ".join(" ".join(lines)[:MAX_BIO].split())
    people: list[Author] = []
    for sentence in _END.split(text)[:MAX_SENTENCES]:
        introduced = _sentence(sentence.strip(), language, known_names)
        if not introduced and not people:
            return ()
        people.extend(introduced)
    return tuple(people)


def _is_heading(line: str) -> bool:
    """`About the author`: words for authorship and nothing else."""
    return line.strip(" :.").casefold() in words().by_words


def _headed(lines: list[str], language: str | None) -> int:
    """How many lines only head the biography: words for authorship, the name, and what links to the person's pages."""
    place = 0
    while place + 1 < len(lines) and (_is_heading(lines[place]) or _is_named(lines[place], language)):
        place += 1
    for later in range(len(lines) - 1, place, -1):
        match = words().bio_is.match(lines[later].strip())
        name = clean_name(match["name"]) if match else ""
        if is_person_name(name, language=language) and all(name in line for line in lines[place:later]):
            return later
    return place


def _is_named(line: str, language: str | None) -> bool:
    """The name above its own biography, with one word before it at most: `Email Anna Ek`."""
    behind = line.strip().partition(" ")[2]
    return is_person_name(clean_name(line), language=language) or is_person_name(behind, language=language)


def _sentence(sentence: str, language: str | None, known: Collection[str]) -> list[Author]:
    """Who is introduced by one sentence, with the function and the body it gives."""
    vocabulary = words()
    is_somebody = vocabulary.bio_is.match(sentence)
    match = is_somebody or vocabulary.bio_covers.match(sentence)
    names = _names(match["name"], language, known) if match else []
    if match is None or not names:
        return []
    if is_somebody is None:
        return [Author(name, None, _employer(match[0])) for name in names]
    rest = match["rest"]
    for _ in range(2):  # `in Hamburg und schreibt`: what ended before, too
        rest = vocabulary.bio_clause.sub("", rest).strip(" ,.")
    if not is_role(rest[:120]):
        return []
    role, organisation = split_role(rest, language=language)
    if organisation is None and role is not None:
        role, organisation = _with_or_for(role)
    if not role or len(role) > MAX_ROLE:
        return []
    return [Author(name, role, _ended(organisation) if organisation else None) for name in names]


def _names(text: str, language: str | None, known: Collection[str]) -> list[str]:
    """The names before the verb; empty when something else stands there."""
    text = without_by(text)
    names = [clean_name(name) for name in words().conjunction.split(text)]
    whole = clean_name(text)
    if whole in known or len(names) == 1:
        names = [whole]
    return names if all(name in known or is_person_name(name, language=language) for name in names) else []


def _with_or_for(role: str) -> tuple[str, str | None]:
    """In sentences, `for` and `at the` stand before the paper: `politics reporter for Beacon Digital`."""
    found = words().bio_for.search(role)
    if found and is_role(role[: found.start()]) and not is_place(role[found.end() :]):
        return role[: found.start()].strip(" ,"), role[found.end() :].strip(" ,")
    return role, None


def _employer(sentence: str) -> str | None:
    """The paper that somebody writes for, when it stands at the end of the sentence."""
    found = words().bio_for.search(sentence)
    body = found and sentence[found.end() :].strip(" ,.")
    return body if body and len(body.split()) <= 5 and not is_place(body) else None


def _ended(organisation: str) -> str | None:
    """The body without what the sentence says after it."""
    return _BEHIND.split(organisation, maxsplit=1)[0].strip(" ,.")[:90] or None
