"""Where on the page the post stands: its headline, where its text begins and where it ends."""

from __future__ import annotations

from typing import NamedTuple

from scraper.extraction.marks import says
from scraper.fields.wordtree import any_of
from scraper.markup.layout import Block, Box, Layout


class Stage(NamedTuple):
    """Block indexes: `title` of the headline, `start` and `end` of the text (`blocks[start:end]`).

    Without a printed headline `title` is `start`; without a text both ends are where the headline is.
    """

    title: int
    start: int
    end: int

    def before(self, layout: Layout, reach: int = 14) -> list[Block]:
        """The blocks about the headline, down to the first few of the text."""
        first = max(0, min(self.title, self.start) - reach)
        last = self.start + 4 if self.title <= self.start <= self.title + 4 * reach else self.title + reach
        return layout.blocks[first:last]

    def after(self, layout: Layout, reach: int = 8) -> list[Block]:
        """The last blocks of the text and those behind it."""
        return layout.blocks[max(self.start, self.end - reach) : self.end + reach]

    def distance(self, block: int) -> int:
        """How many blocks lie between a block and the headline or either end of the text; 0 within reach."""
        if min(self.title, self.start) <= block <= max(self.title, self.start) + 2:
            return 0
        return min(abs(block - self.title), abs(block - self.start), abs(block - self.end))


FOREIGN = (
    "comment", "related", "sidebar", "teaser", "widget", "recommend", "footer", "promo", "more-", "-more", "newsletter",
    "popular", "trending", "latest", "most-read", "mostread", "navigation", "menu", "breadcrumb", "card", "carousel",
    "recirc", "outbrain", "taboola", "cookie", "disqus", "aside", "slider", "advert", "banner", "ticker",
)  # fmt: skip


_is_foreign = says(any_of(FOREIGN))


def is_foreign(box: Box | None, *, reach: int = 9) -> bool:
    """True inside a part of the page that belongs to other posts: cards, comments, sidebars, navigation."""
    for _ in range(reach):
        if box is None or box.tag in ("body", "html", "main"):
            return False
        if box.tag in ("nav", "aside", "footer") and not (
            box.tag == "footer" and box.parent and box.parent.within("article")
        ):
            return True
        if box.marks and box.tag != "article" and _is_foreign(box.marks):
            return True
        box = box.parent
    return False
