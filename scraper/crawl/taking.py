"""What a crawl does with what came: posts to the store, and what documents lead to into the archive and the plan."""

from __future__ import annotations

from collections import deque
from datetime import datetime
from email.utils import parsedate_to_datetime

from scraper.archive.stored_leads import StoredLead
from scraper.crawl.notes import is_soft_404
from scraper.crawl.outcome import Job, Visit
from scraper.crawl.plan import index_of
from scraper.crawl.reach import MIN_CARDS
from scraper.crawl.schedule import LONGEST_FOR_SOURCES, due, later, latest, scheduled
from scraper.crawl.state import SiteState
from scraper.crawl.vanishing import plan_dropped, plan_listed
from scraper.discovery.kinds import what_is
from scraper.model import urls
from scraper.model.capture import Capture
from scraper.model.errors import FetchError, ParseError, RobotsDenied
from scraper.model.lead import Lead, LeadKind

UNREADABLE = 500
_IN_TURNS = (LeadKind.FEED, LeadKind.SITEMAP, LeadKind.REST)
ASKED_ONCE = (LeadKind.FEED, LeadKind.SITEMAP)
"""What is guessed at well-known paths. A first crawl that was ended need not guess again where there was nothing."""


def take(site: SiteState, visit: Visit, *, now: datetime) -> None:
    """Stores what a visit brought, and plans what it leads to. One transaction."""
    if visit.job.probe and _is_answered(site, visit.job):
        return
    keep_robots(site)
    if visit.capture is not None and (visit.capture.ok or visit.capture.not_modified):
        site.answered += 1
    if visit.job.wants_post:
        _take_post(site, visit, now)
    else:
        _take_source(site, visit, now)


def keep_robots(site: SiteState) -> None:
    """Keeps robots.txt, whatever it answered but for trouble, so that it is asked for once a day."""
    if site.robots_kept:
        return
    site.robots_kept = True
    try:
        capture = site.client.robots(site.home).capture
    except FetchError:
        return
    if capture is not None and capture.status < UNREADABLE and capture.status != 429:
        site.archive.captures.confirm(site.store.bytes_of(capture), now=site.clock.now())


def _is_answered(site: SiteState, job: Job) -> bool:
    if job.lead.kind is LeadKind.LISTING:
        return site.reach.is_paged
    return site.has_feed if job.lead.kind is LeadKind.FEED else site.has_sitemap


def _probe_holds(site: SiteState, visit: Visit) -> bool:
    """True when a guess was right. A web page where a feed or sitemap was guessed is how the site says "not found"."""
    found, kind = visit.found, visit.job.lead.kind
    if visit.capture is None or found is None:
        return False
    if kind is LeadKind.LISTING:
        return site.reach.proves(found)
    if found.kind == "html" and visit.capture.ok and not visit.capture.redirects:
        site.absent.append(found)
    return found.kind == str(kind)


def _store_post(site: SiteState, visit: Visit, now: datetime) -> bool:
    if _is_soft_404(site, visit):
        site.notes.leave(visit.job.lead, "a soft 404: it says what the site says of pages that do not exist")
        site.store.shapes.note(visit.job.lead.url, twin=True)
        return False
    return site.store.post(visit, now=now)


def _is_soft_404(site: SiteState, visit: Visit) -> bool:
    """True for a page that nobody has read before and that says what the site answers to whatever is asked for."""
    post = visit.post
    if post is None or site.only is not None or not any(is_soft_404(post, page) for page in site.absent):
        return False
    return site.archive.posts.find(visit.job.lead.url) is None


def _take_post(site: SiteState, visit: Visit, now: datetime) -> None:
    learnt = False
    if site.only is None and (canonical := site.canonicals.holds(visit)) is not None:
        site.plan_now(canonical)
    else:
        for one in (visit, *site.canonicals.released_by(visit)):
            learnt = _store_post(site, one, now) or learnt
    if visit.job.why == "called" and visit.error is None and site.called_in_vain >= 0:
        site.called_in_vain = -1 if learnt else site.called_in_vain + 1
    if site.only is not None:
        return
    if (
        visit.related and site.archive.posts.find(visit.job.lead.url) is not None
    ):  # what no post shows are no posts
        site.archive.leads.add_unknown(site.site_id, visit.related)
    at_start = urls.key(visit.job.lead.url) == urls.key(site.start)
    unread = visit.found is None and visit.post is None
    if at_start and unread and not (visit.capture and visit.capture.not_modified):
        site.problem = visit.error or FetchError(f"{site.start} could not be read")
    if visit.found is not None and (at_start or (visit.found.cards >= MIN_CARDS and not site.has_sitemap)):
        _mark(site, visit)
        _follow(site, visit)


