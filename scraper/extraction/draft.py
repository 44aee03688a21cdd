"""What was read of a page, before it is known what the page is: `kind` and `shapes` judge by nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from scraper.extraction.claims import Choice, Claim
from scraper.extraction.page import Page
from scraper.extraction.sources.linked_data import LinkedData
from scraper.extraction.stage import Stage
from scraper.markup.repeats import repeats
from scraper.model.dates import DateStamp

BESIDE = 3
"""Within so many blocks something is still beside headline or text."""
_BY_PEOPLE = ("visible", "signature", "agency", "card", "rule")


@dataclass(frozen=True)
class Draft:
    """The post that a page would make. `cards` are the indexes of blocks that belong to other posts."""

    page: Page
    data: LinkedData
    stage: Stage
    title: str | None
    text: str
    published: Choice
    authors: Choice
    claims: Sequence[Claim]
    cards: frozenset[int]
    language: str | None

    @property
    def dated(self) -> bool:
        """True when the post has a day, by whoever says it."""
        stamp = self.published.value
        return isinstance(stamp, DateStamp) and len(stamp.value) >= len("2024-05-03")

    @cached_property
    def dates(self) -> list[Claim]:
        """What was said of the day of publication, chosen or not."""
        return [claim for claim in self.claims if claim.field == "published"]

    @cached_property
    def dated_in_print(self) -> bool:
        """True when the post has a day, and one stands about the headline: not far above it, nor only in cards that lead
        elsewhere. Asked for late, since cards are looked for."""
        return self.dated and self._prints_a_day()

    @cached_property
    def signed(self) -> list[Claim]:
        """The claims of a byline that is printed, signed or in a card: what machines alone say signs nothing."""
        winners = self.authors.winners if self.authors.value else ()
        return [claim for claim in winners if claim.source in _BY_PEOPLE]

    @cached_property
    def carded(self) -> int:
        """Characters in cards of other posts."""
        return sum(len(self.page.layout.blocks[index].text) for index in self.cards)

    def _prints_a_day(self) -> bool:
        stage, layout = self.stage, self.page.layout
        above = stage.title - BESIDE if stage.title < stage.start else 0
        near = [
            claim
            for claim in self.dates
            if _is_near(claim) and not (claim.blocks and claim.blocks[0] < above)
        ]
        if not near or any(not claim.blocks for claim in near):
            return bool(near)
        groups = repeats(layout, self.page.url)
        cards = {block for group in groups for card in group for block in range(card.start, card.end)}
        return any(not cards.issuperset(claim.blocks) for claim in near)


def _is_near(claim: Claim) -> bool:
    """True for a date that is printed about the headline, by the source that found it there."""
    return claim.source == "microdata" or (
        claim.source == "visible" and ("near" in claim.how or "line" in claim.how)
    )
