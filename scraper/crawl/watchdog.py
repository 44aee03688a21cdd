"""No page may hold up a crawl for ever, nor end every crawl of a whole list at the same place.

A pattern that never comes to an end, or a fault in the parser, cannot be caught in a thread. So what is read is noted
on the disk while it is read (`archive.lock`), and the kernel ends a program that uses more CPU time than any page is
worth. The next crawl knows which page it was (`SiteState.leave_out`).
"""

from __future__ import annotations

import resource
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scraper.model.lead import Lead, LeadKind

if TYPE_CHECKING:  # a process that only reads loads no archive
    from scraper.archive.lock import InHand

READING_S = 300
"""CPU seconds. The worst of 5 MB take one."""


class Watchdog:
    """Lets the kernel end this program (SIGXCPU) once one page takes more than READING_S of CPU time."""

    def __init__(self, in_hand: InHand) -> None:
        self._in_hand = in_hand
        self.left = tuple(lead for text in in_hand.left if (lead := _lead(text)))
        """What was read when the last crawl was killed, or killed itself."""
        self._begun: dict[object, float] = {}
        self._patted = float("-inf")
        self._on_watch = False

    @contextmanager
    def reading(self, lead: Lead) -> Iterator[None]:
        """A page is read. For any number of threads."""
        page = object()
        self._begun[page] = time.process_time()
        try:
            with self._in_hand.note(f"{lead.kind} {lead.url}"):
                yield
        finally:
            del self._begun[page]

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Until the block ends the program lives only as long as it is patted. The main thread's business alone."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = resource.getrlimit(resource.RLIMIT_CPU)
        self._on_watch = True
        try:
            self.pat()
            yield
        finally:
            self._on_watch = False
            resource.setrlimit(resource.RLIMIT_CPU, before)

    def pat(self) -> None:
        """Something came to its end: all is well, unless one page has been read for too long."""
        now = time.process_time()
        if not self._on_watch or now - self._patted < READING_S / 10:
            return
        if all(now - begun <= READING_S for begun in tuple(self._begun.values())):
            self._patted = now
            allow(READING_S)


def _lead(text: str) -> Lead | None:
    """What a note of `reading` says; None for one that is torn."""
    kind, _, url = text.partition(" ")
    return (
        Lead(url, LeadKind(kind), "in hand when a crawl was killed")
        if kind in set(LeadKind) and url
        else None
    )


def allow(seconds: float) -> None:
    """This process may use so much more CPU time, and no more than it was allowed from outside."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(time.process_time() + seconds) + 1
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if most == resource.RLIM_INFINITY else min(soft, most), most)
    )
