"""What sentences say of somebody: `Anna Ek is a senior editor at Kvarnbladet.`, `Seit 2014 ist sie …`, `Es corresponsal …`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from scraper.fields.bylines.bodies import is_organisation, is_place, is_titled_with_article
from scraper.fields.bylines.endings import by_endings, is_held_for_a_place, within_function
from scraper.fields.bylines.grammar import SOMEBODY, either, grammar_of, grammars_for, listed, says_as
from scraper.fields.bylines.guesses import may_be_function
from scraper.fields.bylines.oriental_bios import said_in_signs
from scraper.fields.bylines.roles import is_role, role_word, tells_paper
from scraper.fields.bylines.splitting import split_role
from scraper.fields.bylines.words import connectives, has_cjk, words
from scraper.model.late import late

MAX_BIO = 600
MAX_SENTENCES = 8
MAX_ROLE = 90
MAX_BODY_WORDS = 6
MAX_TOLD = 5
"""Words of a function of which none is known."""
_BEHIND = re.compile(
    r",\s|\s+in\s+(?:the\s+)?(?=[A-Z])|\s+(?:and|och|und|et|y|og|en|e|i|ja|a|и|та|і)\s+(?=[a-zà-ÿа-яіїє])"
)
SENTENCE_END = late(
    re.compile,
    r"(?<=[\w)”\"»])[.!?](?=\s|$)(?<!\bU\.S\.)(?<!\bDr\.)(?<!\bSt\.)(?<!\bProf\.)(?<!\bInc\.)(?<!\bJr\.)(?<!\bSr\.)(?<!\b[A-Z]\.)",
)
_OBJECT = re.compile(
    r"(?<=\w)(?<!\b(?:und|als|bei|auf|aus|mit|von|für|ist|die))(?<!\b(?:an|in|zu))\s(?:ein|eine|einen|den)\s"
)
"""What somebody leads or looks after, in German: `als Redakteurin bei der Talpost ein Team von acht`."""
_QUOTES = (("“", "”"), ("«", "»"), ("「", "」"))
_TITLE = r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Herr|Frau|Dott|Dra|Ing)\.?\s+)*"
_ALSO = late(lambda: re.compile(rf"^(?:{either('also')})\s", re.IGNORECASE))
_RELATIVE = late(
    lambda: re.compile(
        rf",?\s+(?:{either('relative')})(?!\w).*|,\s+(?:{either('relative', key='comma')})(?!\w).*", re.DOTALL
    )
)
_LEAD = late(lambda: re.compile(rf"^(?:(?:{either('article')})\s+|[lL][’'])(?=\S)"))
_RUN = re.compile(
    r"^(?:[^\Wa-zà-ÿа-яіїє]\S*)(?:\s+(?:(?:of|de|del|della|di|du|des|la|van|für|och|and|&)\s+)*[^\Wa-zà-ÿа-яіїє]\S*)*"
)
"""The words with capitals at the beginning, and small ones between."""


Placed = Literal["behind is", "behind as"] | None


class Said(NamedTuple):
    """What a text says of somebody today: a function and a body, either of which may be None."""

    role: str | None
    organisation: str | None


def said_of(name: str, text: str, *, language: str | None = None, headed: bool = False) -> Said | None:
    """What sentences say of somebody; None when none is about them, two Nones when they say nothing of a function.

    `headed` texts stand below the name in a box of its own, or begin with it: there a pronoun or nothing stands for the
    name, too. The first sentence with a function is believed. Never raises.
    """
    if has_cjk(name) or has_cjk(text[:40]):
        found = said_in_signs(name, text, headed=headed)
        return found and Said(*found)
    if not may_be_said(text, language):
        return None
    about: Said | None = None
    for place, sentence in enumerate(_about(name, text)):
        said = _in_sentence(sentence, name, language, headed=headed, begins=place == 0)
        if said is not None and said.role:
            return said
        about = about or said
        headed = headed or said is not None
    return about


def may_be_said(text: str, language: str | None) -> bool:
    """False for a text without a verb of being, of work or of writing, told cheaply: it is no sentence about somebody."""
    tokens = text[: 2 * MAX_BIO].casefold().split()
    return not words().bio_verbs.isdisjoint(tokens) or not grammar_of(language).verbs.isdisjoint(tokens)


def _about(name: str, text: str) -> Iterator[str]:
    """The sentences with a sign where the name, or a part of it, stands as a word."""
    first, *others = name.split()
    parts = [name, *(part for part in (first, *others[-1:]) if others and len(part) > 2)]
    spelt = "|".join(re.escape(part).replace("’", "'").replace("'", "['’]") for part in parts)
    pattern = re.compile(rf"(?<!\w){_TITLE}(?:{spelt})(?!\w)")
    text = " ".join(text[: 2 * MAX_BIO].split())
    for sentence in SENTENCE_END.split(text)[:MAX_SENTENCES]:
        yield pattern.sub(SOMEBODY, sentence.strip(), count=1)


def _in_sentence(
    sentence: str, name: str, language: str | None, *, headed: bool, begins: bool
) -> Said | None:
    """What one sentence says; None when it is not about them."""
    for grammar in grammars_for(sentence, language):
        match = grammar.straight.match(sentence) or grammar.inverted.match(sentence)
        if match is None and (early := grammar_of(language).as_first.match(sentence)):
            said = said_by(early["rest"], language)
            return said if said.role and (headed or SOMEBODY in early[0]) else None
        if match and not headed and SOMEBODY not in match[0][: match.start("rest")]:
            return None  # whom a pronoun means, is known in one's own box only
        if match is None and headed and SOMEBODY not in sentence:
            match = grammar.left_out.match(sentence)
        if match is not None:
            placed: Placed = (
                "behind as" if says_as(match[0][: match.start("rest")], language)
                else "behind is" if grammar is grammar_of(language) else None
            )  # fmt: skip
            said = said_by(match["rest"].replace(SOMEBODY, name), language, placed=placed)
            return _held_at(said, match.groupdict().get("body"))
    if sentence.startswith(SOMEBODY) and (covers := words().bio_covers.match(f"Anna Ek{sentence[1:]}")):
        if "," in covers["name"]:
            return None  # `Anna Ek, editor at The Mill, writes about rivers`
        return Said(None, employer(covers[0]))
    return None


def _held_at(said: Said, body: str | None) -> Said:
    """`works for TechMill as a writer`: the body before the function, where it is a name."""
    run = _RUN.fullmatch(body) if body and said.role and not said.organisation else None
    return Said(said.role, body) if run and not is_place(run[0]) else said


def said_by(rest: str, language: str | None, *, placed: Placed = None) -> Said:
    """What stands behind the verb, as a function and its body. `placed`: behind which verb of the page's own language, where a
    function needs no word that is known."""
    if _ALSO.match(rest):
        return Said(None, None)
    rest = _LEAD.sub("", grammar_of(language).adverbs.sub("", rest, count=1), count=1)
    rest = within_function(_OBJECT.split(rest, maxsplit=1)[0], language)
    rest = _RELATIVE.sub("", rest)
    for _ in range(2):  # `in Hamburg und schreibt`: what ended before, too
        rest = words().bio_clause.sub("", rest).strip(" ,.")
    told = not is_role(rest[:120])
    if placed and (cased := by_endings(rest, language)):
        return Said(*cased)
    if told and not (placed and _told(rest, language, placed=placed)):
        return Said(None, None)
    role, organisation = split_role(rest, language=language, placed=told)
    if role is None and rest.casefold() in words().by_words:
        return Said(rest, None)  # `är skribent`: a label where it stands alone
    if organisation is None and role is not None:
        role, organisation = _with_or_for(role)
    if not role or len(role) > MAX_ROLE or not _is_function(role):
        return Said(None, None)
    return Said(role, _ended(organisation) if organisation else None)


def _told(rest: str, language: str | None, *, placed: Placed) -> bool:
    """True for what is a function though no word of it is known: behind `works as`, or before a word for employment."""
    role, body = split_role(rest, language=language, placed=True)
    if role is None or len(role.split()) > MAX_TOLD or not may_be_function(role, "line", language):
        return False
    held = body is not None and any(f" {word} " in f" {rest} " for word in connectives(language)[0])
    low = role.casefold().split()
    sure = placed == "behind as" or (held and low[0] not in _states())
    return sure and _apart().isdisjoint(low)


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    return frozenset(listed("state"))


def _is_function(role: str) -> bool:
    """`daughter of a farmer` is none: the word for a function is the thing itself, and not what it is of."""
    low = role.casefold()
    of = words().of.search(low)
    word = low.find(role_word(role) or low)
    if not _apart().isdisjoint(low[: max(0, word)].split()):
        return False  # `married to the editor`, `hoping to be a doctor`
    if any(
        (left := role.count(closing) - role.count(opening)) > 0 and left % 2 for opening, closing in _QUOTES
    ):
        return False  # `“… is a poet,” said …`: a quotation ends in it
    return of is None or of.start() == 0 or word <= of.start() or not role[:1].islower()


@lru_cache(maxsize=1)
def _apart() -> frozenset[str]:
    return frozenset(listed("apart"))


def _with_or_for(role: str) -> tuple[str, str | None]:
    """In sentences, `for` and `at the` stand before the paper: `politics reporter for Beacon Digital`."""
    found = words().bio_for.search(role)
    if found is None or not is_role(role[: found.start()]) or is_place(role[found.end() :]):
        return role, None
    own, body = role[: found.start()].strip(" ,"), role[found.end() :].strip(" ,")
    if is_held_for_a_place(own):
        return role, None
    english = found[0].strip().split()[0] == "for"
    if english or is_organisation(body) or tells_paper(own.split()[-1]):
        return own, body
    return role, None


def employer(sentence: str) -> str | None:
    """The paper that somebody writes for: the words with capitals there."""
    found = words().bio_for.search(sentence)
    run = _RUN.match(sentence[found.end() :].strip(" ,.")) if found else None
    body = run[0].strip(" ,.") if run else ""
    if not body or len(body.split()) > MAX_BODY_WORDS or is_place(body):
        return None
    told = is_organisation(body) or is_titled_with_article(body) or body.casefold() not in words().topics
    return body if told and not all(word.casefold() in words().no_name for word in body.split()) else None


def _ended(organisation: str) -> str | None:
    """The body without what the sentence says after it."""
    return _BEHIND.split(organisation, maxsplit=1)[0].strip(" ,.")[:90] or None
