"""When something changed, as feeds, sitemaps and interfaces say it, in one form."""

from __future__ import annotations

from datetime import UTC


def comparable(moment: str | None) -> str | None:
    """A date of change as UTC to the second, so that feed and sitemap can be compared; as printed where it is none."""
    from scraper.fields.dates import parse_machine_date  # most nights read no dates

    stamp = parse_machine_date(moment) if moment else None
    exact = stamp.moment if stamp else None
    if exact is not None and exact.tzinfo is not None:
        return exact.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(stamp) if stamp else moment
