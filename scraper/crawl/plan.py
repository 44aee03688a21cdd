"""Which feeds and sitemaps a later crawl asks: as few as tell everything. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from scraper.archive.leads import StoredLead
from scraper.crawl.schedule import ROUND_SHARE, WAIT, due, moment, waited
from scraper.discovery.sitemaps import sort_of
from scraper.model.lead import LeadKind

FEW = 2
"""Feeds and sitemaps that are asked at every crawl; with robots.txt they make a quiet night's three requests."""
_ASKED = ("done", "failed")


def sources_to_ask(known: Sequence[StoredLead], *, now: datetime) -> list[StoredLead]:
    """The feeds and sitemaps of the last crawls that a quiet night should ask, in order.

    Where an index gives each sitemap's lastmod, the index alone tells which of them changed. Where it gives none, an
    unchanged index means nothing, so the sitemaps are asked themselves, but not those of pages that are no posts. Many
    of these are asked in turns: at every crawl the one that changes most, the others as `schedule` says.
    """
    feeds = [lead for lead in known if lead.lead.kind is LeadKind.FEED and lead.state in _ASKED]
    sitemaps = [lead for lead in known if lead.lead.kind is LeadKind.SITEMAP and lead.state in _ASKED]
    parents = {lead.url for lead in sitemaps}
    listed_in = {lead.lead.found_in for lead in sitemaps}
    telling: list[StoredLead] = []
    silent: list[StoredLead] = []
    for root in (lead for lead in sitemaps if lead.lead.found_in not in parents):
        leaves = [lead for lead in sitemaps if lead.lead.found_in == root.url]
        untold = [lead for lead in leaves if lead.lead.lastmod is None]
        if untold:
            of_posts = [lead for lead in untold if sort_of(lead.url) not in ("page", "listing")]
            silent.extend(of_posts or untold)
        else:
            (telling if root.url in listed_in else silent).append(root)
    return [*feeds, *telling, *_in_turn(silent, now, room=FEW - len(feeds) - len(telling))]


def _in_turn(silent: list[StoredLead], now: datetime, *, room: int) -> list[StoredLead]:
    """All, where they are few; else the one that changes most and those whose turn it is, as far as there is room.

    As soon as one has waited for a week there is a round, as there is for posts.
    """
    if len(silent) <= max(room, 1):
        return silent
    first = min(silent, key=lambda lead: (_pause(lead), -lead.id))
    waiting = sorted(
        (lead for lead in silent if lead is not first and due(lead, now)), key=lambda lead: -waited(lead, now)
    )
    is_round = bool(waiting) and waited(waiting[0], now) >= WAIT
    most = -(-len(silent) // ROUND_SHARE) if is_round else 0
    return [first, *waiting[: max(room - 1, most)]]


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
