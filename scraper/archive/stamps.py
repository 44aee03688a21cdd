"""Stored dates: text that says by itself how precise it is and where its zone came from."""

from __future__ import annotations

import re

from scraper.model.dates import DateStamp, Precision, Zone

_STAMP = re.compile(
    r"\d{4}(?P<month>-\d\d)?(?P<day>-\d\d)?(?:T\d\d:\d\d(?P<second>:\d\d)?(?P<zone>Z|[+-]\d\d:\d\d)?)?"
)


def stamp(value: str | None) -> DateStamp | None:
    """A stored date with the precision and the zone that its text shows; None for no date."""
    found = _STAMP.fullmatch(value) if value else None
    if value is None or found is None:
        return None
    if "T" in value:
        precision = Precision.SECOND if found["second"] else Precision.MINUTE
    else:
        precision = Precision.DAY if found["day"] else Precision.MONTH if found["month"] else Precision.YEAR
    if not found["zone"]:
        return DateStamp(value, precision, Zone.NONE)
    return DateStamp(
        value, precision, Zone.UTC if found["zone"] in ("Z", "+00:00", "-00:00") else Zone.OFFSET
    )
