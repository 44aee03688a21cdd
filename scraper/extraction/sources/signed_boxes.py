"""A small box at the end of the text that holds a name, what somebody is, and nothing else: a portrait, an address, a number."""

from __future__ import annotations

from dataclasses import replace

from scraper.extraction.claims import Claim
from scraper.extraction.own_names import OwnNames
from scraper.extraction.page import Page
from scraper.extraction.prose import HEADINGS, in_figure
from scraper.extraction.sources.letters import undressed
from scraper.extraction.sources.notes import signed_by
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import is_person_name
from scraper.fields.bylines.guesses import has_given_name
from scraper.fields.bylines.letters import heads_contact
from scraper.fields.bylines.placed import may_describe, read_placed
from scraper.fields.bylines.words import without_by, words
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box

MAX_BLOCKS = 5
MAX_LINE = 90
REACH = 4
"""Blocks that such a box stands behind the text at most."""
STEPS = 3


def signed_box(
    page: Page, stage: Stage, index: int, own: OwnNames, *, language: str | None
) -> tuple[Claim | None, int]:
    """Who is named by the box that a block begins, and how many blocks it takes; None where there is no such box.

    The name begins with a common given name, or the function with a small letter: the name may stand in a heading, and
    headings are two capitals as often.
    """
    blocks = page.layout.blocks
    block = blocks[index]
    if not max(stage.start, stage.prose) < index <= stage.end + REACH or len(block.text) > MAX_LINE:
        return None, 1
    above = blocks[index - 1]
    headed = index - 1 if len(above.text) <= MAX_LINE and _speaks_of_authors(above.text) else index
    box = _around(block, headed)
    if box is None or stage.own(box) or in_figure(block.box) or is_foreign(box.parent, stage):
        return None, 1
    name = without_by(clean(block.text), language)
    if not is_person_name(name, language=language):
        return None, 1
    if heads_contact(blocks[index - 1].text) or box.within("blockquote"):
        return None, 1
    lines = [name]
    for other in blocks[index + 1 : box.end]:
        said = undressed(other.text).lines
        if other.tag in HEADINGS or len(other.text) > MAX_LINE or (other.link_density > 0.5 and said):
            return None, 1
        lines.extend(said)
    if len(lines) < 2 or not all(map(may_describe, lines[1:])):
        return None, 1
    people = read_placed("\n".join(lines), language=language, is_own=own.print)
    role = people[0].role if len(people) == 1 else None
    if not role or not (has_given_name(name) or role[:1].islower()):
        return None, 1
    claim = signed_by(block, "\n".join(lines), people, "with role")
    return replace(claim, blocks=tuple(range(box.start, box.end))), box.end - index


def _speaks_of_authors(text: str) -> bool:
    """`Autorin dieses Beitrags`, above the name."""
    return text[-1] not in ".!?" and any(
        word.casefold().strip(":") in words().by_words for word in text.split() if len(word) > 4
    )


def _around(block: Block, headed: int) -> Box | None:
    """The smallest box around a block that holds more than it, and begins with it, or with what heads it."""
    box: Box | None = block.box
    for _ in range(STEPS):
        if box is None or box.tag in ("body", "main", "article"):
            return None
        if box.end - box.start > 1:
            return box if box.start in (block.index, headed) and box.end - box.start <= MAX_BLOCKS else None
        box = box.parent
    return None
