"""How fast one host is asked: a pause between requests, longer when the server is slow or says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scraper.model.clock import Clock

MAX_RETRY_AFTER_S = 3600.0
MAX_CRAWL_DELAY_S = 60.0
SLOW_FACTOR = 1.0
"""The pause is at least as long as the server needed for its last answer."""


class Pace:
    """The next moment at which a host may be asked. `delay_s` 0 means without any pause."""

    def __init__(self, delay_s: float, clock: Clock) -> None:
        self.delay_s = delay_s
        self.crawl_delay_s = 0.0
        self._clock = clock
        self._next = 0.0

    def wait(self) -> None:
        """Sleeps until the host may be asked."""
        pause = self._next - self._clock.monotonic()
        if pause > 0:
            self._clock.sleep(pause)

    def done(self, elapsed_s: float) -> None:
        """Notes that an answer came, and after how long."""
        if self.delay_s <= 0 and self.crawl_delay_s <= 0:
            return
        pause = max(
            self.delay_s, min(self.crawl_delay_s, MAX_CRAWL_DELAY_S), min(elapsed_s * SLOW_FACTOR, 30.0)
        )
        self._next = self._clock.monotonic() + pause


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that the server asks us to wait (RFC 9110 section 10.2.3), both forms; None when it does not.

    Absurd values are cut to an hour, dates in the past are 0.
    """
    value = headers.get("retry-after", "").strip()
    if not value:
        return None
    if value.isdigit():
        return min(float(value[:9]), MAX_RETRY_AFTER_S)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, min((moment - now).total_seconds(), MAX_RETRY_AFTER_S))
