"""The last lines of a text that sign it by their place: a name, and beside or below it what somebody is, in words that nobody need know.

The lines stand right behind the last sentence, and nothing but short lines follows. They are short themselves, the
first begins with a name, and something tells that the others are no other text: a small letter, a word for a function
or a body, the site's own name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from scraper.extraction.boilerplate import is_boilerplate
from scraper.extraction.claims import Claim, letters_named
from scraper.extraction.own_names import OwnNames
from scraper.extraction.page import Page
from scraper.extraction.prose import HEADINGS, in_figure
from scraper.extraction.sources.box_lines import glued, lines_of
from scraper.extraction.sources.letters import is_number, undressed
from scraper.extraction.sources.notes import signed_by
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import is_organisation, is_person_name, is_role
from scraper.fields.bylines.guesses import begins_small, has_given_name, led_by_function
from scraper.fields.bylines.letters import heads_contact, is_farewell, without_possessive
from scraper.fields.bylines.placed import is_office, may_describe, may_name, read_placed
from scraper.fields.bylines.reader import Reader
from scraper.fields.bylines.words import has_cjk, words
from scraper.markup.layout import Block
from scraper.model.post import Author

MAX_BEHIND = 160
"""Characters of a block behind a signature: what is longer goes on with the text."""
MAX_LINES = 4
MAX_ABOVE = 5
MIN_COMPOUND = 8
_LABEL = re.compile(r"([^\W\d_]{3,20}(?: [^\W\d_]{2,20})?)\s?[:：]\s*(?=\S)")
_APART = re.compile(r"\s[–—-]\s|\(")
"""`Bo Berg – fältmästare`: set apart from the name more than by a comma."""
MAX_FUNCTION = 9
MIN_ALONE = 6
"""Letters of a function in one word, behind a comma on the name's own line."""
MIN_TOPICS = 3
MAX_ORIENTAL = 8
MAX_TEXT = 240
MIN_SENTENCE, MIN_SIGNS = 40, 15
"""Characters of a sentence before a signature; in scripts without blanks fewer are enough."""
MANY_TOPICS = 4
MAX_SHOUTED = 5
"""Words of a function below a name in capitals: more are a headline."""
MOST = 0.87
"""Of the letters of a signature: the rest is commas and small words."""
_NO_TEXT = frozenset(("li", "th", "dt", "td", "figcaption", "blockquote", *HEADINGS))
_ENDS = tuple(".!?…。！？\"'”’“»）)؟।՞")


def last_lines(
    page: Page, stage: Stage, index: int, own: OwnNames, *, language: str | None
) -> tuple[Claim | None, int]:
    """The signature whose first line a block is, and how many blocks it takes; None where the place or the lines tell of none."""
    blocks = page.layout.blocks
    block = blocks[index]
    if len(block.text) > MAX_TEXT or not may_name(block.text):
        return None, 1
    if not _ends_text(blocks, index, stage) or block.tag in _NO_TEXT or in_figure(block.box):
        return None, 1
    letter = undressed(lines_of(page.layout, block.box) if glued(block) else block.text)
    if any(map(heads_contact, block.text.split("\n"))) or heads_contact(blocks[index - 1].text):
        return None, 1
    if not letter.lines or letter.lines[0][0] in "(（[" or is_foreign(block.box, stage):
        return None, 1
    own_lines = _of_signer(letter.lines, block.text)
    lines, used = [*own_lines], 1
    while len(lines) < MAX_LINES and index + used < len(blocks):
        following = blocks[index + used]
        if not _goes_on(block, following, stage) or not (more := undressed(following.text).lines):
            break
        lines.extend(more)
        used += 1
    is_own = own.print
    people = _read(lines, language, is_own)
    if not people and used > 1:  # the blocks behind may speak of something else
        people, used = _read(own_lines, language, is_own), 1
    raw = "\n".join(lines if used > 1 else own_lines)
    if not people:
        return None, 1
    return replace(signed_by(block, raw, people, "with role"), blocks=tuple(range(index, index + used))), used


def _of_signer(lines: tuple[str, ...], text: str) -> list[str]:
    """The lines without those of others (`Foto: …`, `Supervisão: …`), and without a first one that only leads to them."""
    kept = [line for line in lines if not words().credit.match(line) and not is_boilerplate(line)]
    leads = len(kept) > 1 and kept[0].endswith(":") and len(kept[0].split()) <= MAX_ABOVE
    if leads and "@" not in text and not any(map(is_number, text.split("\n"))):
        kept = kept[1:]
    others = [
        line
        for line in kept[1:]
        if not ((label := _LABEL.match(line)) and is_person_name(line[label.end() :]))
    ]
    return [*kept[:1], *others]


def _read(lines: list[str], language: str | None, is_own: Callable[[str], bool]) -> tuple[Author, ...]:
    """Whom lines name and describe; above them may stand for whom they sign: `Za výbor`, the site's own name."""
    if any(
        is_list(line, least=MANY_TOPICS) for line in lines if line[:1].islower() or not has_given_name(line)
    ) or _is_headline(lines):
        return ()
    people = read_placed("\n".join(lines), language=language, is_own=is_own)
    if (
        not people
        and len(lines) > 1
        and len((first := lines[0]).split()) <= MAX_ABOVE
        and may_describe(first.rstrip("!,"))
    ):
        people = read_placed("\n".join(lines[1:]), language=language, is_own=is_own)
        if is_own(first) or (
            first[:1].isupper()
            and is_organisation(first, language=language)
            and not begins_small(first, language)
        ):
            people = tuple(replace(author, organisation=author.organisation or first) for author in people)
    if len(lines) > 1 and not any(author.role for author in people):
        people = _below_function(lines, language, is_own) or people
    if len(lines) == 1 and not people:
        people = _behind_greeting(lines[0], language)
    apart = len(lines) > 1 or any(_APART.search(line) for line in lines)
    told = any(_is_told(author, beside=apart) for author in people)
    return people if told and all(_is_told(author, beside=True) for author in people) else ()


