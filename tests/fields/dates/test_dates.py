"""Dates within texts, what words beside them say of them, and what tells order, zone and calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from scraper.fields.dates import (
    DateOrder,
    date_in_address,
    find_dates,
    guess_order,
    named_zone,
    parse_date,
    parse_machine_date,
    site_zone,
)
from scraper.fields.dates.calendars import gregorian_year, solar_hijri
from scraper.fields.dates.folding import fold, western

NOW = datetime(2019, 5, 29, 12, tzinfo=UTC)


def found(text: str, language: str = "en") -> list[tuple[str, str, str | None]]:
    return [
        (date.raw, str(date.stamp), date.kind)
        for date in find_dates(text, language=language, now=NOW, order=DateOrder.DMY)
    ]


def test_every_date_of_a_line_is_found_with_what_the_word_before_it_says() -> None:
    assert found("Published 28 May 2019 | Updated 29 May 2019, 14:30") == [
        ("28 May 2019", "2019-05-28", "published"),
        ("29 May 2019, 14:30", "2019-05-29T14:30", "modified"),
    ]
    assert [kind for *_, kind in found("Publicerad 2019-05-28, uppdaterad 2019-05-29", "sv")] == [
        "published",
        "modified",
    ]


def test_a_verb_at_the_end_of_the_sentence_speaks_of_the_date_before_it() -> None:
    text = "Dieser Beitrag wurde am Samstag, 3. Dezember 2011 um 14:30 Uhr veröffentlicht"
    assert found(text, "de") == [("3. Dezember 2011 um 14:30 Uhr", "2011-12-03T14:30", "published")]


def test_a_word_that_only_begins_like_a_label_says_nothing() -> None:
    assert found("Standard 29.05.2019", "de")[0][2] is None
    assert found("Stand 29.05.2019", "de")[0][2] == "modified"


def test_a_date_with_much_about_it_is_no_date_text() -> None:
    assert (
        parse_date("On 29 May 2019 the board met and decided that nothing would ever be decided again")
        is None
    )
    assert parse_date("By Ann Ek, 29 May 2019") == date(2019, 5, 29)


def test_of_a_range_of_days_the_last_is_read() -> None:
    assert [stamp for _, stamp, _ in found("28–29 May 2019")] == ["2019-05-29"]


def test_relative_dates_are_read_only_when_the_time_of_capture_is_known() -> None:
    assert parse_date("3 hours ago") is None
    assert parse_date("3 hours ago", now=NOW) == date(2019, 5, 29)


def test_relative_days_are_those_of_the_clock_that_is_given() -> None:
    late = datetime(2019, 5, 29, 23, 30, tzinfo=UTC)
    assert parse_date("idag", language="sv", now=late) == date(2019, 5, 29)
    assert parse_date("idag", language="sv", now=late.astimezone(ZoneInfo("Europe/Stockholm"))) == date(
        2019, 5, 30
    )


def test_words_for_today_count_only_where_the_text_is_that_and_hardly_more() -> None:
    assert found("What we know today about yesterday") == []
    assert found("Today") == [("Today", "2019-05-29", None)]


def test_a_relative_date_counts_only_where_no_other_date_stands() -> None:
    assert [stamp for _, stamp, _ in found("29 May 2018, 3 hours ago")] == ["2018-05-29"]


@pytest.mark.parametrize(
    ("language", "host", "samples", "order"),
    [
        ("en-US", "example.com", [], "mdy"), ("en", "example.com", [], "mdy"), ("en", "example.co.uk", [], "dmy"),
        ("en", "example.co.uk:8000", [], "dmy"), ("en-GB", "example.com", [], "dmy"), ("en", "example.com", ["29/05/2019"], "dmy"),
        ("de", "example.de", ["05/29/2019"], "mdy"), ("fr", "example.us", [], "mdy"), ("sv", "example.se", [], "ymd"),
        ("ja", "example.jp", [], "ymd"), ("en-SE", "example.se", [], "dmy"), (None, "", [], "dmy"), ("xx", "", ["1/2/2019"], "dmy"),
        ("en-CA", "example.ca", [], "mdy"), ("en", "example.xx", [], "dmy"),
    ],
)  # fmt: skip
def test_the_order_of_numbers(language: str | None, host: str, samples: list[str], order: str) -> None:
    assert guess_order(language, host, samples).value == order


@pytest.mark.parametrize(
    ("host", "language", "zone"),
    [
        ("example.se", "en", "Europe/Stockholm"), ("example.com", "sv", "Europe/Stockholm"), ("example.com", "pt-BR", None),
        ("example.com", "en-GB", "Europe/London"), ("example.com", "en-US", None), ("example.ca", "fr", "America/Toronto"),
        ("example.gov", "en", "America/New_York"), ("example.com:8000", "ja", "Asia/Tokyo"), ("example.com", None, None),
    ],
)  # fmt: skip
def test_the_zone_of_a_site(host: str, language: str | None, zone: str | None) -> None:
    assert site_zone(host, language) == (ZoneInfo(zone) if zone else None)


def test_a_name_that_is_no_zone_gives_none() -> None:
    assert named_zone("Europe/Stockholm") == ZoneInfo("Europe/Stockholm")
    assert named_zone("Nowhere/Atall") is None
    assert named_zone("../etc/passwd") is None


@pytest.mark.parametrize(
    ("address", "value"),
    [
        ("https://example.org/2019/05/29/slug", "2019-05-29"), ("https://example.org/2019/5/9/slug", "2019-05-09"),
        ("https://example.org/news/2019-05-29-slug.html", "2019-05-29"), ("https://example.org/20190529/slug", "2019-05-29"),
        ("https://example.org/2019/0529/slug", "2019-05-29"), ("https://example.org/2019/may/29/slug", "2019-05-29"),
        ("https://example.org/29-05-2019/slug", "2019-05-29"), ("https://example.org/2019/05/slug", "2019-05"),
        ("https://example.org/a?date=2019-05-29", "2019-05-29"), ("https://example.org/2019/13/45/slug", None),
        ("https://example.org/item/20191345", None), ("https://example.org/2019/slug", None), ("https://example.org/1234567890", None),
        ("https://example.org/", None), ("", None), ("not an address", None), ("https://example.org/2019/02/30/slug", "2019-02"),
    ],
)  # fmt: skip
def test_the_date_in_an_address(address: str, value: str | None) -> None:
    stamp = date_in_address(address)
    assert (str(stamp) if stamp else None) == value


def test_the_solar_hijri_calendar_has_its_leap_years() -> None:
    assert solar_hijri(1398, 3, 8) == date(2019, 5, 29)
    assert solar_hijri(1399, 12, 30) == date(2021, 3, 20)
    assert solar_hijri(1400, 12, 30) is None
    assert solar_hijri(1400, 1, 1) == date(2021, 3, 21)
    assert solar_hijri(2019, 5, 29) is None


def test_a_buddhist_year_is_read_where_one_is_printed() -> None:
    assert gregorian_year(2562, "th") == 2019
    assert gregorian_year(2019, "th") == 2019
    assert gregorian_year(2562, "en") == 2562


def test_folding_never_changes_the_length() -> None:
    for text in ("İSTANBUL ٢٩", "ΜΆΪΟΣ", "Straße", "ŉ", "ǰ", "\u200f29"):
        assert len(fold(western(text))) == len(text)


def test_american_clocks_know_summer_from_winter() -> None:
    assert str(parse_date("May 29, 2019 2:30 pm ET")) == "2019-05-29T14:30-04:00"
    assert str(parse_date("Jan 29, 2019 2:30 pm ET")) == "2019-01-29T14:30-05:00"


def test_a_name_of_a_zone_that_means_several_gives_none() -> None:
    assert str(parse_machine_date("2019-05-29 14:30 IST")) == "2019-05-29T14:30"


def test_a_zone_that_is_a_word_counts_in_capitals_only() -> None:
    assert found("12 May 2019 14:30 ART") == [("12 May 2019 14:30 ART", "2019-05-12T14:30-03:00", None)]
    assert found("12 May 2019 14:30 Art and life") == [("12 May 2019 14:30", "2019-05-12T14:30", None)]
    assert found("14:30 CAT, 12 May 2019") == [("14:30 CAT, 12 May 2019", "2019-05-12T14:30+02:00", None)]
    assert found("14:30 West, 12 May 2019") == [("14:30 West, 12 May 2019", "2019-05-12T14:30", None)]


def test_a_month_named_twice_is_one() -> None:
    assert found("الأربعاء، 28 آب/أغسطس 2019، آخر تحديث 14:00", "ar")[0][1] == "2019-08-28"
    assert found("28 آب/يناير 2019", "ar") in ([], [("يناير 2019", "2019-01", None)])
