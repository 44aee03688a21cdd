"""Signatures: a name, and often a role and an organisation, printed after the last paragraph.

A signature is found by its shape, for nothing marks it: a line that is a person's name and nothing
else, with at most one or two short lines behind it that are no sentences. Names in running text and in
captions are no signatures, nor are those of the cards behind: a card has a date or a title before its name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from scraper.extraction.boilerplate import is_boilerplate
from scraper.extraction.claims import Claim
from scraper.extraction.own_names import OwnNames
from scraper.extraction.page import Page
from scraper.extraction.prose import HEADINGS, in_figure
from scraper.extraction.sources.last_lines import last_lines, says_all
from scraper.extraction.sources.letters import (
    attributes_quote,
    begins_with_name,
    tells_reach,
)
from scraper.extraction.sources.notes import introduced, labelled
from scraper.extraction.sources.signed_boxes import signed_box
from scraper.extraction.sources.signed_lines import read_signature
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines.author_notes import opens_note
from scraper.fields.bylines.letters import heads_contact, is_contact
from scraper.fields.bylines.words import words
from scraper.fields.dates import parse_date
from scraper.markup.dom import clean
from scraper.markup.layout import Block

REACH = 10
MAX_ASKED = 160
MAX_FAREWELL = 50
MAX_FAREWELL_WORDS = 8
_QUOTES = '”“"’»'
_NO_SIGNATURE = frozenset(("li", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "figcaption"))
_CUT = re.compile(r"(?:\.\.\.|…)\]?$")
"""How the excerpt on a card ends."""
_ENDED = re.compile(r"[.!?。！？।؟][\"'”’“»」]?$")


def claims(page: Page, stage: Stage, own: OwnNames, *, language: str | None) -> list[Claim]:
    """The signatures about the end of the text. Empty when there is none."""
    blocks = page.layout.blocks
    found: list[Claim] = []
    index = max(stage.start, stage.end - REACH)
    last = min(stage.end + 6, _end_of_article(page, stage))
    while index < last:
        block = blocks[index]
        told, used = labelled(blocks, index)
        if told is not None or used > 1:
            found += [told] if told is not None else []
            index += used
            continue
        if heads_contact(block.text) and _is_asked(block, blocks[index + 1 : index + 2], language):
            break
        if index >= stage.end and _is_headed(blocks, index):
            index += 1
            continue
        told, used = signed_box(page, stage, index, own, language=language)
        if told is not None:
            found.append(told)
            index += used
            continue
        if (
            block.tag in _NO_SIGNATURE
            or block.link_density > 0.6
            or is_boilerplate(block.text)
            or attributes_quote(blocks, index)
        ):
            index += 1
            continue
        if index >= stage.end and _starts_a_card(block, page, language):
            break
        if found and _starts_a_card(block, page, language) and _are_of_others(blocks[index : stage.end]):
            found[-1] = replace(found[-1], blocks=(*found[-1].blocks, *range(index, stage.end)))
            break
        if index >= stage.end - 1 and (told := introduced(blocks, index, own, language)) is not None:
            found.append(told)
            index += 1
            continue
        if opens_note(block.text, language):
            index += 1
            continue
        claim, used = read_signature(blocks, index, last, stage.end, language)
        whole = claim is not None and says_all(claim)
        housed = claim is not None and all(author.organisation for author in claim.authors)
        if not (whole and housed):
            told, more = last_lines(page, stage, index, own, language=language)
            if told is not None and (not whole or more > used or _says_more(told, claim)):
                claim, used = told, more
        if (
            claim is not None
            and not _in_running_text(blocks, index, used, stage, page, language)
            and not is_foreign(block.box, stage)
            and not in_figure(block.box)
        ):
            found.append(_with_farewell(claim, blocks, stage) if len(found) == 0 else claim)
            index += used
            continue
        index += 1
    return found


def _is_headed(blocks: list[Block], index: int) -> bool:
    """True right below a heading of the same box, behind the text, that speaks of no author: `Talk to us`."""
    above = blocks[index - 1]
    return (
        above.tag in HEADINGS
        and above.box.parent is blocks[index].box.parent
        and not any(word.strip(":").casefold() in words().by_words for word in above.text.split())
    )


def _says_more(told: Claim, claim: Claim | None) -> bool:
    """True where one reading of a signature tells more of bodies, or more letters of it, than the other."""
    bodies, others = (
        sum(author.organisation is not None for author in one.authors) for one in (told, claim) if one
    )
    return bodies > others


def _with_farewell(claim: Claim, blocks: list[Block], stage: Stage) -> Claim:
    """The claim with the line right before it that ends the letter in whatever words: short, without a full stop, behind a sentence."""
    place = claim.blocks[0] - 1
    if place <= stage.start:
        return claim
    line, before = blocks[place], blocks[place - 1]
    ends = (
        place < stage.end
        and line.tag not in _NO_SIGNATURE
        and len(line.text) <= MAX_FAREWELL
        and 1 < len(line.text.split()) <= MAX_FAREWELL_WORDS
        and not line.link_chars
        and line.text[-1] in ",!" + line.text[-1] * line.text[-1].isalpha()
        and before.text.rstrip(_QUOTES)[-1:] in (".", "!", "?")
        and all(piece.box.tag not in ("b", "strong") for piece in line.pieces)
    )
    return replace(claim, blocks=(place, *claim.blocks)) if ends else claim


def _end_of_article(page: Page, stage: Stage) -> int:
    """Where the `<article>` ends that holds the text: behind it, a site lists its staff and its columnists."""
    around = (
        box.end for box in page.layout.by_tag.get("article", ())
        if box.start <= stage.start < stage.end <= box.end
    )  # fmt: skip
    return min(around, default=len(page.layout.blocks))


def _starts_a_card(block: Block, page: Page, language: str | None) -> bool:
    text = clean(block.text)
    return len(text) < 40 and parse_date(text, language=language, now=page.fetched_at) is not None


def _is_asked(head: Block, below: list[Block], language: str | None) -> bool:
    """True where below a heading such as `Contact` nothing stands but whom to ask; below `Contact with nature` somebody must
    be named, and below a sentence of the text how they are reached."""
    if any(len(block.text) > MAX_ASKED for block in below):
        return False
    heads = head.tag in HEADINGS or head.text.rstrip().endswith(":")
    return is_contact(head.text) or any(
        tells_reach(block.text) or (heads and begins_with_name(block.text, language)) for block in below
    )


def _are_of_others(blocks: list[Block]) -> bool:
    """True for the cards of other posts: a headline stands among them, or an excerpt that is cut off, and no whole sentence
    without either."""
    if any(block.tag in HEADINGS or _CUT.search(block.text) for block in blocks):
        return True
    return not any(_ENDED.search(block.text) for block in blocks)


def _in_running_text(
    blocks: list[Block], index: int, used: int, stage: Stage, page: Page, language: str | None
) -> bool:
    """True when paragraphs follow within the text: a signature ends it. Behind a card's date, excerpts are none."""
    behind = blocks[index + used : stage.end]
    cards = bool(behind) and _starts_a_card(behind[0], page, language)
    return any(
        len(block.text) > 180 and block.link_density < 0.5 and not (cards and _CUT.search(block.text))
        for block in behind
    )
