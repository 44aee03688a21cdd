"""What a person types into a search box, read as a query. Pure, and total: no text is malformed.

hållbar bygg*            words, in any order; the last one, and those with a star, may be only begun
"sociala mål"            words that stand together
-budget                  not this word
author:ganse role:led    somebody's name, role, organisation (org:); several of one byline must be of one person
site:blogg               part of a site's name or address
year:2019 year:2017-2019 before:2019-06 after:2018
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from scraper.archive.people import fold
from scraper.model.late import late

MAX_LENGTH = 500
_TOKEN = late(re.compile, r'(-?)(?:([a-z]{2,6}):)?(?:"([^"]*)"?|([^\s"]+))', re.IGNORECASE)
_WORD = re.compile(r"\w+")
_BEGUN = " *"
_LETTER = re.compile(r'(?<![^\W_])([^\W_])" \*')
_PHRASE = re.compile(r'"([^"]*)"( \*)?')
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_BYLINE = {"author": "author", "by": "author", "role": "role", "org": "organisation"}

FILTERS = (*_BYLINE, "site", "year", "before", "after")
"""What may stand before a colon."""
_EXAMPLES = {"year": "year:2019 or year:2017-2019", "before": "before:2019-06", "after": "after:2018"}
_LIKE_A_FILTER = re.compile(r"[^\W\d_]{2,20}:(?!//)")


@dataclass(slots=True)
class Query:
    """A query: `match` and `without` are FTS5 expressions, empty for none; names and sites are folded as the archive's keys are.

    `last` is the expression of the last word where `match` ends with it as a beginning though nobody typed a star; else empty.
    `after` is the first day that counts, `before` the first that does not: ISO 8601, as precise as typed.
    """

    match: str = ""
    without: str = ""
    last: str = field(default="", compare=False)
    author: list[str] = field(default_factory=list)
    role: list[str] = field(default_factory=list)
    organisation: list[str] = field(default_factory=list)
    site: list[str] = field(default_factory=list)
    after: str = ""
    before: str = ""

    def __bool__(self) -> bool:
        """False when nothing is asked for."""
        return bool(self.match or self.signed or self.site or self.after or self.before)

    @property
    def signed(self) -> bool:
        """True when something is asked of bylines."""
        return bool(self.author or self.role or self.organisation)


def read_query(text: str) -> Query:
    """The query in a text. What looks like a filter but is none (`http:`, `year:soon`) is words."""
    query = Query()
    wanted: list[str] = []
    unwanted: list[str] = []
    tokens = list(_TOKEN.finditer(text[:MAX_LENGTH].replace("\x00", " ")))
    for place, token in enumerate(tokens):
        minus, name, phrase, word = token.groups()
        value = word if phrase is None else phrase
        last = phrase is None and not minus and place == len(tokens) - 1
        starred = phrase is None and value.endswith("*")
        if name and not minus and _filter(query, name.lower(), value):
            continue
        if expression := _expression(f"{name or ''} {value}"):
            (unwanted if minus else wanted).append(expression + (_BEGUN if starred or last else ""))
            query.last = expression if last and not starred else ""
    query.match, query.without = " ".join(wanted), " OR ".join(unwanted)
    return query


def misread(text: str) -> list[str]:
    """A sentence for each part of a text that looks like a filter and is none, and so was read as words."""
    told = []
    for token in _TOKEN.finditer(text[:MAX_LENGTH].replace("\x00", " ")):
        minus, name, phrase, word = token.groups()
        typed = token[0] if name else word if phrase is None else ""
        if minus or not _LIKE_A_FILTER.match(typed):
            continue
        name, _, value = typed.partition(":")
        if name.lower() not in FILTERS:
            known = " ".join(f"{one}:" for one in FILTERS)
            told.append(f"{typed} was looked for as words: there is no filter {name}:, but {known}")
        elif not _filter(Query(), name.lower(), value.strip('"')):
            example = _EXAMPLES.get(name.lower(), f"{name.lower()}:name")
            told.append(f"{typed} was looked for as words: the filter {name}: is written as in {example}")
    return told


def last_whole(query: Query) -> Query:
    """The query with its last word as it stands, where nobody typed a star."""
    return replace(query, match=query.match.removesuffix(_BEGUN), last="") if query.last else query


def letters_whole(query: Query) -> Query:
    """The query with single letters and digits as words, and not as what begins so. Signs that are words (森) stay beginnings."""
    return replace(
        query,
        match=_LETTER.sub(_as_word, query.match),
        without=_LETTER.sub(_as_word, query.without),
    )


def apart(query: Query) -> Query:
    """The query with the words of phrases one by one, in any order: all that have the phrase answer it, and others."""
    return replace(query, match=_PHRASE.sub(_one_by_one, query.match))


def beginnings(match: str) -> list[str]:
    """The words of an FTS5 expression that may be only begun."""
    return [words.rsplit(" ", 1)[-1] for words, begun in _PHRASE.findall(match) if begun]


def without_beginnings(match: str, these: list[str]) -> str:
    """An FTS5 expression of words and phrases without those that end with some beginnings; empty for nothing left."""
    kept = [found for found in _PHRASE.finditer(match) if not (found[2] and beginnings(found[0])[0] in these)]
    return " ".join(found[0] for found in kept)


def has_phrases(match: str) -> bool:
    """True where words of an FTS5 expression stand together."""
    return any(" " in words for words, _ in _PHRASE.findall(match))


def _one_by_one(phrase: re.Match[str]) -> str:
    return " ".join(f'"{word}"' for word in phrase[1].split()) + (phrase[2] or "")


def _as_word(begun: re.Match[str]) -> str:
    letter = begun[1]
    return f'{letter}"' if letter.isdigit() or letter.lower() != letter.upper() else begun[0]


def _expression(text: str) -> str:
    """Words that stand together, quoted, so that nothing in them is an operator; empty for none."""
    words = " ".join(_WORD.findall(text))
    return f'"{words}"' if words else ""


def _filter(query: Query, name: str, value: str) -> bool:
    """Takes a filter into the query; False when it is none."""
    if name in _BYLINE:
        folded = fold(value.replace("*", " ")) if _WORD.search(value) else ""
        if folded:
            getattr(query, _BYLINE[name]).append(folded)
        return bool(folded)
    if name == "site" and _WORD.search(value):
        query.site.append(fold(value))
        return True
    if name == "year" and (years := _YEARS.fullmatch(value)):
        query.after = max(query.after, years[1])
        _until(query, f"{int(years[2] or years[1]) + 1:04}")
        return True
    if name in ("before", "after") and _DAY.fullmatch(value):
        if name == "before":
            _until(query, value)
        else:
            query.after = max(query.after, value)
        return True
    return False


def _until(query: Query, day: str) -> None:
    query.before = min(query.before, day) if query.before else day
