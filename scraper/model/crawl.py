"""What a crawl did, in numbers: counted by the conductor, kept in the archive's `crawls`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CrawlCounts:
    """One run over one site. `bytes` are those received; the rest are counts, posts where not said otherwise."""

    requests: int = 0
    bytes: int = 0
    new: int = 0
    changed: int = 0
    gone: int = 0
    unchanged: int = 0
    failed: int = 0
    """Addresses that ended as a row of `failures`."""
