"""Cards: what a listing says of each post it leads to: title, date, excerpt, author and role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from scraper.discovery.card_dates import HeadingDate, date_of, heading_dates
from scraper.discovery.card_lines import card_lines, labels_of
from scraper.fields.bylines import is_person_name, is_role, parse_byline
from scraper.markup.anchors import Addresses
from scraper.markup.layout import Layout
from scraper.markup.repeats import MAX_CARD, Repeat, repeats
from scraper.model.evidence import Evidence
from scraper.model.lead import Lead, LeadKind
from scraper.model.post import Author

MAX_POST = 20_000
"""Characters of a card: some front pages print whole posts."""
_MIN_EXCERPT = 40
_MAX_LINE = 120


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

    A card says more than a title: links alone, as in menus, are none.
    """
    groups = repeats(layout, url, max_chars=MAX_POST)
    if not groups:
        return ()
    addresses = Addresses(url)
    inside = {index for group in groups for card in group for index in range(card.start, card.end)}
    above = heading_dates(layout, inside, language)
    found: dict[str, Card] = {}
    for group in groups:
        labels = labels_of(layout, group)
        for repeat in group:
            card = _read(layout, repeat, addresses, labels, above.get(repeat.start), language, now)
            if (card.date or card.excerpt or card.byline) and (
                card.url not in found or _worth(card) > _worth(found[card.url])
            ):
                found[card.url] = card
    return tuple(sorted(found.values(), key=lambda card: card.start))


def _worth(card: Card) -> int:
    return sum(value is not None for value in (card.date, card.excerpt, card.byline))


def _read(
    layout: Layout,
    repeat: Repeat,
    addresses: Addresses,
    labels: frozenset[str],
    above: HeadingDate | None,
    language: str | None,
    now: datetime | None,
) -> Card:
    lines = card_lines(layout, repeat, addresses, labels)
    date, stamp, rest = date_of(lines, above, language, now)
    byline = _byline(rest, language)
    signed = set((byline or "").split("\n"))
    prose = [line for line in rest if _breadth(line) >= _MIN_EXCERPT and line not in signed]
    whole = sum(map(len, lines)) > MAX_CARD
    excerpt = (prose[0] if whole else max(prose, key=len)) if prose else None
    return Card(
        repeat.url, repeat.title, date, stamp, excerpt, byline,
        parse_byline(byline, language=language) if byline else (), repeat.start, repeat.end,
    )  # fmt: skip


def _breadth(line: str) -> int:
    """Characters, those of East Asian scripts twice: they say as much as two."""
    return len(line) + (0 if line.isascii() else sum(char > "\u2e80" for char in line))


def _byline(lines: Sequence[str], language: str | None) -> str | None:
    """The lines that name an author, each with the role line behind it."""
    found: list[str] = []
    for place, line in enumerate(lines):
        if len(line) > _MAX_LINE or line in found:
            continue
        people = parse_byline(line, language=language)
        if (
            people
            and people[0].name
            and (is_person_name(line) or people[0].role or len(line) < 60)
            and not is_role(line.split(",")[0], language=language)
        ):
            found.append(line)
            if place + 1 < len(lines) and len(lines[place + 1]) < _MAX_LINE:
                following = lines[place + 1]
                if is_role(following, language=language):
                    found.append(following)
    return "\n".join(found) or None


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
