"""Whether 05/06/2019 is in May or in June: told from the language, the host, and the page's other dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from scraper.fields.dates.names import table
from scraper.fields.languages import primary


class DateOrder(StrEnum):
    """Order of day, month and year in a date of numbers."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})(?!\d)")
_COUNTRIES = {"uk": "GB", "eu": "150"}
# Where CLDR's own choice is a year first, but numbers with the year behind are read as in the United States.
_MONTH_FIRST = frozenset(("en-CA",))


def guess_order(language: str | None, host: str = "", samples: Iterable[str] = ()) -> DateOrder:
    """The order that a page uses. A sample such as 29/05/2019 proves it; else language and host tell.

    `YMD` is said where years of two digits stand first; a year of four digits shows itself. Never raises.
    """
    for sample in samples:
        for first, second in _NUMBERS.findall(sample[:200]):
            if int(first) > 12 >= int(second):
                return DateOrder.DMY
            if int(second) > 12 >= int(first):
                return DateOrder.MDY
    top = host.split(":")[0].rsplit(".", 1)[-1].lower()
    return _usual(language or "", top)


@lru_cache(maxsize=256)
def _usual(language: str, top: str) -> DateOrder:
    """As the language is written in its region, or in the country of the host where no region is said."""
    region = language.split("-")[-1].upper() if "-" in language else ""
    if top == "us" or language in _MONTH_FIRST:
        return DateOrder.MDY
    country = _COUNTRIES.get(top, top.upper()) if len(top) == 2 else ""
    entry = table(primary(language))
    by_region = entry.get("orders", {})
    usual = entry.get("order", "dmy")
    if primary(language) == "en" and not region and country and country not in by_region:
        usual = (
            "dmy"  # English of a country that CLDR does not list: hardly anybody else writes the month first
        )
    order = DateOrder(by_region.get(region) or by_region.get(country if not region else "") or usual)
    return DateOrder.DMY if primary(language) == "en" and order is DateOrder.YMD else order
