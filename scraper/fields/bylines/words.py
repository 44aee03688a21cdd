"""`words.toml` as sets and patterns, made once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from scraper.fields.bylines.patterns import (
    announced_pattern,
    apposition_pattern,
    article_pattern,
    being_pattern,
    bio_pattern,
    body_article_pattern,
    by_pattern,
    clause_pattern,
    conjunction_pattern,
    credit_pattern,
    employer_pattern,
    ending_pattern,
    from_place_pattern,
    inner_pattern,
    kicker_pattern,
    longest,
    opening_pattern,
    whole_pattern,
)
from scraper.fields.languages import primary
from scraper.model.late import late

MIN_DECLINED = 6
APPENDED = ("s>", "n>")
"""Endings that compounds take behind a word for a body: `Havsverkets`, `Vesisäätiön`."""
CREDITS = ("photographer", "illustrator", "translator", "editor", "contributor", "interviewee")


class Words(NamedTuple):
    """The vocabulary, all languages together; connectives apart, for `på` means nothing in German."""

    by: re.Pattern[str]
    by_words: frozenset[str]
    by_works: frozenset[str]
    farewell: re.Pattern[str]
    by_or_name: Mapping[str, tuple[str, ...]]
    conjunction: re.Pattern[str]
    credit: re.Pattern[str]
    credit_of: Mapping[str, str]
    credit_firsts: frozenset[str]
    source: re.Pattern[str]
    references: frozenset[str]
    kicker: re.Pattern[str]
    of: re.Pattern[str]
    announced: re.Pattern[str]
    bio_verbs: frozenset[str]
    bio_is: re.Pattern[str]
    bio_covers: re.Pattern[str]
    bio_for: re.Pattern[str]
    bio_clause: re.Pattern[str]
    before_place: Mapping[str, tuple[str, ...]]
    from_place: re.Pattern[str]
    roles: frozenset[str]
    role_forms: frozenset[str]
    role_phrases: re.Pattern[str]
    role_phrase_ends: tuple[str, ...]
    cjk_roles: tuple[str, ...]
    role_suffixes: tuple[str, ...]
    role_end: re.Pattern[str]
    role_article: re.Pattern[str]
    apposition: re.Pattern[str]
    event_ends: tuple[str, ...]
    pronouns: frozenset[str]
    demonstratives: frozenset[str]
    of_papers: frozenset[str]
    of_bodies: frozenset[str]
    organisations: frozenset[str]
    body_forms: frozenset[str]
    cjk_organisations: tuple[str, ...]
    legal: frozenset[str]
    legal_ends: tuple[str, ...]
    legal_forms: tuple[str, ...]
    body_ends: tuple[str, ...]
    agencies: frozenset[str]
    picture_agencies: frozenset[str]
    agency_prefixes: frozenset[str]
    departments: frozenset[str]
    department_ends: tuple[str, ...]
    department_many: frozenset[str]
    places: frozenset[str]
    no_name: frozenset[str]
    no_name_ends: tuple[str, ...]
    particles: frozenset[str]
    titles: frozenset[str]
    degrees: frozenset[str]
    buttons: frozenset[str]
    behind_names: frozenset[str]
    ours: re.Pattern[str]
    surnames: frozenset[str]
    word_surnames: frozenset[str]
    given: frozenset[str]
    han_surnames: str
    hangul_surnames: str
    han_surnames_of_three: str
    kanji_surnames: frozenset[str]
    cjk_ends: tuple[str, ...]
    strong: Mapping[str, tuple[str, ...]]
    weak: Mapping[str, tuple[str, ...]]
    before_headed: Mapping[str, tuple[str, ...]]
    with_article: frozenset[str]
    object_articles: frozenset[str]
    body_article: re.Pattern[str]
    of_being: re.Pattern[str]
    inner: re.Pattern[str]
    behind: Mapping[str, tuple[str, ...]]
    articles: Mapping[str, tuple[str, ...]]
    topics: frozenset[str]
    signing_words: frozenset[str]


@lru_cache(maxsize=1)
def word_table() -> dict[str, Any]:
    """`words.toml` as it stands."""
    return tomli.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def _countries() -> frozenset[str]:
    """The names of all countries, from CLDR (`tools/make_country_table.py`)."""
    text = Path(__file__).with_name("countries.json").read_text("utf-8")
    return frozenset(name for names in json.loads(text).values() for name in names)


def noise_words(kind: str) -> dict[str, tuple[str, ...]]:
    """A table of words that stand about names: `reading`, `ago`, `button`, …"""
    return _by_language(word_table()["noise"][kind])


@lru_cache(maxsize=1)
def words() -> Words:
    """The vocabulary. Reads the file at the first call."""
    table = word_table()
    by = [*_all(table["by"]), *_all(table["farewell"])]
    labels = {word: credit for credit in CREDITS for word in _split(table["credit"][credit]["label"])}
    said = {word: credit for credit in CREDITS for word in _split(table["credit"][credit]["said"])}
    bio = {kind: _all(section) for kind, section in table["bio"].items()}
    preposition = {kind: _split(text) for kind, text in table["preposition"].items()}
    roles = frozenset(_all(table["role"]))
    degrees = frozenset(word.replace(".", "") for word in _all(table["degree"]))
    agencies = frozenset(_split(table["agency"]["all"]) + _split(table["agency"]["pictures"]))
    organisations = frozenset(_all(table["organisation"])) | frozenset(_split(table["legal"]["all"]))
    legal = frozenset(_split(table["legal"]["all"]))
    legal_ends = _split(table["legal"]["ends"])
    body_endings = " | ".join(table["declension"]["body"].values())
    surname = table["surname"]
    surnames = frozenset(_split(surname["also_role"]))
    return Words(
        by=late(by_pattern, by),
        by_words=frozenset(by),
        by_works=frozenset(_split(table["by_work"]["all"])),
        farewell=by_pattern(_all(table["farewell"])),
        by_or_name=_by_language(table["by_or_name"]),
        conjunction=late(conjunction_pattern, _all(table["and"])),
        credit=late(credit_pattern, labels, said, by, preposition["by"]),
        credit_of=labels | said,
        credit_firsts=frozenset(re.findall(r"\w+|©", word)[0] for word in labels | said),
        kicker=late(kicker_pattern, _all(table["kicker"]), preposition["by"]),
        source=late(opening_pattern, _all(table["source"])),
        references=frozenset(_all(table["reference"])),
        of=late(whole_pattern, preposition["of"]),
        announced=late(announced_pattern, preposition["by"]),
        bio_verbs=frozenset(verb.split()[0] for verb in (*bio["is"], *bio["covers"])),
        bio_is=late(bio_pattern, bio["is"], bio["article"]),
        bio_covers=late(bio_pattern, bio["covers"]),
        bio_for=late(employer_pattern, bio["for"]),
        bio_clause=late(clause_pattern, bio["comma"], bio["clause"]),
        before_place=_by_language(table["preposition_in"]),
        from_place=late(from_place_pattern, preposition["from"]),
        roles=roles,
        role_forms=_role_forms(table["role"], table["declension"]["role"], surnames),
        role_phrases=late(whole_pattern, [role for role in roles if " " in role or "-" in role]),
        role_phrase_ends=tuple(role for role in roles if " " in role),
        cjk_roles=tuple(sorted((role for role in roles if ord(role[0]) > 0x3000), key=len, reverse=True)),
        role_suffixes=tuple({suffix for suffix in _all(table["role_suffix"]) if len(suffix) > 3}),
        role_end=ending_pattern(_all(table["role_end"]), _split(table["since"]["all"])),
        role_article=late(article_pattern, _split(table["role_article"]["head"])),
        apposition=late(apposition_pattern, _split(table["role_article"]["other"])),
        event_ends=tuple(_split(table["event"]["ends"])),
        pronouns=frozenset(_all(table["pronoun"])),
        demonstratives=frozenset(_all(table["demonstrative"])),
        of_bodies=frozenset(_all(table["of_bodies"])),
        of_papers=frozenset(_all(table["of_papers"])),
        organisations=organisations,
        body_forms=organisations | frozenset(_declined(organisations, body_endings)),
        cjk_organisations=tuple(word for word in organisations if ord(word[0]) > 0x3000),
        legal=legal | frozenset(_declined(legal, body_endings)),
        legal_ends=(*legal_ends, *_declined(legal_ends, " | ".join(APPENDED))),
        legal_forms=tuple(_split(table["legal"]["forms"])),
        body_ends=(*legal_ends, *_split(table["body"]["ends"])),
        agencies=agencies,
        picture_agencies=frozenset(_split(table["agency"]["pictures"])),
        agency_prefixes=frozenset(_split(table["agency"]["prefix"])),
        signing_words=frozenset(name.split()[0] for name in agencies) | frozenset(_split(table["agency"]["prefix"])),
        departments=frozenset(_split(table["department"]["all"])),
        department_ends=tuple(_split(table["department"]["ends"])),
        department_many=frozenset(_split(table["department"]["many"])),
        places=frozenset(_all(table["place"])) | _countries(),
        no_name=frozenset(_all(table["no_name"])),
        no_name_ends=tuple(_split(table["no_name_end"]["all"])),
        particles=frozenset(_all(table["particle"])),
        titles=frozenset(_all(table["title"])),
        buttons=frozenset(_all(table["button"])),
        degrees=degrees,
        behind_names=degrees | frozenset(word.replace(".", "") for word in _all(table["generation"])),
        ours=late(opening_pattern, _all(table["ours"])),
        surnames=surnames,
        word_surnames=frozenset(_split(surname["also_word"])),
        given=frozenset(_all(table["given"])),
        han_surnames=surname["zh"],
        hangul_surnames=surname["ko"],
        han_surnames_of_three=surname["zh_three"],
        kanji_surnames=frozenset(_split(surname["ja"]) + _split(surname["compound"])),
        cjk_ends=tuple(_split(table["cjk_body"]["ends"])),
        strong=_by_language(table["connective"]["strong"]),
        weak=_by_language(table["connective"]["weak"]),
        body_article=late(body_article_pattern, _split(table["body_article"]["all"]), _split(table["body_article"]["glued"])),
        of_being=late(being_pattern, _split(table["of_being"]["all"]), _split(table["role_article"]["head"])),
        inner=late(inner_pattern, _split(table["inner"]["all"])),
        object_articles=frozenset(_split(table["role_article"]["object"])),
        before_headed=_by_language(table["connective"]["heads"]),
        with_article=frozenset(_split(table["with_article"]["all"])),
        behind=_by_language(table["connective"]["behind"]),
        articles=_by_language(table["article"]),
        topics=frozenset(_all(table["topic"])),
    )  # fmt: skip


_CJK = late(re.compile, r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def has_cjk(text: str) -> bool:
    """True for text with Chinese, Japanese or Korean in it, where words stand without blanks and capitals."""
    return not text.isascii() and max(text) >= "\u3040" and _CJK.search(text) is not None


def without_by(text: str, language: str | None = None) -> str:
    """The text without the word for authorship at its beginning: `Av Anna Ek` → `Anna Ek`; never empty."""
    vocabulary = words()
    rest = vocabulary.by.sub("", text, count=1)
    own = vocabulary.by_or_name.get(primary(language) or "", ())
    first, _, behind = text.partition(" ")
    if first.casefold() in own:
        rest = behind
    return rest.strip() or text


@lru_cache(maxsize=128)
def connectives(language: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words between a role and a body in a language: those that say it, and those that may."""
    vocabulary = words()
    return longest(of_language(vocabulary.strong, language)), longest(of_language(vocabulary.weak, language))


