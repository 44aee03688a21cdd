"""The loop of a run: a thread of fetching for each site, pages read there or in processes, and one writer.

The writer is this loop. What comes back is stored in the order in which it was asked for, site by site.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from scraper.archive import Archive
from scraper.archive.transactions import Batch
from scraper.crawl import events
from scraper.crawl.events import Watch
from scraper.crawl.outcome import Job, Reading, Visit, fetched, is_readable
from scraper.crawl.site import SiteCrawl
from scraper.crawl.watchdog import Watchdog
from scraper.model.clock import Clock
from scraper.model.errors import ArchiveError, Interrupted
from scraper.sites import Rulebook

if TYPE_CHECKING:
    from scraper.crawl.readers import Readers

MAX_HOSTS = 16
WORTH_SHARE, WORTH_READ, WORTH_WAITING = 0.4, 50, 300
"""Processes for reading are started when reading took this share of the time, for so many pages, and so many wait."""

AHEAD = 6
"""Pages of one site that are fetched while one of them is read, for each process that reads."""

Progress = Callable[[SiteCrawl], None]


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Drive:
    """Drives the crawls of some sites to their ends, all at once. Used once."""

    def __init__(
        self,
        archive: Archive,
        batch: Batch,
        crawls: Sequence[SiteCrawl],
        clock: Clock,
        stop: threading.Event,
        watchdog: Watchdog,
        *,
        progress: Progress | None,
        watch: Watch,
        rules: Rulebook,
    ) -> None:
        self._archive = archive
        self._batch = batch
        self._crawls = crawls
        self._clock = clock
        self._stop = stop
        self._watchdog = watchdog
        self._progress = progress
        self._watch = watch
        self._rules = rules
        self._waiting = dict.fromkeys(reversed(crawls))
        """Sites that may go on, the next one last."""
        self._fetching: dict[Future[tuple[Future[Visit], float]], SiteCrawl] = {}
        self._inbox: dict[SiteCrawl, deque[Future[Visit]]] = {}
        """What was fetched and is read, or about to be, in the order of asking."""
        self._late: dict[SiteCrawl, None] = {}
        self._readers: Readers | None = None
        self._begun = time.monotonic()
        self._read_s, self._pages_read = 0.0, 0

    def run(self, end: float | None) -> list[SiteCrawl]:
        """Until all is done, or stopped, or the clock's stopwatch says `end`; returns the sites that had more to do."""
        most = max(1, min(MAX_HOSTS, len(self._crawls)))
        try:
            with ThreadPoolExecutor(max_workers=most, thread_name_prefix="fetch") as pool:
                while True:
                    self._ask(pool, end)
                    if not self._await():
                        return list(self._late)
        finally:
            if self._readers is not None:
                self._readers.close()

    def _ask(self, pool: ThreadPoolExecutor, end: float | None) -> None:
        """Gives each site that may go on its next page to fetch."""
        if self._stop.is_set():
            self._waiting.clear()
        while self._waiting and len(self._fetching) < MAX_HOSTS:
            site, job = self._waiting.popitem()[0], None
            with self._alone(site):
                job = site.next_job()
            if job is not None and end is not None and self._clock.monotonic() >= end:
                self._late[site] = None
            elif job is not None:
                asked = pool.submit(self._visit, site, job, site.reading, self._clock.now())
                self._fetching[asked] = site

    def _visit(
        self, site: SiteCrawl, job: Job, reading: Reading, now: datetime
    ) -> tuple[Future[Visit], float]:
        """Fetches; and reads, or has it read. Also the seconds that reading took here. Runs in the host's thread."""
        came, seconds = fetched(site.client, job), 0.0
        readers = self._readers
        if is_readable(came):
            if readers is not None and job.wants_post:
                return readers.read(came, reading, now), seconds
            from scraper.crawl.pages import read  # most nights bring nothing to read

            begun = time.monotonic()
            with self._watchdog.reading(job.lead):
                came = read(came, reading, now)
            seconds = time.monotonic() - begun
        done: Future[Visit] = Future()
        done.set_result(came)
        return done, seconds

    def _await(self) -> bool:
        """Waits until something has come back, and stores it; False when nothing is under way."""
        heads: set[Future[Any]] = {inbox[0] for inbox in self._inbox.values()}
        if not (heads or self._fetching):
            return False
        done, _ = wait(heads | self._fetching.keys(), self._batch.left_s, FIRST_COMPLETED)
        if done:
            self._watchdog.pat()
        if not done:
            self._batch.flush()
        touched = {site: None for site, inbox in self._inbox.items() if inbox[0] in done}
        for asked in [one for one in done if one in self._fetching]:
            site = self._fetching.pop(asked)
            self._inbox.setdefault(site, deque()).append(self._coming(asked))
            touched[site] = None
        for site in touched:
            inbox = self._inbox[site]
            while inbox and inbox[0].done():
                self._take(site, inbox.popleft())
            if not inbox:
                del self._inbox[site]
            if not (site.faulted or site in self._late) and self._may_go_on(site):
                self._waiting[site] = None
        return True

    def _coming(self, asked: Future[tuple[Future[Visit], float]]) -> Future[Visit]:
        """What a host's thread handed on; a fault of ours is told where it would be stored."""
        try:
            coming, seconds = asked.result()
        except Exception as fault:
            coming, seconds = Future(), 0.0
            coming.set_exception(fault)
        self._read_s += seconds
        self._pages_read += bool(seconds)
        return coming

    def _may_go_on(self, site: SiteCrawl) -> bool:
        inbox = self._inbox.get(site, ())
        ahead = self._readers is not None and len(inbox) < AHEAD * self._readers.number
        return site not in self._fetching.values() and (not inbox or (ahead and site.may_run_ahead))

    def _take(self, site: SiteCrawl, coming: Future[Visit]) -> None:
        """Stores a visit."""
        if site.faulted:
            return
        with self._alone(site):
            came = coming.result()
            if isinstance(came.error, Interrupted):
                return  # as if it had not been begun
            site.take(came, now=self._clock.now())
        if not site.faulted:
            self._watch(events.visited(site, came))
        if self._progress is not None:
            self._progress(site)
        if self._readers is None and self._is_worth_readers():
            named = frozenset[str]().union(*(site.named for site in self._crawls))
            from scraper.crawl.readers import Readers  # few crawls have so much to read

            self._readers = Readers(cores() - 1, self._rules, named)  # one core fetches and writes

    def _is_worth_readers(self) -> bool:
        """True when reading holds up the run, and will go on to: never where a polite pause is what takes the time."""
        return (
            self._pages_read >= WORTH_READ
            and self._read_s >= WORTH_SHARE * (time.monotonic() - self._begun)
            and cores() > 1
            and sum(site.waiting for site in self._crawls) >= WORTH_WAITING
        )

    def _alone(self, site: SiteCrawl) -> AbstractContextManager[None]:
        return site_alone(self._archive, self._batch.atomic, site, self._clock, self._watch)


@contextmanager
def site_alone(
    archive: Archive,
    atomic: Callable[[], AbstractContextManager[None]],
    site: SiteCrawl,
    clock: Clock,
    watch: Watch,
) -> Iterator[None]:
    """One transaction of one site. A fault of ours in it undoes it, is recorded, and is no other site's trouble.

    What the archive raises is everybody's trouble, and goes on.
    """
    try:
        with atomic():
            yield
    except (ArchiveError, Interrupted, MemoryError):
        raise
    except Exception as fault:  # a bug: which one cannot be known, and thirty-nine other sites are waiting
        said = " ".join(f"{type(fault).__name__}: {fault}".split())[:300]
        message = f"{said}; please report this"
        site.problem, site.faulted = fault, True
        site.counts.failed += 1
        with atomic():
            archive.crawls.fail(site.store.ends.crawl_id, site.home, "fault", message, at=clock.now())
        watch(events.faulted(site, message))
