"""Notes about who writes, below the text: a sentence that introduces somebody, and cells whose labels tell what they hold."""

from __future__ import annotations

import re
from dataclasses import replace

from scraper.extraction.claims import Claim
from scraper.extraction.own_names import OwnNames
from scraper.extraction.prose import HEADINGS
from scraper.fields.bylines import is_person_name, parse_byline
from scraper.fields.bylines.author_notes import named_note
from scraper.fields.bylines.bios import read_bio
from scraper.fields.bylines.grammar import grammar_of
from scraper.fields.bylines.guesses import has_given_name
from scraper.fields.bylines.letters import field_of, heads_author
from scraper.fields.bylines.placed import read_placed
from scraper.fields.bylines.words import connectives, words
from scraper.markup.dom import clean
from scraper.markup.layout import Block
from scraper.model.post import Author

MAX_NOTE = 400
MAX_TOLD = 140
"""Characters of a sentence that says what somebody is, and not where."""
MAX_CELL = 160
"""Characters of a cell of a table that says who writes, and what that one is."""
_LABELS = ("dt", "th", "td")
_VALUES = ("dd", "td")


def signed_by(block: Block, raw: str, people: tuple[Author, ...], how: str) -> Claim:
    """The claim of one block that somebody signs."""
    return Claim("authors", raw, people, "signature", how, f"{block.tag}#{block.index}", (block.index,))


def introduced(blocks: list[Block], index: int, own: OwnNames, language: str | None) -> Claim | None:
    """`Anna Ek is Head of Research at Open Ledger.`: the last paragraph, about somebody of whom the text has not spoken.

    Below a heading such as `Om skribenten` it may say less.
    """
    block = blocks[index]
    if len(block.text) > MAX_NOTE or not block.text[:1].isupper():
        return None
    if noted := named_note(block.text, language):
        author = Author(noted[0], noted[1].role, noted[1].organisation, raw=block.text)
        return (
            signed_by(block, block.text, (author,), "with role")
            if author.role or author.organisation
            else None
        )
    first, seam, below = block.text.partition("\n")
    headed = bool(seam) and heads_author(first)
    text = below if headed else words().by.sub("", block.text, count=1)  # `Om skribenten: …`
    if (
        text != block.text
        and text.strip()
        and (verb := text.split()[0]).casefold() in grammar_of(language).verbs
    ):
        people = read_placed(text[len(verb) :].strip(" ."), language=language)  # `Höfundur er Ari Jónsson, …`
        return (
            signed_by(block, block.text, people, "with role") if len(people) == 1 and people[0].role else None
        )
    people = read_bio(text, language=language) or _at_the_site(text, own, language)
    if len(people) != 1 or not (name := people[0].name) or not (people[0].role or people[0].organisation):
        return None
    above = blocks[index - 1] if index else None
    if headed or (above is not None and above.tag in HEADINGS and heads_author(above.text)):
        return signed_by(block, block.text, people, "with role")
    spoken = any(map(_called(name).search, (before.text for before in blocks[:index])))
    sure = people[0].organisation or (has_given_name(name) and len(block.text) <= MAX_TOLD)
    if spoken or not sure or not text.startswith(name):
        return None
    return signed_by(block, block.text, people, "name in a note")


def _at_the_site(text: str, own: OwnNames, language: str | None) -> tuple[Author, ...]:
    """`Anna Ek leads research at Open Harbour.`, where the site is called so: a sentence that gives no function, and where it is."""
    tokens = text.split()
    name = next(
        (" ".join(tokens[:size]) for size in (4, 3, 2) if len(tokens) > size and tokens[size].islower()), ""
    )
    if not has_given_name(f"{name} ") or not is_person_name(name, language=language) or len(text) > MAX_TOLD:
        return ()
    for word in connectives(language)[0]:
        body = text.rpartition(f" {word} ")[2].strip(" .")
        if body != text and own.print(body):
            return (Author(name, organisation=body, raw=text),)
    return ()


def _called(name: str) -> re.Pattern[str]:
    """The surname, with an ending or without: `Ek` and `Eks`, but not `Ekonomin`."""
    return re.compile(rf"(?<!\w){re.escape(name.split()[-1])}\w{{0,3}}(?!\w)")


def labelled(blocks: list[Block], index: int) -> tuple[Claim | None, int]:
    """The cells of a table or a list of terms whose labels tell what they hold: `Autorin`, `Funktion`, `Einrichtung`; and how
    many blocks need not be asked again."""
    told: dict[str, str] = {}
    place = index
    while place + 1 < len(blocks) and blocks[place].tag in _LABELS and blocks[place + 1].tag in _VALUES:
        value = clean(blocks[place + 1].text)
        kind = field_of(blocks[place].text, value)
        if kind is None or kind in told or (kind != "name" and not told) or len(value) > MAX_CELL:
            break
        told[kind] = value
        place += 2
    if "work" in told:
        return None, place - index  # who wrote a book is asked no more
    people = parse_byline(told["name"]) if len(told) > 1 else ()
    if len(people) != 1 or not people[0].name:
        return None, 1
    author = replace(people[0], role=told.get("role"), organisation=told.get("body"))
    found = signed_by(blocks[index], "\n".join(told.values()), (author,), "with role")
    return replace(found, blocks=tuple(range(index, place))), place - index
