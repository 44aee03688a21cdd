"""Posts that feeds and sitemaps list no more: they may be gone, and are asked at once, not when their turn comes."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.archive.stored_leads import StoredLead
from scraper.crawl.state import SiteState
from scraper.discovery.moments import comparable
from scraper.model import urls
from scraper.model.lead import Lead

VANISHED_SHARE, VANISHED = 10, 10
"""A source that drops more than a tenth of its addresses, and more than ten, is broken rather than believed."""


def plan_listed(site: SiteState, sitemap: Lead, keys: set[str]) -> None:
    """Plans the posts that a sitemap lists no more, and gone ones that it lists again; `keys` are those it lists."""
    vanished, returned = site.archive.leads.list_in(site.site_id, sitemap.url, keys)
    for stored in returned:
        site.plan(stored.lead, stored, why="turn")
    _plan(site, [stored for stored in vanished if stored.state == "done"], among=len(keys))


def plan_dropped(site: SiteState, entries: Sequence[Lead]) -> None:
    """Plans the posts that a feed told of before and drops from its midst: it still tells of older ones.

    Only where the feed dates all its entries; what leaves it at its end is merely old.
    """
    days = [_day(lead) for lead in entries]
    if not all(days):
        return
    told, oldest = {urls.key(lead.url) for lead in entries}, min(days)
    dropped = [
        stored
        for stored in site.archive.turns.printed_since(site.site_id, oldest, most=2 * len(entries))
        if stored.state == "done" and urls.key(stored.url) not in told and _day(stored.lead) > oldest
    ]
    _plan(site, dropped, among=len(entries))


def _plan(site: SiteState, stored: Sequence[StoredLead], *, among: int) -> None:
    if len(stored) > max(VANISHED, among // VANISHED_SHARE):
        return
    for lead in stored:
        site.plan(lead.lead, lead, why="turn")


def _day(lead: Lead) -> str:
    """The day that a feed gave an entry; empty when none did."""
    told = (hint.raw for hint in lead.hints if hint.source == "feed" and hint.field == "published")
    return (comparable(next(told, None)) or "")[:10]
