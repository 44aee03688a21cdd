"""Makes `scraper/fields/dates/tables.json` from CLDR, as babel carries it. Run at development time only.

    python tools/make_date_tables.py

Per language: month names in every form that is printed (wide, abbreviated, stand-alone), the words for today and
yesterday, and the patterns of "three hours ago".
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from babel import Locale, localedata

TARGET = Path(__file__).parent.parent / "scraper" / "fields" / "dates" / "tables.json"
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")


def folded(text: str) -> str:
    """As the parser folds what it reads."""
    return (
        unicodedata.normalize("NFC", text.casefold())
        .strip()
        .rstrip(".")
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )


def months(locale: Locale) -> dict[str, int]:
    """Every printed form of every month; forms that are numbers or mean two months are left out."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months.get(context, {}).get(width, {}).items():
                key = folded(name)
                if len(key) < 2 or any(char.isdigit() for char in key) or key.startswith("m0"):
                    continue
                if found.setdefault(key, number) != number:
                    twice.add(key)
    return {key: number for key, number in found.items() if key not in twice}


def relative(locale: Locale) -> dict[str, list[str]]:
    """Unit → patterns with {0}, such as `för {0} timmar sedan`; and the words for today and yesterday."""
    fields = locale._data.get("date_fields", {})
    found: dict[str, list[str]] = {}
    for unit in UNITS:
        patterns: set[str] = set()
        for key in (unit, f"{unit}-short", f"{unit}-narrow"):
            past = fields.get(key, {}).get("relativeTime", {}).get("past", {}) or fields.get(key, {}).get(
                "past", {}
            )
            patterns.update(folded(pattern) for pattern in past.values() if "{0}" in pattern)
        if patterns:
            found[unit] = sorted(patterns)
    day = fields.get("day", {}).get("relative", {}) or {}
    for name, number in (("today", "0"), ("yesterday", "-1")):
        word = day.get(number) or day.get(int(number))
        if word:
            found[name] = [folded(word)]
    return found


def main() -> None:
    """Writes the table."""
    table: dict[str, dict[str, object]] = {}
    for name in sorted(localedata.locale_identifiers()):
        if "_" in name:
            continue
        locale = Locale.parse(name)
        entry: dict[str, object] = {}
        if names := months(locale):
            entry["months"] = names
        if words := relative(locale):
            entry["relative"] = words
        if entry and "months" in entry:
            table[name] = entry
    TARGET.write_text(
        json.dumps(table, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n", encoding="utf-8"
    )
    print(f"{TARGET.name}: {len(table)} languages, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
