"""Dates written for machines: ISO 8601, RFC 5322, epoch numbers, and the malformed forms that sites print."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from scraper.fields.dates.stamp import make_month, make_stamp, offset_of
from scraper.model.dates import DateStamp

_ZONE = r"(z|[+\-−]\s?\d{2}:?\d{2}|[+\-−]\d{1,2}|(?:gmt|utc)(?:\s?[+\-]\d{1,2}:?\d{0,2})?|cest|cet|mesz|mez|edt|est|pst|pdt|bst|msk|jst|eest|eet|sast|cdt|mdt|mst)?"
_ISO = re.compile(
    r"^\s*(?:\w{3,9},?\s+)?(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t\s,_]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*(am|pm)?\s*"
    + _ZONE + r")?(.*)$", re.IGNORECASE | re.DOTALL,
)  # fmt: skip
_BASIC = re.compile(
    r"^\s*(\d{4})(\d{2})(\d{2})(?:t?\s?(\d{2})(\d{2})(\d{2})?\s*" + _ZONE + r")?\s*$", re.IGNORECASE
)
_MONTH = re.compile(r"^\s*(\d{4})-(\d{2})\s*$")
_EPOCH = re.compile(r"^\s*(\d{10})(\d{3})?(?:\.\d+)?\s*$")
_RFC = re.compile(
    r"^\s*(?:[a-z]{3,9}\.?,?\s+)?(?:(\d{1,2})[\s-]+([a-z]{3,9})\.?[\s,-]+(\d{4})|([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4}))"
    r"(?:[\s,t]+(?:at\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm)?\s*" + _ZONE + r")?(?:\s*\([^)]*\))?\s*$",
    re.IGNORECASE,
)  # fmt: skip
_CTIME = re.compile(
    r"^\s*[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?:([a-z]{3,4}|[+-]\d{4})\s+)?(\d{4})\s*$",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
MAX = 80


@lru_cache(maxsize=4096)
def parse_machine_date(text: str) -> DateStamp | None:
    """The date that a machine-readable string gives; None when it is none. Never raises.

    Day and zone are kept as written: nothing is moved to UTC. Times out of range leave the day.
    """
    text = text.strip()[:MAX]
    if len(text) < 7:
        return None
    for read in (_read_iso, _read_basic, _read_rfc, _read_ctime, _read_month, _read_epoch):
        stamp = read(text)
        if stamp is not None:
            return stamp
    return None


def _read_iso(text: str) -> DateStamp | None:
    match = _ISO.match(text)
    if match is None:
        return None
    year, _, month, day, hour, minute, second, half, zone, rest = match.groups()
    if rest.strip() and hour is None and rest.strip()[0].isdigit():
        return None
    return make_stamp(
        int(year),
        int(month),
        int(day),
        _hour(hour, half),
        int(minute or 0),
        int(second) if second else None,
        offset_of(zone),
    )


def _read_basic(text: str) -> DateStamp | None:
    match = _BASIC.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    if not 1900 <= int(year) <= 2100:
        return None
    return make_stamp(
        int(year),
        int(month),
        int(day),
        int(hour) if hour else None,
        int(minute or 0),
        int(second) if second else None,
        offset_of(zone),
    )


def _read_rfc(text: str) -> DateStamp | None:
    match = _RFC.match(text)
    if match is None:
        return None
    d1, m1, y1, m2, d2, y2, hour, minute, second, half, zone = match.groups()
    month = _MONTHS.get((m1 or m2).lower()[:3])
    if month is None:
        return None
    return make_stamp(
        int(y1 or y2),
        month,
        int(d1 or d2),
        _hour(hour, half),
        int(minute or 0),
        int(second) if second else None,
        offset_of(zone),
    )


def _read_ctime(text: str) -> DateStamp | None:
    match = _CTIME.match(text)
    month = _MONTHS.get(match[1].lower()) if match else None
    if match is None or month is None:
        return None
    _, day, hour, minute, second, zone, year = match.groups()
    return make_stamp(
        int(year), month, int(day), int(hour), int(minute), int(second) if second else None, offset_of(zone)
    )


def _read_month(text: str) -> DateStamp | None:
    match = _MONTH.match(text)
    return make_month(int(match[1]), int(match[2])) if match else None


def _read_epoch(text: str) -> DateStamp | None:
    match = _EPOCH.match(text)
    if match is None:
        return None
    moment = datetime.fromtimestamp(int(match[1]), UTC)
    return make_stamp(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, "Z")


def _hour(hour: str | None, half: str | None) -> int | None:
    if hour is None:
        return None
    number = int(hour)
    if half:
        number = number % 12 + (12 if half.lower() == "pm" else 0)
    return number
