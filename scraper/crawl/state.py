"""Where the crawl of one site stands: what is known, what is planned, what was found so far."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from scraper.archive import Archive
from scraper.archive.stored_leads import StoredLead
from scraper.crawl.canonicals import Canonicals
from scraper.crawl.found import Found
from scraper.crawl.known import Known
from scraper.crawl.notes import NOTHING_THERE, Notes
from scraper.crawl.outcome import NO_RULES, NOTHING_KNOWN, Job, Reading, Why
from scraper.crawl.reach import Reach
from scraper.crawl.store import Store
from scraper.discovery.scope import SiteScope, site_scope
from scraper.fetching.client import Client
from scraper.model import urls
from scraper.model.clock import Clock
from scraper.model.crawl import CrawlCounts
from scraper.model.errors import FetchError
from scraper.model.lead import Lead, LeadKind
from scraper.model.limits import Manners
from scraper.sites import Rulebook

ENDED = "the program came to its end while this was read"
THRICE = 3


class SiteState:
    """One site's crawl, as planning and taking share it. Only the writer's thread touches it."""

    def __init__(
        self,
        archive: Archive,
        client: Client,
        clock: Clock,
        manners: Manners,
        start: str,
        *,
        only: list[str] | None = None,
        max_pages: int | None = None,
        rules: Rulebook = NO_RULES,
    ) -> None:
        self.archive = archive
        self.client = client
        self.clock = clock
        self.start = start
        self.only = only
        self.scope: SiteScope = site_scope(start)
        self.home = urls.origin(start) + "/"
        self.counts = CrawlCounts()
        self.problem: FetchError | Exception | None = None
        self.faulted = False
        self.max_pages = min(max_pages or manners.limits.pages, manners.limits.pages)
        self.max_bytes = manners.limits.crawl_bytes
        self.site_id = archive.sites.ensure(self.home, now=clock.now())
        self.language: str | None = next(
            (site.language for site in archive.sites.all() if site.id == self.site_id), None
        )
        self.rules = rules
        self.store = Store(
            archive, self.site_id, self.counts, home=self.home, asked_for=only is not None, rules=rules
        )
        self.sources: deque[Job] = deque()
        self.posts: deque[Job] = deque()
        self.planned: set[str] = set()
        """By key, what was planned in this crawl."""
        self.named: set[str] = set()
        """By key, what was planned, and what documents of this crawl list: all of it are leads."""
        self.known = Known(self.named)
        self.under_way: dict[str, Job] = {}
        """By key, the jobs that were given out, and of which nothing has come back yet."""
        self.notes = Notes(archive, self.site_id)
        self.reach = Reach(self.notes, manners.limits.depth)
        self.canonicals = Canonicals(archive, self.site_id, self.scope, self.home)
        self.absent: list[Found] = []
        """What the site answers to addresses that do not exist, where it answers with a page."""
        self.has_feed = self.has_sitemap = self.has_rest = False
        self.visited = 0
        self.answered = 0
        self.robots_kept = self.robots_before = False
        """Whether robots.txt need not be asked for, or was already; and whether the last crawl asked for it."""
        self.called_in_vain = 0
        """How often feed or sitemap called a page changed that was not; -1 once one of them was right."""

    @property
    def waiting(self) -> int:
        """How many jobs are known of."""
        return len(self.sources) + len(self.posts)

    @property
    def reading(self) -> Reading:
        """How its pages are read, as of now."""
        agent = self.client.agent if self.client.manners.obey_directives else None
        return Reading(self.scope, self.language, agent, self.rules, self.known)

    @property
    def goes_on(self) -> bool:
        """True for a site that was crawled before and answers: a page that fails is then one among many."""
        return self.answered > 0 and not self.archive.crawls.first(self.site_id)

    def plan(
        self, lead: Lead, stored: StoredLead | None = None, *, why: Why = "new", first: bool = False
    ) -> None:
        """Puts a lead in its queue, once, with what its last visit left behind; `first` before all posts."""
        key = urls.key(lead.url)
        if key in self.planned:
            return
        self.planned.add(key)
        self.named.add(key)
        job = job_for(lead, stored, why=why)
        (self.posts if job.wants_post and not first else self.sources).append(job)

    def leave_out(self, in_hand: Iterable[Lead]) -> None:
        """Notes what was read when the last crawl was killed, or killed itself. One transaction.

        It may have been so by chance, because the machine lost its power: so an address is tried twice more, when all
        else is done, and left out of this crawl, as a failure, when it was so three times in a row.
        """
        for lead in in_hand:
            if urls.host(lead.url) not in (urls.host(self.home), urls.host(self.start)):
                continue
            stored, now = self.archive.leads.get(self.site_id, lead.url), self.clock.now()
            if stored is None:
                self.archive.leads.add(self.site_id, [lead])
            ended = stored is not None and stored.reason == ENDED
            if stored is not None and ended and (stored.state == "skipped" or stored.tries + 1 >= THRICE):
                self.store.ends.failed(lead, "limit", ENDED, now=now)
                self.planned.add(urls.key(lead.url))
                if stored.state == "skipped":
                    self.notes.absent(lead)
            elif stored is None and lead.kind not in (LeadKind.POST, LeadKind.OTHER):
                self.notes.leave(lead, ENDED)  # a guess: as long as nothing answered, it is no source
            else:
                self.store.ends.put_off(lead, ENDED, now=now, called=False)

    def add_source(self, lead: Lead) -> None:
        """Keeps a lead to a feed, sitemap or listing, and plans it where it is not done already.

        Where a guess found nothing, somebody says now that there is something.
        """
        self.archive.leads.add(self.site_id, [lead])
        known = self.archive.leads.get(self.site_id, lead.url)
        if known is not None and (
            known.state == "queued" or lead.kind is LeadKind.SITEMAP or known.reason == NOTHING_THERE
        ):
            self.plan(lead, known)

    def plan_now(self, lead: Lead) -> None:
        """Puts a lead before all others, unless it is under way."""
        if urls.key(lead.url) in self.under_way:
            return
        self.planned.add(urls.key(lead.url))
        self.posts = deque(job for job in self.posts if urls.key(job.lead.url) != urls.key(lead.url))
        self.posts.appendleft(job_for(lead))


def job_for(lead: Lead, stored: StoredLead | None = None, *, why: Why = "new") -> Job:
    """A lead as a job, conditional where its last visit left validators."""
    return Job(
        lead,
        stored.validators if stored else NOTHING_KNOWN,
        lead.kind in (LeadKind.POST, LeadKind.OTHER),
        why,
        stored.answered_by if stored else None,
    )
