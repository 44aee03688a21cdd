"""The crawl of one site, as a list of jobs that grows with what is found. Only the writer's thread calls it."""

from __future__ import annotations

from datetime import datetime

from scraper.crawl.outcome import Job, Visit
from scraper.crawl.planning import PHASES, plan_posts
from scraper.crawl.state import SiteState
from scraper.crawl.stubs import keep_stubs
from scraper.crawl.taking import take
from scraper.model.lead import LeadKind
from scraper.model.urls import key

IN_VAIN = 10
"""Calls of feed or sitemap in a row, from the crawl's first, that brought nothing: then no more are answered."""


class SiteCrawl(SiteState):
    """One site's crawl: `next_job` says what to fetch, `take` what came of it, `close` what is left to be noted."""

    _phase = 0

    def next_job(self) -> Job | None:
        """The next page to fetch; None when the site is done."""
        if self.visited >= self.max_pages or self.client.received_bytes >= self.max_bytes:
            return None  # what is queued waits for the next crawl
        while True:
            for queue in (self.sources, self.posts):
                if queue:
                    job = queue.popleft()
                    if job.why == "called" and self.called_in_vain >= IN_VAIN:
                        continue
                    if job.wants_post and self.only is None and self.store.shapes.is_trap(job.lead.url):
                        self.notes.leave(job.lead, "trap: addresses like this one all say the same")
                        continue
                    self.visited += 1
                    self.under_way[key(job.lead.url)] = job
                    return job
            if not self.waiting and not self._next_phase():
                return None

    def _next_phase(self) -> bool:
        """Plans the next phase; False when all are done."""
        if self._phase >= len(PHASES):
            return False
        PHASES[self._phase](self)
        if not (PHASES[self._phase] is plan_posts and self.waiting):
            self._phase += 1
        return True

    @property
    def may_run_ahead(self) -> bool:
        """True when the next page can be fetched while others are read: what they say of it can wait.

        What documents lead to is planned before posts are, so that only pages of posts may be under way together.
        """
        pages = all(job.lead.kind is LeadKind.POST for job in self.under_way.values())
        return bool(self.posts) and not self.sources and pages

    def take(self, visit: Visit, *, now: datetime) -> None:
        """Stores what a visit brought, and plans what it leads to. One transaction."""
        self.under_way.pop(key(visit.job.lead.url), None)
        take(self, visit, now=now)

    def close(self, *, now: datetime) -> None:
        """Notes what is known of posts that were not read. One transaction."""
        if self.only is None:
            keep_stubs(self.archive, self.site_id, language=self.language, now=now)
