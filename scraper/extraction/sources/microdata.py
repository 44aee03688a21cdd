"""Microdata and hAtom: `itemprop`, and the old class names that mean the same (schema.org, microformats)."""

from __future__ import annotations

from scraper.extraction.claims import Claim
from scraper.extraction.marks import kind
from scraper.extraction.page import Page
from scraper.fields.dates import parse_date, parse_machine_date
from scraper.markup.dom import clean, text_of
from scraper.markup.layout import Box

_DATES = {"datepublished": "published", "datecreated": "published", "datemodified": "modified"}
_NAMED = kind(r"datepublished|datecreated|datemodified|headline", told_by="date headline")


def claims(page: Page) -> list[Claim]:
    """Dates and headlines that stand in `itemprop`; authors are read where they are printed."""
    found: list[Claim] = []
    for box in page.marked(_NAMED):
        for name in (box.attributes.get("itemprop") or "").lower().split():
            if name == "headline":
                text = text_of(box.node)
                if text:
                    found.append(Claim("title", text, text, "microdata", name, blocks=_blocks(box)))
            elif name in _DATES:
                raw = box.attributes.get("datetime") or box.attributes.get("content") or text_of(box.node)
                stamp = parse_machine_date(raw) or parse_date(
                    raw, language=page.declared_language, now=page.fetched_at
                )
                if stamp:
                    found.append(
                        Claim(_DATES[name], clean(raw), stamp, "microdata", name, blocks=_blocks(box))
                    )
    return found


def _blocks(box: Box) -> tuple[int, ...]:
    return tuple(range(box.start, min(box.end, box.start + 5)))
