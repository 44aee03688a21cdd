"""Roles printed beside a known author's name: author boxes, captions under a portrait, the line of a biography.

The authors are known by now; here only what stands beside their names is read. What stands beside
a name in running text, in cards and in comments is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scraper.extraction.page import Page
from scraper.extraction.stage import Stage
from scraper.fields.bylines import is_organisation, is_role, parse_byline
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box
from scraper.model.post import Author

MAX_LINE = 140
MAX_BIO = 900
MAX_MENTIONS = 100
_FOREIGN = (
    "comment",
    "related",
    "teaser",
    "recommend",
    "latest",
    "popular",
    "mostread",
    "most-read",
    "navigation",
)


def beside(
    page: Page, stage: Stage, authors: Sequence[Author], *, language: str | None
) -> tuple[Author, ...]:
    """The authors, with the role and organisation that are printed beside their names filled in."""
    return tuple(
        author if author.role or not author.name else _find(page, stage, author, language)
        for author in authors
    )


_CALL = re.compile(
    r"(?:view|see|get|follow|read|more|all|contact|e-?mail|alle|mehr|ver|voir|visa|läs)\b", re.IGNORECASE
)
"""What links beside a name begin with."""


def _find(page: Page, stage: Stage, author: Author, language: str | None) -> Author:
    name = author.name or ""
    lowered = name.casefold()
    best: Author | None = None
    mentions = 0
    blocks = page.layout.blocks
    for block in [blocks[index] for index, text in enumerate(page.folded) if lowered in text]:
        if _foreign(block.box):
            continue
        mentions += 1
        if mentions > MAX_MENTIONS:
            break
        found = _in_block(block, name, language) or _next_block(blocks, block, name, stage, language)
        if found and (found.role or found.organisation):
            if best is None or (found.role and not best.role):
                best = found
            if best.role:
                break
    if best is None:
        return author
    return replace(
        author, role=author.role or best.role, organisation=author.organisation or best.organisation
    )


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


def _next_block(
    blocks: list[Block], block: Block, name: str, stage: Stage, language: str | None
) -> Author | None:
    """A block that is the name alone, and the short block behind it that is a role."""
    if clean(block.text).casefold().strip(" :,") != name.casefold() or block.index + 1 >= len(blocks):
        return None
    following = blocks[block.index + 1]
    text = clean(following.text)
    if not 2 < len(text) <= MAX_LINE or text.endswith((".", "!", "?", ":")) or _foreign(following.box):
        return None
    if not (is_role(text, language=language) or is_organisation(text, language=language)):
        return None
    for person in parse_byline(f"{name}\n{text}", language=language, known_names=(name,)):
        if person.name and _is_sound(person):
            return person
    return None


def _foreign(box: Box | None) -> bool:
    for _ in range(7):
        if box is None:
            return False
        if "author" in box.marks or "person" in box.marks or "profile" in box.marks:
            return False  # a box about people, whatever holds it
        if box.tag == "nav" or (box.marks and any(mark in box.marks for mark in _FOREIGN)):
            return True
        box = box.parent
    return False
