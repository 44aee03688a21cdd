"""What a document leads to, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scraper.discovery.scope import SiteScope, judge
from scraper.discovery.traps import without_session
from scraper.model.lead import Lead, LeadKind

if TYPE_CHECKING:
    from scraper.discovery.sitemaps import SitemapEntry


@dataclass(slots=True)
class Found:
    """What a document holds: its kind, leads to posts, and leads to further sources."""

    kind: str
    posts: list[Lead] = field(default_factory=list)
    sources: list[Lead] = field(default_factory=list)
    loose: list[Lead] = field(default_factory=list)
    """Links that may be posts, for sites that have neither feed nor sitemap."""
    archives: list[Lead] = field(default_factory=list)
    """Listings by date and whole archives, for sites that have neither and whose pages lead nowhere else."""
    entries: tuple[SitemapEntry, ...] = ()
    """What a sitemap lists; `crawl/entries.py` makes posts of what is new in it, and says the other two."""
    listed: set[str] = field(default_factory=set)
    """By key, the posts among all that it lists."""
    newest: str | None = None
    """The last change that it tells of."""
    left: dict[str, str] = field(default_factory=dict)
    """Addresses that lead into endless spaces, and into which."""
    name: str | None = None
    language: str | None = None
    next_feed: str | None = None
    """The page behind a feed, or behind a page of a REST interface."""
    title: str = ""
    words: frozenset[str] = frozenset()
    """Of a web page, to know a site's "not found" again where it answers 200."""
    cards: int = 0


def keep_posts(found: Found, leads: list[Lead], scope: SiteScope, *, trusted: bool = False) -> None:
    """Of these leads, those that may be posts; of addresses that are one visitor's own, those that are everybody's.

    A feed is `trusted`: its entries are posts even at the address of a day or with a number.
    """
    for lead in leads:
        verdict = judge(lead.url, scope)
        if not verdict.in_scope and (plain := without_session(lead.url)) is not None:
            found.left[lead.url] = verdict.reason
            lead, verdict = lead._replace(url=plain), judge(plain, scope)
        listed = trusted and verdict.kind is LeadKind.LISTING and verdict.reason != "the front page"
        if verdict.in_scope and (verdict.kind is LeadKind.POST or listed):
            found.posts.append(lead)
        elif verdict.reason.startswith("trap"):
            found.left[lead.url] = verdict.reason
