"""Agencies, desks and initials that open or end a text: `ROM (AFP) – …`, `… am Montag. (dpa)`, `mwo`, `Quelle: Reuters`.

They sign where nobody else does. In the text they stay where they stand within a paragraph; a line of their own is none.
Blogs end with `FIN`, `(lol)` and `Source: Wikipedia`, and no shape tells these from a desk: initials and sources that nobody
knows sign only in languages whose newsrooms sign so, and unknown capitals nowhere.
"""

from __future__ import annotations

import re

from scraper.extraction.claims import Claim
from scraper.extraction.own_names import OwnNames, is_host
from scraper.extraction.page import Page
from scraper.extraction.prose import HEADINGS, in_figure
from scraper.extraction.sources import reporters
from scraper.extraction.sources.boxed_people import without_date
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import is_agency, is_body, is_person_name, is_role, parse_byline
from scraper.fields.bylines.words import words
from scraper.fields.languages import primary
from scraper.markup.layout import Block
from scraper.model.post import Author

REACH = 3
MAX_SIGN = 25
MAX_LINE = 60
MAX_SOURCE_WORDS = 4
_DATELINE = re.compile(r"^[^().\n]{0,50}\.?\s?\(([^()\n]{2,25})\)[\s.,]{0,3}[-–—:]")
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{2,25})[)\]]\.?$")
_LAST_WORD = re.compile(r"[.!?]['\"”’»]?\s+([A-Z][A-Za-z]{1,11}(?:[/-][A-Za-z]{2,11})?)\.?$")
_COPYRIGHT = re.compile(r"(?:\([cC]\)|©)\s?([^()©\n]{2,50})$")
"""`… (c)AFP/Anna Ek`: how Japanese papers print who wrote for the agency."""
_INITIALS = re.compile(r"[a-zäöüß]{2,4}(?:\s?[/,]\s?[a-zäöüß]{2,4}){0,2}")
_SENTENCE_END = (".", "!", "?", "…", "”", "“", "»", "«", '"')
_WITH_INITIALS = frozenset(("de", "pl", "cs", "sk", "sl", "hr", "id"))
"""Languages in which newsrooms sign with initials."""
_WITH_SOURCES = frozenset(("pl", "ru", "uk"))
"""Languages in which `Źródło:` names who wrote a text; elsewhere it is as often where its figures come from."""


def claims(page: Page, stage: Stage, own: OwnNames, *, language: str | None) -> list[Claim]:
    """Who is named at the very beginning and the very end of the text, and is no person's name."""
    blocks = page.layout.blocks
    found: list[Claim] = []
    for block in blocks[stage.start : max(stage.start, stage.prose) + 1]:
        if opened := reporters.opening(block.text):
            found.append(_claim(block, opened[0].raw or "", opened, "opening", whole=False))
            break
        if (dated := _DATELINE.match(block.text[:90])) and is_agency(dated[1]):
            found.append(_claim(block, dated[1], _body(dated[1]), "opening", whole=False))
            break
    for block in blocks[stage.title + 1 : stage.start + 1]:
        if (
            len(block.text) <= MAX_LINE
            and (people := _dated_source(block.text))
            and not is_foreign(block.box, stage)
        ):
            found.append(_claim(block, block.text, people, "opening", whole=False))
            break
    behind_first = min(
        stage.prose + 1, max(stage.prose, stage.end - 1)
    )  # a text of one block ends with its lines
    for block in reversed(blocks[max(behind_first, stage.end - REACH) : stage.end + REACH]):
        if block.tag in HEADINGS or block.link_density > 0.6 or in_figure(block.box):
            continue
        if not is_foreign(block.box, stage) and (claim := _at_end(block, stage, own, primary(language))):
            found.append(claim)
            break
    return found