def _take_source(site: SiteState, visit: Visit, now: datetime) -> None:
    job, capture = visit.job, visit.capture
    if job.probe:
        if not _probe_holds(site, visit):
            if capture is not None and capture.status in (404, 410) and job.lead.kind in ASKED_ONCE:
                site.notes.absent(job.lead)
            return
        site.archive.leads.add(site.site_id, [job.lead])
        site.planned.add(urls.key(job.lead.url))
        site.sources = deque(
            other for other in site.sources if not (other.probe and other.lead.kind is job.lead.kind)
        )
    if capture is not None and (capture.not_modified or _is_as_it_was(site, job.lead, capture)):
        _same_source(site, job, now)
        return
    if visit.found is None:
        _source_failed(site, visit, now)
        return
    assert capture is not None
    if _is_replaced(site, job.lead, capture, visit.found.kind):
        lost = ParseError(f"it is no {job.lead.kind} any more")
        _source_failed(site, visit._replace(error=lost), now)
        return
    site.store.bytes_of(capture)
    if visit.found.entries:
        from scraper.crawl.entries import sort_entries  # most nights bring no sitemap

        before = site.archive.leads.listed_in(site.site_id, job.lead.url)
        sort_entries(visit.found, capture.url, before, site.scope)
    _mark(site, visit)
    _follow(site, visit)
    schedule = None
    if job.lead.kind is LeadKind.SITEMAP:
        _plan_index(site, job.lead)
    if job.lead.kind in _IN_TURNS:
        schedule = scheduled(_newest(visit, capture, now), now, longest=LONGEST_FOR_SOURCES)
    site.archive.leads.settle(
        site.site_id,
        job.lead.url,
        "done",
        validators=capture.validators,
        answered_by=capture.moved_to,
        lastmod=job.lead.lastmod,
        schedule=schedule,
    )


def _is_as_it_was(site: SiteState, lead: Lead, capture: Capture) -> bool:
    """True for the very bytes of the last time: many servers know no 304 for what they make anew at each request."""
    if lead.kind not in _IN_TURNS or not capture.ok:
        return False
    known = site.archive.captures.newest(capture.url)
    stored = site.archive.leads.get(site.site_id, lead.url)
    return known is not None and known[1] == capture.digest and stored is not None and stored.state == "done"


def _is_replaced(site: SiteState, lead: Lead, capture: Capture, kind: str) -> bool:
    """True when something else answers where a feed or sitemap was read: a site in new clothes, or closed for the night."""
    if kind == str(lead.kind) or lead.kind not in (LeadKind.FEED, LeadKind.SITEMAP):
        return False
    before = site.archive.captures.latest(lead.url)
    return before is not None and what_is(before.body, before.media_type) == str(lead.kind)


def _same_source(site: SiteState, job: Job, now: datetime) -> None:
    """A feed or sitemap that is as it was is asked a little later each time, where it is not asked always."""
    stored = site.archive.leads.get(site.site_id, job.lead.url)
    if stored is None or job.lead.kind not in _IN_TURNS:
        return
    site.archive.leads.settle(
        site.site_id,
        job.lead.url,
        "done",
        validators=job.validators,
        answered_by=job.address,
        lastmod=job.lead.lastmod,
        schedule=later(stored, now, longest=LONGEST_FOR_SOURCES),
    )


def _newest(visit: Visit, capture: Capture, now: datetime) -> datetime | None:
    """When a feed or sitemap last changed, as it says itself."""
    found = visit.found
    said = max((lead.lastmod for lead in found.posts if lead.lastmod), default=None) if found else None
    newest = found.newest if found else None
    return latest(newest or said, _http_moment(capture.headers.get("last-modified")), now=now)