@lru_cache(maxsize=512)
def _key(language: str | None) -> str:
    own = primary(language) or "any"
    return {"nb": "no", "nn": "no"}.get(own, own)


def of_language(table: Mapping[str, tuple[str, ...]], language: str | None) -> tuple[str, ...]:
    """The entries of a table for one language, and those for any."""
    return (*table.get(_key(language), ()), *table.get("any", ()))


def _declined(entries: Iterable[str], endings: str) -> Iterator[str]:
    """Words with the endings of cases and of the plural: `газета` with `е>а` is `газете`, too."""
    for entry in _split(endings):
        end, _, base = entry.partition(">")
        for word in entries:
            if word.endswith(base) and len(form := word[: len(word) - len(base)] + end) >= MIN_DECLINED:
                yield form


def _role_forms(roles: dict[str, str], endings: dict[str, str], surnames: frozenset[str]) -> frozenset[str]:
    """Words for functions in all their forms, each with the endings of its own language."""
    declined = (
        form
        for language, text in roles.items()
        for form in _declined(_split(text), endings.get(language, ""))
    )
    return frozenset(_all(roles)) | (frozenset(declined) - surnames)


def _by_language(table: dict[str, str]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(_split(text)) for language, text in table.items()}


def _split(text: str) -> list[str]:
    return [word.strip().casefold() for word in text.split(" | ") if word.strip()]


def _all(section: dict[str, Any]) -> list[str]:
    return [word for text in section.values() for word in _split(text)]
