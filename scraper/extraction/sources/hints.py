"""What others say of this page: the feed, the card and the sitemap that named it."""

from __future__ import annotations

from collections.abc import Iterable

from scraper.extraction.claims import Claim, Value
from scraper.fields.bylines import parse_byline
from scraper.fields.dates import parse_date, parse_machine_date
from scraper.model.evidence import Evidence
from scraper.model.post import Author


def claims(hints: Iterable[Evidence], *, language: str | None = None) -> list[Claim]:
    """The hints of a lead as claims; their raw text is read anew."""
    found = []
    for hint in hints:
        value: Value = hint.value or hint.raw
        if hint.field in ("published", "modified"):
            value = parse_machine_date(hint.value or hint.raw) or parse_date(hint.raw, language=language)
        elif hint.field == "authors":
            value = _authors(hint, language)
        if value:
            found.append(Claim(hint.field, hint.raw, value, hint.source, hint.source, hint.locator))
    return found


def _authors(hint: Evidence, language: str | None) -> tuple[Author, ...]:
    return parse_byline(hint.raw, language=language) or (Author(hint.raw, raw=hint.raw),)
