"""`words.toml` as sets and patterns, made once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

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
from scraper.fields.bylines.wordlists import (
    all_of,
    by_language,
    countries,
    declined,
    role_forms,
    split,
    word_table,
)
from scraper.fields.languages import primary
from scraper.model.late import late

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
    no_role_ends: tuple[str, ...]
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
    more_asks: frozenset[str]
    more_things: frozenset[str]
    topics: frozenset[str]
    signing_words: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The vocabulary. Reads the file at the first call."""
    table = word_table()
    by = [*all_of(table["by"]), *all_of(table["farewell"])]
    labels = {word: credit for credit in CREDITS for word in split(table["credit"][credit]["label"])}
    said = {word: credit for credit in CREDITS for word in split(table["credit"][credit]["said"])}
    bio = {kind: all_of(section) for kind, section in table["bio"].items()}
    preposition = {kind: split(text) for kind, text in table["preposition"].items()}
    roles = frozenset(all_of(table["role"]))
    degrees = frozenset(word.replace(".", "") for word in all_of(table["degree"]))
    agencies = frozenset(split(table["agency"]["all"]) + split(table["agency"]["pictures"]))
    organisations = frozenset(all_of(table["organisation"])) | frozenset(split(table["legal"]["all"]))
    legal = frozenset(split(table["legal"]["all"]))
    legal_ends = split(table["legal"]["ends"])
    body_endings = " | ".join(table["declension"]["body"].values())
    surname = table["surname"]
    surnames = frozenset(split(surname["also_role"]))
    return Words(
        by=late(by_pattern, by),
        by_words=frozenset(by),
        by_works=frozenset(split(table["by_work"]["all"])),
        farewell=by_pattern(all_of(table["farewell"])),
        by_or_name=by_language(table["by_or_name"]),
        conjunction=late(conjunction_pattern, all_of(table["and"])),
        credit=late(credit_pattern, labels, said, by, preposition["by"]),
        credit_of=labels | said,
        credit_firsts=frozenset(re.findall(r"\w+|©", word)[0] for word in labels | said),
        kicker=late(kicker_pattern, all_of(table["kicker"]), preposition["by"]),
        source=late(opening_pattern, all_of(table["source"])),
        references=frozenset(all_of(table["reference"])),
        of=late(whole_pattern, preposition["of"]),
        announced=late(announced_pattern, preposition["by"]),
        bio_verbs=frozenset(verb.split()[0] for verb in (*bio["is"], *bio["covers"])),
        bio_is=late(bio_pattern, bio["is"], bio["article"]),
        bio_covers=late(bio_pattern, bio["covers"]),
        bio_for=late(employer_pattern, bio["for"]),
        bio_clause=late(clause_pattern, bio["comma"], bio["clause"]),
        before_place=by_language(table["preposition_in"]),
        from_place=late(from_place_pattern, preposition["from"]),
        roles=roles,
        role_forms=role_forms(table["role"], table["declension"]["role"], surnames),
        role_phrases=late(whole_pattern, [role for role in roles if " " in role or "-" in role]),
        role_phrase_ends=tuple(role for role in roles if " " in role),
        cjk_roles=tuple(sorted((role for role in roles if ord(role[0]) > 0x3000), key=len, reverse=True)),
        role_suffixes=tuple({suffix for suffix in all_of(table["role_suffix"]) if len(suffix) > 3}),
        no_role_ends=tuple(all_of(table["no_role_end"])),
        role_end=ending_pattern(all_of(table["role_end"]), split(table["since"]["all"])),
        role_article=late(article_pattern, split(table["role_article"]["head"])),
        apposition=late(apposition_pattern, split(table["role_article"]["other"])),
        event_ends=tuple(split(table["event"]["ends"])),
        pronouns=frozenset(all_of(table["pronoun"])),
        demonstratives=frozenset(all_of(table["demonstrative"])),
        of_bodies=frozenset(all_of(table["of_bodies"])),
        of_papers=frozenset(all_of(table["of_papers"])),
        organisations=organisations,
        body_forms=organisations | frozenset(declined(organisations, body_endings)),
        cjk_organisations=tuple(word for word in organisations if ord(word[0]) > 0x3000),
        legal=legal | frozenset(declined(legal, body_endings)),
        legal_ends=(*legal_ends, *declined(legal_ends, " | ".join(APPENDED))),
        legal_forms=tuple(split(table["legal"]["forms"])),
        body_ends=(*legal_ends, *split(table["body"]["ends"])),
        agencies=agencies,
        picture_agencies=frozenset(split(table["agency"]["pictures"])),
        agency_prefixes=frozenset(split(table["agency"]["prefix"])),
        signing_words=frozenset(name.split()[0] for name in agencies) | frozenset(split(table["agency"]["prefix"])),
        departments=frozenset(split(table["department"]["all"])),
        department_ends=tuple(split(table["department"]["ends"])),
        department_many=frozenset(split(table["department"]["many"])),
        places=frozenset(all_of(table["place"])) | countries(),
        no_name=frozenset(all_of(table["no_name"])),
        no_name_ends=tuple(split(table["no_name_end"]["all"])),
        particles=frozenset(all_of(table["particle"])),
        titles=frozenset(all_of(table["title"])),
        more_asks=frozenset(all_of(table["more_of"]["asks"])),
        more_things=frozenset(all_of(table["more_of"]["things"])),
        buttons=frozenset(all_of(table["button"])),
        degrees=degrees,
        behind_names=degrees | frozenset(word.replace(".", "") for word in all_of(table["generation"])),
        ours=late(opening_pattern, all_of(table["ours"])),
        surnames=surnames,
        word_surnames=frozenset(split(surname["also_word"])),
        given=frozenset(all_of(table["given"])),
        han_surnames=surname["zh"],
        hangul_surnames=surname["ko"],
        han_surnames_of_three=surname["zh_three"],
        kanji_surnames=frozenset(split(surname["ja"]) + split(surname["compound"])),
        cjk_ends=tuple(split(table["cjk_body"]["ends"])),
        strong=by_language(table["connective"]["strong"]),
        weak=by_language(table["connective"]["weak"]),
        body_article=late(body_article_pattern, split(table["body_article"]["all"]), split(table["body_article"]["glued"])),
        of_being=late(being_pattern, split(table["of_being"]["all"]), split(table["role_article"]["head"])),
        inner=late(inner_pattern, split(table["inner"]["all"])),
        object_articles=frozenset(split(table["role_article"]["object"])),
        before_headed=by_language(table["connective"]["heads"]),
        with_article=frozenset(split(table["with_article"]["all"])),
        behind=by_language(table["connective"]["behind"]),
        articles=by_language(table["article"]),
        topics=frozenset(all_of(table["topic"])),
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


@lru_cache(maxsize=1)
def small_words() -> frozenset[str]:
    """The single words that stand between a function and its body in any language."""
    vocabulary = words()
    tables = (*vocabulary.strong.values(), *vocabulary.weak.values(), vocabulary.object_articles)
    return frozenset(
        word
        for table in tables
        for entry in table
        for word in entry.split()
        if word.islower() or word == word.upper()
    )


@lru_cache(maxsize=512)
def _key(language: str | None) -> str:
    own = primary(language) or "any"
    return {"nb": "no", "nn": "no"}.get(own, own)


def of_language(table: Mapping[str, tuple[str, ...]], language: str | None) -> tuple[str, ...]:
    """The entries of a table for one language, and those for any."""
    return (*table.get(_key(language), ()), *table.get("any", ()))
