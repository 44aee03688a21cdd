"""The patterns that lists of words make up: each function knows how its words stand in print."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scraper.fields.wordtree import any_of


def by_pattern(by: list[str]) -> re.Pattern[str]:
    """A word for authorship at the beginning, with its colon or blank; none is needed behind a Han sign."""
    mark = r"(?:\s*[:：｜|＝]\s*|\s+|(?<=(?-i:[^\x00-\u2fff]))[:：／/＝\s]*)"
    sign = [word for word in by if len(word) == 1 and word > "\u2fff"]  # `文化` begins with no `文`
    others = [word for word in by if word not in sign]
    signed = rf"|(?:{any_of(sign)})[:：｜|＝=／/\s]+\s*" if sign else ""
    return re.compile(rf"^\W{{0,6}}(?:(?:{any_of(others)}){mark}{signed})", re.IGNORECASE)


def conjunction_pattern(conjunctions: list[str]) -> re.Pattern[str]:
    """Words for "and" between blanks, signs for it anywhere."""
    spoken = [word for word in conjunctions if word[0].isalpha() and ord(word[0]) < 0x3000]
    signs = [word for word in conjunctions if word not in spoken]
    return re.compile(r",?\s+(?:" + any_of(spoken) + r")\s+|\s?(?:" + any_of(signs) + r")\s*", re.IGNORECASE)


def credit_pattern(
    labels: Iterable[str], said: Iterable[str], by: Iterable[str], prepositions: Iterable[str]
) -> re.Pattern[str]:
    """A word for another's share in the work; `both` holds the word for the author's before it: `Text och foto:`.

    A `word` needs a colon or a preposition behind it, what is `said` needs nothing, a `sign` (Han) a mark or a blank.
    """
    text = [
        word for word in by if word.startswith(("te", "word", "文", "글", "取材", "story", "текст", "szöveg"))
    ]
    signs = [word for word in labels if ord(word[0]) > 0x2000]
    preposition = "|".join(rf"(?<=\s{word})\s" for word in prepositions)
    return re.compile(
        rf"(?<!\w)(?P<both>(?:{any_of(text)})\s*(?:[&/+,·・、]|och|og|und|and|et|e|y|en|ja|i|a|и|ve|dan|și|şi|та|й|і|és|ir|un|και|và|va)\s*)?"
        rf"(?:(?P<word>{any_of(labels)})\s*(?:[:：＝=]|{preposition})"
        rf"|(?P<said>{any_of(said)})(?:(?<=\W)|\s*:|(?=\s))"
        rf"|(?P<sign>{any_of(signs)})[:：＝=/／|｜・\s])\s*",
        re.IGNORECASE,
    )


_BIO_NAMES = r"(?P<name>(?:[^.!?\n]|(?<=\b\w)\.|(?<=Jr|Sr|Dr|St)\.|(?<=\.\w)\.){3,80}?)"
"""Up to the verb: no end of a sentence, but dots behind initials, titles and degrees."""


def bio_pattern(verbs: Iterable[str], articles: Iterable[str] = ()) -> re.Pattern[str]:
    """The beginning of a sentence about somebody: a name and a verb, and behind them the `rest`."""
    verb = any_of(verbs).replace("\\ ", r"\s+")
    article = rf"(?:(?-i:{any_of(articles)})\s+)*" if articles else ""  # `an LA Reporter`
    return re.compile(rf"^{_BIO_NAMES},?\s+(?:{verb})\s+{article}(?P<rest>[^\n]{{3,260}})", re.IGNORECASE)


def clause_pattern(behind_comma: Iterable[str], anywhere: Iterable[str]) -> re.Pattern[str]:
    """What goes on behind a function and its body: from there, the rest of the sentence says something else."""
    return re.compile(
        rf"\s*(?:,\s+(?:{any_of(behind_comma)})\b.*|,?\s+(?:{any_of(anywhere)})\b.*"
        r"|,?\s+with \d.*|,?\s+in [A-Z]\w+(?: City)?$|;.*|\s+–\s.*|\s+@.*|\s+\(@.*)$",
        re.DOTALL,
    )


def whole_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases, and no part of a longer word."""
    return re.compile(r"(?<!\w)(?:" + any_of(phrases) + r")(?!\w)")


