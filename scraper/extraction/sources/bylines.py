"""Printed bylines: elements marked as an author (author_boxes.py), author links, and byline lines about the headline."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from scraper.extraction.claims import Claim, letters_named
from scraper.extraction.own_names import OwnNames
from scraper.extraction.page import Page
from scraper.extraction.prose import HEADINGS, in_figure
from scraper.extraction.sources import author_boxes, author_links, two_lines
from scraper.extraction.sources.author_links import link_around
from scraper.extraction.sources.boxed_people import announced_in, bare, single, without_date
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import (
    is_agency,
    is_person_name,
    parse_byline,
)
from scraper.fields.bylines.guesses import has_given_name
from scraper.fields.bylines.letters import work_of
from scraper.fields.bylines.words import words
from scraper.fields.dates import find_dates
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box, Layout
from scraper.model.post import Author, Credit

_BARS = re.compile(r"[\n|\d]")
"""In a line that says nothing but who writes, none of these stands."""
MAX_LINE = 200
MAX_LAST = 90
"""Characters of a line behind the text that may sign it."""
NEAR_TITLE = 3
DATE_AND_NAME = 2
_TITLES = frozenset(("h1", "h2", "h3"))


def claims(page: Page, stage: Stage, own: OwnNames, *, language: str | None) -> list[Claim]:
    """Every printed byline near the post, best places first to be named: `box`, `link`, `line`."""
    found = author_boxes.claims(page, stage, own, language=language)
    found += author_links.claims(page, stage, language)
    taken = {index for claim in found for index in claim.blocks}
    blocks = page.layout.blocks
    headline = blocks[stage.title].text.casefold() if stage.title < len(blocks) else ""
    tags = {box for box, rel in page.layout.rels if "tag" in rel.split()}
    found += two_lines.claims(page, stage, own, taken, language=language)
    taken.update(index for claim in found for index in claim.blocks)
    for block in stage.before(page.layout):
        if block.index in taken or len(block.text) > MAX_LINE or not _may_sign(block, stage):
            continue
        if _is_of_work(block, headline):
            continue
        block = _untagged(block, tags)
        announced = (announced_in(block.text) and not _is_farewell(block.text)) or _is_labelled(blocks, block)
        shouted = block.text.isupper() and not is_agency(_once(block.text))
        if not announced and (block.index > stage.start + 1 or shouted or _is_menu(block)):
            continue  # a line in capitals is a heading more often than a name
        people = _people(block, language, announced)
        if announced and len(people) == 1:
            people = two_lines.described(block.text, people, own, language)
        if _is_credit(block) or (not announced and not _is_names(block.text, people, headline, language)):
            people = tuple(author for author in people if author.credit is not Credit.AUTHOR)
        if people and not author_boxes.is_in_card(page.layout, block.box, stage):
            how = "announced" if announced else _line_sort(page.layout, stage, block, people, language)
            found.append(_of_line(block, people, how))
    if stage.title < len(blocks) and (claim := _within_headline(blocks[stage.title], language)):
        found.append(claim)
    for block in map(_first_line, stage.after(page.layout)):
        if _is_of_work(block, headline):
            continue
        if block.index not in taken and len(block.text) <= MAX_LAST and announced_in(block.text):
            signs = _may_sign(block, stage) and not _is_credit(block)
            people = _people(block, language, announced=True) if signs else ()
            if people and not author_boxes.is_in_card(page.layout, block.box, stage):
                found.append(_of_line(block, people, "announced end"))
        elif block.index not in taken and len(block.text) <= MAX_LAST and words().credit.match(block.text):
            people = _people(block, language, announced=False) if _may_sign(block, stage) else ()
            if (
                people
                and all(author.credit is not Credit.AUTHOR for author in people)
                and not in_figure(block.box)
            ):
                found.append(_of_line(block, people, "credit end"))  # `Foto: Anna Ek`
    return found


def _within_headline(block: Block, language: str | None) -> Claim | None:
    """Whom the last line of the headline names, where it is somebody with a function and nothing else."""
    _, seam, line = block.text.rpartition("\n")
    people = parse_byline(line, language=language) if seam and len(line) <= MAX_LINE else ()
    told = all(author.role for author in people) and 2 * letters_named(line, people) >= len(line)
    return _of_line(block, people, "announced") if people and told else None


def _is_menu(block: Block) -> bool:
    """True for a line that is links and nothing else, three at least: `HomeAbout usContact`."""
    return block.link_density > 0.95 and len({piece.href for piece in block.pieces if piece.href}) > 2


def _first_line(block: Block) -> Block:
    """The block, or the line of it that announces who wrote what is above: `Written by Anna Ek`, with rights below."""
    line, _, more = block.text.partition("\n")
    if not more or len(block.text) <= MAX_LAST or not words().by.match(line):
        return block
    return replace(block, text=line.strip())


def _untagged(block: Block, tags: Collection[Box]) -> Block:
    """The block without its links to categories and tags (`rel=tag`, HTML Living Standard): `By Anna Ek | Mills, Water`."""
    if not tags or not block.link_chars:
        return block
    pieces = [piece for piece in block.pieces if link_around(piece.box) not in tags]
    if len(pieces) == len(block.pieces):
        return block
    return replace(block, pieces=pieces, text="".join([piece.text for piece in pieces]).strip(" \n|·•,–-"))


def _may_sign(block: Block, stage: Stage) -> bool:
    """False for headlines and what belongs to other posts."""
    return block.tag not in _TITLES and not is_foreign(block.box, stage)


def _is_credit(block: Block) -> bool:
    """True for who is quoted, and for who took a picture."""
    marks = block.box.marks
    return in_figure(block.box) or block.box.within("blockquote") or author_boxes.is_no_byline(marks)


def _is_of_work(block: Block, headline: str) -> bool:
    """True for facts about a book or a film, who wrote it among them; not for those about the post."""
    if ":" not in block.text:
        return False
    works = filter(None, map(work_of, block.text.split("\n")))
    return any(work.casefold() != headline for work in works)


def _is_labelled(blocks: list[Block], block: Block) -> bool:
    """True for a name with a common given name whose label is a line of its own: `Skrevet af` above it."""
    above = blocks[block.index - 1].text.casefold().strip(" :") if block.index else ""
    return above in words().by_words and has_given_name(block.text)


def _is_farewell(text: str) -> bool:
    """True for a letter's end: before the text it signs what is quoted there."""
    return any(words().farewell.match(line) for line in text.split("\n"))


