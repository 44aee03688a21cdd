"""What a visit to a post's page does to the archive: stored, revised, touched, or a recorded reason why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from scraper.archive import Archive
from scraper.archive.posts import StoredPost
from scraper.archive.stored_leads import Schedule
from scraper.crawl.comparing import Comparing
from scraper.crawl.contradiction import by_page, by_status, own_titles, says_door, says_missing, sends_on
from scraper.crawl.decision import digest_of, settled
from scraper.crawl.doubles import double_of
from scraper.crawl.doubts import Doubts
from scraper.crawl.ends import Ends
from scraper.crawl.outcome import Visit
from scraper.crawl.program import Versions
from scraper.crawl.schedule import latest, scheduled
from scraper.crawl.stubs import is_worth_a_stub
from scraper.crawl.twins import Shapes
from scraper.crawl.verdict import Judgement, judge_page
from scraper.model.capture import Capture
from scraper.model.crawl import CrawlCounts
from scraper.model.lead import Lead
from scraper.model.post import PageKind, Post
from scraper.model.urls import key, same_host
from scraper.sites import Rulebook


class Store:
    """Writes the outcome of visits to one site's posts."""

    def __init__(
        self,
        archive: Archive,
        site_id: int,
        counts: CrawlCounts,
        *,
        home: str,
        asked_for: bool,
        rules: Rulebook,
    ) -> None:
        self.archive = archive
        self.site_id = site_id
        self.counts = counts
        self.home = home
        self.asked_for = asked_for
        self.rules = rules
        self.versions = Versions(rules)
        self.comparing = Comparing(archive, site_id, rules, self.versions)
        self.shapes = Shapes()
        self.ends = Ends(archive, site_id, counts)
        self.doubts = Doubts(archive, self.ends)

    def bytes_of(self, capture: Capture) -> int:
        """Keeps an answer, unless the newest of its address is the same; returns its id."""
        known = self.archive.captures.newest(capture.url)
        if known is not None and known[1] == capture.digest:
            return known[0]
        return self.archive.captures.store(capture)

    def post(self, visit: Visit, *, now: datetime) -> bool:
        """The outcome of a visit to what may be a post; True when the archive learnt something of it."""
        lead, capture = visit.job.lead, visit.capture
        known = self.archive.posts.find(lead.url)
        if visit.error is not None:
            robots, parse = visit.error.kind == "robots", visit.error.kind == "parse"
            if robots and not self.asked_for and (known is not None or is_worth_a_stub(lead)):
                self.ends.put_off(lead, str(visit.error), now=now)
            elif (robots or parse) and not self.asked_for and known is None:
                self.ends.skipped(visit, str(visit.error))
            else:
                self.ends.failed(lead, visit.error.kind, str(visit.error), now=now)
            return False
        assert capture is not None
        if capture.not_modified:
            return self._unchanged(visit, known, now)
        if visit.post is not None:
            return self._read(visit, visit.post, capture, known, now)
        against = by_status(capture)
        if known is not None and known.whole:
            self.doubts.weigh(visit, known, against, now=now)
        elif against.sort == "missing" and not lead.hints and not self.asked_for:
            # a dead link on a page, which nobody calls a post
            self.ends.put_off(lead, against.reason, now=now)
        else:
            self.ends.failed(lead, "status", against.reason, now=now)
        return False

    def _read(
        self, visit: Visit, post: Post, capture: Capture, known: StoredPost | None, now: datetime
    ) -> bool:
        lead = visit.job.lead
        if known is None and key(capture.final_url) != key(lead.url):
            known = self.archive.posts.find(capture.final_url)
        old = self.archive.posts.load(known.id) if known else None
        if "noindex" in visit.asks and not self.asked_for and not _is_wall(post):
            if known is not None and not known.whole:
                self.archive.posts.discard(known.id)
            self.ends.skipped(visit, "the page asks robots not to index it (noindex)")
            return False
        own = post.canonical_url or ""
        if known is not None and key(own) == key(known.url) != key(capture.final_url) and not self.asked_for:
            # a part or print of it must not revise it
            self.ends.skipped(visit, f"the same post as {known.url}")
            return False
        post = settled(old, replace(post, url=known.url if known else capture.final_url))
        if known is None or old is None or not known.whole:
            return self._first(visit, known, post, capture, now)
        against = by_page(old, post, capture, home=self.home)
        if against is not None and not self.doubts.weigh(visit, known, against, post, now=now):
            return False
        intent = self.comparing.intent(known, old, post, capture, visit)
        post = intent.post
        was_gone = known.state == "gone"
        if intent.doing == "touch":
            self.archive.posts.touch(known.id, now=now)
            if known.capture_id is None:  # its bytes were damaged, and could be had again
                self.archive.posts.read_from(known.id, self._kept(visit, capture))
        else:
            write = self.archive.posts.rewrite
            if intent.doing == "revise":
                write = partial(self.archive.posts.revise, changed=intent.changed)
            write(known.id, post, capture_id=self._kept(visit, capture), digest=intent.digest, now=now)
            self.archive.readings.mark([(known.id, self.versions.of(post.url))])
        changed = intent.doing == "revise" or was_gone
        if changed:
            self.counts.changed += 1
        else:
            self.counts.unchanged += 1
        when = now if changed else _last_change(known, lead, now)
        self._done(visit, known.id, post.url, capture, scheduled(when, now), idle=not changed)
        return changed

    def _first(
        self, visit: Visit, known: StoredPost | None, post: Post, capture: Capture, now: datetime
    ) -> bool:
        """A page of a post that was not read before; `known` is its stub, if there is one."""
        lead = visit.job.lead
        if not self.asked_for and capture.redirects and not same_host(capture.final_url, self.home):
            self.ends.skipped(visit, f"redirects off the site, to {capture.final_url}")
            return False
        judgement = judge_page(post, lead.hints, asked_for=self.asked_for)
        is_wall = says_missing(post) or says_door(post) or sends_on(post, capture)
        if judgement.is_post and not self.asked_for and is_wall:
            judgement = Judgement(
                False, "it says that it is not there, asks for a login or a check, or sends on"
            )
            self.ends.failed(lead, "no-post", judgement.reason, now=now)
            return False
        if not judgement.is_post:
            if post.kind is PageKind.LOCKED and not self.asked_for and is_worth_a_stub(lead):
                self.ends.put_off(
                    lead, judgement.reason, now=now
                )  # no failure: its readers were given a password
                return False
            empty = not (post.title and post.text)
            if self.asked_for or (empty and is_worth_a_stub(lead)):
                self.ends.failed(lead, "no-post", judgement.reason, now=now)
                return False
            if known is not None:
                self.archive.posts.discard(known.id)
            self.ends.skipped(visit, judgement.reason)
            return False
        digest, double = digest_of(post), None
        if not self.asked_for:
            double = double_of(post, digest, capture.final_url, self.archive, self.site_id)
        self.shapes.note(lead.url, twin=double is not None)
        if double is not None:
            if known is not None:
                self.archive.posts.discard(known.id)
            if double.alias:
                self.archive.posts.alias(double.post.id, lead.url, double.alias)
            self.ends.skipped(visit, double.reason)
            return False
        capture_id = self._kept(visit, capture)
        if known is None:
            post_id = self.archive.posts.insert(
                self.site_id, post, capture_id=capture_id, digest=digest, now=now
            )
        else:
            post_id = known.id
            self.archive.posts.rewrite(post_id, post, capture_id=capture_id, digest=digest, now=now)
        self.archive.readings.mark([(post_id, self.versions.of(post.url))])
        self.counts.new += 1
        when = latest(str(post.published) if post.published else None, lead.lastmod, now=now)
        self._done(visit, post_id, post.url, capture, scheduled(when, now), judgement.reason)
        return True

    def _done(
        self,
        visit: Visit,
        post_id: int,
        post_url: str,
        capture: Capture,
        schedule: Schedule,
        reason: str = "",
        *,
        idle: bool = False,
    ) -> None:
        lead = visit.job.lead
        for url, kind in ((lead.url, "redirect"), (capture.final_url, "redirect"), (lead.guid or "", "guid")):
            if url.startswith("http") and key(url) != key(post_url):
                self.archive.posts.alias(post_id, url, kind)
        self.ends.read(visit, schedule, reason=reason or "read", idle=idle)

    def _kept(self, visit: Visit, capture: Capture) -> int | None:
        """The bytes, unless the page asks not to be copied (noarchive)."""
        if "noarchive" in visit.asks and not self.asked_for:
            return None
        return self.bytes_of(capture)

    def _unchanged(self, visit: Visit, known: StoredPost | None, now: datetime) -> bool:
        """304: the page is the one that was read, whatever became of it then."""
        back = known is not None and self.archive.posts.returned(known.id, now=now)
        if back:
            self.counts.changed += 1
        else:
            self.counts.unchanged += 1
        changed_at = now if back or known is None else _last_change(known, visit.job.lead, now)
        whole = known is not None and known.whole
        self.ends.unchanged(visit, scheduled(changed_at, now), whole=whole, idle=not back)
        return back


def _is_wall(post: Post) -> bool:
    """True for what stands before a post: its wishes are not the post's."""
    return says_door(post) or not (own_titles(post) or post.text)


def _last_change(known: StoredPost, lead: Lead, now: datetime) -> datetime | None:
    """When a stored post last changed, as far as anybody knows."""
    return latest(known.published, known.changed_at, lead.lastmod, now=now) or latest(
        known.first_seen_at, now=now
    )
