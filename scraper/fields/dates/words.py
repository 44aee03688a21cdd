"""The words about dates, per language: month names from CLDR, and what says "published" or "updated"."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import Any

from scraper.fields.languages import primary

PUBLISHED = [
    "publicerad",
    "publicerat",
    "publicerades",
    "publisert",
    "publiceret",
    "udgivet",
    "julkaistu",
    "published",
    "posted",
    "created",
    "veröffentlicht",
    "erstellt",
    "geplaatst",
    "gepubliceerd",
    "publié",
    "publiée",
    "publicado",
    "publicada",
    "publicación",
    "publicou",
    "pubblicato",
    "pubblicata",
    "opublikowano",
    "opublikowany",
    "publikacja",
    "dodano",
    "zveřejněno",
    "publikováno",
    "vydáno",
    "uverejnené",
    "опубликовано",
    "опубліковано",
    "дата\\spublikації",
    "yayınlanma",
    "yayınlandı",
    "eklenme",
    "公開",
    "公開日",
    "掲載",
    "発布",
    "发布",
    "发布时间",
    "发表",
    "발행",
    "입력",
    "등록",
    "diterbitkan",
    "tayang",
    "δημοσίευση",
    "publicat",
    "megjelent",
    "közzétéve",
    "avaldatud",
    "publicēts",
    "paskelbta",
    "issued",
    "released",
    "erschienen",
    "objavljeno",
    "نشر",
    "النشر",
    "فورستليتت",
    "lagt\\sut",
    "skrivet",
]
MODIFIED = ["uppdaterad", "uppdaterat", "uppdaterades", "ändrad", "senast\\sändrad", "oppdatert", "opdateret", "endret", "päivitetty", "muokattu", "updated", "update", "modified", "edited", "revised", "changed", "last\\smodified", "last\\supdated", "aktualisiert", "geändert", "zuletzt", "stand", "bearbeitet", "bijgewerkt", "gewijzigd", "laatste", "mis\\sà\\sjour", "modifié", "actualisé", "màj", "maj\\sle", "actualizado", "actualizada", "actualización", "modificado", "atualizado", "atualizada", "atualização", "aggiornato", "aggiornata", "modificato", "aktualizacja", "zaktualizowano", "aktualizováno", "aktualizované", "upraveno", "обновлено", "изменено", "оновлено", "güncelleme", "güncellendi", "güncelleme\\starihi", "更新", "更新日", "更新时间", "最終更新", "수정", "diperbarui", "ενημέρωση", "actualizat", "frissítve", "módosítva", "uuendatud", "ažurirano", "تحديث", "uppfært"]  # fmt: skip
_LABEL = re.compile(
    r"(?<!\w)(?:(?P<modified>" + "|".join(sorted(MODIFIED, key=len, reverse=True)) + r")"
    r"|(?P<published>" + "|".join(sorted(PUBLISHED, key=len, reverse=True)) + r"))",
    re.IGNORECASE,
)

TODAY = frozenset(
    [
        "idag",
        "i",
        "dag",
        "today",
        "heute",
        "vandaag",
        "aujourd'hui",
        "hoy",
        "oggi",
        "hoje",
        "dzisiaj",
        "dziś",
        "dnes",
        "сегодня",
        "сьогодні",
        "bugün",
        "tänään",
        "今日",
        "今天",
        "오늘",
    ]
) | {"i dag"}
YESTERDAY = frozenset(
    ["igår", "yesterday", "gestern", "gisteren", "hier", "ayer", "ieri", "ontem", "wczoraj", "včera", "вчера", "вчора", "dün", "eilen", "昨日", "昨天", "어제"]
) | {"i går"}  # fmt: skip
MAIN = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "no",
    "da",
    "fi",
    "pl",
    "cs",
    "ru",
    "uk",
    "tr",
    "hu",
    "ro",
    "el",
    "id",
    "hr",
    "is",
    "ca",
)
EXTRA: dict[str, dict[str, int]] = {
    "en": {"sept": 9, "june": 6, "july": 7, "jan": 1},
    "de": {"jänner": 1, "jaenner": 1, "maerz": 3, "mrz": 3, "feber": 2},
    "sv": {"sept": 9},
    "es": {"setiembre": 9, "set": 9},
    "it": {"sett": 9},
    "fr": {"fevrier": 2, "aout": 8, "decembre": 12, "janv": 1, "févr": 2, "juil": 7, "déc": 12},
    "pt": {"marco": 3},
    "pl": {"styczen": 1},
    "nl": {"mrt": 3, "maa": 3},
    "ar": {"يناير": 1, "فبراير": 2, "مارس": 3, "أبريل": 4, "مايو": 5, "يونيو": 6, "يوليو": 7, "أغسطس": 8, "سبتمبر": 9, "أكتوبر": 10,
           "نوفمبر": 11, "ديسمبر": 12, "كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6, "تموز": 7, "آب": 8,
           "أيلول": 9, "تشرين الأول": 10, "تشرين الثاني": 11, "كانون الأول": 12},
}  # fmt: skip


@lru_cache(maxsize=1)
def _tables() -> dict[str, Any]:
    text = resources.files("scraper.fields.dates").joinpath("tables.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def fold(word: str) -> str:
    """As the table folds its words."""
    return unicodedata.normalize("NFC", word.casefold()).strip(" .,")


@lru_cache(maxsize=64)
def months(language: str | None) -> dict[str, int]:
    """Folded month name → number: the language's own names over English over those of the main languages.

    Names that mean different months in different languages hold only where the language is known.
    """
    tables = _tables()
    merged: dict[str, int] = {}
    contradicted: set[str] = set()
    for name in MAIN:
        for word, number in {**tables.get(name, {}).get("months", {}), **EXTRA.get(name, {})}.items():
            if merged.setdefault(word, number) != number:
                contradicted.add(word)
    for word in contradicted:
        del merged[word]
    merged.update(tables["en"]["months"])
    own = primary(language)
    merged.update(tables.get(own, {}).get("months", {}))
    merged.update(EXTRA.get(own, {}))
    return merged


@lru_cache(maxsize=64)
def relative_patterns(language: str | None) -> tuple[tuple[re.Pattern[str], str], ...]:
    """(pattern, unit) of "three hours ago" in the language, and in English."""
    found = []
    for name in dict.fromkeys((primary(language), "en")):
        for unit, patterns in _tables().get(name, {}).get("relative", {}).items():
            for pattern in patterns:
                escaped = re.escape(pattern).replace(re.escape("{0}"), r"(\d{1,3})")
                if escaped.startswith(("(", "−", "\\-", "-")):
                    escaped = r"(?<![\d:.,])" + escaped
                if len(pattern) > 6:
                    found.append((re.compile(escaped, re.IGNORECASE), unit))
    found.append((re.compile(r"(?<!\d)(\d{1,3})\s*(?:hrs?|h)\s+ago", re.IGNORECASE), "hour"))
    found.append((re.compile(r"(?<!\d)(\d{1,3})\s*(?:mins?|m)\s+ago", re.IGNORECASE), "minute"))
    found.append((re.compile(r"(?<!\d)(\d{1,3})\s*d\s+ago", re.IGNORECASE), "day"))
    return tuple(found)


def label_before(text: str) -> str | None:
    """`published` or `modified` where the last such word of a text says so; None when no word does."""
    last = None
    for match in _LABEL.finditer(text):
        last = match
    if last is None:
        return None
    return "modified" if last["modified"] else "published"
