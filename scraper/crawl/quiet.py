"""What is done in the quiet moments of a run: bodies that were stored in haste are packed closer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from scraper.archive import Archive

if TYPE_CHECKING:
    from scraper.archive.compaction import Compacted

SHARE = 0.25
"""How much of the time that a run rested it may spend on this."""
LEAST_S, MOST_S = 2.0, 120.0
"""Less time is not worth a beginning; more would be noticed."""


def compact_quietly(archive: Archive, *, rested_s: float, monotonic: Callable[[], float]) -> Compacted | None:
    """Packs what has come together at each host, for a quarter of the time that the run rested between requests. None: nothing to do.

    A crawl with a second between two requests waits nearly all of its time; one without pauses is in a hurry.
    """
    budget = min(rested_s * SHARE, MOST_S)
    if budget < LEAST_S:
        return None
    hosts = [host for host in archive.compaction.waiting() if host.enough]
    if not hosts:
        return None
    end = monotonic() + budget
    done = archive.compaction.run(hosts, stop=lambda: monotonic() >= end)
    archive.compaction.shrink(stop=lambda: monotonic() >= end + LEAST_S)
    return done
