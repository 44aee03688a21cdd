"""Dates written for machines: ISO 8601, RFC 5322, RFC 850, asctime, epochs, and the malformed forms that sites print."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from scraper.fields.dates.folding import fold, western
from scraper.fields.dates.names import month_of
from scraper.fields.dates.stamp import make_month, make_stamp, offset_of
from scraper.model.dates import DateStamp
from scraper.model.late import late

MAX = 80
_ZONE = (
    r"(?P<zone>z|[+-]\s?\d{2}:?\d{2}|[+-]\d{1,2}|(?:gmt|utc)\s?[+-]\d{1,2}:?\d{0,2}|[a-zа-я]{2,5}(?![^\W_]))?"
)
_TIME = (
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,:]\d+)?)?\s*(?P<half>am|pm|a\.m\.|p\.m\.)?"
    r"|\s?(?P<half_alone>am|pm))\s*" + _ZONE
)
# Behind a date may stand the name of a zone in brackets, and words; but no more of a number.
_REST = r"\s*(?:\[[^\]]*\]|\([^)]*\))?(?![\w]*\d|[./:-]\d)"
_ISO = re.compile(
    r"\s*(?:[^\W\d_]{2,9}\.?,?\s+)?(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})"
    r"(?:(?:t|[\s,_]+|\s*[-|@]\s*)(?:" + _TIME + r"))?" + _REST
)  # fmt: skip
_BASIC = re.compile(
    r"\s*(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:t?\s?(?P<hour>\d{2}):?(?P<minute>\d{2}):?(?P<second>\d{2})?(?:[.,]\d+)?\s*"
    + _ZONE
    + r")?\s*\Z"
)
_WEEK = re.compile(r"\s*(\d{4})-?w(\d{2})-?([1-7])(?:t|\s|\Z)")
_ORDINAL = late(re.compile, r"\s*(\d{4})-?(\d{3})(?:t(?:" + _TIME + r"))?\s*\Z")
_MONTH = re.compile(r"\s*(\d{4})-(\d{2})\s*\Z")
_EPOCH = re.compile(
    r"\s*(?:\\?/date\(|@)?(-?\d{9,10})(?P<milli>\d{3})?(?:\d{3})?(?:\.\d+)?(?P<offset>[+-]\d{4})?(?:\)\\?/)?\s*\Z"
)
_RFC = re.compile(
    r"\s*(?:[^\W\d_]{2,12}(?:\.?,\s*|\.?\s+))?"
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?P<name>[^\W\d_]{3,12})\.?[\s,-]+(?P<year>\d{4}|\d{2})"
    r"|(?P<name2>[^\W\d_]{3,12})\.?\s+(?P<day2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year2>\d{4}))"
    r"(?:[\s,t]+(?:at\s+)?(?:" + _TIME + r"))?\s*(?:\([^)]*\))?\s*\Z"
)  # fmt: skip
_CTIME = late(
    re.compile,
    r"\s*(?:[^\W\d_]{2,9}\.?,?\s+)?(?P<name>[^\W\d_]{3,9})\s+(?P<day>\d{1,2}),?\s+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s+(?:(?P<zone>[a-z]{3,5}|(?:gmt|utc)?[+-]\d{2}:?\d{2})\s+)?(?P<year>\d{4})\s*\Z",
)


@lru_cache(maxsize=4096)
def parse_machine_date(text: str) -> DateStamp | None:
    """The date that a machine-readable string gives; None when it is none. Never raises.

    Day and zone are kept as written: nothing is moved to UTC. Times out of range leave the day; epochs are in UTC,
    or in the offset that .NET prints beside them.
    """
    text = fold(western(text.strip()[:MAX]))
    if len(text) < 7 or not any(char.isdigit() for char in text):
        return None
    for read in (_read_iso, _read_basic, _read_rfc, _read_ctime, _read_calendar, _read_epoch):
        stamp = read(text)
        if stamp is not None:
            return stamp
    return None


def _read_iso(text: str) -> DateStamp | None:
    match = _ISO.match(text)
    return _stamp(match, match["year"], int(match["month"]), match["day"]) if match else None


def _read_basic(text: str) -> DateStamp | None:
    match = _BASIC.match(text)
    if match is None or not 1900 <= int(match["year"]) <= 2100:
        return None
    return _stamp(match, match["year"], int(match["month"]), match["day"])


def _read_rfc(text: str) -> DateStamp | None:
    match = _RFC.match(text)
    month = month_of(match["name"] or match["name2"]) if match else None
    if match is None or month is None:
        return None
    year = match["year"] or match["year2"]
    if len(year) == 2:  # RFC 5322, section 4.3: 00 to 49 are of this century
        year = f"{'20' if int(year) < 50 else '19'}{year}"
    return _stamp(match, year, month, match["day"] or match["day2"])


def _read_ctime(text: str) -> DateStamp | None:
    match = _CTIME.match(text)
    month = month_of(match["name"]) if match else None
    return _stamp(match, match["year"], month, match["day"]) if match and month else None


def _read_calendar(text: str) -> DateStamp | None:
    """A month, a day of a week, a day of a year."""
    if match := _MONTH.match(text):
        return make_month(int(match[1]), int(match[2]))
    try:
        if match := _WEEK.match(text):
            return DateStamp(date.fromisocalendar(int(match[1]), int(match[2]), int(match[3])).isoformat())
        if (match := _ORDINAL.match(text)) and 1900 <= int(match[1]) <= 2100 and 1 <= int(match[2]) <= 366:
            day = date(int(match[1]), 1, 1) + timedelta(days=int(match[2]) - 1)
            return _stamp(match, match[1], day.month, str(day.day)) if day.year == int(match[1]) else None
    except ValueError:
        return None
    return None


def _read_epoch(text: str) -> DateStamp | None:
    match = _EPOCH.match(text)
    if match is None or (len(match[1]) < 10 and not (match["milli"] or match["offset"])):
        return None
    moment = datetime.fromtimestamp(int(match[1]), UTC)
    offset = "Z"
    if match["offset"]:
        offset = offset_of(match["offset"]) or "Z"
        if offset != "Z":
            moment = datetime.fromtimestamp(
                int(match[1]), datetime.fromisoformat(f"2000-01-01T00:00{offset}").tzinfo
            )
    return make_stamp(
        moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second, offset
    )


def _stamp(match: re.Match[str], year: str, month: int, day: str) -> DateStamp | None:
    parts = match.groupdict()
    hour = int(parts["hour"]) if parts.get("hour") else None
    half = parts.get("half") or parts.get("half_alone")
    if hour is not None and half:
        hour = hour if hour > 12 else hour % 12 + (12 if half.startswith("p") else 0)
    second = int(parts["second"]) if parts.get("second") else None
    return make_stamp(
        int(year), month, int(day), hour, int(parts.get("minute") or 0), second, offset_of(parts.get("zone"))
    )
