"""The lines of a signature: whom they name, and how many blocks they take."""

from __future__ import annotations

import re
from dataclasses import replace

from scraper.extraction.claims import Claim
from scraper.extraction.sources.box_lines import glued
from scraper.extraction.sources.last_lines import is_list
from scraper.extraction.sources.letters import (
    Letter,
    undressed,
)
from scraper.extraction.sources.notes import signed_by
from scraper.fields.bylines import is_organisation, is_person_name, is_role, parse_byline, says_no_role
from scraper.fields.bylines.guesses import has_given_name
from scraper.fields.bylines.letters import without_possessive
from scraper.fields.bylines.splitting import split_role
from scraper.fields.bylines.words import has_cjk, words
from scraper.fields.dates import parse_date
from scraper.markup.layout import Block
from scraper.model.post import Author

MAX_NAME = 70
MAX_ROLE = 160
MAX_BLOCK = 400
MAX_ORIENTAL = 40
MAX_SHOUTED = 5
"""Words of a function below a name in capitals: more are a headline."""
MAX_LINES = 8
_LABEL = re.compile(r":(?!\w)")
"""A colon that labels; not that of `1:e` and `SKR:s`."""
_ABBREVIATED = re.compile(r"(?<!\w)(?:[^\W\d_]{1,3}\.){2,}$|\b(?:m\.m|bl\.a|tf|dr|med)\.$", re.IGNORECASE)
"""`Overlæge, ph.d.`: the full stop is a degree's."""
_SENTENCE = re.compile(r"[.!?…:][\"'”’“»]?$")


def read_signature(
    blocks: list[Block], index: int, last: int, end: int, language: str | None
) -> tuple[Claim | None, int]:
    """A signature that begins at a block, and how many blocks it takes; None and 1 where none does. Never raises."""
    block = blocks[index]
    if len(block.text) > MAX_BLOCK or block.text.count("\n") > MAX_LINES:
        return None, 1
    if glued(block):
        return None, 1  # its lines are read as they stand apart
    letter = undressed(block.text)
    used = 1
    if not letter.lines and letter.sure and index + 1 < last and len(blocks[index + 1].text) <= MAX_BLOCK:
        # `Kind regards,` in a paragraph of its own
        letter = undressed(blocks[index + 1].text)._replace(sure=True)
        used = 2
    if not letter.lines:
        return None, 1
    claim, more = _signed(blocks, index + used - 1, last, end, letter, language)
    if claim is None:
        return None, 1
    return replace(claim, blocks=tuple(range(index, index + used - 1 + more))), used - 1 + more


def _signed(
    blocks: list[Block], index: int, last: int, end: int, letter: Letter, language: str | None
) -> tuple[Claim | None, int]:
    """Whom the lines of a letter's end name, and how many blocks that takes."""
    lines, block = letter.lines, blocks[index]
    name = lines[0]
    if len(name) > MAX_NAME + MAX_ROLE or len(lines) > 4:
        return None, 1
    if not _is_names(
        name, language, upper=letter.sure or _is_known_below(lines, blocks, index, last, language)
    ):
        if len(lines) > 3:
            return None, 1
        found = _inline(block, "\n".join(lines), language, sure=letter.sure)
        return found or _role_first(block, lines, language, sure=letter.sure), 1
    used, role = 1, "\n".join(lines[1:])
    if not role and index + 1 < last:
        following = blocks[index + 1]
        if _is_role_line(following.text, language) and _stands_by(block, following):
            role, used = following.text, 2
    raw = f"{name}\n{role}" if role else name
    if role and not _is_role_line(role, language) and not (letter.sure and _may_be_role(role)):
        return None, 1
    people = _one(parse_byline(raw, language=language), name, role)
    if not people:
        return None, 1
    if letter.sure and role and not any(author.role or author.organisation for author in people):
        known, body = split_role(role, language=language)
        people = (replace(people[0], role=known, organisation=body),)
    how = "with role" if role or all(author.role for author in people) else "name alone"
    if not role and (
        block.link_density > 0.5 or index > end or block.tag in ("li", "td", "h2", "h3", "h4", "a")
    ):
        return None, 1
    return signed_by(block, raw, people, how), used


def _one(people: tuple[Author, ...], name: str, role: str) -> tuple[Author, ...]:
    """One person where one line names one: what looks like another's name in the lines below is the body, `Kraft Ungdom`."""
    first, *others = people or (None,)
    if (
        first is None
        or len(others) != 1
        or first.organisation
        or not first.role
        or words().conjunction.search(name)
        or has_given_name(others[0].name or "")
    ):
        return people
    other = others[0]
    told = other.name is not None and not other.role and not other.organisation and other.name in role
    return (replace(first, organisation=other.name),) if told else people


