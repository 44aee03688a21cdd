"""Stored pages read again on all cores, without a network; one writer, a transaction for each handful of posts.

Who read a post is kept with it, so a run that was ended goes on where it was: what today's program has read is passed over.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path

from scraper.archive import Archive, open_archive
from scraper.archive.readings import Reading
from scraper.crawl.program import Versions
from scraper.crawl.rereading import Reread, Rereader
from scraper.sites import Rulebook

HANDFUL = 16
"""Posts that go to a process, and into a transaction, together."""
AHEAD = 3
"""Handfuls that wait for each process, so that none is idle."""
FEW = 48
"""So many posts are read before other processes have begun."""


@dataclass(slots=True)
class Replayed:
    """What a replay comes to, as it is told: posts by outcome, and how often each field differs."""

    read: int = 0
    same: int = 0
    differ: int = 0
    revised: int = 0
    unreadable: int = 0
    without_bytes: int = 0
    damaged: int = 0
    fields: dict[str, int] = field(default_factory=dict)

    def count(self, one: Reread) -> None:
        """Counts a post."""
        self.read += 1
        self.same += one.outcome == "same"
        self.differ += one.outcome == "differs"
        self.revised += bool(one.changed)
        self.unreadable += one.outcome == "unreadable"
        self.without_bytes += one.outcome == "no bytes"
        self.damaged += one.outcome == "damaged"
        for name in one.fields:
            self.fields[name] = self.fields.get(name, 0) + 1


def waiting(readings: Iterable[Reading], rules: Rulebook) -> Iterator[Reading]:
    """The posts that today's program, with today's rules, has not read."""
    versions = Versions(rules)
    return (reading for reading in readings if reading.read_by != versions.of(reading.url))


def replay(
    archive: Archive,
    readings: Iterable[Reading],
    count: int,
    *,
    rules: Rulebook,
    now: Callable[[], datetime],
    write: bool,
    processes: int | None = None,
    tell: Callable[[Reread], None] = lambda one: None,
) -> None:
    """Reads `count` posts again; `write` stores what differs, for which the caller holds the archive's lock.

    `tell` is told of each post after it was stored. What differs in title, day, authors or text leaves a revision whose
    cause is the program; the post's dates of being seen and changed stay as they are.
    """
    for handful in _rereadings(archive, readings, rules, 1 if count <= FEW else processes or _cores()):
        if write:
            with archive.atomic():
                _store(archive, handful, now())
        for one in handful:
            tell(one)
    if archive.posts.unsettled:
        archive.decisions.settle(sorted(archive.posts.unsettled), now=now())


def _store(archive: Archive, handful: list[Reread], now: datetime) -> None:
    for one in handful:
        if one.post is not None:
            archive.posts.reread(one.post_id, one.post, digest=one.digest, changed=one.changed, now=now)
    archive.readings.mark((one.post_id, one.read_by) for one in handful if one.outcome != "damaged")


def _rereadings(
    archive: Archive, readings: Iterable[Reading], rules: Rulebook, processes: int
) -> Iterator[list[Reread]]:
    """What came of the posts, a handful at a time, in the order in which they are done."""
    each = iter(readings)
    handfuls = iter(lambda: list(islice(each, HANDFUL)), [])
    if processes == 1:
        rereader = Rereader(archive, rules)
        for handful in handfuls:
            yield [rereader.reread(reading) for reading in handful]
        return
    # Not forked: a child must share neither the lock nor an open database with us.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(archive.path, rules))
    try:
        with _uninterrupted():
            running: set[Future[list[Reread]]] = {
                pool.submit(_reread, one) for one in islice(handfuls, processes)
            }
        while True:
            running |= {
                pool.submit(_reread, one) for one in islice(handfuls, processes * AHEAD - len(running))
            }
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Processes that are begun within are never interrupted: that is our own business, and we end them. None is lost here."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# In the other processes

_rereader: Rereader | None = None


def _begin(path: Path, rules: Rulebook) -> None:
    """Opens the archive to read. Without its parent the process ends."""
    global _rereader
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _rereader = Rereader(open_archive(path, create=False, read_only=True, checked=False), rules)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _reread(handful: list[Reading]) -> list[Reread]:
    assert _rereader is not None
    return [_rereader.reread(reading) for reading in handful]
