"""Roles printed beside a known author's name: author boxes, captions under a portrait, the line of a biography.

The authors are known by now; here only what stands beside their names is read. What stands beside
a name in running text, in cards and in comments is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from scraper.extraction.own_names import OwnNames, at_the_site
from scraper.extraction.page import Page
from scraper.extraction.sources.jsonld import job_of
from scraper.extraction.sources.linked_data import LinkedData
from scraper.extraction.sources.mentions import MAX_BIO, Place, about_people, are_close
from scraper.extraction.stage import Stage
from scraper.fields.bylines import Said, is_organisation, is_role, parse_byline, said_of, says_no_role
from scraper.fields.bylines.author_notes import said_of_the_author
from scraper.fields.bylines.guesses import has_given_name, may_be_function
from scraper.fields.bylines.words import without_by
from scraper.markup.dom import clean
from scraper.markup.layout import Block
from scraper.model.post import Author

MAX_LINE = 140
MAX_LINES = 4
"""How many blocks below a name are read for what they say of it."""
_CALL = re.compile(
    r"(?:view|see|get|follow|read|more|all|contact|e-?mail|alle|mehr|ver|voir|visa|läs)\b", re.IGNORECASE
)
"""What links beside a name begin with."""


def beside(
    page: Page,
    stage: Stage,
    authors: Sequence[Author],
    data: LinkedData,
    own: OwnNames,
    *,
    cards: Collection[int] = (),
    language: str | None,
) -> tuple[Author, ...]:
    """The authors, with the role and organisation that are printed beside their names filled in.

    What stands in `cards` of other posts, in the head or foot of the page or beside a mark of copyright is not
    asked. Where print is silent, any Person of the page's JSON-LD who has the name is. A function that holds the
    site's own name is held there.
    """
    place = Place(page, stage, cards, language)
    return tuple(
        author if not author.name else at_the_site(_filled(place, author, data, alone=len(authors) == 1), own)
        for author in authors
    )


def _filled(place: Place, author: Author, data: LinkedData, *, alone: bool) -> Author:
    if author.role:
        return author
    noted = _noted(place, author) if alone else None
    for best in (_printed(place, author), noted, job_of(author.name or "", data, language=place.language)):
        if best is not None and not author.role:
            author = replace(author, role=best.role, organisation=author.organisation or best.organisation)
    return author


def _noted(place: Place, author: Author) -> Author | None:
    """`The author is chair of Rivers Trust.`, the last paragraph of the text or right behind it."""
    name = author.name or ""
    for block in place.page.layout.blocks[max(0, place.stage.end - 1) : place.stage.end + 1]:
        said = said_of_the_author(name, clean(block.text), place.language)
        if said is not None and said.role:
            return Author(name, said.role, said.organisation)
    return None


def _printed(place: Place, author: Author) -> Author | None:
    """What is printed beside the name; of several, the first that tells a role, or the body of the one that is known."""
    name = author.name or ""
    best: Author | None = None
    for block in place.mentions(name.casefold()):
        own = about_people(block.box)
        found = _in_block(block, name, place.language, own=own) or _next_block(place, block, name)
        if found is None or not (found.role or own):
            continue  # a body alone is believed in an author's box only
        if found.role:
            return found
        best = best or found
    return _by_half_a_name(place, name) or best


def _by_half_a_name(place: Place, name: str) -> Author | None:
    """`Anna is a reporter at Kvarnbladet.`, `Ek covers rivers for Kvarnbladet.`, in a box about an author."""
    first, *others = name.split()
    best: Author | None = None
    for half in (first, *others[-1:]):
        if not others or len(half) < 3 or is_role(name):
            continue
        for block in place.mentions(f"{half.casefold()} ", begins=True):
            last = block.index == place.stage.end - 1
            if not (last or about_people(block.box)) or not block.text[len(half) + 1 :][:1].islower():
                continue
            said = said_of(name, clean(block.text), language=place.language, headed=True)
            if said is None or not (said.role or said.organisation):
                continue
            if said.role:
                return Author(name, said.role, said.organisation)
            best = best or Author(name, None, said.organisation)
    return best


def _in_block(block: Block, name: str, language: str | None, *, own: bool) -> Author | None:
    """`Name, role` or a sentence about them in the block that holds the name, at a sentence's beginning."""
    text = clean(block.text)
    at = 0 if own else _sentence_with(text, name)
    if len(text) > 2 * MAX_BIO or at < 0:
        return None
    start = text[at:]
    said = said_of(name, start if own else _first_sentence(start, len(name)), language=language, headed=own)
    if said is not None:
        return Author(name, said.role, said.organisation) if said.role or said.organisation else None
    start = text[max(_sentence_with(text, name), 0) :]
    sentence = start if len(start) <= MAX_LINE else _first_sentence(start, len(name))
    if len(sentence) <= len(name) + 2 or _goes_on_as_sentence(sentence, name):
        return None
    for person in parse_byline(sentence, language=language, known_names=(name,)):
        if person.name and person.name.casefold() == name.casefold() and _is_sound(person):
            return person
    return None


