"""Whether 05/06/2019 is in May or in June: told from the language, the host, and the page's other dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class DateOrder(StrEnum):
    """Order of day, month and year in a date of numbers."""

    DMY = "dmy"
    MDY = "mdy"
    YMD = "ymd"


_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})(?!\d)")
_MONTH_FIRST = frozenset(("en-US", "en-PH", "es-US", "fil", "en-CA"))


def guess_order(language: str | None, host: str = "", samples: Iterable[str] = ()) -> DateOrder:
    """The order that a page uses. A sample such as 29/05/2019 proves it; else language and host tell."""
    for sample in samples:
        for first, second in _NUMBERS.findall(sample[:200]):
            if int(first) > 12 >= int(second):
                return DateOrder.DMY
            if int(second) > 12 >= int(first):
                return DateOrder.MDY
    top = host.split(":")[0].rsplit(".", 1)[-1].lower()
    if language in _MONTH_FIRST or top == "us":
        return DateOrder.MDY
    if language == "en" and top in ("com", "org", "net", "edu", "gov", "io", "news", "xyz", ""):
        return DateOrder.MDY
    return DateOrder.DMY
