"""Stretches of blocks that may be cards, and which of the links in them is the card's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from scraper.markup.anchors import Anchor, anchors
from scraper.markup.layout import Box, Layout

MAX_ANCHORS = 24
BEYOND = 2
"""Characters that a card says beyond its title, at least: a day of the month is the least of it."""
_MAX_OWN = 3
"""Pages that only this card leads to; without a heading, more of them make it a list."""
_MAX_TITLE = 200
_FULL = 0.7
"""Share of a group's cards that must say something beyond their title."""


class Repeat(NamedTuple):
    """One of several alike: the blocks `start` to `end`, the page it leads to, and that link's text."""

    start: int
    end: int
    url: str
    title: str


@dataclass(slots=True, eq=False)
class Span:
    """What may be a card: a range of blocks, the links that its lines lead with, and how much it says."""

    start: int
    end: int
    anchors: tuple[Anchor, ...]
    chars: int


class Sums:
    """Sums over the page, so that a question about a range of blocks costs next to nothing."""

    def __init__(self, layout: Layout, url: str, max_chars: int, passed_over: Sequence[int]) -> None:
        self.layout = layout
        self.anchors = anchors(layout, url, passed_over)
        self.places = [anchor.block for anchor in self.anchors]
        counts = [0] * (len(layout.blocks) + 1)
        for place in self.places:
            counts[place + 1] += 1
        self.before = list(accumulate(counts))
        self.sums = [0, *accumulate([len(block.text) for block in layout.blocks])]
        self.max_chars = max_chars
        self.max_blocks = max(16, max_chars // 100)

    def mostly_bare(self, family: Sequence[Box]) -> bool:
        """True where most of the boxes say nothing but one link's text, as entries of menus do."""
        bare = 0
        for box in family:
            first = self.before[box.start]
            if self.before[box.end] - first == 1:
                bare += self.sums[box.end] - self.sums[box.start] <= len(self.anchors[first].text) + BEYOND
        return 2 * bare > len(family)

    def span(self, start: int, end: int) -> Span | None:
        """The range as what may be a card; None where it is too long, or leads nowhere or everywhere."""
        chars = self.sums[end] - self.sums[start]
        if end - start > self.max_blocks or chars > self.max_chars:
            return None
        first, last = self.before[start], self.before[end]
        if not 0 < last - first <= MAX_ANCHORS:
            return None
        return Span(start, end, tuple(self.anchors[first:last]), chars)


def cards_of(spans: Sequence[Span]) -> list[Repeat]:
    """The cards among spans of one shape: those that lead to a page of their own. Empty when they are none."""
    if len(spans) < 2:
        return []
    shared: dict[str, int] = {}
    labels: dict[str, int] = {}
    for span in spans:
        for key in {anchor.key for anchor in span.anchors}:
            shared[key] = shared.get(key, 0) + 1
        for text in {anchor.text for anchor in span.anchors}:
            labels[text] = labels.get(text, 0) + 1
    cards: list[Repeat] = []
    full = 0
    for span in spans:
        own = [anchor for anchor in span.anchors if shared[anchor.key] == 1]
        if not own:  # another card mentions this one's page
            own = [anchor for anchor in span.anchors if 3 * shared[anchor.key] <= len(spans)][:1]
        headed = {anchor.key for anchor in own if anchor.heading}
        if not own or len(headed) > 1 or (not headed and len({anchor.key for anchor in own}) > _MAX_OWN):
            continue
        card = read_card(span, own, labels)
        full += span.chars > len(card.title) + BEYOND
        cards.append(card)
    return cards if len(cards) >= 2 and full >= _FULL * len(cards) else []


def read_card(span: Span, own: Sequence[Anchor], labels: Mapping[str, int]) -> Repeat:
    """The span as a card: a heading's link, or else the longest that could be a title."""
    named = [anchor for anchor in own if labels.get(anchor.text, 0) < 2] or list(own)
    chief = next((anchor for anchor in own if anchor.heading), None)
    if chief is None:
        chief = max(named, key=lambda anchor: len(anchor.text) * (len(anchor.text) <= _MAX_TITLE))
        same = [anchor for anchor in named if anchor.key == chief.key]
        if len(same) > 1:
            chief = next((anchor for anchor in same if _is_wordy(anchor.text)), chief)
    return Repeat(span.start, span.end, chief.url, chief.text)


def _is_wordy(text: str) -> bool:
    """No date, no count, no "4 min read": a few words at least, and mostly letters."""
    if len(text) > _MAX_TITLE:
        return False
    letters = sum(map(str.isalpha, text))
    wide = sum(char > "\u2e80" for char in text)
    return letters + wide >= 12 and 4 * letters >= 3 * len(text.replace(" ", ""))
