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
from scraper.extraction.sources.box_lines import glued
from scraper.extraction.sources.last_lines import is_list, last_lines, says_all
from scraper.extraction.sources.letters import (
    Letter,
    attributes_quote,
    begins_with_name,
    tells_reach,
    undressed,
)
from scraper.extraction.sources.notes import introduced, labelled, signed_by
from scraper.extraction.sources.signed_boxes import signed_box
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import is_organisation, is_person_name, is_role, parse_byline, says_no_role
from scraper.fields.bylines.author_notes import opens_note
from scraper.fields.bylines.guesses import has_given_name
from scraper.fields.bylines.letters import heads_contact, is_contact, without_possessive
from scraper.fields.bylines.splitting import split_role
from scraper.fields.bylines.words import has_cjk, words
from scraper.fields.dates import parse_date
from scraper.markup.dom import clean
from scraper.markup.layout import Block
from scraper.model.post import Author

REACH = 10
MAX_NAME = 70
MAX_ROLE = 160
MAX_BLOCK = 400
MAX_ASKED = 160
MAX_ORIENTAL = 40
MAX_SHOUTED = 5
"""Words of a function below a name in capitals: more are a headline."""
MAX_LINES = 8
MAX_FAREWELL = 50
MAX_FAREWELL_WORDS = 8
_QUOTES = '”“"’»'
_NO_SIGNATURE = frozenset(("li", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "figcaption"))
_CUT = re.compile(r"(?:\.\.\.|…)\]?$")
"""How the excerpt on a card ends."""
_LABEL = re.compile(r":(?!\w)")
"""A colon that labels; not that of `1:e` and `SKR:s`."""
_ABBREVIATED = re.compile(r"(?<!\w)(?:[^\W\d_]{1,3}\.){2,}$|\b(?:m\.m|bl\.a|tf|dr|med)\.$", re.IGNORECASE)
"""`Overlæge, ph.d.`: the full stop is a degree's."""
_ENDED = re.compile(r"[.!?。！？।؟][\"'”’“»」]?$")
_SENTENCE = re.compile(r"[.!?…:][\"'”’“»]?$")


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
        claim, used = _read(blocks, index, last, stage.end, language)
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
    line, before = blocks[place], blocks[place - 1]
    ends = (
        stage.start < place < stage.end
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


def _read(
    blocks: list[Block], index: int, last: int, end: int, language: str | None
) -> tuple[Claim | None, int]:
    """A signature that begins at a block, and how many blocks it takes."""
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
    return is_organisation(text, language=language) and not is_list(text)


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
