"""When something changed, as feeds, sitemaps and interfaces say it, in one form."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_USUAL = re.compile(r"(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)", re.ASCII)
"""What nearly all sitemaps print (https://www.w3.org/TR/NOTE-datetime), thousands of times: the standard library reads it."""

_UTC = ("Z", "+00:00")


def comparable(moment: str | None) -> str | None:
    """A date of change as UTC to the second, so that feed and sitemap can be compared; as printed where it is none."""
    if moment and _USUAL.fullmatch(moment):
        try:
            read = datetime.fromisoformat(moment)
            return moment[:19] + "Z" if moment.endswith(_UTC) else _utc(read)
        except ValueError:  # no such day, or no such hour
            pass
    from scraper.fields.dates import parse_machine_date  # most nights read no other dates

    stamp = parse_machine_date(moment) if moment else None
    exact = stamp.moment if stamp else None
    if exact is not None and exact.tzinfo is not None:
        return _utc(exact)
    return str(stamp) if stamp else moment


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()[:19] + "Z"