def longest(entries: Iterable[str]) -> tuple[str, ...]:
    """Each entry once, the longest first: in a pattern, the first that fits wins."""
    return tuple(sorted(set(entries), key=lambda word: (-len(word), word)))


def kicker_pattern(kickers: Iterable[str], prepositions: Iterable[str]) -> re.Pattern[str]:
    """What heads an opinion, with its colon, or with the word for authorship behind it."""
    return re.compile(
        rf"^(?:{any_of(kickers)})(?:\s*:\s*|\s+(?=(?:{any_of(prepositions)})\s))", re.IGNORECASE
    )


def opening_pattern(openings: Iterable[str]) -> re.Pattern[str]:
    """Words at the beginning, with a colon or none: `Källa: TT`, `via AFP`, `unser Korrespondent`."""
    return re.compile(rf"^(?:{any_of(openings)})\s*[:：／/]?\s*(?=\S)", re.IGNORECASE)


def announced_pattern(prepositions: Iterable[str]) -> re.Pattern[str]:
    """`Mill News By Anna Ek`: something else, a preposition with a capital, and the name."""
    return re.compile(rf"^(.{{2,60}}?)\s(?:{any_of(map(str.capitalize, prepositions))})\s(\S+\s.{{1,60}})$")


def from_place_pattern(prepositions: Iterable[str]) -> re.Pattern[str]:
    """`Aus Berlin Anna Ek`: a place of one or two words before the name."""
    return re.compile(rf"^(?:{any_of(prepositions)})\s+(\S+(?:\s\S+)?)\s+(?=\S+\s\S)", re.IGNORECASE)


def employer_pattern(prepositions: Iterable[str]) -> re.Pattern[str]:
    """`for the Lantern`, within a sentence: up to the capital of the paper's name."""
    return re.compile(rf"\s(?:{any_of(prepositions)})\s+(?:the\s+|la\s+|le\s+|die\s+)?(?=[A-ZÅÄÖÉÜ0-9])")


def article_pattern(articles: Iterable[str]) -> re.Pattern[str]:
    """An article at the head of a function: `der Gründer`."""
    return re.compile(rf"^(?:{any_of(articles)})\s+(?=\S)")


def apposition_pattern(articles: Iterable[str]) -> re.Pattern[str]:
    """What else somebody or the body is, to the end: `writer, a contributor to …`."""
    return re.compile(rf",\s+(?:{any_of(articles)})\s+(?=[a-zà-ÿ]).*", re.DOTALL)


def ending_pattern(phrases: Iterable[str], since: Iterable[str]) -> re.Pattern[str]:
    """Where something else begins, with or without a comma: one of the phrases, or at the end `since May 2020`."""
    year = rf"(?:{any_of(since)})\s+(?:[^\W\d]+\s+){{0,2}}(?:19|20)\d\d(?:\s+(?:roku|roka|года|року))?\s*(?=[.,;)]|$)"
    return re.compile(rf",?\s+(?:(?:{any_of(phrases)})\b|{year})", re.IGNORECASE)


def body_article_pattern(articles: Iterable[str], glued: Iterable[str]) -> re.Pattern[str]:
    """A small article before the name of a body: `der Talpost`, `l'Université`."""
    return re.compile(rf"^(?:{any_of(articles)})\s+(?=\S)|^(?:{any_of(glued)})[’']")


def being_pattern(verbs: Iterable[str], articles: Iterable[str]) -> re.Pattern[str]:
    """`is a` at the head of a function."""
    return re.compile(rf"^(?:{any_of(verbs)})\s+(?:(?:{any_of(articles)})\s+)?(?=\S)")


def inner_pattern(joints: Iterable[str]) -> re.Pattern[str]:
    """A small word between two others."""
    return re.compile(rf"\s+(?:{any_of(joints)})\s+")
