"""What Atom and JSON Feed have in common: lasting ids, moments, and who is told as the author of what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote

from scraper.exports.text import address_parts, one_line, plain
from scraper.model.dates import DateStamp, Precision
from scraper.model.post import Author
from scraper.model.record import Record

PAGE_SIZE = 50
EPOCH = "1970-01-01T00:00:00Z"
_ZONE = re.compile(r"(?:Z|[+-]\d\d:\d\d)\Z")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, or one page of it (RFC 5005 section 3). Addresses are absolute; empty ones are not told.

    `id` never changes, wherever the feed is published. `updated` is used where there is no record to take it from.
    """

    id: str
    title: str
    records: Sequence[Record]
    updated: str = ""
    description: str = ""
    home_url: str = ""
    self_url: str = ""
    other_url: str = ""
    """The same feed in the other format."""
    first_url: str = ""
    previous_url: str = ""
    next_url: str = ""


def tag(url: str, day: str, specific: str) -> str:
    """A tag: URI (RFC 4151) minted under a site's host on a day (ISO 8601)."""
    host = (address_parts(url).hostname or "").lower()
    authority = host if _HOST.fullmatch(host) else "localhost"
    return f"tag:{authority},{day[:10]}:{quote(plain(specific), safe='/?=&:@!$()*+,;~%-._')}"


def feed_tag(home: tuple[str, str] | None, **chosen: object) -> str:
    """The id of a feed of an archive: `home` is the address and first day of its site, `chosen` what it is of."""
    url, day = home or ("", EPOCH)
    parts = [f"{name}={value}" for name, value in chosen.items() if value not in (None, "")]
    return tag(url, day, "archive" + (f"?{'&'.join(parts)}" if parts else ""))


def post_tag(record: Record) -> str:
    """The id of a post: its first address, and the day when we first had it. The same in all feeds and all formats."""
    parts = address_parts(record.post.url)
    return tag(
        record.post.url, record.first_seen_at, f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    )


def moment(stamp: DateStamp | None) -> str | None:
    """A date as RFC 3339 wants it, at its first moment where less was printed, in UTC where no zone was."""
    if stamp is None:
        return None
    value = stamp.value
    match stamp.precision:
        case Precision.YEAR:
            return f"{value}-01-01T00:00:00Z"
        case Precision.MONTH:
            return f"{value}-01T00:00:00Z"
        case Precision.DAY:
            return f"{value}T00:00:00Z"
    zone = _ZONE.search(value)
    head = value[: zone.start()] if zone else value
    return f"{head}{':00' if stamp.precision is Precision.MINUTE else ''}{zone[0] if zone else 'Z'}"


def updated(record: Record) -> str:
    """When a post last changed in a way that a reader would notice: found edited, else published, else first seen."""
    return record.changed_at or moment(record.post.published) or record.first_seen_at


def latest(feed: Feed) -> str:
    """When a feed last changed."""
    stamps = sorted((updated(record) for record in feed.records), key=_instant)
    return stamps[-1] if stamps else feed.updated or EPOCH


def name_of(author: Author) -> str:
    """Whoever signs: the person, or the organisation that signs by itself."""
    return one_line(author.name) or one_line(author.organisation) or one_line(author.raw) or "?"


def title_of(record: Record) -> str:
    """A title for posts that have none, too."""
    return one_line(record.post.title) or one_line(record.post.text)[:80] or one_line(record.post.url)


def _instant(value: str) -> str:
    """Moments of different zones in order, to the second."""
    try:
        return datetime.fromisoformat(value).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):
        return value
