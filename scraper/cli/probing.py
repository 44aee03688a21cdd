"""A look at a site before it is listed: a short crawl into an archive that is thrown away."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from scraper import __version__
from scraper.archive import Archive, open_archive
from scraper.archive.stored_leads import StoredLead
from scraper.crawl import Start, crawl
from scraper.model.lead import LeadKind
from scraper.model.limits import Manners
from scraper.model.post import Post
from scraper.sites import Rulebook

PAGES = 30
SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Findings:
    """What a look at a site found: addresses by kind, how many posts it announces, and some of them, read.

    `problem` is why nothing could be read; empty else.
    """

    name: str
    language: str | None
    feeds: tuple[str, ...]
    sitemaps: tuple[str, ...]
    listings: tuple[str, ...]
    posts: int
    samples: tuple[Post, ...]
    problem: str = ""


def probe(url: str, manners: Manners, rules: Rulebook) -> Findings:
    """A look at the site: some 35 requests at most. Raises nothing for a site that cannot be read: that is a finding."""
    with (
        tempfile.TemporaryDirectory(prefix="scraper-") as folder,
        open_archive(Path(folder) / "probe.db") as archive,
    ):
        report = crawl(
            archive, [Start(url, manners, PAGES)], manners=manners, version=__version__, rules=rules
        )
        if report.signal:
            raise KeyboardInterrupt
        site = report.sites[0]
        leads = archive.leads.of(site.site_id)
        missing = SAMPLES - len(archive.posts.newest(site.site_id, SAMPLES))
        waiting = [lead.url for lead in leads if lead.lead.kind is LeadKind.POST and lead.state == "queued"]
        if missing > 0 and waiting:
            crawl(archive, [], only=waiting[:missing], manners=manners, version=__version__, rules=rules)
        found = _findings(archive, site.site_id, leads)
        if found.samples or found.posts:
            return found
        reason = (
            site.problem or "; ".join(message for _, _, message in site.failures[:2]) or "no posts were found"
        )
        return Findings(found.name, None, (), (), (), 0, (), reason)


def _findings(archive: Archive, site_id: int, leads: list[StoredLead]) -> Findings:
    def read(*kinds: LeadKind) -> tuple[str, ...]:
        return tuple(lead.url for lead in leads if lead.lead.kind in kinds and lead.state == "done")

    known = next(site for site in archive.sites.all() if site.id == site_id)
    posts = sum(lead.lead.kind is LeadKind.POST and lead.state in ("queued", "done") for lead in leads)
    samples = tuple(archive.posts.newest(site_id, SAMPLES))
    return Findings(
        known.name,
        known.language or next((post.language for post in samples if post.language), None),
        read(LeadKind.FEED, LeadKind.REST),
        read(LeadKind.SITEMAP),
        read(LeadKind.LISTING),
        max(posts, len(samples)),
        samples,
    )
