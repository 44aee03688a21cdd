"""The last lines of a text that sign it by their place: a name, and beside or below it what somebody is, in words that nobody need know.

The lines stand right behind the last sentence, and nothing but short lines follows. They are short themselves, the
first begins with a name, and something tells that the others are no other text: a small letter, a word for a function
or a body, the site's own name.
"""

from __future__ import annotations

from functools import partial

from scraper.extraction.boilerplate import is_boilerplate
from scraper.extraction.claims import Claim
from scraper.extraction.own_names import OwnNames
from scraper.extraction.page import Page
from scraper.extraction.prose import HEADINGS, in_figure
from scraper.extraction.sources.letters import undressed
from scraper.extraction.sources.notes import signed_by
from scraper.extraction.stage import Stage, is_foreign
from scraper.fields.bylines import is_role
from scraper.fields.bylines.letters import heads_contact
from scraper.fields.bylines.placed import may_describe, read_placed
from scraper.fields.bylines.words import has_cjk
from scraper.markup.layout import Block
from scraper.model.post import Author

MAX_BEHIND = 160
"""Characters of a block behind a signature: what is longer goes on with the text."""
MAX_LINES = 4
MAX_TEXT = 240
MIN_SENTENCE = 40
_NO_TEXT = frozenset(("li", "th", "dt", "td", "figcaption", "blockquote", *HEADINGS))
_ENDS = tuple(".!?…。！？\"'”’“»）)؟।՞")


def last_lines(
    page: Page, stage: Stage, index: int, own: OwnNames, *, language: str | None
) -> tuple[Claim | None, int]:
    """The signature whose first line a block is, and how many blocks it takes; None where the place or the lines tell of none."""
    blocks = page.layout.blocks
    block = blocks[index]
    if not _ends_text(blocks, index, stage) or block.tag in _NO_TEXT or in_figure(block.box):
        return None, 1
    letter = undressed(block.text)
    if not letter.lines or len(block.text) > MAX_TEXT or is_foreign(block.box, stage):
        return None, 1
    lines, used = [*letter.lines], 1
    while len(lines) < MAX_LINES and index + used < len(blocks):
        following = blocks[index + used]
        if not _goes_on(block, following, stage) or not (more := undressed(following.text).lines):
            break
        lines.extend(more)
        used += 1
    is_own = partial(own.print, page)
    for size in range(min(len(lines), MAX_LINES), 0, -1):
        # the last of the lines may speak of something else
        people = read_placed("\n".join(lines[:size]), language=language, is_own=is_own)
        if people and all(map(_is_told, people)):
            return signed_by(block, "\n".join(lines[:size]), people, "with role"), used
        if size > 1 and lines[size - 1] in letter.lines and not letter.sure:
            break
    return None, 1


def _is_told(author: Author) -> bool:
    """True where something beside the place tells that a line is about somebody."""
    role, body = author.role or "", author.organisation or ""
    if body or is_role(role):
        return True
    return bool(role) and (role[:1].islower() or has_cjk(role)) and len(role.split()) > 1


def _ends_text(blocks: list[Block], index: int, stage: Stage) -> bool:
    """True right behind the last sentence of the text: what follows within it are short lines."""
    if not stage.start < index <= stage.end + 1:
        return False
    before = next((blocks[place] for place in range(index - 1, max(stage.start, index - 4) - 1, -1) if len(blocks[place].text) >= MIN_SENTENCE), None)
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


