"""Pages that call another address their own wait until that one was visited: it decides which of them is kept."""

from __future__ import annotations

from scraper.archive import Archive
from scraper.crawl.outcome import Visit
from scraper.crawl.twins import believable_canonical
from scraper.discovery.scope import SiteScope
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import key


class Canonicals:
    """The visits of one site that wait, by the key of the address they wait for."""

    def __init__(self, archive: Archive, site_id: int, scope: SiteScope, home: str) -> None:
        self._archive = archive
        self._site_id = site_id
        self._scope = scope
        self._home = home
        self._waiting: dict[str, list[Visit]] = {}

    def holds(self, visit: Visit) -> Lead | None:
        """What to visit before this page is judged; None when nothing, and always for one that others wait for.

        A canonical address that was visited already, or that fails, holds nothing up.
        """
        if visit.post is None or visit.capture is None:
            return None
        url, asked = visit.capture.final_url, visit.job.lead.url
        own = believable_canonical(visit.post, url, self._scope, self._home)
        if own is None or {key(url), key(asked)} & self._waiting.keys() or self._archive.posts.find(own):
            return None
        leads = self._archive.leads
        leads.add(self._site_id, [Lead(own, LeadKind.POST, url)])
        stored = leads.get(self._site_id, own)
        if stored is None or stored.state != "queued":
            return None
        self._waiting.setdefault(key(own), []).append(visit)
        return stored.lead

    def released_by(self, visit: Visit) -> list[Visit]:
        """The visits that waited for this one."""
        return self._waiting.pop(key(visit.job.lead.url), [])
