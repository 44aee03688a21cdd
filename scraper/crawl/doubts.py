"""What speaks against a stored record is noted, and believed when it is seen again a day later; the record is kept."""

from __future__ import annotations

from datetime import datetime

from scraper.archive import Archive
from scraper.archive.posts import StoredPost
from scraper.archive.stored_leads import Doubt
from scraper.crawl.contradiction import Contradiction, can_replace
from scraper.crawl.decision import digest_of
from scraper.crawl.ends import Ends
from scraper.crawl.outcome import Visit
from scraper.crawl.schedule import far_enough, latest, looked_at_again, scheduled
from scraper.model.clock import iso
from scraper.model.lead import Lead
from scraper.model.post import Post
from scraper.model.urls import key


class Doubts:
    """Weighs what contradicts the posts of one site."""

    def __init__(self, archive: Archive, ends: Ends) -> None:
        self.archive = archive
        self.ends = ends

    def weigh(
        self,
        visit: Visit,
        known: StoredPost,
        against: Contradiction,
        post: Post | None = None,
        *,
        now: datetime,
    ) -> bool:
        """What a visit's answer does to the post that was stored there; `post` is what the answer reads as.

        True only when the answer may take the post's place: then nothing is written here.
        """
        lead = visit.job.lead
        if against.sort == "refused":
            self.ends.failed(lead, "status" if post is None else "no-post", against.reason, now=now)
        elif self._is_other_address(lead, known):
            self.ends.gone(lead, against.reason, scheduled(None, now))
        elif known.state == "gone" and against.sort == "missing":
            self.ends.gone(lead, against.reason, scheduled(latest(known.gone_at, now=now), now))
        elif self._seen_twice(lead, against, post, now):
            if against.sort == "missing":
                self.archive.posts.gone(known.id, now=now, reason=against.reason)
                self.ends.counts.gone += 1
                self.ends.gone(lead, against.reason, scheduled(now, now))
            elif post is not None and can_replace(post):
                return True
            else:
                self.ends.failed(lead, "no-post", against.reason, now=now)
        return False

    def _is_other_address(self, lead: Lead, known: StoredPost) -> bool:
        """True for an address of a post that has another one of its own: that one knows whether it is gone."""
        own = key(lead.url) == key(known.url)
        return not own and self.archive.leads.get(self.ends.site_id, known.url) is not None

    def _seen_twice(self, lead: Lead, against: Contradiction, post: Post | None, now: datetime) -> bool:
        """True when the same was seen a day ago or longer; a first sighting is noted, to look again."""
        stored = self.archive.leads.get(self.ends.site_id, lead.url)
        doubt = stored.doubt if stored else None
        digest = digest_of(post) if post is not None and against.sort == "replaced" else None
        same = doubt is not None and (doubt.kind, doubt.digest) == (against.sort, digest)
        enough = far_enough(doubt.since, now) if doubt is not None and same else None
        if enough is None:
            self.archive.leads.doubt(
                self.ends.site_id,
                lead.url,
                Doubt(against.sort, iso(now), digest),
                reason=against.reason,
                schedule=looked_at_again(now),
            )
        return enough is True