def _at_end(block: Block, stage: Stage, own: OwnNames, language: str | None) -> Claim | None:
    text = block.text.strip()
    if len(text) <= MAX_LINE:
        line = text.split("\n")[0].strip(" ()[]")
        people = _source(line, own, language) or _agencies(line) or reporters.ending(text) or None
        if people is None and block.index >= stage.end - 1:
            if is_host(line) and own.hold(line):
                people = _body(line)
            elif text != line or "/" in line:
                people = _initials(line, language)
        if people is not None:
            return _claim(block, line, people, "ending", whole=True)
    if block.index >= stage.end or block.tag == "li":
        return None
    if signed := _COPYRIGHT.search(text[-60:]):
        return (
            _claim(block, signed[0], people, "ending", whole=False)
            if (people := _writers(signed[1]))
            else None
        )
    if people := reporters.ending(text):
        return _claim(block, people[0].raw or "", people, "ending", whole=False)
    sign = _BRACKET.search(text[-MAX_SIGN - 3 :]) or _LAST_WORD.search(text[-MAX_SIGN - 3 :])
    if sign is None:
        return None
    people = _agencies(sign[1])
    if people is None and block.index == stage.end - 1 and text.endswith(")"):
        told = text[: -len(sign[0])].rstrip().endswith(_SENTENCE_END)
        people = _initials(sign[1], language) if told else None
    return _claim(block, sign[1], people, "ending", whole=False) if people is not None else None


def _claim(block: Block, raw: str, people: tuple[Author, ...], how: str, *, whole: bool) -> Claim:
    place = f"{block.tag}#{block.index}"
    return Claim("authors", raw, people, "agency", how, place, (block.index,) if whole else ())


def _body(name: str) -> tuple[Author, ...]:
    return (Author(None, organisation=name, raw=name),)


def _agencies(text: str) -> tuple[Author, ...] | None:
    """`dpa`, `AFP/Reuters`, `aja/PAP`: agencies, and the initials beside them."""
    if len(text) > MAX_SIGN:
        return None
    people = parse_byline(text)
    bodies = [author for author in people if author.name is None and is_agency(author.organisation or "")]
    return tuple(bodies) if bodies and len(bodies) == len(people) else None


def _writers(text: str) -> tuple[Author, ...]:
    """`AFP`, `AFP/Anna Ek`: an agency, or who writes for one; nobody else who holds the rights, nor who sells pictures."""
    people = parse_byline(text)
    bodies = [author.organisation or "" for author in people]
    told = all(is_agency(body) and body.casefold() not in words().picture_agencies for body in bodies)
    return people if told else ()


def _dated_source(text: str) -> tuple[Author, ...]:
    """`2026. május 3., 11:16 forrás: MTI`: a line about the headline with a date, a word for a source and an agency."""
    line = without_date(text)
    spoken = words().source.match(line) if line != text.strip() else None
    return _agencies(line[spoken.end() :]) or () if spoken and ":" in spoken[0].replace("：", ":") else ()


def _source(line: str, own: OwnNames, language: str | None) -> tuple[Author, ...] | None:
    """`Quelle: Kvarnbladet`, `Źródło: PAP`: with its colon, and behind it an agency, a paper, or the site itself."""
    spoken = words().source.match(line)
    if spoken is None or ":" not in spoken[0].replace("：", ":"):
        return None
    name = re.split(r"\s[/|–-]\s|,", line[spoken.end() :])[0].strip(" .")
    tokens = name.split()
    if not 0 < len(tokens) <= MAX_SOURCE_WORDS or not name[0].isupper() or "//" in name or is_role(name):
        return None
    if is_person_name(name) or not _is_name(name):
        return None
    known = is_agency(name) or is_body(name) or own.hold(name)
    return _body(name) if known or (language in _WITH_SOURCES and not _is_reference(tokens)) else None


def _is_reference(tokens: list[str]) -> bool:
    """True for where pictures and figures come from: `Opracowanie własne`, `Wikipedia`."""
    return tokens[-1].islower() or not words().references.isdisjoint(map(str.casefold, tokens))


def _is_name(text: str) -> bool:
    """False for what a page says of itself."""
    return not any(token.casefold().strip(".:") in words().no_name for token in text.split())


def _initials(text: str, language: str | None) -> tuple[Author, ...] | None:
    """`mwo`, `ssi, dan`: how a desk knows its own people."""
    if language not in _WITH_INITIALS or not _INITIALS.fullmatch(text) or not _is_name(text):
        return None
    return tuple(Author(sign, raw=text) for sign in re.split(r"\s?[/,]\s?", text))
