"""What a crawl asks, in phases: each plans jobs, and the next begins when they are done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from scraper.archive.stored_leads import StoredLead
from scraper.crawl.notes import NOTHING_THERE
from scraper.crawl.plan import sources_to_ask
from scraper.crawl.schedule import LONGEST, due, revisited, spare
from scraper.crawl.state import ENDED, SiteState, job_for
from scraper.discovery.addresses import WELL_KNOWN_FEEDS, WELL_KNOWN_SITEMAPS
from scraper.discovery.scope import judge
from scraper.fetching.robots import from_capture
from scraper.model import urls
from scraper.model.errors import FetchError
from scraper.model.lead import Lead, LeadKind

ROBOTS_LIFE = timedelta(hours=25)
"""A day (RFC 9309 section 2.4), and what a nightly crawl may start later than the last: so every other night asks."""
STALE_ROBOTS_LIFE = timedelta(days=30)
TRIES = 3
"""Times that a failed address is tried again at each crawl; after that when its turn comes."""
CRIES = 3
"""Calls in a row that brought nothing, after which an address waits for its turn."""
_SOURCES = (LeadKind.FEED, LeadKind.SITEMAP, LeadKind.LISTING, LeadKind.REST)


def plan_robots(site: SiteState) -> None:
    """A robots.txt of the last day is taken from the archive (RFC 9309 section 2.4); an older one is confirmed.

    One of the last month stands in where none can be had now.
    """
    address = site.home + "robots.txt"
    known = site.archive.captures.latest(address)
    now = site.clock.now()
    age = site.archive.captures.age(address, now=now)
    if known is None or age is None:
        return
    _, last = site.archive.crawls.so_far(site.site_id)
    site.robots_before = last is not None and now - age >= last
    origin = urls.origin(site.home)
    if timedelta(0) <= age < ROBOTS_LIFE:
        site.client.remember_robots(origin, from_capture(known, site.client.manners.limits))
        site.robots_kept = True
    else:
        site.client.confirm_robots(origin, known)
        if age < STALE_ROBOTS_LIFE:
            site.client.remember_stale_robots(origin, from_capture(known, site.client.manners.limits))


def plan_start(site: SiteState) -> None:
    """What was asked for; on a later crawl, the feeds and sitemaps that are known already."""
    if site.only is not None:
        leads = [Lead(url, LeadKind.POST, "asked for") for url in site.only]
        site.archive.leads.add(site.site_id, leads)
        for lead in leads:
            site.plan(lead)
        return
    turns, now = site.archive.turns, site.clock.now()
    known = turns.sources(site.site_id)
    asked = sources_to_ask(
        known + turns.last_and_next(site.site_id, now=now, longest=LONGEST),
        now=now,
        quiet=site.client.manners.limits.quiet_requests,
        robots=not site.robots_kept,
        robots_before=site.robots_before,
    )
    for stored in asked:
        site.plan(stored.lead, stored)
    asking = {stored.lead.kind for stored in known if stored.state in ("done", "failed")}
    kinds = asking & {LeadKind.FEED, LeadKind.SITEMAP}
    site.has_feed, site.has_sitemap = LeadKind.FEED in kinds, LeadKind.SITEMAP in kinds
    for stored in known:
        if stored.lead.kind in _SOURCES and stored.state == "queued":
            site.plan(stored.lead)
    start = site.archive.leads.get(site.site_id, site.start)
    if start is None:
        kind = judge(site.start, site.scope).kind
        lead = Lead(site.start, LeadKind.OTHER if kind is LeadKind.POST else kind, "asked for")
        site.archive.leads.add(site.site_id, [lead])
        site.plan(lead, first=True)
    elif not kinds:
        home = site.archive.leads.get(site.site_id, site.home)
        anew = home if home is not None and start.lead.kind is LeadKind.POST else start
        site.plan(anew.lead, anew, first=True)


def plan_discovery(site: SiteState) -> None:
    """Where the rest of the posts may be listed: robots.txt, then the front page."""
    if site.only is not None or site.problem is not None:
        return
    if not site.has_sitemap:
        for url in _listed_sitemaps(site):
            site.add_source(Lead(url, LeadKind.SITEMAP, site.home + "robots.txt"))
    later = site.has_feed and not site.archive.crawls.first(site.site_id)
    if later or site.has_sitemap or site.archive.leads.get(site.site_id, site.home) is not None:
        return
    site.add_source(Lead(site.home, LeadKind.LISTING, site.start))


def _listed_sitemaps(site: SiteState) -> list[str]:
    """Those that robots.txt names, on whatever host they lie (sitemaps.org, "Sitemaps & Cross Submits")."""
    try:
        return list(site.client.robots(site.home).sitemaps)
    except FetchError:
        return []


def plan_sitemap_probes(site: SiteState) -> None:
    """The paths where most sites keep their sitemap."""
    if not site.has_sitemap:
        _probe(site, LeadKind.SITEMAP, WELL_KNOWN_SITEMAPS)


def plan_feed_probes(site: SiteState) -> None:
    """The paths where most sites keep their feed."""
    if not site.has_feed:
        _probe(site, LeadKind.FEED, WELL_KNOWN_FEEDS)


def _probe(site: SiteState, kind: LeadKind, paths: tuple[str, ...] | list[str]) -> None:
    if site.only is None and site.problem is None and site.archive.crawls.first(site.site_id):
        addresses = [urls.join(site.home, path) or site.home for path in paths]
        known = [site.archive.leads.get(site.site_id, address) for address in addresses]
        site.sources.extend(
            job_for(Lead(address, kind, "well-known path"), why="probe")
            for address, lead in zip(addresses, known, strict=True)
            if lead is None or lead.reason != NOTHING_THERE
        )


def plan_guesses(site: SiteState) -> None:
    """The usual second pages of the broadest listing, where nothing led on from it."""
    if site.only is None and _is_alone(site):
        site.sources.extend(job_for(lead, why="probe") for lead in site.reach.guesses())


def plan_archives(site: SiteState) -> None:
    """Archives by date, where there is no sitemap to list all posts."""
    if site.only is None and _is_alone(site):
        for lead in site.reach.archives():
            site.add_source(lead)


def _is_alone(site: SiteState) -> bool:
    """True on a first crawl of a site whose listings alone tell of its posts."""
    first = site.archive.crawls.first(site.site_id)
    return first and not (site.has_sitemap or site.has_rest or site.problem)


def plan_posts(site: SiteState) -> None:
    """Every post that was never read, that feed or sitemap call changed, or that is to be seen a second time."""
    if site.only is not None:
        return
    now = site.clock.now()
    called: list[StoredLead] = []
    ended: list[StoredLead] = []
    for stored in site.archive.turns.calling(site.site_id):
        if stored.reason == ENDED and stored.tries < TRIES:
            ended.append(stored)
        elif stored.state == "queued":
            site.plan(stored.lead, stored)
        elif stored.state == "failed" and (stored.tries < TRIES or due(stored, now)):
            site.plan(stored.lead, stored, why="turn")
        elif stored.doubt is not None and due(stored, now):
            site.plan(stored.lead, stored, why="turn")
        elif stored.changed and (stored.idle < CRIES or due(stored, now)):
            called.append(stored)
    for stored in sorted(called, key=lambda lead: lead.visited_at or ""):
        site.plan(stored.lead, stored, why="called")
    for stored in ended:  # last, in case that it ends this crawl as well
        site.plan(stored.lead, stored, why="turn")


def plan_revisits(site: SiteState) -> None:
    """Posts that nobody calls changed, as far as this crawl may ask for more (see `schedule`)."""
    if site.only is not None or site.problem is not None or site.archive.crawls.first(site.site_id):
        return
    now, counts = site.clock.now(), site.counts
    quiet = site.client.manners.limits.quiet_requests
    left = spare(counts.new + counts.changed + counts.gone, site.client.requests, quiet=quiet)
    crawls, _ = site.archive.crawls.so_far(site.site_id)
    waiting = site.archive.turns.waiting(site.site_id, now=now, longest=LONGEST, most=left)
    for stored in revisited(waiting, now, left=left, crawls=crawls):
        site.plan(stored.lead, stored, why="turn")


PHASES: tuple[Callable[[SiteState], None], ...] = (
    plan_robots,
    plan_start,
    plan_discovery,
    plan_sitemap_probes,
    plan_feed_probes,
    plan_guesses,
    plan_archives,
    plan_posts,
    plan_guesses,
    plan_archives,
    plan_posts,
    plan_revisits,
)
"""In order; `plan_posts` comes again for as long as it finds work, for pages may lead to more, listings among them."""
