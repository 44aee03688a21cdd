"""A run: many sites, one thread of fetching each, and one writer."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import NamedTuple

from scraper.archive import Archive
from scraper.crawl import events
from scraper.crawl.drive import Drive, Progress, site_alone
from scraper.crawl.events import Watch
from scraper.crawl.outcome import NO_RULES
from scraper.crawl.site import SiteCrawl
from scraper.crawl.watchdog import Watchdog
from scraper.fetching.client import Client
from scraper.model import urls
from scraper.model.clock import Clock
from scraper.model.crawl import CrawlCounts
from scraper.model.errors import Interrupted
from scraper.model.limits import Manners
from scraper.sites import Rulebook


class Start(NamedTuple):
    """Where to begin at a site, and how to behave there; what is None is as for the whole run."""

    url: str
    manners: Manners | None = None
    max_pages: int | None = None


@dataclass(slots=True)
class SiteReport:
    """What a crawl came to at one site."""

    site_id: int
    url: str
    outcome: str
    counts: CrawlCounts
    problem: str = ""
    failures: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What a run came to. `signal` is the number of the signal that ended it, 0 for none; `paused_s` how long it rested
    between requests, all hosts together."""

    sites: list[SiteReport] = field(default_factory=list)
    signal: int = 0
    out_of_time: bool = False
    paused_s: float = 0.0

    @property
    def exit_code(self) -> int:
        """0 done, or done as far as the time went; 1 nothing could be done, 3 some pages failed, 130 or 143 interrupted."""
        if self.signal:
            return 128 + self.signal
        if self.sites and all(site.outcome == "failed" for site in self.sites):
            return 1
        fine = ("done", "interrupted") if self.out_of_time else ("done",)
        return 3 if any(site.outcome not in fine or site.counts.failed for site in self.sites) else 0


def crawl(
    archive: Archive,
    starts: Sequence[str | Start],
    *,
    manners: Manners | None = None,
    clock: Clock | None = None,
    only: Sequence[str] = (),
    version: str = "",
    max_pages: int | None = None,
    max_seconds: float | None = None,
    progress: Progress | None = None,
    watch: Watch | None = None,
    rules: Rulebook = NO_RULES,
) -> Report:
    """Crawls sites into an archive that the caller holds the lock of.

    `starts` are addresses of sites, listings, feeds, sitemaps or posts: what is missing is discovered, and one site's
    trouble is none of the others. `only` are addresses of single pages that are kept as they are, with no discovery.
    `rules` are what people know of the sites. `progress` is called after each visit, `watch` is told what happens.
    After `max_seconds` what is in hand is finished, and the rest waits for the next crawl. Pages that fail are
    recorded, not raised.
    """
    manners = manners or Manners()
    watch = watch or (lambda event: None)
    stop = threading.Event()
    clock = clock or Clock()
    pauses: list[float] = []
    if clock.sleep is Clock().sleep:
        clock = clock._replace(sleep=_waking(stop, pauses))
    with ExitStack() as stack:
        caught = stack.enter_context(_signals(stop))
        crawls: list[SiteCrawl] = []
        for start, pages in _by_site(starts, only):
            behaviour = start.manners or manners
            client = stack.enter_context(Client(behaviour, clock))
            most = start.max_pages or max_pages
            crawls.append(
                SiteCrawl(
                    archive, client, clock, behaviour, start.url, only=pages, max_pages=most, rules=rules
                )
            )
        watchdog = Watchdog(archive.in_hand)
        for site in crawls:
            site.store.ends.crawl_id = archive.crawls.start(site.site_id, now=clock.now(), version=version)
            if watchdog.left:
                with site_alone(archive, archive.atomic, site, clock, watch):
                    site.leave_out(watchdog.left)
            watch(events.started(site))
        end = None if max_seconds is None else clock.monotonic() + max_seconds
        with archive.batch() as batch, watchdog.watching():
            drive = Drive(
                archive, batch, crawls, clock, stop, watchdog, progress=progress, watch=watch, rules=rules
            )
            unfinished = drive.run(end)
        report = Report(signal=caught[0] if caught else 0, out_of_time=bool(unfinished), paused_s=sum(pauses))
        for site in crawls:
            late = site in unfinished
            if not (stop.is_set() or site.faulted):
                with site_alone(archive, archive.atomic, site, clock, watch):
                    site.close(now=clock.now())
                    if site.site_id in archive.posts.unsettled:
                        archive.decisions.settle([site.site_id], now=clock.now())
            report.sites.append(_finish(archive, site, clock, interrupted=stop.is_set(), late=late))
            watch(events.finished(site, report.sites[-1].outcome))
        return report


def _waking(stop: threading.Event, pauses: list[float]) -> Callable[[float], None]:
    """A pause that ends at once, and raises Interrupted, when the run is to stop: what was to come after it, another
    request or another try, must not come sooner than the server asked for. `pauses` learns of it."""

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if stop.wait(seconds):
            raise Interrupted("the run is to end")

    return sleep


def _by_site(starts: Sequence[str | Start], only: Sequence[str]) -> list[tuple[Start, list[str] | None]]:
    """(start, None) for each site to discover; (first address, all of them) for each host of single pages."""
    sites: list[tuple[Start, list[str] | None]] = []
    seen: set[str] = set()
    for given in starts:
        start = Start(given) if isinstance(given, str) else given
        start = start._replace(url=urls.normalise(start.url))
        if urls.host(start.url) not in seen:
            seen.add(urls.host(start.url))
            sites.append((start, None))
    hosts: dict[str, list[str]] = {}
    for url in only:
        address = urls.normalise(url)
        hosts.setdefault(urls.origin(address), []).append(address)
    return sites + [(Start(pages[0]), pages) for pages in hosts.values()]


def _finish(archive: Archive, site: SiteCrawl, clock: Clock, *, interrupted: bool, late: bool) -> SiteReport:
    counts = site.counts
    counts.requests, counts.bytes = site.client.requests, site.client.received_bytes
    outcome = "interrupted" if interrupted or late else "done"
    if not (interrupted or late) and (site.problem is not None or counts.failed):
        outcome = (
            "failed"
            if (site.problem is not None and not counts.posts)
            or (counts.failed and not counts.posts and not counts.skipped and not site.goes_on)
            else "partial"
        )
    archive.crawls.finish(site.store.ends.crawl_id, outcome, counts, now=clock.now())
    failures = archive.crawls.failures(site.store.ends.crawl_id)
    return SiteReport(site.site_id, site.home, outcome, counts, str(site.problem or ""), failures)


@contextmanager
def _signals(stop: threading.Event) -> Iterator[list[int]]:
    """SIGINT and SIGTERM let the page in hand be finished; a second SIGINT ends at once."""
    caught: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        if caught and number == signal.SIGINT:
            raise KeyboardInterrupt
        caught.append(number)
        stop.set()

    if threading.current_thread() is not threading.main_thread():
        yield caught
        return
    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield caught
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
