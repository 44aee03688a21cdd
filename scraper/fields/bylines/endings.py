"""Where what is said of somebody's function ends: at what they were, what else they do, and what they are in private."""

from __future__ import annotations

import re
from functools import lru_cache

from scraper.fields.bylines.grammar import either, every, grammar_of, key_of, listed
from scraper.fields.bylines.roles import is_role, is_role_word
from scraper.fields.bylines.wordlists import word_table
from scraper.fields.bylines.words import words as vocabulary
from scraper.fields.languages import primary
from scraper.fields.wordtree import any_of
from scraper.model.late import late

_AND = any_of(
    word for text in word_table()["and"].values() for word in text.split(" | ") if word[:1].isalpha()
)
_COPULA = re.compile(r"(?<=\w)[dt][ıiuü]r\.?$")
"""The verb at the end of a Turkish function: `gazetecidir`."""
MAX_LEAD = 24
MIN_SENTENCE = 4
MAX_TOKENS = 12
MIN_WORD = 6
"""Letters of a word for a function that its ending tells."""
_WORD = re.compile(r"[\w’'-]+")


def _former_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either('former')})(?!\w)", re.IGNORECASE)


def _going_on_pattern() -> re.Pattern[str]:
    """`, writes about …`, `and a former minister`, `and mother of two`."""
    return re.compile(
        rf"(?:,|;|,?\s+(?:{_AND}|&))\s+(?:(?:{either('article')})\s+)?(?:\w+er\s+)?"
        rf"(?:{either('goes_on', 'former', 'beside_work')}|{any_of(_pronouns())})(?!\w).*|,?\s+(?:{either('passion')})(?!\w).*",
        re.IGNORECASE | re.DOTALL,
    )


def _pronouns() -> set[str]:
    """What stands for the name in the next sentence, in all languages: `, and he said so`."""
    return {word for word in every("subject") if not is_role_word(word)}


def _authorship_pattern() -> re.Pattern[str]:
    """`author of The Salt Road`, `Autorin des Buches …`, `autorem książki …`: alone or behind other functions."""
    works = rf"(?:(?:des|der|den|le|la|el|il|o|the)\s+)?(?:{either('authorship', key='work')})(?!\w)"
    return re.compile(
        rf"(?:^|(?:,|,?\s+(?:{_AND}))\s+(?:(?:{either('article')})\s*)?)(?:[\w’'-]+\s+){{0,2}}(?:{either('authorship')})(?:,[^,]{{2,30}},)?\s*"
        rf"(?:\s(?:{either('authorship', key='of')})\s.*|\sd[eu’']\S*\s.*|\s{works}.*|\s?[„“«\"‘»].*|\sv[oa][nm]\s+[„“«\"‘»].*)",
        re.IGNORECASE | re.DOTALL,
    )


_former = late(_former_pattern)
_going_on = late(_going_on_pattern)
_authorship = late(_authorship_pattern)


def within_function(text: str, language: str | None = None) -> str:
    """The text up to where it says something else than what somebody is today; empty when it says nothing of that."""
    if any(map(str.isdigit, text[:MAX_LEAD])):
        text = grammar_of(language).adverbs.sub("", text, count=1)  # `seit 2012 Redakteur`
    if key_of(language) == "tr" and (copula := _COPULA.search(text)) and is_role(text[: copula.start()]):
        text = text[: copula.start()]
    first = text.partition(" ")[0]
    if first in listed("was", key_of(language)) or first in listed("negated"):
        return ""
    if was := _former.search(text):
        if not is_role(text[: was.start()]):
            return ""
        text = _without_joint(text[: was.start()], language)
    if _was_before(text):
        return ""
    text = _authorship.sub("", text)
    while text and (found := _going_on.search(text)):
        if found.start() == 0 or not is_role(text[: found.start()]):
            break
        text = text[: found.start()]
    return _first_of_list(_without_company(text, language)).strip(" ,;:|–—-")


def _without_joint(text: str, language: str | None) -> str:
    """Without an "and", a comma and an article that are left at the end."""
    text = text.rstrip(" ,;(–—-")
    for word in (*listed("article"), ""):
        if word and text.casefold().endswith(f" {word}"):
            text = text[: -len(word)].rstrip(" ,;")
            break
    joints = list(grammar_of(language).joint.finditer(f"{text} "))
    return text[: joints[-1].start()] if joints and joints[-1].end() >= len(text) else text


def _was_before(text: str) -> bool:
    """`exdirector`, `ex-diretora`: one word."""
    first = next(iter(_WORD.findall(text.casefold())), "")
    return first.startswith("ex") and is_role_word(first[2:].lstrip("-")) and not is_role_word(first)


def _without_company(text: str, language: str | None) -> str:
    """`Student und Gartenzwerg` is a student: what an "and" joins to a function right before it is one, too, or none of it."""
    for joint in grammar_of(language).joint.finditer(text):
        before, behind = text[: joint.start()], text[joint.end() :]
        words = before.rsplit(maxsplit=1)
        adjacent = words and is_role_word(words[-1].casefold().strip(".,"))
        if adjacent and behind[:1].islower() and not is_role(behind.split(",")[0]):
            return before
    return text


def _first_of_list(text: str) -> str:
    """`Editör, gezgin`: what a comma joins to a function in small letters is one, too, or none of it.

    Not so where it may go on with what the function is of: `redaktör nyheter, sport`.
    """
    head, comma, behind = text.partition(",")
    tokens = head.split()
    segment = behind.split(",")[0].strip()
    if not comma or not tokens or not segment[:1].islower() or is_role(segment) or not is_role(head):
        return text
    adjacent = is_role_word(tokens[-1].casefold().strip("."))
    sentence = len(segment.split()) >= MIN_SENTENCE and vocabulary().of.search(head.casefold()) is None
    return head if (adjacent and segment.islower()) or sentence else text


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(listed("of_places"))


def is_held_for_a_place(role: str) -> bool:
    """`MP`, `mayor`: what stands behind `for` and `of` there is a place."""
    return any(word in _places() for word in _WORD.findall(role.casefold()))


def by_endings(text: str, language: str | None) -> tuple[str, str | None] | None:
    """`erityisasiantuntijana Vesilahden kehitysyhtiössä`: a language without a word for `as` says it by an ending; as (role, body).

    The body is what has a capital about the function. None in other languages, and where no word ends so.
    """
    endings = listed("as_ending", primary(language) or "")
    tokens = text.strip(" .").split()
    place = next(
        (at for at, word in enumerate(tokens) if endings and word.islower() and word.endswith(endings)), -1
    )
    if place < 0 or len(tokens) > MAX_TOKENS or len(tokens[place]) < MIN_WORD:
        return None
    end = place + 1
    while end < len(tokens) and tokens[end].islower() and tokens[end].endswith(endings):
        end += 1  # `vastaavana ohjaajana`
    if tokens[0].islower():
        place = 0  # `asumisen suunnittelijana`
    before, behind = " ".join(tokens[:place]), " ".join(tokens[end:])
    body = before if before[:1].isupper() else behind if behind[:1].isupper() else None
    return " ".join(tokens[place:end]), body
