"""Numbers to a DateStamp, or to nothing when no calendar has such a day."""

from __future__ import annotations

from datetime import date

from scraper.model.dates import DateStamp, Precision, Zone


def make_stamp(
    year: int,
    month: int,
    day: int,
    hour: int | None = None,
    minute: int = 0,
    second: int | None = None,
    offset: str | None = None,
) -> DateStamp | None:
    """A stamp of numbers; `offset` is `Z` or `+02:00`, None when none was printed. None for no such day."""
    if not 1000 <= year <= 2999:
        return None
    try:
        day_text = date(year, month, day).isoformat()
    except ValueError:
        return None
    if hour is None:
        return DateStamp(day_text)
    if not (0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= (second or 0) <= 60):
        return DateStamp(day_text)
    zone = Zone.NONE
    if offset is not None:
        zone = Zone.UTC if offset in ("Z", "+00:00", "-00:00") else Zone.OFFSET
    clock = f"{hour:02}:{minute:02}" if second is None else f"{hour:02}:{minute:02}:{min(second, 59):02}"
    precision = Precision.MINUTE if second is None else Precision.SECOND
    return DateStamp(f"{day_text}T{clock}{offset or ''}", precision, zone)


def make_month(year: int, month: int) -> DateStamp | None:
    """A stamp of a month."""
    if 1000 <= year <= 2999 and 1 <= month <= 12:
        return DateStamp(f"{year:04}-{month:02}", Precision.MONTH)
    return None


OFFSETS = {
    "z": "Z", "utc": "Z", "gmt": "Z", "wet": "Z", "cet": "+01:00", "mez": "+01:00", "bst": "+01:00", "cest": "+02:00",
    "mesz": "+02:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "мск": "+03:00", "est": "-05:00", "edt": "-04:00",
    "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "jst": "+09:00", "kst": "+09:00",
    "sast": "+02:00", "aest": "+10:00", "aedt": "+11:00", "nzst": "+12:00", "nzdt": "+13:00", "wib": "+07:00", "trt": "+03:00",
    "west": "+01:00", "msd": "+04:00", "brt": "-03:00", "brst": "-02:00", "art": "-03:00", "uyt": "-03:00", "clt": "-04:00", "clst": "-03:00",
    "cot": "-05:00", "pet": "-05:00", "vet": "-04:00", "akst": "-09:00", "akdt": "-08:00", "hst": "-10:00", "wat": "+01:00", "cat": "+02:00",
    "eat": "+03:00", "idt": "+03:00", "pkt": "+05:00", "npt": "+05:45", "wita": "+08:00", "sgt": "+08:00", "hkt": "+08:00", "pht": "+08:00",
    "awst": "+08:00", "acst": "+09:30", "acdt": "+10:30",
}  # fmt: skip
"""Zone names that mean one offset to nearly everybody; `CST` and `IST` mean several, and are left out."""
WORDS = frozenset("art brt cat cot eat hst pet vet wat west wita".split())
"""Those of them that are words, too, or parts of names: zones only in capitals."""


def offset_of(text: str | None) -> str | None:
    """`+0200`, `+02`, `GMT+2`, `CEST` or `Z` as `+02:00` or `Z`; None when it is no zone."""
    if not text:
        return None
    word = text.strip().lower()
    if word in OFFSETS:
        return OFFSETS[word]
    for name in ("gmt", "utc"):
        word = word.removeprefix(name).strip()
    if not word or word[0] not in "+-−":
        return None
    digits = "".join(char for char in word if char.isdigit())
    if len(digits) <= 2:
        digits = digits.zfill(2) + "00"
    digits = digits.zfill(4)[:4]
    if int(digits[:2]) > 14 or int(digits[2:]) > 59:
        return None
    sign = "-" if word[0] in "-−" else "+"
    return "Z" if digits == "0000" else f"{sign}{digits[:2]}:{digits[2:]}"
