"""What stands beside a name where the place has told that somebody signs: a function though no word of it is known.

Told by form alone: a few words that are no sentence, no label, no place, no button and nobody's name. Behind a comma a
single word with a capital is a place as often (`Anna Ek, Kvarnby`), and is left.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.fields.bylines.bodies import is_department, is_organisation, is_place
from scraper.fields.bylines.reader import Joint, Reader
from scraper.fields.bylines.roles import says_no_role
from scraper.fields.bylines.wordlists import noise_words
from scraper.fields.bylines.words import connectives, has_cjk, of_language, small_words, words
from scraper.fields.languages import primary

MAX_FUNCTION = 90
MAX_WORDS = 10
MAX_LEADING = 3
"""Words of a function before its name."""
_ORDINAL = re.compile(
    r"^\d{1,2}(?:\.|:[ae]|st|nd|rd|th|e)?\s+(?=[^\W\d_])|(?<=\s)\d{1,2}(?:\.|:[ae])\s+(?=[^\W\d_])"
)
"""`1. Bürgermeister`, `1:e antikvarie`, `2. nestleder`: the only figures in what somebody is."""
_NEVER = re.compile(r"[\d@?!…|©→#*_=<>“”\"„«»]|://|www\.|:(?!in|a\b|e\b)|\.\s*$(?<![\s.]\w\.)|(?<=\w{4})\.\s")
_SMALL = re.compile(r"[^\W\d_]{1,3}")


def may_be_function(text: str, joint: Joint, language: str | None) -> bool:
    """True for what may be somebody's function by its form, beside a name. Never raises."""
    plain = _ORDINAL.sub("", text)
    if not 2 < len(plain) <= MAX_FUNCTION or has_cjk(plain) or _NEVER.search(plain):
        return False
    tokens = plain.split()
    if len(tokens) > MAX_WORDS or not plain[0].isalpha() or begins_small(plain, language):
        return False
    if joint not in ("line", "bar", "bracket") and not plain[0].islower():
        return False
    low = [token.casefold().strip(",.()") for token in tokens]
    if all(token in words().no_name for token in low) or low[0] in _ago() or low[-1] in _ago():
        return False
    return not (
        says_no_role(plain)
        or is_place(plain)
        or is_department(plain)
        or plain.casefold().replace(".", "") in words().degrees
    )


def is_guess(segment: str, joint: Joint, before: str, reader: Reader) -> bool:
    """True for a line of its own below a name (`before`) that is a function by its form, or may be one, and nobody's name.

    What looks like a name is one where its given name is known, or where that of the name before is not known either.
    """
    if joint not in ("line", "bar", "bracket") or not may_be_function(segment, joint, reader.language):
        return False
    first = segment.split(",")[0]
    if reader.is_person(first):
        return first == segment and has_given_name(before) and not has_given_name(first)
    return not reader.is_role(segment) and not is_organisation(segment, language=reader.language)


def led_by_function(text: str, reader: Reader) -> tuple[str, str] | None:
    """`lägerchefen Hannes Ödmark`: small letters before a name with a common given name, as (name, function)."""
    tokens = text.split()
    small = next((place for place, token in enumerate(tokens) if not token.islower()), 0)
    name, function = " ".join(tokens[small:]), " ".join(tokens[:small])
    if not 0 < small <= MAX_LEADING or not has_given_name(name) or not reader.is_person(name):
        return None
    return (name, function) if may_be_function(function, "line", reader.language) else None


def has_given_name(name: str) -> bool:
    """True for a name that begins with a common given name: `Eva-Lena Ek`."""
    first = name.casefold().split(" ")[0]
    return any(part in words().given for part in (first, *first.split("-")))


def is_called_like_a_body(text: str, language: str | None) -> bool:
    """True for several words with capitals, in a language where only names have them: `Vindkraft Norr`.

    In German nouns have them, too, in English the words of a title.
    """
    if primary(language) in (None, "de", "en", "lb", "fy"):
        return False
    tokens = [token for token in text.split() if not _SMALL.fullmatch(token) or token[0].isupper()]
    return len(tokens) > 1 and all(token[0].isupper() for token in tokens)


@lru_cache(maxsize=1)
def _ago() -> frozenset[str]:
    """Words that tell a time: `hace una hora`, `an hour ago`."""
    return frozenset((*noise_words("ago")["before"], *noise_words("ago")["behind"]))


def begins_small(text: str, language: str | None) -> bool:
    """True for a preposition, an "and", an article or a pronoun at the beginning: such a text goes on with something else."""
    vocabulary = words()
    word = text.split()[0].casefold().strip(",")
    strong, weak = connectives(language)
    return (
        word in vocabulary.pronouns
        or word in small_words()
        or word in vocabulary.object_articles
        or word in of_language(vocabulary.before_place, language)
        or word in strong
        or word in weak
        or vocabulary.of.fullmatch(word) is not None
        or vocabulary.conjunction.fullmatch(f" {word} ") is not None
        or (len(word) < 5 and word in vocabulary.no_name)
    )