def _http_moment(header: str | None) -> str | None:
    """An HTTP date (RFC 9110 section 5.6.7) in ISO 8601; None for none, and for what is no date."""
    try:
        return parsedate_to_datetime(header).isoformat() if header else None
    except ValueError:
        return None


def _plan_index(site: SiteState, lead: Lead) -> None:
    """A sitemap that changed may mean that its index lists new ones."""
    index = index_of(lead.url, site.archive.leads.of(site.site_id, LeadKind.SITEMAP))
    if index is not None and index.state == "done":
        site.plan(index.lead, index)


def _mark(site: SiteState, visit: Visit) -> None:
    """What a document tells of the site as a whole."""
    found = visit.found
    assert found is not None
    if found.kind in ("feed", "sitemap") and urls.key(visit.job.lead.url) == urls.key(site.start):
        site.archive.leads.rekind(site.site_id, visit.job.lead.url, LeadKind(found.kind))
    site.has_feed = site.has_feed or found.kind == "feed"
    site.has_rest = site.has_rest or found.kind == "rest"
    site.has_sitemap = site.has_sitemap or (found.kind == "sitemap" and bool(found.listed or found.sources))
    if found.name or found.language:
        site.archive.sites.ensure(site.home, now=site.clock.now(), name=found.name, language=found.language)
        site.language = site.language or found.language


def _source_failed(site: SiteState, visit: Visit, now: datetime) -> None:
    lead, capture = visit.job.lead, visit.capture
    beyond = (
        "paged=" in lead.url
        or lead.kind is LeadKind.REST
        or isinstance(visit.error, RobotsDenied)
        or (lead.kind is LeadKind.LISTING and lead.found_in != "asked for")
    )
    kind = visit.error.kind if visit.error else "status"
    reason = str(visit.error) if visit.error else f"answered {capture.status}" if capture else ""
    if urls.key(lead.url) == urls.key(site.start):
        site.problem = visit.error or FetchError(f"{lead.url} {reason}")
        site.archive.leads.settle(site.site_id, lead.url, "queued", reason=reason)
        site.store.ends.failure(lead.url, kind, reason, now=now)
    elif beyond:
        site.archive.leads.settle(site.site_id, lead.url, "skipped", reason=reason)
    else:
        site.store.ends.failed(lead, kind, reason, now=now)


def _follow(site: SiteState, visit: Visit) -> None:
    """Keeps what a document leads to, and plans the sources among it."""
    found, lead = visit.found, visit.job.lead
    assert found is not None
    new = site.archive.leads.add(site.site_id, found.posts)
    site.named |= found.listed or {urls.key(post.url) for post in found.posts}
    if found.listed:
        plan_listed(site, lead, found.listed)
    if found.kind == "feed" and found.posts and lead.kind is LeadKind.FEED:
        plan_dropped(site, found.posts)
    first = site.archive.crawls.first(site.site_id)
    for source in site.reach.pages_behind(visit, found, new=new, first=first):
        site.add_source(source)
    for source in found.sources:
        if source.kind is LeadKind.LISTING or (source.kind is LeadKind.FEED and site.has_feed):
            continue
        if source.kind is LeadKind.REST and not (first or not (site.has_feed or site.has_sitemap)):
            continue
        known = site.archive.leads.get(site.site_id, source.url)
        if source.kind is LeadKind.SITEMAP and known is not None and known.state == "done":
            _plan_known_sitemap(site, source, known)
        else:
            site.add_source(source)
    at_start = lead.kind is LeadKind.LISTING and lead.found_in in ("asked for", site.start)
    if found.kind == "html" and not site.has_sitemap and at_start:
        site.archive.leads.add(site.site_id, found.loose)


def _plan_known_sitemap(site: SiteState, source: Lead, known: StoredLead) -> None:
    """A sitemap that its index lists again: asked when the index dates its change, or its turn has come."""
    site.archive.leads.add(site.site_id, [source])
    told = source.lastmod is not None
    if (told and source.lastmod != known.visited_lastmod) or (not told and due(known, site.clock.now())):
        site.plan(source, known)
