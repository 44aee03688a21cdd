"""Cards: what a listing says of each post it leads to: title, date, excerpt, author and role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from scraper.discovery.card_bylines import byline_of
from scraper.discovery.card_dates import Clock, HeadingDate, clock_of, date_of, heading_dates
from scraper.discovery.card_lines import card_lines, kickers_of, labels_of, plain
from scraper.discovery.card_sorts import are_no_posts
from scraper.discovery.lone_cards import lone_cards
from scraper.fields.bylines import is_person_name, parse_byline
from scraper.markup.anchors import Addresses, is_wordy
from scraper.markup.dom import clean
from scraper.markup.layout import Layout
from scraper.markup.repeats import MAX_CARD, Repeat, repeats
from scraper.model.evidence import Evidence
from scraper.model.lead import Lead, LeadKind
from scraper.model.post import Author
from scraper.model.urls import key

MAX_POST = 20_000
"""Characters of a card: some front pages print whole posts."""
_MIN_EXCERPT = 40
_DAY = 10
"""Characters of a day in ISO 8601."""


class Card(NamedTuple):
    """One card: what it says is as printed; `published` is the day read in `date`, ISO 8601.

    `start` and `end` are the blocks of the page's layout that the card covers.
    """

    url: str
    title: str
    date: str | None = None
    published: str | None = None
    excerpt: str | None = None
    byline: str | None = None
    authors: tuple[Author, ...] = ()
    start: int = 0
    end: int = 0


def find_cards(
    layout: Layout, url: str, *, language: str | None = None, now: datetime | None = None
) -> tuple[Card, ...]:
    """Every card of a page that leads to another page of its site, in order. Never raises.

    A card says more than a title: links alone, as in menus, are none. Nor are goods, and what is yet to happen
    `now`: they come in cards, too, but nobody has published them.
    """
    groups = repeats(layout, url, max_chars=MAX_POST)
    if not groups:
        return ()
    addresses = Addresses(url)
    inside = {index for group in groups for card in group for index in range(card.start, card.end)}
    clock = clock_of(layout, inside, url, language, now)
    above = heading_dates(layout, inside, clock)
    reader = _Reader(layout, addresses, clock)
    found: dict[str, Card] = {}
    dated = False
    for group in groups:
        cards = reader.read(group, above)
        dated = dated or any(card.date for card in cards)
        _keep(found, cards)
    if dated:
        for lone in lone_cards(layout, addresses, inside, MAX_CARD):
            _keep(found, [card for card in reader.read([lone], {}) if len(card.published or "") >= _DAY])
    return tuple(sorted(found.values(), key=lambda card: card.start))


def _keep(found: dict[str, Card], cards: Sequence[Card]) -> None:
    """Adds what says more than a title, each address once: as the card that says most."""
    for card in cards:
        if _worth(card) and (card.url not in found or _worth(card) > _worth(found[card.url])):
            found[card.url] = card


def _worth(card: Card) -> int:
    return sum(value is not None for value in (card.date, card.excerpt, card.byline))


class _Reader:
    """Reads the cards of a page, those of a group together: they tell what is a label and what is said of each."""

    def __init__(self, layout: Layout, addresses: Addresses, clock: Clock) -> None:
        self.layout, self.addresses, self.clock = layout, addresses, clock

    def read(self, group: Sequence[Repeat], above: Mapping[int, HeadingDate | None]) -> list[Card]:
        """The cards of a group; none where the group is no posts'."""
        labels = labels_of(self.layout, group, self.addresses)
        kickers = kickers_of(self.layout, group) | labels
        texts = [card_lines(self.layout, repeat, self.addresses, labels) for repeat in group]
        cards = [
            self._card(repeat, lines, kickers, above.get(repeat.start))
            for repeat, lines in zip(group, texts, strict=True)
        ]
        if are_no_posts(cards, texts, self.clock.now):
            return []
        if 2 * sum(
            card.date is not None and not card.byline and _is_name(card.title) for card in cards
        ) >= len(cards):
            titled = [self._without_name(repeat) for repeat in group]
            return self.read(titled, above) if titled != list(group) else cards
        return cards

    def _without_name(self, repeat: Repeat) -> Repeat:
        """A card whose link names a columnist before it says the title: called by what it says next."""
        if not _is_name(repeat.title):
            return repeat
        own = key(repeat.url)
        for block in self.layout.blocks[repeat.start : repeat.end]:
            for piece in block.pieces:
                text = clean(piece.text)
                known = self.addresses(piece.href) if piece.href and is_wordy(text) else None
                if known and known[1] == own and not is_person_name(text) and not self.clock.find(text):
                    return repeat._replace(title=text)
        return repeat

    def _card(
        self, repeat: Repeat, lines: list[str], kickers: frozenset[str], above: HeadingDate | None
    ) -> Card:
        language = self.clock.language
        date, stamp, rest = date_of(lines, above, self.clock)
        byline, signed = byline_of(rest, kickers, language)
        prose = [
            text for line in rest if line not in signed and _breadth(text := plain(line)) >= _MIN_EXCERPT
        ]
        whole = sum(map(len, lines)) > MAX_CARD
        excerpt = (prose[0] if whole else max(prose, key=len)) if prose else None
        return Card(
            repeat.url, repeat.title, date, stamp, excerpt, byline,
            parse_byline(byline, language=language) if byline else (), repeat.start, repeat.end,
        )  # fmt: skip


def _is_name(title: str) -> bool:
    """True for a title that can only be a name: where no letters are capitals, any few words look like one."""
    return title[:1].isupper() and is_person_name(title)


def _breadth(line: str) -> int:
    """Characters, those of East Asian scripts twice: they say as much as two."""
    return len(line) + (0 if line.isascii() else sum(char > "\u2e80" for char in line))


def card_leads(cards: Sequence[Card], found_in: str) -> list[Lead]:
    """Leads of cards, with what each says as hints."""
    leads = []
    for card in cards:
        said = (
            ("title", card.title, card.title),
            ("published", card.date, card.published),
            ("excerpt", card.excerpt, card.excerpt),
            ("authors", card.byline, _spelt(card.authors)),
        )
        hints = tuple(Evidence(field, raw, value, "card", found_in) for field, raw, value in said if raw)
        leads.append(Lead(card.url, LeadKind.POST, found_in, hints))
    return leads


def _spelt(authors: Sequence[Author]) -> str | None:
    """What was read of a byline, in a line: `name / role / organisation`, several parted by `; `."""
    people = (" / ".join(part for part in (one.name, one.role, one.organisation) if part) for one in authors)
    return "; ".join(people) or None
