"""Which feeds and sitemaps a later crawl asks: as few as tell everything. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.archive.leads import StoredLead
from scraper.discovery.sitemaps import sort_of
from scraper.model.lead import LeadKind


def sources_to_ask(known: Sequence[StoredLead]) -> list[StoredLead]:
    """The feeds and sitemaps of the last crawls that a quiet night should ask, in order.

    Where an index gives each sitemap's lastmod, the index alone tells which of them changed. Where it gives none, an
    unchanged index means nothing, so the sitemaps are asked themselves, but not those of pages that are no posts.
    """
    feeds = [lead for lead in known if lead.lead.kind is LeadKind.FEED and lead.state == "done"]
    sitemaps = [lead for lead in known if lead.lead.kind is LeadKind.SITEMAP and lead.state == "done"]
    parents = {lead.url for lead in sitemaps}
    roots = [lead for lead in sitemaps if lead.lead.found_in not in parents]
    asked: list[StoredLead] = []
    for root in roots:
        leaves = [lead for lead in sitemaps if lead.lead.found_in == root.url]
        silent = [lead for lead in leaves if lead.lead.lastmod is None]
        if silent:
            of_posts = [lead for lead in silent if sort_of(lead.url) not in ("page", "listing")]
            asked.extend(of_posts or silent)
        else:
            asked.append(root)
    return [*feeds, *asked]


def index_of(url: str, known: Sequence[StoredLead]) -> StoredLead | None:
    """The sitemap index that listed a sitemap: a changed sitemap may mean that there are new ones."""
    own = next((lead for lead in known if lead.url == url), None)
    if own is None:
        return None
    return next(
        (lead for lead in known if lead.lead.kind is LeadKind.SITEMAP and lead.url == own.lead.found_in), None
    )
