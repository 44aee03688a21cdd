"""Where on the page the post stands: its headline, where its text begins and where it ends."""

from __future__ import annotations

import re
from typing import NamedTuple

from scraper.extraction.body import Body
from scraper.extraction.claims import Choice
from scraper.extraction.marks import remembered
from scraper.extraction.prose import HEADINGS, in_figure, worth_of
from scraper.fields.wordtree import any_of
from scraper.markup.layout import Block, Box, Layout

OPENING = 14
"""As many blocks at most stand between the headline and the first paragraph."""


class Stage(NamedTuple):
    """Block indexes: `title` of the headline, `start` and `end` of the text (`blocks[start:end]`), `prose` of its first
    paragraph.

    Without a printed headline `title` is `start`; without a text both ends are where the headline is. Between `start`
    and `prose` stand a standfirst and a picture, and the byline as often as not.
    """

    title: int
    start: int
    end: int
    prose: int = 0

    def before(self, layout: Layout, reach: int = 14) -> list[Block]:
        """The blocks about the headline, down to the first few of the text, or to its first paragraph."""
        first = max(0, min(self.title, self.start) - reach)
        last = (
            max(self.start + 4, min(self.prose, self.start + OPENING))
            if self.title <= self.start <= self.title + 4 * reach
            else self.title + reach
        )
        return layout.blocks[first:last]

    def own(self, box: Box) -> bool:
        """True for a box that holds the headline or the text's first paragraph: whatever it is called, it is the post's."""
        return box.start <= self.title < box.end or box.start <= max(self.start, self.prose) < box.end

    def leads(self, box: Box) -> bool:
        """True for a box between the headline and the text, where no comments stand, whatever counts them."""
        return self.title < box.start and box.end <= max(self.start, self.prose)

    def after(self, layout: Layout, reach: int = 8) -> list[Block]:
        """The last blocks of the text and those behind it, down to the next menu."""
        menu = next((box.start for box in layout.menus if box.start >= self.end), self.end + reach)
        return layout.blocks[max(self.start, self.end - reach) : min(menu, self.end + reach)]

    def distance(self, block: int) -> int:
        """How many blocks lie between a block and the headline or either end of the text; 0 within reach."""
        top = max(self.title, self.start)
        if min(self.title, self.start) <= block <= max(top + 2, min(self.prose, top + OPENING)):
            return 0
        return min(abs(block - self.title), abs(block - self.start), abs(block - self.end))


def stage_of(title: Choice, body: Body) -> Stage:
    """Where the headline that was chosen stands, if it is printed, and where the text does."""
    indexes = [
        claim.blocks[0] for claim in title.winners if claim.source in ("visible", "rule") and claim.blocks
    ]
    before = [index for index in indexes if index <= body.start]
    headline = (
        indexes[0]
        if indexes and indexes[0] in before
        else max(before)
        if before
        else (indexes or [body.start])[0]
    )
    start = body.start or headline
    first = next((block.index for block in body.blocks[: 2 * OPENING] if _is_prose(block)), start)
    return Stage(headline, start, body.end or headline, first)


def _is_prose(block: Block) -> bool:
    """True for a paragraph of the text, and no standfirst, caption or list."""
    plain = block.tag not in HEADINGS and not in_figure(block.box) and block.link_density < 0.3
    return plain and worth_of(block) >= 1.2


FOREIGN = (
    "comment", "related", "sidebar", "teaser", "widget", "recommend", "footer", "promo", "more-", "-more", "newsletter",
    "popular", "trending", "latest", "most-read", "mostread", "navigation", "menu", "breadcrumb", "card", "carousel",
    "recirc", "outbrain", "taboola", "cookie", "disqus", "aside", "slider", "advert", "banner", "ticker",
)  # fmt: skip


_FOREIGN = re.compile(any_of(FOREIGN))
_SAYS_NOTHING = re.compile(r"\S*:\S*|\belementor\S*|(?:post|entry|article|story)[-_]{0,2}footer(?![a-z])")
"""Utility classes (`lg:sidebar`), the builder's own names, and the foot of a post, where blogs print who wrote it."""


@remembered
def _is_foreign(marks: str) -> bool:
    return _FOREIGN.search(marks) is not None and _FOREIGN.search(_SAYS_NOTHING.sub(" ", marks)) is not None


def is_foreign(box: Box | None, stage: Stage | None = None, *, reach: int = 9) -> bool:
    """True inside a part of the page that belongs to other posts: cards, comments, sidebars, navigation.

    With a stage, the boxes that hold the post itself are not asked, nor those around them.
    """
    for _ in range(reach):
        if box is None or box.tag in ("body", "html", "main") or (stage is not None and stage.own(box)):
            return False
        if box.tag in ("nav", "aside", "footer") and not (
            box.tag == "footer" and box.parent and box.parent.within("article")
        ):
            return True
        if box.marks and box.tag != "article" and _is_foreign(box.marks):
            return stage is None or not stage.leads(box) or "comment" not in box.marks
        box = box.parent
    return False
