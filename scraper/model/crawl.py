"""One run over a site, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class CrawlCounts:
    """What a crawl counted. `unchanged` are posts that were asked for and had not changed."""

    requests: int = 0
    bytes: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    failed: int = 0
    skipped: int = 0

    @property
    def posts(self) -> int:
        """Posts that this crawl stored or found unchanged."""
        return self.new + self.changed + self.unchanged
