"""The clock of a site's country, from its host or language: a moment in UTC may lie on another day there."""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from scraper.model.dates import DateStamp

# One zone for countries that have one, or where nearly everybody lives in one. Others are left out.
_ZONES = {
    "us": "America/New_York", "gov": "America/New_York", "mil": "America/New_York", "ca": "America/Toronto", "mx": "America/Mexico_City",
    "ar": "America/Argentina/Buenos_Aires", "at": "Europe/Vienna", "be": "Europe/Brussels", "bg": "Europe/Sofia",
    "ch": "Europe/Zurich", "cl": "America/Santiago", "cn": "Asia/Shanghai", "co": "America/Bogota", "cz": "Europe/Prague",
    "de": "Europe/Berlin", "dk": "Europe/Copenhagen", "ee": "Europe/Tallinn", "es": "Europe/Madrid", "fi": "Europe/Helsinki",
    "fr": "Europe/Paris", "gr": "Europe/Athens", "hr": "Europe/Zagreb", "hu": "Europe/Budapest", "ie": "Europe/Dublin",
    "il": "Asia/Jerusalem", "in": "Asia/Kolkata", "is": "Atlantic/Reykjavik", "it": "Europe/Rome", "jp": "Asia/Tokyo",
    "kr": "Asia/Seoul", "lt": "Europe/Vilnius", "lu": "Europe/Luxembourg", "lv": "Europe/Riga", "my": "Asia/Kuala_Lumpur",
    "nl": "Europe/Amsterdam", "no": "Europe/Oslo", "nz": "Pacific/Auckland", "pe": "America/Lima", "ph": "Asia/Manila",
    "pk": "Asia/Karachi", "pl": "Europe/Warsaw", "pt": "Europe/Lisbon", "ro": "Europe/Bucharest", "rs": "Europe/Belgrade",
    "se": "Europe/Stockholm", "sg": "Asia/Singapore", "si": "Europe/Ljubljana", "sk": "Europe/Bratislava",
    "th": "Asia/Bangkok", "tr": "Europe/Istanbul", "tw": "Asia/Taipei", "ua": "Europe/Kyiv", "uk": "Europe/London",
    "gb": "Europe/London", "uy": "America/Montevideo", "ve": "America/Caracas", "vn": "Asia/Ho_Chi_Minh", "za": "Africa/Johannesburg",
}  # fmt: skip
CLOCKS = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "eastern time": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
}
"""American clocks as they are printed, without saying whether it is summer."""

# Languages that are spoken, all but everywhere, by one clock.
_LANGUAGES = {
    "de": "de", "sv": "se", "nb": "no", "nn": "no", "no": "no", "da": "dk", "fi": "fi", "nl": "nl", "it": "it", "pl": "pl", "cs": "cz",
    "sk": "sk", "hu": "hu", "ja": "jp", "ko": "kr", "tr": "tr", "is": "is", "hr": "hr", "sl": "si", "lt": "lt", "lv": "lv", "et": "ee",
    "el": "gr", "ro": "ro", "bg": "bg", "uk": "ua", "th": "th",
}  # fmt: skip


@lru_cache(maxsize=256)
def site_zone(host: str, language: str | None) -> tzinfo | None:
    """The zone of a site's country; None where host and language leave it open. Never raises."""
    top = host.split(":")[0].rsplit(".", 1)[-1].lower()
    parts = (language or "").split("-")
    region = parts[-1].lower() if len(parts) > 1 and len(parts[-1]) == 2 else ""
    region = "" if region == "us" else region  # what publishing systems say unless they are told otherwise
    name = _ZONES.get(top) or _ZONES.get(region) or _ZONES.get(_LANGUAGES.get(parts[0].lower(), ""))
    return named_zone(name) if name else None


def offset_on(word: str | None, day: DateStamp, hour: int, minute: int) -> str | None:
    """`-04:00` of `ET` on a day of May: names of American clocks whose offset depends on the season; None for others."""
    zone = named_zone(CLOCKS[word]) if word in CLOCKS else None
    if zone is None:
        return None
    moment = datetime(day.day.year, day.day.month, day.day.day, hour, minute, tzinfo=zone)
    return moment.isoformat()[-6:]


@lru_cache(maxsize=64)
def named_zone(name: str) -> tzinfo | None:
    """The zone of a name in the tz database, such as `Europe/Stockholm`; None for none. Never raises."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None  # a machine without the zone tables
