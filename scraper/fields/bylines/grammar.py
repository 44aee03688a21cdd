"""The grammar of sentences about somebody: `biographies.toml` as patterns, made for one language when it is first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from scraper.fields.bylines.wordlists import word_table
from scraper.fields.languages import primary
from scraper.fields.wordtree import any_of
from scraper.model.late import late

SOMEBODY = "\x02"
"""Stands in a sentence for the name of whom it is about."""
_YEAR = r"(?:[^\W\d]+\s+){0,2}(?:19|20)\d\d(?:\s+(?:roku|roka|року|года))?"
_BLANK = r"\s+"


class Grammar(NamedTuple):
    """The kinds of sentences of one language, and of English; each leaves what is said of somebody as its `rest`."""

    verbs: frozenset[str]
    """The first words of its verbs: a sentence without one is none of these."""
    straight: re.Pattern[str]
    """`Anna Ek, born in Hull, is currently a reporter …`, `She has been …`."""
    inverted: re.Pattern[str]
    """`Till vardags är hon …`, `Seit 2014 ist er …`."""
    left_out: re.Pattern[str]
    """`Es corresponsal …`, where the name stands above."""
    as_first: re.Pattern[str]
    """`Als Redakteurin bei der Flusszeit schreibt sie …`."""
    adverbs: re.Pattern[str]
    """What may stand before the function: `seit 2012`, `til daglig`."""
    joint: re.Pattern[str]
    """The words for "and"."""


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    return tomli.loads(Path(__file__).with_name("biographies.toml").read_text("utf-8"))


@lru_cache(maxsize=64)
def listed(section: str, key: str = "all") -> tuple[str, ...]:
    """One list of words of `biographies.toml`."""
    return tuple(word.strip() for word in _table()[section].get(key, "").split(" | ") if word.strip())


def every(section: str) -> tuple[str, ...]:
    """The words of all languages of one section."""
    return tuple(word for key in _table()[section] for word in listed(section, key))


def either(*sections: str, key: str = "all") -> str:
    """The text of a pattern for any word of some lists."""
    return any_of((word for section in sections for word in listed(section, key)), blank=_BLANK)


@lru_cache(maxsize=1)
def _since() -> str:
    words = [word.strip() for word in word_table()["since"]["all"].split(" | ")]
    return rf"(?:(?:{any_of(words)})\s+{_YEAR}|{_YEAR}'?(?:ten|den|tan|dan)\s+beri|vuodesta\s+\d{{4}})"


def says_as(before: str, language: str | None) -> bool:
    """True for what stands before a function, where its last word is one for `as`: what follows is nothing else."""
    return before.casefold().rstrip().endswith(tuple(f" {word}" for word in listed("as", key_of(language))))


def key_of(language: str | None) -> str:
    """The language whose grammar is used for one: English where it is unknown or not ours."""
    own = primary(language) or ""
    own = {"nb": "no", "nn": "no", "sk": "cs"}.get(own, own)
    return own if own in _table()["be"] else "en"


def grammar_of(language: str | None) -> Grammar:
    """The sentences of a language; of English where it is unknown or not ours. Never raises."""
    return _grammar(key_of(language))


def grammars_for(sentence: str, language: str | None) -> Iterator[Grammar]:
    """The grammars that a sentence may be read by: its own language first, then those whose verb follows the name."""
    tokens = sentence.casefold().split()
    own = grammar_of(language)
    if not own.verbs.isdisjoint(tokens):
        yield own
    if tokens[:1] != [SOMEBODY] or own.verbs.issuperset(tokens[1:2]):
        return
    for other in _table()["be"]:
        if (grammar := _grammar(other)) is not own and tokens[1].isalpha() and tokens[1] in grammar.verbs:
            yield grammar


@lru_cache(maxsize=32)
def _grammar(language: str) -> Grammar:
    joints = [
        word for word in word_table()["and"].get(language, "").split(" | ")
        if word not in ("", "med", "with", "mit", "met", "avec", "con", "com", "ile")
    ]  # fmt: skip
    return Grammar(
        frozenset(word.split()[0] for section in ("be", "work") for word in listed(section, language)),
        late(_whole, language, 0),
        late(_whole, language, 1),
        late(_whole, language, 2),
        late(_as_first, language),
        late(lambda: re.compile(rf"^(?:{_adverb(language)},?\s+)+", re.IGNORECASE)),
        late(lambda: re.compile(rf"\s+(?:{any_of(joints) or '(?!)'})\s+", re.IGNORECASE)),
    )


def _as_first(language: str) -> re.Pattern[str]:
    role_as = any_of(listed("as", language), blank=_BLANK) or "(?!)"
    verb = f"(?:{either('goes_on')}|{any_of(listed('be', language), blank=_BLANK)})"
    who = rf"(?:{any_of((SOMEBODY, *listed('subject', language)))})"
    return re.compile(rf"^(?:{role_as})\s+(?P<rest>[^,;]{{3,90}}?)\s+{verb}\s+{who}(?!\w)", re.IGNORECASE)


def _whole(language: str, kind: int) -> re.Pattern[str]:
    return re.compile(rf"^(?:{_sentences(language)[kind]})\s+(?P<rest>\S.*)$", re.IGNORECASE | re.DOTALL)


def _adverb(language: str) -> str:
    adverbs = listed("adverb", language)
    return rf"(?:{any_of(adverbs, blank=_BLANK)}|{_since()})" if adverbs else _since()


def _sentences(language: str) -> tuple[str, str, str]:
    """The beginnings of the three kinds of sentences of one language, up to what is said."""
    adverb = _adverb(language)
    between = rf"(?:,?\s+{adverb}(?=\W))*"
    be = any_of(listed("be", language), blank=_BLANK)
    work, role_as = (any_of(listed(section, language), blank=_BLANK) for section in ("work", "as"))
    is_so = rf"(?:(?:{work}){between}\s+(?:{role_as})|{be})" if work else f"(?:{be})"
    pronouns = any_of(listed("subject", language), blank=_BLANK)
    who = rf"(?:{SOMEBODY}|{pronouns})" if pronouns else SOMEBODY
    aside = r"(?:\s*\([^()]{1,40}\))?(?:,\s[^,.;]{2,40},)?,?"
    based = r"(?:(?:based|born|raised)\s+in\s+[^,]{2,30},\s+)?" if language == "en" else ""
    before = rf"(?:{adverb},?\s+)?"
    verb = f"(?:{work}|{be})" if work else f"(?:{be})"
    at = any_of(listed("at", language), blank=_BLANK)
    body = r"(?P<body>[^\W\d_]\S*(?:\s+\S+){0,4}?)"
    if work and at and role_as:
        held = rf"(?:{work}){between}\s+(?:{at})\s+{body}{between}\s+(?:{role_as})"
        is_so = f"(?:{is_so}|{held})"
    taken_as = rf"(?:\s+(?:{role_as}))?" if role_as else ""
    return (
        rf"{based}{before}{who}{aside}{between}\s+{is_so}{between}",
        rf"{adverb},?\s+{verb}\s+{who}{between}{taken_as}",
        rf"{before}{is_so}{between}",
    )
