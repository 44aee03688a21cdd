"""Groups of cards that lead to no posts: goods with prices, and what is yet to happen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from scraper.discovery.card_lines import fields_of
from scraper.discovery.scope import section_of

_AHEAD = timedelta(days=2)
"""A post may bear the day of a zone that is further than we are, and not a day that nobody has seen."""
_MAX_PRICE = 30
_SIGN = r"[€$£¥￥₽₺₩₪₴₹]|\b(?:kr|sek|nok|dkk|eur|usd|gbp|chf|pln|zł|kč|czk|huf|ft|lei|ron|руб|грн|円|元|원|r\$)\b\.?"
_PRICE = re.compile(rf"(?:{_SIGN})\s?\d|\d(?:[.,:]-|,–)?\s?(?:{_SIGN})", re.IGNORECASE)


class Dated(Protocol):
    """What is asked of a card."""

    @property
    def url(self) -> str: ...
    @property
    def published(self) -> str | None: ...


def are_no_posts(cards: Sequence[Dated], lines: Sequence[Sequence[str]], now: datetime | None) -> bool:
    """True where most of the cards say so: by a price and no date, by a day to come, by where they lead.

    `lines` is what each card prints.
    """
    days = [card.published[:10] for card in cards if card.published and len(card.published) >= 10]
    if now is not None and days:
        last = (now + _AHEAD).date().isoformat()
        if 2 * sum(day > last for day in days) > len(days):
            return True
    if not days and 2 * sum(any(map(_is_price, printed)) for printed in lines) > len(cards):
        return True
    return 2 * sum(bool(section_of(card.url)) for card in cards) > len(cards)


def _is_price(line: str) -> bool:
    return any(len(field) <= _MAX_PRICE and _PRICE.search(field) for field in fields_of(line))
