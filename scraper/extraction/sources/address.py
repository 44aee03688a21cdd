"""What the page's own address says: many sites put the day in it."""

from __future__ import annotations

from scraper.extraction.claims import Claim
from scraper.extraction.page import Page
from scraper.fields.dates import date_in_address


def claims(page: Page) -> list[Claim]:
    """The date in the address, as precise as it stands there."""
    stamp = date_in_address(page.url) if page.url else None
    return [Claim("published", str(stamp), stamp, "address", "path")] if stamp else []
