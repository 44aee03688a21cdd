"""Makes `scraper/fields/bylines/countries.json` from CLDR, as babel carries it. Run at development time only.

    python tools/make_country_table.py

The names of all countries in the languages that bylines are read in, in lower case; a line for each language, without
what lines before it say already.
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parent.parent / "scraper" / "fields" / "bylines" / "countries.json"
LANGUAGES = (
    "ar bg ca cs da de el en es et fa fi fr he hi hr hu id is it ja ko lt lv nb nl pl pt ro ru sk sl sq sr sv tr uk vi"
    " zh zh_Hant"
).split()
GIVEN = frozenset(
    ("chad", "georgia", "jordan", "india", "israel", "kenya", "malta", "jersey", "palau", "togo")
)
"""Given names or surnames, too: alone behind a word for authorship they are somebody."""

NO_COUNTRIES = frozenset(("UN", "EU", "EZ", "QO", "XA", "XB", "ZZ"))


def main() -> None:
    """Write the table."""
    known = set(GIVEN)
    lines: list[str] = []
    for language in LANGUAGES:
        territories = Locale.parse(language).territories.items()
        names = {
            " ".join(name.split()).casefold()
            for code, name in territories
            if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
        }
        own = json.dumps(sorted(names - known), ensure_ascii=False)
        lines.append(f"{json.dumps(language)}: {own}")
        known |= names
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
