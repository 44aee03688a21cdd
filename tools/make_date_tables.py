"""Makes `scraper/fields/dates/tables.json` from CLDR, as babel carries it. Run at development time only.

    python tools/make_date_tables.py

One line a language, so that a reader can take the lines it needs. Keys of a line:
`months` every printed form of every month (wide, abbreviated, stand-alone, without accents), folded;
`shapes` the language's own ways of writing a date in words that hold more than blanks and commas, with {d} {m} {y};
`ago` unit → patterns of "three hours ago"; `order` of a date in numbers, and `orders` of the regions that differ.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, localedata

from scraper.fields.dates.folding import fold, western

TARGET = Path(__file__).parent.parent / "scraper" / "fields" / "dates" / "tables.json"
UNITS = ("second", "minute", "hour", "day", "week", "month", "year")
_PLACEHOLDER = re.compile(r"m?\d+\Z")
_FIELD = re.compile(r"'((?:[^']|'')*)'|([a-zA-Z])\2*")
_ACCENTED = ("LATIN", "GREEK")
_PLAIN_SHAPE = re.compile(r"[\s,./-]*")


def folded(text: str) -> str:
    """As the parser folds what it reads."""
    return fold(western(unicodedata.normalize("NFC", text))).strip(" .,\u00a0\u202f")


def bare(text: str) -> str:
    """A Latin or Greek word without its accents, as it is typed in a hurry; others as they are."""
    if any(char.isalpha() and not unicodedata.name(char, "").startswith(_ACCENTED) for char in text):
        return text
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def months(locale: Locale) -> dict[str, int]:
    """Every printed form of every month; placeholders and forms that mean two months are left out."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            for number, name in locale.months.get(context, {}).get(width, {}).items():
                key = folded(name)
                if (
                    not key
                    or (len(key) == 1 and unicodedata.name(key, "").startswith(_ACCENTED))
                    or _PLACEHOLDER.match(key)
                ):
                    continue
                if found.setdefault(key, number) != number:
                    twice.add(key)
    found = {key: number for key, number in found.items() if key not in twice}
    plain: dict[str, int] = {}
    for key, number in found.items():
        if plain.setdefault(bare(key), number) != number:
            twice.add(bare(key))
    return {**{key: number for key, number in plain.items() if key not in twice}, **found}


def shapes(locale: Locale) -> list[str]:
    """`{y}(e)ko {m}ren {d}`: the formats with a month in letters that the parser's own shapes do not read."""
    skeletons = locale._data.get("datetime_skeletons", {})
    formats = [locale.date_formats[length].pattern for length in ("full", "long", "medium")]
    formats += [
        str(skeletons[name].pattern) for name in ("yMMMM", "yMMM", "yMMMd", "yMMMMd") if name in skeletons
    ]
    return sorted({shape for text in formats if (shape := _shape(text))})


def _shape(pattern: str) -> str | None:
    parts: list[str] = []
    at = 0
    for match in _FIELD.finditer(pattern):
        parts.append(folded_space(pattern[at : match.start()]))
        at = match.end()
        if match[2] is None:
            parts.append(folded_space(match[1].replace("''", "'")))
        elif match[2] in "ML":
            if len(match[0]) < 3:
                return None
            parts.append("{m}")
        else:
            parts.append({"d": "{d}", "y": "{y}", "G": "{era}"}.get(match[2], "{other}"))
    text = "".join(parts)
    fields = re.findall(r"\{[dmy]\}", text)
    if sorted(fields) not in (["{d}", "{m}", "{y}"], ["{m}", "{y}"]):
        return None
    text = text[text.index(fields[0]) : text.rindex(fields[-1]) + 3]
    if "{other}" in text or all(_PLAIN_SHAPE.fullmatch(part) for part in re.split(r"\{[dmy]\}", text)):
        return None
    return text


def folded_space(text: str) -> str:
    """Literal text of a pattern, folded, with every blank as a plain one."""
    return re.sub(r"\s+", " ", fold(unicodedata.normalize("NFC", text)))


def ago(locale: Locale) -> dict[str, list[str]]:
    """Unit → patterns with {0}, such as `för {0} timmar sedan`."""
    fields = locale._data.get("date_fields", {})
    found: dict[str, list[str]] = {}
    for unit in UNITS:
        patterns: set[str] = set()
        for key in (unit, f"{unit}-short", f"{unit}-narrow"):
            past = fields.get(key, {}).get("past", {})
            patterns.update(
                folded_space(pattern).strip(" .") for pattern in past.values() if "{0}" in pattern
            )
        # `-{0} d` is arithmetic, not a date that anybody reads as one
        patterns = {text for text in patterns if len(re.sub(r"[\W\d_]", "", text.replace("{0}", ""))) > 1}
        if patterns := {text for text in patterns if not text.startswith(("-", "−", "–", "("))}:
            found[unit] = sorted(patterns)
    return found


def order(locale: Locale) -> str:
    """`dmy`, `mdy` or `ymd`, as the short format has it."""
    pattern = re.sub(r"'[^']*'", "", locale.date_formats["short"].pattern)
    return "".join(sorted("dmy", key=lambda letter: pattern.lower().find(letter)))


def relatives(language: str) -> list[str]:
    """The locales of a language in its scripts and regions; `no` is written as `nb` and `nn`."""
    heads = ("nn", "nb") if language == "no" else (language,)
    names = sorted(localedata.locale_identifiers())
    return [name for name in names if name.split("_")[0] in heads and name != language]


def orders(language: str) -> Iterator[tuple[str, str]]:
    """(region, order) of every region in which the language is written."""
    names = [name for name in sorted(localedata.locale_identifiers()) if name.startswith(f"{language}_")]
    for name in sorted(names, key=lambda name: -name.count("_")):  # the plainest has the last word
        locale = Locale.parse(name)
        if locale.territory and not locale.variant:
            yield locale.territory, order(locale)


def main() -> None:
    """Writes the table."""
    lines: list[str] = []
    for name in sorted(localedata.locale_identifiers()):
        if "_" in name or name in ("nb", "nn", "root"):
            continue
        localedata._cache.clear()  # babel lets names of one language leak into the next where both inherit them
        locale = Locale.parse(name)
        usual = order(locale)
        entry: dict[str, object] = {"order": usual}
        # all scripts and regions of a language, the language itself last: what it says holds
        family = [Locale.parse(other) for other in relatives(name)] + [locale]
        entry["months"] = {key: number for member in family for key, number in months(member).items()}
        entry["shapes"] = sorted({shape for member in family for shape in shapes(member)})
        entry["ago"] = ago(locale)
        entry["orders"] = {region: other for region, other in dict(orders(name)).items() if other != usual}
        entry = {key: value for key, value in entry.items() if value}
        if len(entry) > 1:
            lines.append(
                f'"{name}":' + json.dumps(entry, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            )
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    print(f"{TARGET.name}: {len(lines)} languages, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
