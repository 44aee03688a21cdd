"""Cards: what a listing says of each post it leads to: title, date, excerpt, author and role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from scraper.fields.bylines import is_person_name, is_role, parse_byline
from scraper.fields.dates import find_dates, parse_date
from scraper.markup.layout import Layout
from scraper.markup.repeats import Repeat, repeats
from scraper.model.evidence import Evidence
from scraper.model.lead import Lead, LeadKind
from scraper.model.post import Author


@dataclass(frozen=True, slots=True)
class Card:
    """One card: what it says is as printed; `published` is the day read in `date`, ISO 8601."""

    url: str
    title: str
    date: str | None = None
    published: str | None = None
    excerpt: str | None = None
    byline: str | None = None
    authors: tuple[Author, ...] = ()


def find_cards(
    layout: Layout, url: str, *, language: str | None = None, now: datetime | None = None
) -> tuple[Card, ...]:
    """Every card of a page that leads to another page of its site, in order. Never raises.

    A card says more than a title: links alone, as in menus, are none.
    """
    cards: list[Card] = []
    seen: set[str] = set()
    for group in repeats(layout, url):
        for repeat in group:
            if repeat.url not in seen:
                card = _read(layout, repeat, language, now)
                if card.date or card.excerpt or card.byline:
                    seen.add(repeat.url)
                    cards.append(card)
    return tuple(cards)


def _read(layout: Layout, repeat: Repeat, language: str | None, now: datetime | None) -> Card:
    lines = [
        line
        for block in layout.blocks[repeat.start : repeat.end]
        for line in block.text.split("\n")
        if line.strip()
    ]
    date = published = None
    rest: list[str] = []
    for line in lines:
        if line == repeat.title:
            continue
        if date is None and len(line) <= 80 and (stamp := parse_date(line, language=language, now=now)):
            date, published = line, str(stamp)
            continue
        rest.append(line)
    if date is None:
        for line in rest:
            if found := find_dates(line[:120], language=language, now=now):
                date, published = found[0].raw, str(found[0].stamp)
                break
    byline = _byline(rest, language)
    prose = [line for line in rest if len(line) >= 40 and line not in (byline or "").split("\n")]
    return Card(
        repeat.url, repeat.title, date, published, max(prose, key=len, default=None), byline,
        parse_byline(byline, language=language) if byline else (),
    )  # fmt: skip


def _byline(lines: Sequence[str], language: str | None) -> str | None:
    """The lines that name an author, each with the role line behind it."""
    found: list[str] = []
    for place, line in enumerate(lines):
        if len(line) > 120:
            continue
        people = parse_byline(line, language=language)
        if (
            people
            and people[0].name
            and (is_person_name(line) or people[0].role or len(line) < 60)
            and not is_role(line.split(",")[0], language=language)
        ):
            found.append(line)
            if (
                place + 1 < len(lines)
                and is_role(lines[place + 1], language=language)
                and len(lines[place + 1]) < 120
            ):
                found.append(lines[place + 1])
    return "\n".join(found) or None


def card_leads(cards: Sequence[Card], found_in: str) -> list[Lead]:
    """Leads of cards, with what each says as hints."""
    leads = []
    for card in cards:
        said = (
            ("title", card.title, card.title),
            ("published", card.date, card.published),
            ("excerpt", card.excerpt, card.excerpt),
            ("authors", card.byline, None),
        )
        hints = tuple(Evidence(field, raw, value, "card", found_in) for field, raw, value in said if raw)
        leads.append(Lead(card.url, LeadKind.POST, found_in, hints))
    return leads
