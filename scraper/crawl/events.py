"""What happens in a crawl, as it happens, for those who look on: logs and live views. Values only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from scraper.crawl.outcome import Visit
from scraper.crawl.site import SiteCrawl
from scraper.model.clock import iso

Event = dict[str, Any]
"""`at` (UTC), `level` (info, warning, error), `event` (start, visit, fault, finish), `site`; then what the event has to say."""
Watch = Callable[[Event], None]


def started(site: SiteCrawl) -> Event:
    """The crawl of a site begins."""
    return _event(site, "info", "start", crawl=site.store.ends.crawl_id)


def visited(site: SiteCrawl, visit: Visit) -> Event:
    """An address was asked for; what came of it, and why it was asked for."""
    said: dict[str, Any] = {"url": visit.job.lead.url, "kind": str(visit.job.lead.kind), "why": visit.job.why}
    if visit.capture is not None:
        said |= {"status": visit.capture.status, "elapsed_ms": visit.capture.elapsed_ms}
    if visit.error is None:
        return _event(site, "info", "visit", **said)
    level = "info" if visit.job.probe else "warning"
    return _event(site, level, "visit", **said, error=visit.error.kind, reason=str(visit.error))


def faulted(site: SiteCrawl, message: str) -> Event:
    """A fault of ours ended the crawl of a site."""
    return _event(site, "error", "fault", reason=message)


def finished(site: SiteCrawl, outcome: str) -> Event:
    """The crawl of a site is over: its outcome, its counts, and for what reasons how many addresses were left alone."""
    level = {"failed": "error", "partial": "warning"}.get(outcome, "info")
    reason = {"reason": str(site.problem)} if site.problem is not None else {}
    left = {"left": {why: asdict(met) for why, met in site.notes.met.items()}} if site.notes.met else {}
    return _event(site, level, "finish", outcome=outcome, **asdict(site.counts), **reason, **left)


def _event(site: SiteCrawl, level: str, event: str, **said: Any) -> Event:
    return {"at": iso(site.clock.now()), "level": level, "event": event, "site": site.home, **said}
