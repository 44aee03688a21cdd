"""Dates in addresses: `/2019/05/29/`, `/2019-05-29-slug`, `/20190529/`, `/2019/05/`."""

from __future__ import annotations

import re

from scraper.fields.dates.stamp import make_month, make_stamp
from scraper.model.dates import DateStamp
from scraper.model.urls import path, query

_YEAR = r"((?:19|20)\d{2})"
_DAYS = (
    re.compile(rf"(?:^|[/_=.-]){_YEAR}([/_.-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?=$|[/_.&-]|[^\d])"),
    re.compile(rf"(?:^|[/_=-]){_YEAR}()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=$|[/_.&-]|\D)"),
    re.compile(rf"(?:^|/){_YEAR}(/)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=$|/)"),
)
_NAMED = re.compile(
    rf"/{_YEAR}/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{{1,2}})(?=$|/)", re.IGNORECASE
)
_BACKWARDS = re.compile(rf"(?:^|[/_-])(0[1-9]|[12]\d|3[01])[-_.](0[1-9]|1[0-2])[-_.]{_YEAR}(?=$|[/_.-])")
_MONTH = re.compile(rf"/{_YEAR}[/-](0[1-9]|1[0-2])(?=$|/)")
_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


def date_in_address(url: str) -> DateStamp | None:
    """The date that an address holds, to the day or the month; None when it holds none. Never raises."""
    text = path(url)[:400]
    if q := query(url)[:200]:
        text += "?" + q
    for pattern in _DAYS:
        if match := pattern.search(text):
            stamp = make_stamp(int(match[1]), int(match[3]), int(match[4]))
            if stamp:
                return stamp
    if match := _NAMED.search(text):
        return make_stamp(int(match[1]), _NAMES.index(match[2].lower()) + 1, int(match[3]))
    if match := _BACKWARDS.search(text):
        return make_stamp(int(match[3]), int(match[2]), int(match[1]))
    if match := _MONTH.search(text):
        return make_month(int(match[1]), int(match[2]))
    return None
