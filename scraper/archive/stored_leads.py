"""A lead as the archive knows it: what a row of `leads` says, and when its turn comes."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from scraper.archive.hints import read_hints
from scraper.model.capture import Validators
from scraper.model.lead import Lead, LeadKind

COLUMNS = (
    "url, kind, found_in, hints, guid, lastmod, fingerprint, state, reason, tries, etag, last_modified,"
    " visited_lastmod, visited_fingerprint, answered_by, visited_at, next_visit_at, idle, doubt, doubt_since,"
    " doubt_digest, id"
)


class Doubt(NamedTuple):
    """What a visit saw that contradicts what is stored: `missing` or `replaced`; believed when seen again."""

    kind: str
    since: str
    digest: str | None = None


class StoredLead(NamedTuple):
    """A lead as the archive knows it.

    `visited_lastmod` and `visited_fingerprint` are those that held at the last visit; `answered_by` is the address
    that answered then, when redirects led away from the lead's own; `idle` counts the visits in a row that feed or
    sitemap called for and that found nothing new.
    """

    lead: Lead
    state: str
    reason: str
    tries: int
    validators: Validators
    visited_lastmod: str | None
    visited_fingerprint: str | None
    answered_by: str | None
    visited_at: str | None
    next_visit_at: str | None
    idle: int
    doubt: Doubt | None
    id: int

    @property
    def url(self) -> str:
        """The address that is fetched."""
        return self.lead.url

    @property
    def changed(self) -> bool:
        """True when feed or sitemap have said something new since the last visit."""
        lead = self.lead
        return (lead.lastmod is not None and lead.lastmod != self.visited_lastmod) or (
            lead.fingerprint is not None and lead.fingerprint != self.visited_fingerprint
        )


class Listed(NamedTuple):
    """What is known of a post that a sitemap lists: its key, and its hints as they are written."""

    key: str
    hints: str


class Schedule(NamedTuple):
    """When an address was visited, and when its turn comes again (both aware)."""

    visited_at: datetime
    next_visit_at: datetime


def stored_lead(row: Any) -> StoredLead:
    """A row of `COLUMNS`."""
    (
        url, kind, found_in, hints, guid, lastmod, fingerprint, state, reason, tries, etag, last_modified,
        visited_lastmod, visited_fingerprint, answered_by, visited_at, next_visit_at, idle, doubt, doubt_since,
        doubt_digest, lead_id,
    ) = row  # fmt: skip
    return StoredLead(
        Lead(url, LeadKind(kind), found_in, read_hints(hints), guid, lastmod, fingerprint),
        state, reason, tries, Validators(etag, last_modified), visited_lastmod, visited_fingerprint, answered_by,
        visited_at, next_visit_at, idle, Doubt(doubt, doubt_since, doubt_digest) if doubt else None, lead_id,
    )  # fmt: skip