def _is_names(text: str, people: tuple[Author, ...], headline: str, language: str | None) -> bool:
    """True when a line that nothing announces is names and little else, and not those that the headline is about."""
    line = bare(text, language)
    if 2 * letters_named(line, people) < len(line):
        return False
    return not any(
        author.name is not None and sum(word in headline for word in author.name.casefold().split()) > 1
        for author in people
    )


def _line_sort(
    layout: Layout, stage: Stage, block: Block, people: tuple[Author, ...], language: str | None
) -> str:
    """How much a line says that nothing announces: more beside a date or as the first of the text, most when it dates itself
    and says what somebody is."""
    if all(author.role or author.organisation for author in people) and find_dates(block.text):
        return "line signed"
    name = bare(block.text, language).strip(" |·•,:/–-")
    alone = any(piece.box is not block.box and clean(piece.text) == name for piece in block.pieces)
    if block.index == stage.title + 1 and alone and is_person_name(name):
        return "line first"  # `<span>Anna Ek</span> 23 May 2023, 17:40 Views: 340` right below the headline
    first = block.index in (stage.title + 1, stage.start) and is_person_name(clean(block.text))
    if first and has_given_name(clean(block.text)):
        return "line first"
    if 0 < block.index - stage.title <= NEAR_TITLE and _is_day_and_name(block.text, people):
        return "line first"
    around = layout.blocks[max(0, block.index - 2) : block.index + 3]
    if any(len(other.text) <= 80 and find_dates(other.text) for other in around):
        return "line dated"
    return "line first" if first else "line"


def _is_day_and_name(text: str, people: tuple[Author, ...]) -> bool:
    """True for a day and somebody's name, each in a line of its own."""
    lines = [line.strip() for line in text.split("\n")]
    name = people[0].name if len(people) == 1 else None
    if not name or len(lines) != DATE_AND_NAME or name not in lines:
        return False
    lines.remove(name)
    return name.split()[0].casefold() in words().given and bool(find_dates(lines[0]))


def _people(block: Block, language: str | None, announced: bool) -> tuple[Author, ...]:
    """Whom a line names; behind a word for authorship one word is enough."""
    people = parse_byline(
        _once(block.text), language=language, placed=announced and _BARS.search(block.text) is None
    )
    if not people and announced and "\n" not in block.text:
        people = single(without_date(block.text))
    if all(author.name and " " not in author.name for author in people) and not _says_who(block):
        return ()
    return people


def _once(text: str) -> str:
    """The text without its repetition: printed twice, for wide screens and for narrow ones."""
    tokens = text.split()
    half = len(tokens) // 2
    return " ".join(tokens[:half]) if half and tokens[:half] == tokens[half:] else text


def _says_who(block: Block) -> bool:
    """True where one word alone may be a name: `By Jessie`, `Text: Jessie`; not in headings, and not `Text Size`."""
    spoken = words().by.match(block.text)
    return block.tag not in HEADINGS and (
        spoken is None or spoken[0].strip().casefold() not in words().by_works
    )


def _of_line(block: Block, people: tuple[Author, ...], how: str) -> Claim:
    return Claim("authors", block.text, people, "visible", how, f"{block.tag}#{block.index}", (block.index,))
