"""Where on a page a name is mentioned as its author's: not in navigation, in other posts, or in what heads and ends the page."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from scraper.extraction.marks import says
from scraper.extraction.page import Page
from scraper.extraction.stage import Stage
from scraper.markup.layout import Block, Box

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


@dataclass(frozen=True, slots=True)
class Place:
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


def about_people(box: Box | None) -> bool:
    for _ in range(5):
        if box is None:
            return False
        if box.marks and _is_about_people(box.marks):
            return True
        box = box.parent
    return False


def are_close(one: Block, other: Block) -> bool:
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
