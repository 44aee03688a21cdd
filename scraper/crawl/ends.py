"""How visits end for the leads of a site: read, unchanged, skipped, failed or gone, and when each is visited again."""

from __future__ import annotations

from datetime import datetime

from scraper.archive import Archive
from scraper.archive.stored_leads import Schedule
from scraper.crawl.outcome import Visit
from scraper.crawl.schedule import retried
from scraper.model.crawl import CrawlCounts
from scraper.model.lead import Lead


class Ends:
    """Notes each visit's end at its lead, and counts it in the crawl where the posts do not."""

    def __init__(self, archive: Archive, site_id: int, counts: CrawlCounts) -> None:
        self.archive = archive
        self.site_id = site_id
        self.counts = counts
        self.crawl_id = 0

    def read(self, visit: Visit, schedule: Schedule, *, reason: str, idle: bool) -> None:
        """A page that was read and kept; `idle` where it said nothing new."""
        called = visit.job.why == "called"
        self._answered(visit, "done", reason, idle=idle and called, schedule=schedule)

    def unchanged(self, visit: Visit, schedule: Schedule, *, whole: bool, idle: bool) -> None:
        """304: the page is the one that was read. What became of it then holds, unless it is a `whole` post by now."""
        lead = visit.job.lead
        stored = self.archive.leads.get(self.site_id, lead.url)
        self.archive.leads.settle(
            self.site_id,
            lead.url,
            "done" if whole or stored is None else stored.state,
            reason=stored.reason if stored else "",
            validators=visit.job.validators,
            answered_by=visit.job.address,
            lastmod=lead.lastmod,
            fingerprint=lead.fingerprint,
            idle=idle if visit.job.why == "called" else None,
            schedule=schedule,
        )

    def skipped(self, visit: Visit, reason: str) -> None:
        """A page that is not kept, and why; it is visited again when something new is said of it."""
        self.counts.skipped += 1
        self._answered(visit, "skipped", reason, idle=visit.job.why == "called")

    def gone(self, lead: Lead, reason: str, schedule: Schedule) -> None:
        """An address that leads nowhere any more."""
        self.archive.leads.settle(
            self.site_id,
            lead.url,
            "gone",
            reason=reason,
            lastmod=lead.lastmod,
            fingerprint=lead.fingerprint,
            schedule=schedule,
        )

    def failed(self, lead: Lead, kind: str, reason: str, *, now: datetime) -> None:
        """A lead that failed; it is tried again later."""
        self.failure(lead.url, kind, reason, now=now)
        self.put_off(lead, reason, now=now)

    def put_off(self, lead: Lead, reason: str, *, now: datetime, called: bool = True) -> None:
        """A lead that could not be read now is tried again later; by itself that is no failure of the crawl.

        Who `called` it changed was heard, and calls it again when it changes again, not night after night.
        """
        stored = self.archive.leads.get(self.site_id, lead.url)
        tries = stored.tries + 1 if stored else 1
        self.archive.leads.settle(
            self.site_id,
            lead.url,
            "failed",
            reason=reason,
            lastmod=lead.lastmod if called else None,
            fingerprint=lead.fingerprint if called else None,
            schedule=retried(tries, now),
        )

    def failure(self, url: str, kind: str, message: str, *, now: datetime) -> None:
        """Records in the crawl that an address failed, and why."""
        self.counts.failed += 1
        self.archive.crawls.fail(self.crawl_id, url, kind, message, at=now)

    def _answered(
        self, visit: Visit, state: str, reason: str, *, idle: bool, schedule: Schedule | None = None
    ) -> None:
        """Keeps what will tell next time whether the page has changed."""
        lead, capture = visit.job.lead, visit.capture
        self.archive.leads.settle(
            self.site_id,
            lead.url,
            state,
            validators=capture.validators if capture else None,
            answered_by=capture.moved_to if capture else None,
            lastmod=lead.lastmod,
            fingerprint=lead.fingerprint,
            reason=reason,
            idle=idle,
            schedule=schedule,
        )
