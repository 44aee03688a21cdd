"""Biographies as bylines: who is introduced by sentences, with their function and their body."""

from __future__ import annotations

from collections.abc import Collection

from scraper.fields.bylines.bodies import is_organisation
from scraper.fields.bylines.names import clean_name, is_person_name
from scraper.fields.bylines.roles import is_role
from scraper.fields.bylines.said import (
    MAX_BIO,
    MAX_SENTENCES,
    SENTENCE_END,
    employer,
    may_be_said,
    said_by,
    said_of,
)
from scraper.fields.bylines.words import has_cjk, without_by, words
from scraper.model.post import Author


def read_bio(
    text: str, *, language: str | None = None, known_names: Collection[str] = ()
) -> tuple[Author, ...]:
    """The people whom biographical sentences introduce; empty when the text is none. Never raises."""
    if not may_be_said(text, language) and not has_cjk(text[:40]):
        return ()
    lines = [line for line in text[: 2 * MAX_BIO].split("\n") if line.strip()]
    heads = _headed(lines, language)
    if named := _subject(lines, heads, known_names, language):
        own = said_of(named, " ".join(lines[heads:]), language=language, headed=heads > 0)
        if own is not None:
            return (Author(named, own.role, own.organisation),)
    text = " ".join(" ".join(lines[heads:])[:MAX_BIO].split())
    people: list[Author] = []
    for sentence in SENTENCE_END.split(text)[:MAX_SENTENCES]:
        introduced = _sentence(sentence.strip(), language, known_names)
        if not introduced and not people:
            return ()
        people.extend(introduced)
    return tuple(people)


def _subject(lines: list[str], heads: int, known: Collection[str], language: str | None) -> str | None:
    """Whom the text is about: who is named above it, or is known and stands at its beginning."""
    for line in reversed(lines[:heads]):
        name = clean_name(without_by(line, language))
        if line.strip() in known or name in known:
            return line.strip() if line.strip() in known else name
        if is_person_name(name, language=language) and not is_role(name):
            return name
    behind = "\n".join(lines[heads:])
    return next((name for name in known if 0 <= behind.find(name) < 90), None) or _first_name(
        behind, language
    )


def _first_name(text: str, language: str | None) -> str | None:
    """The name that a sentence begins with: two to four words, and something in small letters behind them."""
    tokens = without_by(text[:120], language).split()
    for size in (4, 3, 2):
        name = clean_name(" ".join(tokens[:size]))
        if len(tokens) > size and tokens[size].islower() and is_person_name(name, language=language):
            return None if is_role(name) or is_organisation(name) else name
    return None


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
        return [Author(name, None, employer(match[0])) for name in names]
    said = said_by(match["rest"], language)
    if said.role is None:
        return []
    return [Author(name, said.role, said.organisation) for name in names]


def _names(text: str, language: str | None, known: Collection[str]) -> list[str]:
    """The names before the verb; empty when something else stands there."""
    text = without_by(text)
    names = [clean_name(name) for name in words().conjunction.split(text)]
    whole = clean_name(text)
    if whole in known or len(names) == 1:
        names = [whole]
    return names if all(name in known or is_person_name(name, language=language) for name in names) else []
