"""Time as an argument, so that tests and the committed archive can hold it still."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Clock(NamedTuple):
    """The hour, the stopwatch and the pause."""

    now: Callable[[], datetime] = _utc_now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def fixed_clock(at: datetime) -> Clock:
    """A clock that stands still at `at` (aware) and never sleeps."""
    return Clock(now=lambda: at, monotonic=lambda: 0.0, sleep=lambda seconds: None)


def iso(moment: datetime) -> str:
    """UTC, to the second, as the archive's `*_at` columns print it: `2026-11-23T08:15:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
