"""Dates whose month is a word: `29 maj 2019`, `May 29th, 2019`, `2019. május 29.`, `29 พ.ค. 2562`, `May 2019`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scraper.fields.dates.calendars import gregorian_year, solar_hijri
from scraper.fields.dates.names import Names, Shape, own_names, shared_names
from scraper.fields.dates.stamp import make_month, make_stamp
from scraper.fields.languages import primary
from scraper.model.dates import DateStamp
from scraper.model.late import late

WINDOW = 32
"""How many characters before a month name may belong to its date."""

# What follows a day: 3rd, 1er, 1º, 29:e, 29-го, 29mh, 29ê; and what stands between it and the month.
_ORDINAL = r"(?:st|nd|rd|th|er|re|te|ste|ter|ème|ème|mh|ê|ی|ى|טן|ter|:e|:a|-?го|-?е|-?ше|-?ro|\.?[ºª°])?"
_OF = r"(?:(?:de|del|dels|of|di|den|da|dhen|do|ta|ne|na|lia|day\s+of)\s+|d'|ta'\s*)?"
_DAY_BEFORE = re.compile(rf"(?<!\d)(?<!\d[:.,/])(\d{{1,2}}){_ORDINAL}\)?(?:\.\s*|\s*[-/,]\s*|\s*){_OF}\Z")
_YEAR_OF = r"(?:(?:de|del|of|di|do|da|dal|du|de\s+su|di\s+u|anul|anno|năm|พ\.ศ\.|ค\.ศ\.|ປີ|roku)\s*)?"
_YEAR_BEHIND = re.compile(
    rf"(?![^\W\d_])\.?(?:\s*[-/,.،]\s*|\s*){_YEAR_OF}"
    r"(?:'?(?P<y>\d{4})(?!\d|[.,]\d)|(?:'|(?<=-))(?P<yy>\d\d)(?![\d:]|[.,/-]\d))"
)
_DAY_YEAR_BEHIND = late(
    re.compile,
    r"(?![^\W\d_])\.?\s*[-/]?\s*(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.)?(?:\s*[,،]\s*|\s+|[-/])(?:(?:at|de|del|lia,?)\s+)?"
    r"(?:'?(?P<y>\d{4})(?!\d|[.,:]\d)|'(?P<yy>\d\d)(?![\d:]|[.,/-]\d))",
)
# 12 jan 23 | 5h27: a bare year cut short, where the line begins with the date and ends with it, or a clock comes next
_YEAR_CUT = late(re.compile, r"\.?\s(?P<yy>\d\d)(?=\s*(?:\Z|[|•·]|,?\s+\d{1,2}\s?[:h]\s?\d\d(?!\d)))")
# 2019. május 29., 2019 m. gegužės 29 d., 2019. gada 29. maijs, 2019-ж., 29-май
_YEAR_BEFORE = late(
    re.compile,
    r"(?<![\d.,])(\d{4})\.?(?:\s*-?(?:г|ж|m|gada|gads|оны|он|ел|yil|ýyl|urteko)\.?(?![^\W\d_]))?(?:\s*[-/,،.]\s*|\s*)\Z",
)
_YEAR_DAY_BEFORE = late(
    re.compile,
    r"(?<![\d.,])(\d{4})\.?(?:\s*-?(?:г|ж|m|gada|gads|оны|он|ел|yil|ýyl)\.?(?![^\W\d_]))?(?:\s*[,،.]\s*|\s+)(\d{1,2})[.-]?\s*\Z",
)
_DAY_BEHIND = re.compile(r"(?![^\W\d_])\.?(?:\s*[-/,]\s*|\s*)(?P<d>\d{1,2})(?!\d|[.:]\d|\s*[:h]\s*\d)")
_Found = tuple[int, int, DateStamp]


def dates_in_words(text: str, language: str | None) -> Iterator[_Found]:
    """(start, end, date) of each in a folded text, in order: by the language's own names, else by the shared ones."""
    own = primary(language)
    names = own_names(own)
    found = False
    if names is not None:
        for date in _by(names, text, own):
            found = True
            yield date
    if not found:
        yield from _by(shared_names(), text, own)


def _by(names: Names, text: str, language: str) -> Iterator[_Found]:
    reached = 0
    for match in names.pattern.finditer(text):
        month = names.months.get(re.sub(r"\s+", " ", match[0]))
        if month is None or match.start() < reached:
            continue
        found = _about(
            text, match.start(), _twin_end(names, text, match.end(), month), month, names, language
        )
        if found is not None:
            reached = found[1]
            yield found


def _twin_end(names: Names, text: str, end: int, month: int) -> int:
    """Where a month ends that is named twice, as Arabic papers print it for east and west: `آب/أغسطس`."""
    if text[end : end + 1] != "/" or (twin := names.pattern.match(text, end + 1)) is None:
        return end
    return twin.end() if names.months.get(re.sub(r"\s+", " ", twin[0])) == month else end


def _about(text: str, start: int, end: int, month: int, names: Names, language: str) -> _Found | None:
    """The date of which the month name from `start` to `end` is part."""
    window = max(0, start - WINDOW)
    if found := _by_shape(names.shapes, text, start, end, month, language):
        return found
    day = _DAY_BEFORE.search(text, window, start)
    if day and (tail := _YEAR_BEHIND.match(text, end)):
        stamp = _stamp(tail["y"] or tail["yy"], month, day[1], language)
        return (day.start(), tail.end(), stamp) if stamp else None
    if day and day.start() == 0 and (tail := _YEAR_CUT.match(text, end)):
        stamp = _stamp(tail["yy"], month, day[1], language)
        return (0, tail.end(), stamp) if stamp else None
    if tail := _DAY_YEAR_BEHIND.match(text, end):
        stamp = _stamp(tail["y"] or tail["yy"], month, tail["d"], language)
        if stamp:
            return start, tail.end(), stamp
    if (year := _YEAR_BEFORE.search(text, window, start)) and (tail := _DAY_BEHIND.match(text, end)):
        stamp = _stamp(year[1], month, tail["d"], language)
        return (year.start(), tail.end(), stamp) if stamp else None
    if year := _YEAR_DAY_BEFORE.search(text, window, start):
        stamp = _stamp(year[1], month, year[2], language)
        return (year.start(), end, stamp) if stamp else None
    if found := _by_shape(names.month_shapes, text, start, end, month, language):
        return found
    if (tail := _YEAR_BEHIND.match(text, end)) and tail["y"] and not (start and text[start - 1].isalpha()):
        stamp = _stamp(tail["y"], month, None, language)
        return (start, tail.end(), stamp) if stamp else None
    return None


def _by_shape(
    shapes: tuple[Shape, ...], text: str, start: int, end: int, month: int, language: str
) -> _Found | None:
    for before, behind in shapes:
        if (head := before.search(text, max(0, start - WINDOW), start)) and (tail := behind.match(text, end)):
            parts = {**head.groupdict(), **tail.groupdict()}
            if stamp := _stamp(parts["y"], month, parts.get("d"), language):
                return head.start(), tail.end(), stamp
    return None


def _stamp(year_text: str, month: int, day_text: str | None, language: str) -> DateStamp | None:
    year = int(year_text)
    if month > 20:
        day = solar_hijri(year, month - 20, int(day_text)) if day_text else None
        return DateStamp(day.isoformat()) if day else None
    if len(year_text) == 2:
        year += 2000 if year < 70 else 1900
    year = gregorian_year(year, language)
    if not 1900 <= year <= 2100:
        return None
    return make_stamp(year, month, int(day_text)) if day_text else make_month(year, month)
