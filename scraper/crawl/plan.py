"""Which feeds, sitemaps and lists a later crawl asks: as few as tell everything. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from scraper.archive.stored_leads import StoredLead
from scraper.crawl.schedule import POSTS, QUIET, due, moment, waited
from scraper.discovery.addresses import sort_of
from scraper.model.lead import LeadKind

_ASKED = ("done", "failed")


def sources_to_ask(
    known: Sequence[StoredLead],
    *,
    now: datetime,
    quiet: int = QUIET,
    robots: bool = True,
    robots_before: bool = False,
) -> list[StoredLead]:
    """The feeds, sitemaps and lists of the last crawls that a quiet crawl of `quiet` requests should ask, in order.

    `known` are the site's sources, and of its posts those that were visited last and have waited longest. The feed and the sitemap that tells most are asked each time; one place is left
    to robots.txt or, when that need not be asked, to what comes in turns: the other sources, and posts. Where robots.txt
    is asked at every crawl (`robots`, and `robots_before` at the last one), the sitemap gives up its place to a post
    every other time, or none would ever be seen again.
    """
    steady, others = _ranked(known)
    steady = steady[: max(quiet - 1, 1)]
    seen = _last_visit(steady)
    posts = [lead for lead in known if lead.lead.kind in POSTS and lead.state == "done"]
    full = robots and robots_before and len(steady) >= max(quiet - 1, 2)
    if full and seen > _last_visit(posts) and any(due(lead, now) for lead in posts):
        return steady[:-1]
    if _last_visit(others) > _last_visit(posts):
        return steady  # theirs was the last place that was to spare
    spare = max(quiet - robots - len(steady), 0)
    in_turn = sorted((lead for lead in others if due(lead, now)), key=lambda lead: -waited(lead, now))
    return [*steady, *in_turn[: -(-spare // 2)]]


def _ranked(known: Sequence[StoredLead]) -> tuple[list[StoredLead], list[StoredLead]]:
    """The sources that tell most, a feed and a sitemap; and the others.

    Where an index gives each sitemap's lastmod, the index alone tells which of them changed. Where it gives none, an
    unchanged index means nothing, so the sitemaps are asked themselves, but not those of pages that are no posts; of
    many of these the one that changes most is asked each time, the others in turns, and the index, which may list new
    ones. A list of all posts by their last change (REST) has its turn where no index dates changes, or stands for the sitemap
    where there is none.
    """
    feeds = [lead for lead in known if lead.lead.kind is LeadKind.FEED and lead.state in _ASKED]
    sitemaps = [lead for lead in known if lead.lead.kind is LeadKind.SITEMAP and lead.state in _ASKED]
    parents = {lead.url for lead in sitemaps}
    listed_in = {lead.lead.found_in for lead in sitemaps}
    telling: list[StoredLead] = []
    silent: list[StoredLead] = []
    indexes: list[StoredLead] = []
    for root in (lead for lead in sitemaps if lead.lead.found_in not in parents):
        leaves = [lead for lead in sitemaps if lead.lead.found_in == root.url]
        untold = [lead for lead in leaves if lead.lead.lastmod is None]
        if untold:
            of_posts = [lead for lead in untold if sort_of(lead.url) not in ("page", "listing")]
            silent.extend(of_posts or untold)
            indexes.append(root)
        else:
            (telling if root.url in listed_in else silent).append(root)
    silent.sort(key=lambda lead: (_pause(lead), -lead.id))
    lists = [] if telling else _lists(known)
    tellers = telling or silent[:1] or lists
    steady = [*feeds[:1], *tellers[:1]]
    return steady, [lead for lead in (*feeds, *telling, *silent, *indexes, *lists) if lead not in steady]


def _lists(known: Sequence[StoredLead]) -> list[StoredLead]:
    """The first page of a REST interface, which shows what changed last; those behind it are followed from there."""
    pages = [lead for lead in known if lead.lead.kind is LeadKind.REST and lead.state in _ASKED]
    urls = {lead.url for lead in pages}
    return [lead for lead in pages if lead.lead.found_in not in urls][:1]


def _last_visit(leads: Iterable[StoredLead]) -> str:
    """The latest of their visits; empty when there was none."""
    return max((lead.visited_at or "" for lead in leads), default="")


def _pause(lead: StoredLead) -> float:
    """Seconds from the last visit to the next: short for what changes often."""
    visited, turn = moment(lead.visited_at), moment(lead.next_visit_at)
    return (turn - visited).total_seconds() if visited and turn else 0.0


def index_of(url: str, known: Sequence[StoredLead]) -> StoredLead | None:
    """The sitemap index that listed a sitemap: a changed sitemap may mean that there are new ones."""
    own = next((lead for lead in known if lead.url == url), None)
    if own is None:
        return None
    return next(
        (lead for lead in known if lead.lead.kind is LeadKind.SITEMAP and lead.url == own.lead.found_in), None
    )
