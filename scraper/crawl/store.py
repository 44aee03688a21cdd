"""What a visit to a post's page does to the archive: stored, revised, touched, or a recorded reason why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from scraper.archive import Archive
from scraper.crawl.decision import decide
from scraper.crawl.outcome import Visit
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
            if visit.error.kind == "parse" and not self.asked_for:
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
        if not judgement.is_post:
            if self.asked_for or known is not None:
                self.failure(lead.url, "no-post", judgement.reason, now=now)
                self.archive.leads.settle(self.site_id, lead.url, "failed", reason=judgement.reason)
            else:
                self._skip(visit, judgement.reason)
            return
        twin = self._twin(post, capture.final_url) if known is None and not self.asked_for else None
        if twin is not None:
            self.archive.posts.alias(twin, lead.url, "canonical")
            self._skip(visit, f"the same post as {post.canonical_url}")
            return
        post = replace(post, url=known.url if known else capture.final_url)
        capture_id = self.bytes_of(capture)
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

    def _twin(self, post: Post, url: str) -> int | None:
        """The stored post that a page calls its own address, when that is another one of this site."""
        canonical = post.canonical_url
        if not canonical or key(canonical) == key(url) or not same_host(canonical, url):
            return None
        twin = self.archive.posts.find(canonical)
        return twin.id if twin else None

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