def _goes_on_as_sentence(text: str, name: str) -> bool:
    """`Anna Ek interviewed the editor.`: small words right behind the name, up to a full stop, with no verb of being."""
    _, _, behind = text.partition(name)
    return text.endswith(".") and behind[:1] == " " and behind[1:2].islower() and len(behind.split()) > 3


def _sentence_with(text: str, name: str) -> int:
    """Where a sentence begins with the name, or the text soon holds it; -1 for nowhere."""
    folded, wanted = text.casefold(), name.casefold()
    at = folded.find(wanted)
    if at <= 40:
        return at
    for mark in (". ", "! ", "? ", "\n"):
        if (found := folded.find(mark + wanted)) >= 0:
            return found + len(mark)
    return -1


def _is_sound(person: Author) -> bool:
    """A role is a few words, and no sentence."""
    if person.role and (
        len(person.role) > 90 or ". " in person.role or "?" in person.role or _CALL.match(person.role)
    ):
        return False
    return bool(person.role or person.organisation)


def _first_sentence(text: str, after: int) -> str:
    ends = [at for mark in (". ", "! ", "? ", "。") if (at := text.find(mark, after + 4)) > 0]
    return text[: min(ends) + 1] if ends else text[:300]


def _next_block(place: Place, block: Block, name: str) -> Author | None:
    """A block that is the name alone, and the short block behind it, close to it in the tree, that is a role."""
    blocks = place.page.layout.blocks
    printed = without_by(clean(block.text), place.language).casefold().strip(" :,")
    if printed != name.casefold() or block.index + 1 >= len(blocks):
        return None
    following = blocks[block.index + 1]
    text = clean(following.text)
    if about_people(block.box) and (said := _below(place, block, name)) is not None:
        return Author(name, said.role, said.organisation) if said.role or said.organisation else None
    if not 2 < len(text) <= MAX_LINE or text.endswith((".", "!", "?")) or ":" in text or says_no_role(text):
        return None
    if following.index in place.cards or not are_close(block, following) or place.is_elsewhere(following):
        return None
    if " " not in name and name.isascii() and not about_people(block.box):
        return None  # `Lars`, `Entwickler`: labels of something else stand so, too
    known = is_role(text, language=place.language) or is_organisation(text, language=place.language)
    if not (known or (following.link_density < 0.5 and _is_told_at_headline(place, block, text))):
        return None
    for person in parse_byline(
        f"{name}\n{text}", language=place.language, known_names=(name,), placed=not known
    ):
        if person.name and _is_sound(person):
            return person
    return None


def _is_told_at_headline(place: Place, block: Block, text: str) -> bool:
    """True for a line in small letters below a name between headline and text: a function, whatever it is called."""
    return (
        place.stage.leads(block.box)
        and has_given_name(block.text)
        and text[:1].islower()
        and may_be_function(text, "line", place.language)
    )


def _below(place: Place, block: Block, name: str) -> Said | None:
    """What sentences say in the blocks behind the name, in the author's own box."""
    lines: list[str] = []
    for following in place.page.layout.blocks[block.index + 1 : block.index + 1 + MAX_LINES]:
        if following.index in place.cards or not are_close(block, following) or place.is_elsewhere(following):
            break
        lines.append(text if (text := clean(following.text)).endswith((".", "!", "?", "。")) else f"{text}.")
    if not lines or len(text := " ".join(lines)) > 2 * MAX_BIO:
        return None
    return said_of(name, text, language=place.language, headed=True)
