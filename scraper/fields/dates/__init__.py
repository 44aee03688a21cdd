"""Dates as they are printed, in all languages that CLDR knows months for, to DateStamps."""

from scraper.fields.dates.address import date_in_address
from scraper.fields.dates.human import FoundDate, find_dates, parse_date
from scraper.fields.dates.machine import parse_machine_date
from scraper.fields.dates.order import DateOrder, guess_order
from scraper.fields.dates.zones import named_zone, site_zone

__all__ = [
    "DateOrder", "FoundDate", "date_in_address", "find_dates", "guess_order", "named_zone",
    "parse_date", "parse_machine_date", "site_zone",
]  # fmt: skip
