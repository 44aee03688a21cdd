"""Durations as people write them: `90s`, `20m`, `1h30m`."""

from __future__ import annotations

import re

from scraper.model.errors import SettingsError

_UNITS = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_DURATION = re.compile(r"(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s?)?", re.IGNORECASE)


def seconds_of(text: str) -> float:
    """The duration in seconds; a bare number is seconds already. Raises SettingsError for anything else, and for none."""
    match = _DURATION.fullmatch(text.replace(" ", ""))
    parts = match.groups(default="0") if match else ()
    seconds = sum(int(part) * unit for part, unit in zip(parts, _UNITS.values(), strict=False))
    if seconds <= 0:
        raise SettingsError(f"{text!r} is no duration; write it as in 90s, 20m or 1h30m")
    return float(seconds)
