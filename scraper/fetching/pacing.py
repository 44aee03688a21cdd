"""How fast one host is asked: a pause between requests, longer when the server is slow or says so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scraper.model.clock import Clock

MAX_RETRY_AFTER_S = 3600.0
MAX_CRAWL_DELAY_S = 60.0
MAX_SLOW_S = 30.0
"""The pause is as long as the server needed for its last answer, up to this."""
MAX_HOLD_S = 60.0
"""A host that asks to be left alone gets at most this much rest before its *other* pages are asked for:
one absurd Retry-After must not end the crawl of a whole site."""
BUSY = frozenset((429, 503))
_EASING = 0.8


class Pace:
    """The next moment at which a host may be asked.

    `delay_s` 0 means no pacing at all, whatever the server or its robots.txt wish: it is meant for one's
    own machine.
    """

    def __init__(self, delay_s: float, clock: Clock) -> None:
        self.delay_s = delay_s
        self.crawl_delay_s = 0.0
        self._clock = clock
        self._next = 0.0
        self._busy_s = 0.0

    def wait(self) -> None:
        """Sleeps until the host may be asked."""
        if self._next:
            pause = self._next - self._clock.monotonic()
            if pause > 0:
                self._clock.sleep(pause)

    def done(self, elapsed_s: float, *, status: int = 0, retry_after_s: float | None = None) -> None:
        """Notes that a request ended, after how long, and with what; status 0 for no answer.

        Each 429 or 503 doubles the pause, each good answer takes a fifth off again.
        """
        if self.delay_s <= 0:
            return
        if status in BUSY:
            self._busy_s = min(max(self.delay_s, self._busy_s) * 2, MAX_SLOW_S)
        elif status:
            self._busy_s = self._busy_s * _EASING if self._busy_s > self.delay_s else 0.0
        asked = min(retry_after_s, MAX_HOLD_S) if retry_after_s and status in BUSY else 0.0
        crawl_delay = min(self.crawl_delay_s, MAX_CRAWL_DELAY_S)
        slow = min(elapsed_s, MAX_SLOW_S)
        self._next = self._clock.monotonic() + max(self.delay_s, crawl_delay, slow, self._busy_s, asked)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that the server asks us to wait (RFC 9110 section 10.2.3), both forms; None when it does not.

    Absurd values are cut to an hour, dates in the past are 0. Never raises.
    """
    value = headers.get("retry-after", "").strip()[:60]
    first = value.split(",")[0].strip()  # of a header that was sent twice
    if first.isascii() and first.isdigit():
        return min(float(first), MAX_RETRY_AFTER_S)
    try:
        moment = parsedate_to_datetime(value)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, min((moment - now).total_seconds(), MAX_RETRY_AFTER_S))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
