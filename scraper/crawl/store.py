"""What a visit to a post's page does to the archive: stored, revised, touched, or a recorded reason why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from scraper.archive import Archive
from scraper.crawl.decision import decide
from scraper.crawl.outcome import Visit
from scraper.crawl.twins import Shapes, same_text, say_the_same
from scraper.crawl.verdict import judge_page
from scraper.model.capture import Capture
from scraper.model.crawl import CrawlCounts
from scraper.model.post import Post
from scraper.model.urls import key, same_host


class Store:
    """Writes the outcome of visits to one site's posts."""

    def __init__(self, archive: Archive, site_id: int, counts: CrawlCounts, *, asked_for: bool) -> None:
        self.archive = archive
        self.site_id = site_id
        self.counts = counts
        self.asked_for = asked_for
        self.crawl_id = 0
        self.shapes = Shapes()

    def bytes_of(self, capture: Capture) -> int:
        """Keeps an answer, unless the newest of its address is the same; returns its id."""
        known = self.archive.captures.newest(capture.url)
        if known is not None and known[1] == capture.digest:
            return known[0]
        return self.archive.captures.store(capture)

    def failure(self, url: str, kind: str, message: str, *, now: datetime) -> None:
        """Records that a page failed, and why."""
        self.counts.failed += 1
        self.archive.crawls.fail(self.crawl_id, url, kind, message, at=now)

    def post(self, visit: Visit, *, now: datetime) -> None:
        """The outcome of a visit to what may be a post."""
        lead, capture = visit.job.lead, visit.capture
        settle = self.archive.leads.settle
        if visit.error is not None:
            if visit.error.kind in ("parse", "robots") and not self.asked_for:
                self._skip(visit, str(visit.error))
                return
            self.failure(lead.url, visit.error.kind, str(visit.error), now=now)
            settle(self.site_id, lead.url, "failed", reason=str(visit.error))
            return
        assert capture is not None
        if capture.not_modified:
            self.counts.unchanged += 1
            settle(self.site_id, lead.url, "done", lastmod=lead.lastmod)
            return
        if visit.post is None:
            self.failure(lead.url, "status", f"answered {capture.status}", now=now)
            settle(self.site_id, lead.url, "failed", reason=f"answered {capture.status}")
            return
        self._read(visit, visit.post, capture, now)

    def _read(self, visit: Visit, post: Post, capture: Capture, now: datetime) -> None:
        lead = visit.job.lead
        judgement = judge_page(post, lead.hints, asked_for=self.asked_for)
        known = self.archive.posts.find(capture.final_url) or self.archive.posts.find(lead.url)
        if "noindex" in visit.asks and not self.asked_for:
            self._skip(visit, "the page asks robots not to index it (noindex)")
            return
        if not judgement.is_post:
            if self.asked_for or known is not None:
                self.failure(lead.url, "no-post", judgement.reason, now=now)
                self.archive.leads.settle(self.site_id, lead.url, "failed", reason=judgement.reason)
            else:
                self._skip(visit, judgement.reason)
            return
        if known is None and not self.asked_for and self._is_twin(visit, post, capture):
            return
        own = post.canonical_url or ""
        if known is not None and key(own) == key(known.url) != key(capture.final_url) and not self.asked_for:
            self._skip(visit, f"the same post as {known.url}")  # a part or print of it must not revise it
            return
        post = replace(post, url=known.url if known else capture.final_url)
        uncopied = "noarchive" in visit.asks and not self.asked_for
        capture_id = None if uncopied else self.bytes_of(capture)
        old = self.archive.posts.load(known.id) if known else None
        intent = decide(
            old, known.digest if known else "", post, complete=known is not None and known.state == "complete"
        )
        if known is None:
            post_id = self.archive.posts.insert(
                self.site_id, post, capture_id=capture_id, digest=intent.digest, now=now
            )
            self.counts.new += 1
        elif intent.doing == "touch":
            post_id = known.id
            self.counts.unchanged += 1
            self.archive.posts.touch(post_id, now=now)
        else:
            post_id = known.id
            self.counts.changed += 1
            self.archive.posts.revise(
                post_id, post, capture_id=capture_id, digest=intent.digest, changed=intent.changed, now=now
            )
        for url, kind in ((lead.url, "redirect"), (lead.guid or "", "guid")):
            if url.startswith("http") and key(url) != key(post.url):
                self.archive.posts.alias(post_id, url, kind)
        self.archive.leads.settle(
            self.site_id,
            lead.url,
            "done",
            validators=capture.validators,
            lastmod=lead.lastmod,
            reason=judgement.reason,
        )

    def _is_twin(self, visit: Visit, post: Post, capture: Capture) -> bool:
        """True, and recorded, when a page of its own address says only what a stored post says already."""
        lead, posts = visit.job.lead, self.archive.posts
        twin, kind = None, "canonical"
        own = post.canonical_url
        if own and key(own) != key(capture.final_url) and same_host(own, capture.final_url):
            stored = posts.find(own)
            other = posts.load(stored.id) if stored else None
            twin = stored.id if stored and other and say_the_same(post, other) else None
        if twin is None and post.title:
            titled = ((post_id, posts.load(post_id)) for post_id in posts.titled(self.site_id, post.title))
            twin, kind = same_text(post, ((post_id, other) for post_id, other in titled if other)), "copy"
        self.shapes.note(lead.url, twin=twin is not None)
        if twin is None:
            return False
        same = posts.load(twin)
        if same and str(same.published)[:10] == str(post.published)[:10]:
            posts.alias(twin, lead.url, kind)
        self._skip(
            visit, f"the same {'post' if kind == 'canonical' else 'text'} as {same.url if same else own}"
        )
        return True

    def _skip(self, visit: Visit, reason: str) -> None:
        self.counts.skipped += 1
        validators = visit.capture.validators if visit.capture else None
        self.archive.leads.settle(
            self.site_id,
            visit.job.lead.url,
            "skipped",
            validators=validators,
            lastmod=visit.job.lead.lastmod,
            reason=reason,
        )