def _stands_by(block: Block, following: Block) -> bool:
    """True for the next line of the same box, or of the next box in the same one; not for the foot of the page."""
    mine, other = block.box.parent, following.box.parent
    if mine is None or other is None or following.box.within("footer"):
        return False
    return other is mine or (
        other.parent is mine.parent and mine.parent is not None and mine.parent.tag != "body"
    )


def _inline(block: Block, text: str, language: str | None, *, sure: bool) -> Claim | None:
    """`Name, role, organisation` on one line, or on each of several."""
    if len(text) > MAX_NAME + MAX_ROLE or _ends_sentence(text) or _LABEL.search(text):
        return None
    if has_cjk(text):
        return _oriental(block, text, language)
    first = re.split(r"[,|/–—\n(]", text)[0].strip()
    if first == text.strip() or not _is_names(first, language):
        return None
    rest = text.strip()[len(first) :].lstrip(" ,|/–—\n")
    if not _is_role_line(rest, language) and not (sure and _may_be_role(rest)):
        return None
    people = parse_byline(text, language=language)
    if not any(author.name for author in people):
        return None
    if text.strip()[len(first) :].lstrip().startswith("(") and not all(author.role for author in people):
        return None  # a title with a note in brackets
    return signed_by(block, text, people, "with role")


def _oriental(block: Block, text: str, language: str | None) -> Claim | None:
    """`みどり財団 事務局長 佐藤 美咲`: a short line without a full stop, with a body, a function and a name."""
    people = parse_byline(text, language=language) if len(text) <= MAX_ORIENTAL and " " in text else ()
    whole = people and all(author.name and author.role and author.organisation for author in people)
    return signed_by(block, text, people, "with role") if whole and "。" not in text else None


def _role_first(block: Block, lines: tuple[str, ...], language: str | None, *, sure: bool) -> Claim | None:
    """`Kommundirektör Anna Ek` below a letter's end, or a function above its name: somebody and nothing else."""
    lines = (without_possessive(lines[0]), *lines[1:])
    text = "\n".join(lines)
    head = words().role_article.sub("", lines[0][:1].lower() + lines[0][1:], count=1)
    if len(head) < len(lines[0]) and is_role(head):
        text = "\n".join((head, *lines[1:]))  # `Il sindaco`
    stacked = len(lines) == 2 and is_role(lines[0]) and _is_names(lines[1], language)
    if not (sure or stacked) or len(text) > MAX_NAME or len(lines) > 3 or _ends_sentence(text):
        return None
    people = parse_byline(text, language=language)
    if len(people) != 1 or not people[0].name or not people[0].role:
        return None
    return signed_by(block, text, people, "with role")


def _is_known_below(
    lines: tuple[str, ...], blocks: list[Block], index: int, last: int, language: str | None
) -> bool:
    """True when a name in capitals has its function in the line below."""
    below = lines[1] if len(lines) > 1 else blocks[index + 1].text if index + 1 < last else ""
    return (
        2 < len(below) <= MAX_ROLE
        and is_role(below, language=language)
        and len(below.split(",")[0].split()) <= MAX_SHOUTED
    )


def _may_be_role(text: str) -> bool:
    """True for a few words that are no sentence, where a letter's end has told that somebody signs."""
    plain = not _ends_sentence(text) and not _LABEL.search(text) and "@" not in text
    return plain and len(text) <= MAX_ROLE and len(text.split()) <= 9 and not says_no_role(text)


def _ends_sentence(text: str) -> bool:
    return _SENTENCE.search(text) is not None and _ABBREVIATED.search(text) is None


def _is_names(text: str, language: str | None, *, upper: bool = False) -> bool:
    least = 2 if has_cjk(text) else 4
    if not least <= len(text) <= MAX_NAME or _ends_sentence(text) or (text.isupper() and not upper):
        return False
    return is_person_name(text, language=language) or all(
        is_person_name(part.strip(), language=language) for part in words().conjunction.split(text)
    )  # `佐藤 和子`: a sign for "and" is part of names, too


def _is_role_line(text: str, language: str | None) -> bool:
    text = text.strip()
    if not 2 < len(text) <= MAX_ROLE or _ends_sentence(text) or text.count("\n") > 2:
        return False
    if parse_date(text, language=language) is not None:
        return False
    if is_role(text, language=language):
        return True
    if text.casefold() in words().picture_agencies:
        return False  # whose picture stands above it
    return is_organisation(text, language=language) and not is_list(text)
