"""Stretches of blocks that may be cards, and which of the links in them is the card's own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import NamedTuple

from scraper.markup.anchors import MAX_TITLE, Anchor, anchors, is_wordy
from scraper.markup.layout import Box, Layout

MAX_ANCHORS = 24
BEYOND = 2
"""Characters that a card says beyond its title, at least: a day of the month is the least of it."""
_MAX_OWN = 3
"""Pages that only this card leads to; without a heading, more of them make it a list."""
_FULL = 0.7
"""Share of a group's cards that must say something beyond their title."""


Place = tuple[str, str, str, str]
"""Tag and marks of the element about a link's text, and of the one about that."""


class TitlePlaces(NamedTuple):
    """Where the cards of a group have the link to their post, and where words stand, in the order of the page."""

    leading: Place | None
    wordy: list[Place]


class Repeat(NamedTuple):
    """One of several alike: the blocks `start` to `end`, the page it leads to, and that link's text."""

    start: int
    end: int
    url: str
    title: str


@dataclass(slots=True, eq=False)
class Span:
    """What may be a card: a range of blocks of a page, the links that its lines lead with, and how much it says."""

    layout: Layout
    start: int
    end: int
    anchors: tuple[Anchor, ...]
    chars: int

    @property
    def keys(self) -> frozenset[str]:
        """The pages that it leads to."""
        return frozenset([anchor.key for anchor in self.anchors])

    @property
    def text(self) -> str:
        """All that it says."""
        return "\n".join(block.text for block in self.layout.blocks[self.start : self.end])


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
        return Span(self.layout, start, end, tuple(self.anchors[first:last]), chars)


def cards_of(spans: Sequence[Span], most: int = _MAX_OWN) -> list[Repeat]:
    """The cards among spans of one shape: those that lead to a page of their own, or to `most`. Empty when they are none."""
    if len(spans) < 2:
        return []
    shared = Counter(chain.from_iterable(_once(spans)))
    labels = Counter(text for span in spans for text in {anchor.text for anchor in span.anchors})
    owns: list[tuple[Span, list[Anchor]]] = []
    for span in spans:
        own = [anchor for anchor in span.anchors if shared[anchor.key] == 1]
        if not own:  # another card mentions this one's page
            own = [anchor for anchor in span.anchors if 3 * shared[anchor.key] <= len(spans)][:1]
        headed = {anchor.key for anchor in own if anchor.heading}
        if own and len(headed) <= 1 and (headed or len({anchor.key for anchor in own}) <= most):
            owns.append((span, own))
    places = _places_of_titles([own for _, own in owns])
    cards = [read_card(span, own, labels, places) for span, own in owns]
    full = sum(span.chars > len(card.title) + BEYOND for (span, _), card in zip(owns, cards, strict=True))
    return cards if len({card.url for card in cards}) >= 2 and full >= _FULL * len(cards) else []


def _once(spans: Sequence[Span]) -> list[frozenset[str]]:
    """The pages that each span leads to; a span that says all that another does counts once, as in a carousel."""
    keys = [span.keys for span in spans]
    often = Counter(keys)
    seen: set[str] = set()
    once = []
    for span, mine in zip(spans, keys, strict=True):
        if often[mine] > 1:
            if (text := span.text) in seen:
                continue
            seen.add(text)
        once.append(mine)
    return once


def _places_of_titles(owns: Sequence[Sequence[Anchor]]) -> TitlePlaces:
    """Where cards without a heading have their links: in a place that most of them have.

    What leads to the post says most, taken together: titles differ, and the same person may sign many. Its title is the
    first place that mostly says words, so neither a date nor a count.
    """
    plain = [own for own in owns if len(own) > 1 and not any(anchor.heading for anchor in own)]
    said: dict[Place, list[str]] = {}
    for own in plain:
        longest: dict[Place, str] = {}
        for anchor in own:
            if len(anchor.text) <= MAX_TITLE:
                place = _place_of(anchor)
                longest[place] = max(longest.get(place, ""), anchor.text, key=len)
        for place, text in longest.items():
            said.setdefault(place, []).append(text)
    common = [place for place, texts in said.items() if 2 * len(texts) > len(plain)]
    return TitlePlaces(
        max(common, key=lambda place: sum(map(len, set(said[place]))), default=None),
        [place for place in common if 2 * sum(map(is_wordy, said[place])) > len(said[place])],
    )


def _place_of(anchor: Anchor) -> Place:
    around = anchor.box.parent
    return (anchor.box.tag, anchor.box.marks, around.tag if around else "", around.marks if around else "")


def read_card(
    span: Span, own: Sequence[Anchor], labels: Mapping[str, int], places: TitlePlaces | None = None
) -> Repeat:
    """The span as a card: a heading's link, or else what stands where titles stand, or the longest that could be one."""
    chief = next((anchor for anchor in own if anchor.heading), None)
    if chief is None:
        named = [anchor for anchor in own if labels.get(anchor.text, 0) < 2] or list(own)
        by_place: dict[Place, Anchor] = {}
        for anchor in named:
            by_place.setdefault(_place_of(anchor), anchor)
        chief = by_place.get(places.leading) if places is not None and places.leading is not None else None
        if chief is None:
            chief = max(named, key=lambda anchor: len(anchor.text) * (len(anchor.text) <= MAX_TITLE))
        same = [anchor for anchor in named if anchor.key == chief.key]
        if len(same) > 1:
            chief = _title_of(same, places.wordy if places is not None else ()) or chief
    return Repeat(span.start, span.end, chief.url, chief.text)


def _title_of(same: Sequence[Anchor], wordy: Sequence[Place]) -> Anchor | None:
    for place in wordy:
        there = [anchor for anchor in same if _place_of(anchor) == place]
        if there:
            return next((anchor for anchor in there if is_wordy(anchor.text)), there[0])
    return next((anchor for anchor in same if is_wordy(anchor.text)), None)
