"""A page that was read again, held against what is stored of it: what of it changed, and by whose doing."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from scraper.archive import Archive
from scraper.archive.posts import StoredPost
from scraper.crawl.decision import Intent, decide, digest_of, settled, was_told
from scraper.crawl.outcome import Visit
from scraper.crawl.program import Versions
from scraper.model.capture import Capture
from scraper.model.lead import Lead
from scraper.model.post import Post
from scraper.sites import Rulebook


class Comparing(NamedTuple):
    """Compares pages of one site with what is stored. Writes nothing."""

    archive: Archive
    site_id: int
    rules: Rulebook
    versions: Versions

    def intent(self, known: StoredPost, old: Post, new: Post, capture: Capture, visit: Visit) -> Intent:
        """What to do with a page that was read again. What differs is looked at in both pages, not only in records."""
        # A quiet night compares nothing, and loads nothing that reads pages.
        from scraper.crawl.printed import printed_on
        from scraper.crawl.volatile import Surroundings

        if digest_of(new) == known.digest:
            return decide(old, known.digest, new, complete=True)
        now = partial(printed_on, capture, visit.layout)
        new = settled(old, new, now)
        if not known.capture_id or (former := self.archive.captures.get(known.capture_id)) is None:
            return decide(old, known.digest, new, complete=True)
        then = partial(printed_on, former)
        around = Surroundings(
            then, now, lambda block: self.archive.search.is_common(self.site_id, block, besides=known.id)
        )
        lead = visit.job.lead
        before = None if self._stands(known, old, lead) else self._read_anew(former, old, lead)
        readable = settled(old, before, then) if before and before.title and before.text else None
        return decide(old, known.digest, new, complete=True, before=readable, around=around)

    def _stands(self, known: StoredPost, old: Post, lead: Lead) -> bool:
        """True when reading the stored page would give what is stored: this program read it, and was told the same of it."""
        reading = self.archive.readings.get(known.id)
        return (
            reading is not None
            and reading.read_by == self.versions.of(known.url)
            and was_told(old, lead.hints)
        )

    def _read_anew(self, former: Capture, old: Post, lead: Lead) -> Post:
        """What today's program, and what is said of a post by now, make of its stored page."""
        from scraper.extraction import extract

        return extract(
            former.body,
            former.final_url,
            content_type=former.content_type,
            fetched_at=former.fetched_at,
            hints=lead.hints,
            language=old.language,
            rules=self.rules,
        )