def _is_function_above(lines: list[str]) -> bool:
    """`Hamnkapten` above a name with a common given name: one long word, as compounds for functions are."""
    word = lines[0]
    return (
        len(lines) == 2
        and word.isalpha()
        and word[0].isupper()
        and len(word) >= MIN_COMPOUND
        and has_given_name(lines[1])
    )


def _behind_greeting(line: str, language: str | None) -> tuple[Author, ...]:
    """`Kisaterveisin sihteeri Hannu Salo`: a word or two that no list knows, a known function in small letters, and a name."""
    if not line[0].isupper() or line[-1] in ".!?" or "," in line:
        return ()
    reader, tokens = Reader(language), line.split()
    for place in range(1, MAX_FUNCTION):
        led = led_by_function(" ".join(tokens[place:]), reader)
        if led and is_role(led[1]):
            return (Author(led[0], led[1], raw=line),)
    return ()


def _below_function(
    lines: list[str], language: str | None, is_own: Callable[[str], bool]
) -> tuple[Author, ...]:
    """Who stands below a function in a line of its own; of several on one line, it is everybody's."""
    function = _function_of(lines, language)
    if not function or not may_describe(function):
        return ()
    people = read_placed("\n".join((lines[1], function, *lines[2:])), language=language, is_own=is_own)
    role = people[-1].role if people else None
    return tuple(replace(author, role=author.role or role) for author in people) if role else ()


def _function_of(lines: list[str], language: str | None) -> str:
    """The function that the line above a name is: behind a possessive (`Euer Obmann`), a farewell (`Mvh. formanden`) or an
    article (`Il tesoriere`), or one long word. Empty for other lines.
    """
    if (ours := without_possessive(lines[0])) != lines[0] or _is_function_above(lines):
        return ours
    tokens = lines[0].split()
    for size in range(len(tokens) - 1, 0, -1):
        behind = " ".join(tokens[size:])
        if behind.islower() and len(tokens) - size <= MAX_FUNCTION and is_farewell(" ".join(tokens[:size])):
            return behind
    function = words().role_article.sub("", lines[0][:1].lower() + lines[0][1:], count=1).strip(" ,:")
    return function if len(function) + 1 < len(lines[0]) and len(function.split()) <= MAX_FUNCTION else ""


def is_list(text: str, *, least: int = MIN_TOPICS) -> bool:
    """`Military, Africa, U.S. news`: what the post is about."""
    topics = text.split(",")
    return len(topics) >= least and all(len(topic.split()) <= 2 for topic in topics)


def _is_headline(lines: list[str]) -> bool:
    """`JUST SAY NO` above a line of many words that are not in capitals: what looks like a name is a headline."""
    below = lines[1] if len(lines) > 1 else ""
    return (
        bool(below)
        and lines[0].isupper()
        and not below.isupper()
        and len(below.split(",")[0].split()) > MAX_SHOUTED
    )


def says_all(claim: Claim) -> bool:
    """True where what has been read of a signature is all that its lines say, and they say more than a name."""
    told = all(author.role or author.organisation for author in claim.authors)
    return told and letters_named(claim.raw, claim.authors) >= MOST * len(claim.raw)


def _is_told(author: Author, *, beside: bool = False) -> bool:
    """True where something beside the place tells that a line is about somebody."""
    role, body = author.role or "", author.organisation or ""
    if has_cjk(author.name or ""):
        return is_office(role) or (bool(body and role) and len(role) <= MAX_ORIENTAL)
    if body or is_role(role):
        return True
    if role and role.upper() == role.lower():
        return beside and len(role.split()) <= MAX_ABOVE  # a script without capitals
    if role and has_given_name(author.name or ""):
        return True
    return role[:1].islower() and (beside or len(role.split()) > 1 or len(role) >= MIN_ALONE)


def _ends_text(blocks: list[Block], index: int, stage: Stage) -> bool:
    """True right behind the last sentence of the text: what follows within it are short lines."""
    if not stage.start < index <= stage.end + 1:
        return False
    before = next(
        (
            blocks[place]
            for place in range(index - 1, max(stage.start, index - 4) - 1, -1)
            if len(blocks[place].text) >= (MIN_SIGNS if has_cjk(blocks[place].text) else MIN_SENTENCE)
        ),
        None,
    )
    if before is None or not before.text.rstrip().endswith(_ENDS):
        return False
    return all(len(block.text) <= MAX_BEHIND for block in blocks[index + 1 : stage.end])


def _goes_on(block: Block, following: Block, stage: Stage) -> bool:
    """True for a further short line of the same signature, in a block of its own."""
    return (
        following.box.parent is block.box.parent
        and following.tag == block.tag
        and len(following.text) <= MAX_BEHIND
        and following.link_density < 0.5
        and all(map(may_describe, undressed(following.text).lines))
        and not is_boilerplate(following.text)
        and not heads_contact(following.text)
    )
