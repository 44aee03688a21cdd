"""The crawl of one site, as a list of jobs that grows with what is found. Only the writer's thread calls it."""

from __future__ import annotations

from collections import deque
from datetime import datetime, timedelta

from scraper.archive import Archive
from scraper.crawl.canonicals import Canonicals
from scraper.crawl.notes import Notes, is_soft_404
from scraper.crawl.outcome import Job, Visit
from scraper.crawl.plan import index_of, sources_to_ask
from scraper.crawl.reach import MIN_CARDS, Reach
from scraper.crawl.sources import Found
from scraper.crawl.store import Store
from scraper.discovery.links import WELL_KNOWN_FEEDS, WELL_KNOWN_SITEMAPS
from scraper.discovery.scope import SiteScope, judge, site_scope
from scraper.fetching import Client
from scraper.fetching.robots import from_capture
from scraper.model import urls
from scraper.model.capture import Validators
from scraper.model.clock import Clock
from scraper.model.crawl import CrawlCounts
from scraper.model.errors import FetchError, RobotsDenied
from scraper.model.lead import Lead, LeadKind
from scraper.model.limits import Manners

ROBOTS_LIFE = timedelta(hours=24)
STALE_ROBOTS_LIFE = timedelta(days=30)
_SOURCES = (LeadKind.FEED, LeadKind.SITEMAP, LeadKind.LISTING, LeadKind.REST)


