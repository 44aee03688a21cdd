"""Signatures: a name, and often a role and an organisation, printed after the last paragraph.

A signature is found by its shape, for nothing marks it: a line that is a person's name and nothing
else, with at most one or two short lines behind it that are no sentences. Names in running text and in
captions are no signatures, nor are those of the cards behind: a card has a date or a title before its name.
"""

from __future__ import annotations

import re

from scraper.extraction.boilerplate import is_boilerplate
from scraper.extraction.claims import Claim
from scraper.extraction.page import Page
from scraper.extraction.prose import in_figure
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import is_organisation, is_person_name, is_role, parse_byline
from scraper.fields.bylines.words import words
from scraper.fields.dates import parse_date
from scraper.markup.dom import clean
from scraper.markup.layout import Block

REACH = 10
MAX_NAME = 70
MAX_ROLE = 160
MIN_TOPICS = 3
_JOIN = re.compile(r"\s+(?:och|and|und|et|y|og|ja|e|en|i|&)\s+", re.IGNORECASE)
_NO_SIGNATURE = frozenset(("li", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "figcaption"))
_SENTENCE = re.compile(r"[.!?…:][\"'”’“»]?$")


def claims(page: Page, stage: Stage, *, language: str | None) -> list[Claim]:
    """The signatures about the end of the text. Empty when there is none."""
    blocks = page.layout.blocks
    found: list[Claim] = []
    index = max(stage.start, stage.end - REACH)
    last = min(stage.end + 6, _end_of_article(page, stage))
    while index < last:
        block = blocks[index]
        if block.tag in _NO_SIGNATURE or block.link_density > 0.6 or is_boilerplate(block.text):
            index += 1
            continue
        if index >= stage.end and _starts_a_card(block, page, language):
            break
        claim, used = _read(blocks, index, last, stage.end, language)
        if (
            claim is not None
            and not _in_running_text(blocks, index, used, stage)
            and not is_foreign(block.box, stage)
            and not in_figure(block.box)
        ):
            found.append(claim)
            index += used
            continue
        index += 1
    return found


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


def _read(
    blocks: list[Block], index: int, last: int, end: int, language: str | None
) -> tuple[Claim | None, int]:
    """A signature that begins at a block, and how many blocks it takes."""
    lines = blocks[index].text.split("\n")
    if len(lines) > 1 and words().farewell.fullmatch(lines[0].rstrip(" ,.!") + " "):
        lines = lines[1:]
    name = lines[0].strip()
    if len(name) > MAX_NAME + MAX_ROLE or len(lines) > 4:
        return None, 1
    if len(lines) == 1 and not _is_names(name, language):
        return _inline(blocks[index], language), 1
    if not _is_names(name, language):
        return (_inline(blocks[index], language), 1) if len(lines) <= 3 else (None, 1)
    used, role = 1, "\n".join(lines[1:])
    if not role and index + 1 < last:
        following = blocks[index + 1].text
        if _is_role_line(following, language):
            role, used = following, 2
    raw = f"{name}\n{role}" if role else name
    if role and not _is_role_line(role, language):
        return None, 1
    people = parse_byline(raw, language=language)
    if not people:
        return None, 1
    how = "with role" if role else "name alone"
    if not role and (
        blocks[index].link_density > 0.5
        or index > end
        or blocks[index].tag in ("li", "td", "h2", "h3", "h4", "a")
    ):
        return None, 1
    return Claim(
        "authors",
        raw,
        people,
        "signature",
        how,
        f"{blocks[index].tag}#{index}",
        tuple(range(index, index + used)),
    ), used


def _inline(block: Block, language: str | None) -> Claim | None:
    """`Name, role, organisation` on one line."""
    text = block.text
    if len(text) > MAX_NAME + MAX_ROLE or _SENTENCE.search(text) or ":" in text:
        return None
    first = re.split(r"[,|/–—\n]", text)[0].strip()
    if first == text.strip() or not _is_names(first, language):
        return None
    rest = text.strip()[len(first) :].lstrip(" ,|/–—\n")
    if not _is_role_line(rest, language):
        return None
    people = parse_byline(text, language=language)
    if not any(author.name for author in people):
        return None
    return Claim(
        "authors", text, people, "signature", "with role", f"{block.tag}#{block.index}", (block.index,)
    )


def _is_names(text: str, language: str | None) -> bool:
    if not 4 <= len(text) <= MAX_NAME or _SENTENCE.search(text) or text.isupper():
        return False
    return all(is_person_name(part.strip(), language=language) for part in _JOIN.split(text))


def _is_role_line(text: str, language: str | None) -> bool:
    text = text.strip()
    if not 2 < len(text) <= MAX_ROLE or _SENTENCE.search(text) or text.count("\n") > 2:
        return False
    if parse_date(text, language=language) is not None:
        return False
    if is_role(text, language=language):
        return True
    return is_organisation(text, language=language) and not _is_list(text)


def _is_list(text: str) -> bool:
    """`Military, Africa, U.S. news`: what the post is about."""
    topics = text.split(",")
    return len(topics) >= MIN_TOPICS and all(len(topic.split()) <= 2 for topic in topics)


def _in_running_text(blocks: list[Block], index: int, used: int, stage: Stage) -> bool:
    """True when paragraphs follow within the text: a signature ends it."""
    behind = blocks[index + used : stage.end]
    return sum(1 for block in behind if len(block.text) > 180 and block.link_density < 0.5) > 0
