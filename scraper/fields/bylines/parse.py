"""A printed byline to authors.

The way of a text: invisible characters go; a bare name or a sentence about somebody (bios.py) is read at once; else the
text is cut into chunks, one for each share in the work (credits.py); dates, times and buttons are taken out (noise.py);
each chunk is cut into parts, and each part's kind told (parts.py, atoms.py, oriental.py); the parts become people
(people.py). What the words mean is data (words.toml).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

from scraper.fields.bylines.bios import read_bio
from scraper.fields.bylines.bodies import (
    is_body_name,
    is_department,
    is_organisation,
    is_place,
    is_titled_with_article,
)
from scraper.fields.bylines.credits import credited
from scraper.fields.bylines.names import clean_name, is_person_name
from scraper.fields.bylines.noise import CUT, without_accounts, without_noise
from scraper.fields.bylines.parts import parts_of, without_prose
from scraper.fields.bylines.people import people_of
from scraper.fields.bylines.reader import Reader
from scraper.fields.bylines.roles import is_role
from scraper.fields.bylines.seams import with_seams_cut
from scraper.fields.bylines.words import Words, without_by, words
from scraper.model.late import late
from scraper.model.post import Author, Credit

MAX_BYLINE = 600
MAX_RAW = 300
MAX_PEOPLE = 25
MAX_NOBODY = 80
MAX_SMALL_WORDS = 18
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e")
)
_CONTROLS = {code: " " for code in (*range(32), *range(127, 160), 0xA0, 0x2009, 0x202F, 0x2028, 0x2029) if code not in (9, 10)}  # fmt: skip
_CLEAN = {**_CONTROLS, **_INVISIBLE}
_BARE = re.compile(r"[^\W\d_][^\d\n\x1f|,;:/()@&]{2,60}")
_EASTERN = late(re.compile, r"[\u3000-\ud7af]")
"""Chinese, Japanese and Korean, where names have no blanks. To find it within `_BARE` takes longer to compile than to ask."""
_WORD = re.compile(r"[^\W\d_][\w.’'-]{2,23}")
_ACCOUNTS = ("admin", "administrator", "webmaster")


def parse_byline(
    text: str, *, language: str | None = None, known_names: Collection[str] = (), placed: bool = False
) -> tuple[Author, ...]:
    """Everybody whom a byline, a signature or the line of an author box credits; empty when nobody is.

    Roles and organisations are as printed. An agency or a department is an author with an organisation and no
    name. A single word is a name only behind a word for authorship (`Von Jessie`, `Posted by admin`).
    `known_names` pass as names whatever they look like. `placed`: the place tells that somebody signs, so that what stands
    beside the name is a function though no word of it is known. Never raises; reads 600 characters.
    """
    return _parse(text[:MAX_BYLINE], language, tuple(known_names), placed)


@lru_cache(maxsize=8192)
def _parse(text: str, language: str | None, known: tuple[str, ...], placed: bool) -> tuple[Author, ...]:
    text = text.translate(_CLEAN)
    raw = " ".join(text.split())[:MAX_RAW]
    if not known and not _may_name_somebody(text):
        return ()
    reader = Reader(language, known, placed)
    if "@" in text:
        text = without_accounts(text)  # before seams are cut: a handle is often the name in one word
    text = with_seams_cut(text, reader)
    if (name := _bare_name(text, reader)) is not None:
        return (Author(name, raw=raw),)
    people = read_bio(text, language=language, known_names=known) or _from_chunks(text, reader)
    found: dict[tuple[str | None, str | None], Author] = {}
    for author in people:
        key = (author.name, None if author.name else author.organisation)
        found.setdefault(key, replace(author, raw=raw))
    return tuple(found.values())[:MAX_PEOPLE]


def _may_name_somebody(text: str) -> bool:
    """False for what can be no byline, told cheaply: most short texts of a page are headings, buttons and sentences.

    A name takes two capitals close together, or a script without capitals; anything else needs a word for
    authorship at the beginning of a line, or is an agency or a department.
    """
    since = 9
    for token in text.split():
        if token[0] > "\u0590":
            return True
        if token != token.lower():
            if since < 4:
                return True
            since = 0
        since += 1
    vocabulary = words()
    return any(_may_be_signed(line.strip(" \t:,.|–—-/()"), vocabulary) for line in text.split("\n"))


def _may_be_signed(line: str, vocabulary: Words) -> bool:
    """True for a line with one capital at most that an agency, a department or a single word behind `by` may sign."""
    return (
        vocabulary.by.match(line) is not None
        or vocabulary.source.match(line) is not None
        or not vocabulary.signing_words.isdisjoint(line.casefold().replace("/", " ").split())
        or is_department(line)
    )


def _bare_name(text: str, reader: Reader) -> str | None:
    """The name where a byline is nothing else, as most are: two or three words with capitals, and a `By` at most."""
    if not _BARE.fullmatch(text) or (max(text) >= "\u3000" and _EASTERN.search(text)):
        return None
    name = without_by(text.strip(), reader.language)
    tokens = name.split()
    plain = 2 <= len(tokens) <= 3 and all(token[0].isupper() for token in tokens)
    if not plain or tokens[0].casefold() in words().credit_of or not reader.is_person(name):
        return None
    return clean_name(name)


def _from_chunks(text: str, reader: Reader) -> list[Author]:
    authors: list[Author] = []
    for credit, chunk in credited(text):
        clean = without_noise(_without_sentences(chunk), reader.language)
        parts = parts_of(clean, reader)
        if not any(words().by.match(line) for line in clean.split("\n")):
            parts = without_prose(parts)
        people = people_of(parts, credit, reader)
        if not people and len(clean) < MAX_NOBODY:
            people = _nobody(clean, credit, reader)
        authors.extend(people)
    return authors


def _without_sentences(text: str) -> str:
    """Without the lines that only sentences can be, told before they are read: many small words, no `by` before."""
    if len(text) < MAX_SMALL_WORDS * 4:
        return text
    return "\n".join(line for line in text.split("\n") if not _is_sentence(line))


def _is_sentence(line: str) -> bool:
    if "。" in line:
        return True
    tokens = line.split()
    if len(tokens) <= MAX_SMALL_WORDS or sum(map(str.islower, tokens)) < MAX_SMALL_WORDS:
        return False
    return words().by.match(line) is None


def _nobody(text: str, credit: Credit, reader: Reader) -> list[Author]:
    """A department, or what stands behind a word for authorship: a paper, a first name, a pen name or an account."""
    vocabulary = words()
    text = text.replace(CUT, "\n").strip()
    spoken = vocabulary.by.match(text)
    line = next((line for part in text.split("\n") if (line := part.strip(" ,.:|–—-"))), "")
    if spoken is None:
        return [Author(None, organisation=line, credit=credit)] if is_department(line) else []
    rest = text[spoken.end() :].split("\n")[0].strip(" ,.:|–—-") or line
    if (
        is_department(rest)
        or rest.casefold() in vocabulary.departments
        or _is_part_of_desk(rest)
        or _is_paper(rest, reader)
        or _is_signing_body(rest)
        or _are_many(rest)
    ):
        return [Author(None, organisation=rest, credit=credit)]
    low = rest.casefold()
    if not _WORD.fullmatch(rest) or is_role(rest) or is_place(rest) or is_organisation(rest):
        return []
    if low in vocabulary.no_name and low not in _ACCOUNTS:
        return []
    return [] if is_person_name(rest) else [Author(rest, credit=credit)]


def _is_part_of_desk(text: str) -> bool:
    """`la rédaction web`, `Redakce městského webu`: a department, and of what it is one."""
    low = text.casefold()
    if not words().more_asks.isdisjoint(low.split()):
        return False  # `Redaktionen anzeigen`
    return len(text.split()) <= 4 and any(low.startswith(f"{desk} ") for desk in words().departments)


def _is_signing_body(text: str) -> bool:
    """`by European River Agency`: the name of a body with capitals, and nothing else."""
    tokens = text.split()
    capitals = sum(token[:1].isupper() or token[:1].isdigit() for token in tokens)
    return 2 <= len(tokens) <= 6 and 2 * capitals > len(tokens) and is_body_name(text) and not is_role(text)


def _are_many(text: str) -> bool:
    """`By Lantern Reporters`: several who stay unnamed are the department that they work in."""
    tokens = text.split()
    return 2 <= len(tokens) <= 5 and text[0].isupper() and tokens[-1].casefold() in words().department_many


def _is_paper(text: str, reader: Reader) -> bool:
    """`Par Le Moulin`: an article and a capital, and no function."""
    return is_titled_with_article(text, language=reader.language) and not is_role(text)
