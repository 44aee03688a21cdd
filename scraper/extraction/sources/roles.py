"""Roles printed beside a known author's name: author boxes, captions under a portrait, the line of a biography.

The authors are known by now; here only what stands beside their names is read. What stands beside
a name in running text, in cards and in comments is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from scraper.extraction.marks import says
from scraper.extraction.page import Page
from scraper.extraction.sources.jsonld import job_of
from scraper.extraction.sources.linked_data import LinkedData
from scraper.extraction.stage import Stage
from scraper.fields.bylines import is_organisation, is_role, parse_byline, says_no_role
from scraper.fields.bylines.words import without_by
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box
from scraper.model.post import Author

MAX_LINE = 140
MAX_BIO = 900
MAX_MENTIONS = 100
_REACH = 10
"""How many boxes around a block are asked whether it belongs to something else."""
_is_about_people = says(
    r"author|person|profile|byline|bio(?![a-z])|biogra|autor|auteur|redakteur|vcard|contributor"
)
_is_elsewhere = says(
    r"comment|related|teaser|recommend|latest|popular|mostread|most-read|navigation|navbar|menu|footer|copyright"
    r"|masthead|site-header|topbar|breadcrumb|impressum|imprint"
)
_RIGHTS = re.compile(r"©|\(c\) ?\d{4}|copyright", re.IGNORECASE)
_CALL = re.compile(
    r"(?:view|see|get|follow|read|more|all|contact|e-?mail|alle|mehr|ver|voir|visa|läs)\b", re.IGNORECASE
)
"""What links beside a name begin with."""


def beside(
    page: Page,
    stage: Stage,
    authors: Sequence[Author],
    data: LinkedData,
    *,
    cards: Collection[int] = (),
    language: str | None,
) -> tuple[Author, ...]:
    """The authors, with the role and organisation that are printed beside their names filled in.

    What stands in `cards` of other posts, in the head or foot of the page or beside a mark of copyright is not
    asked. Where print is silent, any Person of the page's JSON-LD who has the name is.
    """
    place = _Place(page, stage, cards, language)
    return tuple(
        author if author.role or not author.name else _filled(place, author, data) for author in authors
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where roles are looked for."""

    page: Page
    stage: Stage
    cards: Collection[int]
    language: str | None

    def mentions(self, wanted: str, *, begins: bool = False) -> Iterator[Block]:
        """The blocks that hold a name in lower case, or begin with it, and belong to no other part of the page."""
        blocks = self.page.layout.blocks
        found = 0
        for index, text in enumerate(self.page.folded):
            if not (text.startswith(wanted) if begins else wanted in text) or index in self.cards:
                continue
            if self.is_elsewhere(blocks[index]):
                continue
            found += 1
            if found > MAX_MENTIONS:
                return
            yield blocks[index]

    def is_elsewhere(self, block: Block) -> bool:
        """True within navigation, comments and teasers, and in what heads or ends the page itself."""
        box: Box | None = block.box
        for _ in range(_REACH):
            if box is None:
                break
            if box.marks and _is_about_people(box.marks) and "comment" not in box.marks:
                return False  # a box about people, whatever holds it
            if box.tag in ("nav", "footer") and not box.within("article"):
                return True
            if box.tag == "header" and box.end <= self.stage.title:
                return True
            if box.marks and _is_elsewhere(box.marks):
                return True
            box = box.parent
        return bool(_RIGHTS.search(block.text[:MAX_BIO]))


def _filled(place: _Place, author: Author, data: LinkedData) -> Author:
    for best in (_printed(place, author), job_of(author.name or "", data, language=place.language)):
        if best is not None and not author.role:
            author = replace(author, role=best.role, organisation=author.organisation or best.organisation)
    return author


def _printed(place: _Place, author: Author) -> Author | None:
    """What is printed beside the name; of several, the first that tells a role."""
    name = author.name or ""
    best: Author | None = None
    for block in place.mentions(name.casefold()):
        found = _in_block(block, name, place.language) or _next_block(place, block, name)
        if found is None or not (found.role or _about_people(block.box)):
            continue  # a body alone is believed in an author's box only
        if found.role:
            return found
        best = best or found
    return _by_first_name(place, name) or best


def _by_first_name(place: _Place, name: str) -> Author | None:
    """`Anna is a reporter at Kvarnbladet.`, in a box about an author."""
    first = name.split()[0]
    if first == name or len(first) < 3:
        return None
    for block in place.mentions(f"{first.casefold()} ", begins=True):
        if not _about_people(block.box) or not block.text[len(first) + 1 :][:1].islower():
            continue
        sentence = _first_sentence(clean(block.text), len(first))
        for person in parse_byline(
            name + sentence[len(first) :], language=place.language, known_names=(name,)
        ):
            if person.name == name and person.role and _is_sound(person):
                return person
    return None


def _about_people(box: Box | None) -> bool:
    for _ in range(5):
        if box is None:
            return False
        if box.marks and _is_about_people(box.marks):
            return True
        box = box.parent
    return False


def _in_block(block: Block, name: str, language: str | None) -> Author | None:
    """`Name, role` or `Name is a role at organisation` in the block that holds the name, at a sentence's beginning."""
    text = clean(block.text)
    at = _sentence_with(text, name)
    if len(text) > 2 * MAX_BIO or at < 0:
        return None
    start = text[at:]
    sentence = start if len(start) <= MAX_LINE else _first_sentence(start, len(name))
    if len(sentence) <= len(name) + 2:
        return None
    for person in parse_byline(sentence, language=language, known_names=(name,)):
        if person.name and person.name.casefold() == name.casefold() and _is_sound(person):
            return person
    return None


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


def _next_block(place: _Place, block: Block, name: str) -> Author | None:
    """A block that is the name alone, and the short block behind it, close to it in the tree, that is a role."""
    blocks = place.page.layout.blocks
    printed = without_by(clean(block.text), place.language).casefold().strip(" :,")
    if printed != name.casefold() or block.index + 1 >= len(blocks):
        return None
    following = blocks[block.index + 1]
    text = clean(following.text)
    if not 2 < len(text) <= MAX_LINE or text.endswith((".", "!", "?")) or ":" in text or says_no_role(text):
        return None
    if following.index in place.cards or not _are_close(block, following) or place.is_elsewhere(following):
        return None
    if not (is_role(text, language=place.language) or is_organisation(text, language=place.language)):
        return None
    for person in parse_byline(f"{name}\n{text}", language=place.language, known_names=(name,)):
        if person.name and _is_sound(person):
            return person
    return None


def _are_close(one: Block, other: Block) -> bool:
    """True when a box at most three steps up from the one, and from the other, holds both."""
    above: list[Box] = []
    for block in (one, other):
        box: Box | None = block.box
        for _ in range(4):
            if box is None:
                break
            if box in above and block is other:
                return True
            if block is one:
                above.append(box)
            box = box.parent
    return False
