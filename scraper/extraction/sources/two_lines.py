"""A name below the headline, and what somebody is on the line below it or beside it, in words that nobody need know."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from scraper.extraction.claims import Claim, letters_named
from scraper.extraction.own_names import OwnNames
from scraper.extraction.page import Page
from scraper.extraction.prose import HEADINGS, in_figure
from scraper.extraction.sources.box_lines import glued, lines_of
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import is_person_name, is_role, parse_byline
from scraper.fields.bylines.placed import is_office, may_describe, read_placed
from scraper.fields.bylines.words import has_cjk, without_by, words
from scraper.markup.dom import clean
from scraper.markup.layout import Block
from scraper.model.post import Author

MAX_LINE = 160
MIN_LETTERS = 6
MIN_WORDS = 2
"""Words of a function of which none is known: one alone is the name of a section as often."""
_SEAM = re.compile(r"\n|, | [|•·/–—-] |[(（]")
MOST = 0.8
_GOES_ON = re.compile(r",\s[^\W\dA-ZÀ-Þ]")
"""`, writes about rivers`, behind a function: what else somebody does."""
_NO_LINE = frozenset(("li", "th", "td", "dt", "figcaption", *HEADINGS))


def claims(
    page: Page, stage: Stage, own: OwnNames, taken: Collection[int], *, language: str | None
) -> list[Claim]:
    """Who stands between the headline and the first paragraph, with a function beside the name. Empty where nobody does."""
    blocks = page.layout.blocks
    found: list[Claim] = []
    is_own = own.print
    first = max(stage.start, stage.prose)
    for block in blocks[stage.title + 1 : first]:
        if block.index in taken or len(block.text) > MAX_LINE or block.tag in _NO_LINE:
            continue
        if glued(block):
            text = lines_of(page.layout, block.box)
            spoken = next((line for line in text.split("\n") if words().by.match(line)), "")
            people = (
                described(spoken, parse_byline(text, language=language), own, language)
                if spoken
                else _described(text, language, is_own)
            )
            if people:
                found.append(_claim(block, text, people, (block.index,)))
            continue
        if _SEAM.search(block.text) and (people := _described(block.text, language, is_own)):
            found.append(_claim(block, block.text, people, (block.index,)))
            continue
        behind = block.index + 1
        if behind >= first or behind in taken or not _is_name(block.text, language):
            continue
        following = blocks[behind]
        if (
            following.box.parent is not block.box.parent
            or not _is_plain(following)
            or is_foreign(block.box, stage)
            or in_figure(block.box)
        ):
            continue
        text = f"{block.text}\n{following.text}"
        box = block.box.parent
        apart = box is not None and box.start == block.index and box.end == following.index + 1
        if people := _described(text, language, is_own, apart=apart):
            found.append(_claim(block, text, people, (block.index, following.index)))
    return found


def _claim(block: Block, text: str, people: tuple[Author, ...], blocks: tuple[int, ...]) -> Claim:
    return Claim("authors", text, people, "visible", "line signed", f"{block.tag}#{block.index}", blocks)


def _is_name(text: str, language: str | None) -> bool:
    return is_person_name(without_by(clean(text), language), language=language)


def _is_plain(block: Block) -> bool:
    """True for a short line of text: no heading, no link to a section, no sentence."""
    return block.tag not in _NO_LINE and not block.link_chars and may_describe(block.text)


def described(
    text: str, people: tuple[Author, ...], own: OwnNames, language: str | None, *, boxed: bool = True
) -> tuple[Author, ...]:
    """The people of an author's box, with what its lines say of them where no word of it was known; one word is enough if `boxed`."""
    if not _SEAM.search(text):
        return people  # a name and nothing else, as most boxes are
    told = people and all(author.role or author.organisation for author in people)
    if told and letters_named(text, people) >= MOST * len(text):
        return people
    placed = _described(text, language, own.print, boxed=boxed)
    named = {author.name for author in people}
    if any(author.role for author in people):
        more = [author.name for author in placed] == [author.name for author in people]
        more = more and all(
            author.role and author.organisation and _GOES_ON.search(author.role) is None for author in placed
        )
        return placed if more and letters_named(text, placed) > letters_named(text, people) else people
    return placed if placed and (not named or {author.name for author in placed} <= named) else people


def _described(
    text: str,
    language: str | None,
    is_own: Callable[[str], bool],
    *,
    apart: bool = False,
    boxed: bool = False,
) -> tuple[Author, ...]:
    """The people of a few lines, where the first is a name and the others say in small letters what somebody is.

    `apart`: the lines stand in a box of their own, and may begin with a capital; `boxed`: in one that is marked as the
    author's, where one word is enough.
    """
    people = read_placed(text, language=language, is_own=is_own)
    return (
        people
        if all(_is_told(author, apart=apart, least=1 if boxed else MIN_WORDS) for author in people)
        else ()
    )


def _is_told(author: Author, *, apart: bool, least: int) -> bool:
    role = author.role or ""
    if has_cjk(role):
        return is_office(role)
    if not is_role(role) and any(map(str.istitle, role.split()[1:])):
        return False  # `skrifar frá Porsgrunn`
    if author.organisation and role[:1].islower():
        return True
    return (apart or role[:1].islower()) and (
        is_role(role) or len(role.split()) >= MIN_WORDS or (least == 1 and len(role) >= MIN_LETTERS)
    )