class SiteCrawl:
    """One site's crawl: `next_job` says what to fetch, `take` what came of it."""

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
    ) -> None:
        self.archive = archive
        self.client = client
        self.clock = clock
        self.start = start
        self.only = only
        self.scope: SiteScope = site_scope(start)
        self.home = urls.origin(start) + "/"
        self.counts = CrawlCounts()
        self.language: str | None = None
        self.problem: FetchError | Exception | None = None
        self.max_pages = min(max_pages or manners.limits.pages, manners.limits.pages)
        self.site_id = archive.sites.ensure(self.home, now=clock.now())
        self.language = next((site.language for site in archive.sites.all() if site.id == self.site_id), None)
        self.store = Store(archive, self.site_id, self.counts, asked_for=only is not None)
        self._sources: deque[Job] = deque()
        self._posts: deque[Job] = deque()
        self._planned: set[str] = set()
        self._phase = 0
        self._notes = Notes(archive, self.site_id)
        self._reach = Reach(self._notes, manners.limits.depth)
        self._canonicals = Canonicals(archive, self.site_id, self.scope, self.home)
        self._absent: list[Found] = []
        self._has_feed = self._has_sitemap = self._has_rest = False
        self.visited = 0
        self._robots_known = False

    # What to fetch next

    def next_job(self) -> Job | None:
        """The next page to fetch; None when the site is done."""
        if self.visited >= self.max_pages:
            return None
        while True:
            if self._sources:
                return self._counted(self._sources.popleft())
            if self._posts:
                job = self._posts.popleft()
                if self.only is None and self.store.shapes.is_trap(job.lead.url):
                    self._notes.leave(job.lead, "trap: addresses like this one all say the same")
                    continue
                return self._counted(job)
            if self._phase >= len(_PHASES):
                return None
            phase = _PHASES[self._phase]
            self._phase += 1
            getattr(self, phase)()

    @property
    def waiting(self) -> int:
        """How many jobs are known of."""
        return len(self._sources) + len(self._posts)

    def _counted(self, job: Job) -> Job:
        self.visited += 1
        return job

    def _plan_robots(self) -> None:
        """A robots.txt of today is taken from the archive; an older one where none can be had (RFC 9309 section 2.4)."""
        known = self.archive.captures.latest(self.home + "robots.txt")
        if known is None or known.fetched_at is None:
            return
        age = self.clock.now() - known.fetched_at
        rules = from_capture(known, self.client.manners.limits)
        if age < ROBOTS_LIFE:
            self.client.remember_robots(urls.origin(self.home), rules)
            self._robots_known = True
        elif age < STALE_ROBOTS_LIFE:
            self.client.remember_stale_robots(urls.origin(self.home), rules)

    def _plan_start(self) -> None:
        """What was asked for; on a later crawl, the feeds and sitemaps that are known already."""
        if self.only is not None:
            self.archive.leads.add(self.site_id, [Lead(url, LeadKind.POST, "asked for") for url in self.only])
            self._posts.extend(self._job(Lead(url, LeadKind.POST, "asked for")) for url in self.only)
            return
        known = self.archive.leads.of(self.site_id)
        asked = sources_to_ask(known)
        for lead in asked:
            self._plan(lead.lead, validators=lead.validators)
        kinds = {lead.lead.kind for lead in asked}
        self._has_feed, self._has_sitemap = LeadKind.FEED in kinds, LeadKind.SITEMAP in kinds
        for lead in known:
            if lead.state == "queued" and lead.lead.kind in _SOURCES:
                self._plan(lead.lead)
        stored = self.archive.leads.get(self.site_id, self.start)
        if stored is None:
            kind = judge(self.start, self.scope).kind
            lead_here = Lead(self.start, LeadKind.OTHER if kind is LeadKind.POST else kind, "asked for")
            self.archive.leads.add(self.site_id, [lead_here])
            self._plan(lead_here, first=True)
        elif not kinds:
            home = self.archive.leads.get(self.site_id, self.home)
            asked_anew = home if home is not None and stored.lead.kind is LeadKind.POST else stored
            self._plan(asked_anew.lead, validators=asked_anew.validators, first=True)

    def _plan_discovery(self) -> None:
        """Where the rest of the posts may be listed: robots.txt, then the paths that most sites use."""
        if self.only is not None or self.problem is not None:
            return
        if not self._has_sitemap:
            for url in self._listed_sitemaps():
                self._add_source(Lead(url, LeadKind.SITEMAP, self.home + "robots.txt"))
        later = self._has_feed and not self.archive.crawls.first(self.site_id)
        if later or self._has_sitemap or self.archive.leads.get(self.site_id, self.home) is not None:
            return
        self._add_source(Lead(self.home, LeadKind.LISTING, self.start))

    def _listed_sitemaps(self) -> list[str]:
        """Those that robots.txt names, on whatever host they lie (sitemaps.org, "Sitemaps & Cross Submits")."""
        try:
            return list(self.client.robots(self.home).sitemaps)
        except FetchError:
            return []

    def _plan_sitemap_probes(self) -> None:
        if not self._has_sitemap:
            self._probe(LeadKind.SITEMAP, WELL_KNOWN_SITEMAPS)

    def _plan_feed_probes(self) -> None:
        if not self._has_feed:
            self._probe(LeadKind.FEED, WELL_KNOWN_FEEDS)

    def _probe(self, kind: LeadKind, paths: tuple[str, ...]) -> None:
        """The paths where most sites have it, on a first crawl only."""
        if self.only is None and self.problem is None and self.archive.crawls.first(self.site_id):
            addresses = (urls.join(self.home, path) or self.home for path in paths)
            self._sources.extend(
                self._job(Lead(url, kind, "well-known path"), probe=True) for url in addresses
            )

    def _plan_guesses(self) -> None:
        """The usual second pages of the broadest listing, where nothing led on from it."""
        if self.only is None and self._is_alone():
            self._sources.extend(self._job(lead, probe=True) for lead in self._reach.guesses())

    def _plan_archives(self) -> None:
        """Archives by date, where there is no sitemap to list all posts."""
        if self.only is None and self._is_alone():
            for lead in self._reach.archives():
                self._add_source(lead)

    def _is_alone(self) -> bool:
        """True on a first crawl of a site whose listings alone tell of its posts."""
        first = self.archive.crawls.first(self.site_id)
        return first and not (self._has_sitemap or self._has_rest or self.problem)

    def _plan_posts(self) -> None:
        """Every post that is queued, or that feed or sitemap call changed since it was visited."""
        if self.only is not None:
            return
        for stored in self.archive.leads.of(self.site_id):
            if stored.lead.kind in (LeadKind.POST, LeadKind.OTHER) and (
                stored.state == "queued"
                or (stored.state == "failed" and stored.tries < 3)
                or (stored.state != "queued" and stored.changed)
            ):
                self._plan(stored.lead, validators=stored.validators)

    def _plan(self, lead: Lead, *, validators: Validators | None = None, first: bool = False) -> None:
        key = urls.key(lead.url)
        if key in self._planned:
            return
        self._planned.add(key)
        job = self._job(lead, validators=validators)
        (self._posts if job.wants_post and not first else self._sources).append(job)

    def _job(self, lead: Lead, *, validators: Validators | None = None, probe: bool = False) -> Job:
        return Job(lead, validators or Validators(), lead.kind in (LeadKind.POST, LeadKind.OTHER), probe)

    # What came of it

    def take(self, visit: Visit, *, now: datetime) -> None:
        """Stores what a visit brought, and plans what it leads to. One transaction."""
        if visit.job.probe and self._probe_is_answered(visit.job):
            return
        self._keep_robots()
        if visit.job.wants_post:
            if self.only is None and (canonical := self._canonicals.holds(visit)) is not None:
                self._plan_now(canonical)
            else:
                for one in (visit, *self._canonicals.released_by(visit)):
                    self._store_post(one, now)
            at_start = urls.key(visit.job.lead.url) == urls.key(self.start)
            unread = visit.found is None and visit.post is None
            if (
                at_start
                and self.only is None
                and unread
                and not (visit.capture and visit.capture.not_modified)
            ):
                self.problem = visit.error or FetchError(f"{self.start} could not be read")
            if visit.found is not None and (
                at_start or (visit.found.cards >= MIN_CARDS and not self._has_sitemap)
            ):
                self._mark(visit)
                self._follow(visit)
            return
        self._source(visit, now)

    def _store_post(self, visit: Visit, now: datetime) -> None:
        if self.only is None and visit.post and any(is_soft_404(visit.post, page) for page in self._absent):
            self._notes.leave(
                visit.job.lead, "a soft 404: it says what the site says of pages that do not exist"
            )
            self.store.shapes.note(visit.job.lead.url, twin=True)
            return
        self.store.post(visit, now=now)

    def _plan_now(self, lead: Lead) -> None:
        """Puts a lead before all others."""
        self._planned.add(urls.key(lead.url))
        self._posts = deque(job for job in self._posts if urls.key(job.lead.url) != urls.key(lead.url))
        self._posts.appendleft(self._job(lead))

    def _keep_robots(self) -> None:
        if not self._robots_known:
            self._robots_known = True
            try:
                capture = self.client.robots(self.home).capture
            except FetchError:
                return
            if capture is not None and capture.ok:
                self.store.bytes_of(capture)

    def _probe_is_answered(self, job: Job) -> bool:
        if job.lead.kind is LeadKind.LISTING:
            return self._reach.is_paged
        return self._has_feed if job.lead.kind is LeadKind.FEED else self._has_sitemap

    def _probe_holds(self, visit: Visit) -> bool:
        """True when a guess was right. A web page where a feed or sitemap was guessed is how the site says "not found"."""
        found, kind = visit.found, visit.job.lead.kind
        if visit.capture is None or found is None:
            return False
        if kind is LeadKind.LISTING:
            return self._reach.proves(found)
        if found.kind == "html" and visit.capture.ok and not visit.capture.redirects:
            self._absent.append(found)
        return found.kind == str(kind)

    def _source(self, visit: Visit, now: datetime) -> None:
        job, capture = visit.job, visit.capture
        if job.probe:
            if not self._probe_holds(visit):
                return
            self.archive.leads.add(self.site_id, [job.lead])
            self._planned.add(urls.key(job.lead.url))
            self._sources = deque(
                other for other in self._sources if not (other.probe and other.lead.kind is job.lead.kind)
            )
        if capture is not None and capture.not_modified:
            return
        if visit.found is None:
            self._source_failed(visit, now)
            return
        assert capture is not None
        self.store.bytes_of(capture)
        self._mark(visit)
        self._follow(visit)
        index = index_of(job.lead.url, self.archive.leads.of(self.site_id, LeadKind.SITEMAP))
        if index is not None and index.state == "done":
            self._plan(index.lead, validators=index.validators)
        self.archive.leads.settle(
            self.site_id, job.lead.url, "done", validators=capture.validators, lastmod=job.lead.lastmod
        )

    def _mark(self, visit: Visit) -> None:
        found = visit.found
        assert found is not None
        if found.kind in ("feed", "sitemap") and urls.key(visit.job.lead.url) == urls.key(self.start):
            self.archive.leads.rekind(self.site_id, visit.job.lead.url, LeadKind(found.kind))
        self._has_feed = self._has_feed or found.kind == "feed"
        self._has_rest = self._has_rest or found.kind == "rest"
        self._has_sitemap = self._has_sitemap or (
            found.kind == "sitemap" and bool(found.posts or found.sources)
        )
        if found.name or found.language:
            self.archive.sites.ensure(
                self.home, now=self.clock.now(), name=found.name, language=found.language
            )
            self.language = self.language or found.language

    def _source_failed(self, visit: Visit, now: datetime) -> None:
        lead, capture = visit.job.lead, visit.capture
        beyond = (
            "paged=" in lead.url
            or lead.kind is LeadKind.REST
            or isinstance(visit.error, RobotsDenied)
            or (lead.kind is LeadKind.LISTING and lead.found_in != "asked for")
        )
        reason = str(visit.error) if visit.error else f"answered {capture.status}" if capture else ""
        if urls.key(lead.url) == urls.key(self.start):
            self.problem = visit.error or FetchError(f"{lead.url} {reason}")
            self.archive.leads.settle(self.site_id, lead.url, "queued", reason=reason)
            self.store.failure(lead.url, visit.error.kind if visit.error else "status", reason, now=now)
            return
        if not beyond:
            self.store.failure(lead.url, visit.error.kind if visit.error else "status", reason, now=now)
        self.archive.leads.settle(self.site_id, lead.url, "skipped" if beyond else "failed", reason=reason)

    def _follow(self, visit: Visit) -> None:
        """Keeps what a document leads to, and plans the sources among it."""
        found, lead = visit.found, visit.job.lead
        assert found is not None
        new = self.archive.leads.add(self.site_id, found.posts)
        first = self.archive.crawls.first(self.site_id)
        for source in self._reach.pages_behind(visit, found, new=new, first=first):
            self._add_source(source)
        for source in found.sources:
            if source.kind is LeadKind.LISTING:
                continue
            if source.kind is LeadKind.REST and not (first or not (self._has_feed or self._has_sitemap)):
                continue
            if source.kind is LeadKind.FEED and self._has_feed:
                continue
            if source.kind is LeadKind.SITEMAP:
                known = self.archive.leads.get(self.site_id, source.url)
                if (
                    known is not None
                    and known.state == "done"
                    and not (source.lastmod and source.lastmod != known.visited_lastmod)
                ):
                    self._plan(source, validators=known.validators)
                    continue
            self._add_source(source)
        if (
            found.kind == "html"
            and not self._has_sitemap
            and lead.kind is LeadKind.LISTING
            and lead.found_in in ("asked for", self.start)
        ):
            self.archive.leads.add(self.site_id, found.loose)

    def _add_source(self, lead: Lead) -> None:
        self.archive.leads.add(self.site_id, [lead])
        known = self.archive.leads.get(self.site_id, lead.url)
        if known is not None and (known.state == "queued" or lead.kind is LeadKind.SITEMAP):
            self._plan(lead, validators=known.validators)


_PHASES = (
    "_plan_robots",
    "_plan_start",
    "_plan_discovery",
    "_plan_sitemap_probes",
    "_plan_feed_probes",
    "_plan_guesses",
    "_plan_archives",
    "_plan_posts",
    "_plan_guesses",
    "_plan_archives",
    "_plan_posts",
)
"""In order; the posts twice, for pages among the first may be listings that lead to more."""
