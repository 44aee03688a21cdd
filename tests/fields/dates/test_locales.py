"""Every language that CLDR knows months for reads its own dates, as babel formats them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from babel import Locale, localedata
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from scraper.fields.dates import guess_order, parse_date
from scraper.fields.dates.folding import fold, western
from scraper.fields.dates.names import languages, month_of, own_names
from scraper.model.dates import Precision

LOCALES = [name for name in sorted(localedata.locale_identifiers()) if "_" not in name]
REGIONS = [name for name in sorted(localedata.locale_identifiers()) if "_" in name]
WITH_NAMES = [name for name in LOCALES if own_names("no" if name in ("nb", "nn") else name)]
# Formats that are no dates to any reader: `29 05 2019` and `29.05 st. 2019`.
UNREADABLE = {("yo", "medium"), ("prg", "medium")}
# Likewise `29,05,2019`; and Mongolian in its old script, whose suffixes no two of its formats write alike.
UNREADABLE_REGIONS = {"yo", "prg", "bal", "kkj", "la", "mn"}


def is_placeholder(text: str) -> bool:
    """CLDR's root names its months M01 to M12: languages without names of their own print that."""
    return re.search(r"\bM\d", text) is not None


def test_the_table_knows_every_language_of_cldr_that_names_its_months() -> None:
    assert len(languages()) >= 280
    assert len(WITH_NAMES) >= 270


@pytest.mark.parametrize("name", WITH_NAMES)
def test_a_language_reads_its_own_twelve_months_in_every_width(name: str) -> None:
    localedata._cache.clear()  # babel lets names of one language leak into the next where both inherit them
    locale = Locale.parse(name)
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            names = locale.months.get(context, {}).get(width, {})
            forms = [fold(western(form)).strip(" .,") for form in names.values()]
            for number, form in zip(names, forms, strict=True):
                twice = forms.count(form) > 1
                if len(form) > 1 and not twice and not form.lstrip("m").isdigit():
                    assert month_of(form, name) == number, (context, width, form)
                    stamp = parse_date(f"17 {names[number]} 2019", language=name)
                    assert str(stamp) == f"2019-{number:02}-17", (context, width, names[number])


@pytest.mark.parametrize("name", LOCALES)
@pytest.mark.parametrize("length", ["full", "long", "medium"])
def test_a_date_as_a_language_formats_it_is_read_back(name: str, length: str) -> None:
    for number in range(1, 13):
        day = date(2010 + number, number, 2 * number + 1)
        text = format_date(day, length, Locale.parse(name))
        if is_placeholder(text) or (name, length) in UNREADABLE:
            continue
        assert str(parse_date(text, language=name, order=guess_order(name))) == day.isoformat(), text


@given(
    st.sampled_from(REGIONS),
    st.sampled_from(["full", "long", "medium", "short"]),
    st.dates(date(1995, 1, 1), date(2049, 12, 31)),
)
def test_a_date_of_any_region_is_read_back(name: str, length: str, day: date) -> None:
    locale = Locale.parse(name)
    text = format_date(day, length, locale)
    tag = name.replace("_", "-")
    if is_placeholder(text) or name.split("_")[0] in UNREADABLE_REGIONS:
        return
    stamp = parse_date(text, language=tag, order=guess_order(tag))
    if length == "short":  # of a year cut short, or a day between two others, more is not to be had
        assert stamp is None or stamp.precision in (Precision.DAY, Precision.MONTH)
    else:
        assert str(stamp) == day.isoformat(), text
