"""What a crawl left alone, and why: kept beside the leads, so that `scraper status` and SQL can show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from scraper.archive import Archive
from scraper.crawl.found import Found
from scraper.model.lead import Lead, LeadKind
from scraper.model.post import Post

MOST = 20
"""Addresses of one trap that are written down: an endless calendar must not fill the archive."""
NOTHING_THERE = "a guess: there is nothing"
_CONTAINED = 0.9


@dataclass(slots=True)
class Left:
    """How often addresses were left for one reason, and the first of them."""

    times: int
    first: str


class Notes:
    """Writes leads that are not visited, with the reason."""

    def __init__(self, archive: Archive, site_id: int) -> None:
        self._leads = archive.leads
        self._site_id = site_id
        self._written: Counter[str] | None = None
        self.met: dict[str, Left] = {}
        """What this crawl left alone, by reason."""

    def left(self, addresses: Mapping[str, str], found_in: str) -> None:
        """Notes addresses and why they are left: the first few of each trap. Known addresses stay as they are."""
        for url, reason in addresses.items():
            self._meet(url, reason)
            written = self._count()
            if written[reason] >= MOST or self._leads.get(self._site_id, url) is not None:
                continue
            written[reason] += 1
            self._leave(Lead(url, LeadKind.OTHER, found_in), reason)

    def leave(self, lead: Lead, reason: str) -> None:
        """Notes why one lead is not followed."""
        self._meet(lead.url, reason)
        self._leave(lead, reason)

    def absent(self, lead: Lead) -> None:
        """Notes that there is nothing where a feed or sitemap was guessed."""
        self._leave(lead, NOTHING_THERE)

    def _meet(self, url: str, reason: str) -> None:
        self.met.setdefault(reason, Left(0, url)).times += 1

    def _leave(self, lead: Lead, reason: str) -> None:
        self._leads.add(self._site_id, [lead])
        self._leads.settle(self._site_id, lead.url, "skipped", reason=reason, lastmod=lead.lastmod)

    def _count(self) -> Counter[str]:
        if self._written is None:
            self._written = Counter(
                stored.reason for stored in self._leads.of(self._site_id, state="skipped") if stored.reason
            )
        return self._written


def is_soft_404(post: Post, absent: Found) -> bool:
    """True when a page says no more than the site's answer to an address that does not exist."""
    words = set(f"{post.title or ''} {post.text}".lower().split())
    if not words or not post.title or not absent.words:
        return False
    headed = (
        absent.title.lower().startswith(post.title.lower()) or set(post.title.lower().split()) <= absent.words
    )
    return headed and len(words & absent.words) >= _CONTAINED * len(words)
