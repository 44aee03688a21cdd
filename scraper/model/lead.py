"""A URL we know of, why, and what the place that named it said about it."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from scraper.model.evidence import Evidence


class LeadKind(StrEnum):
    """What we expect behind a URL."""

    POST = "post"
    FEED = "feed"
    LISTING = "listing"
    SITEMAP = "sitemap"
    REST = "rest"  # an interface for programs that lists posts
    ASSET = "asset"
    OTHER = "other"


class Lead(NamedTuple):
    """A URL to visit. `hints` are what a card, feed entry or sitemap said of the post behind it."""

    url: str
    kind: LeadKind = LeadKind.POST
    found_in: str = ""
    hints: tuple[Evidence, ...] = ()
    guid: str | None = None
    lastmod: str | None = None
    """As printed in the sitemap or feed; compared as text, so that any change is worth a visit."""
    fingerprint: str | None = None
    """A digest of all that the feed says of it, for feeds that give no date of change: another one is worth a visit."""
