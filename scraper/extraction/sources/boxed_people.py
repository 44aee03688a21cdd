"""Whom the text of an element names that is marked as an author's: people, a body, a login or initials."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from scraper.extraction.marks import leading_to, leads_to, says
from scraper.extraction.own_names import OwnNames, held_by_the_site
from scraper.extraction.sources.two_lines import described
from scraper.fields.bylines import (
    clean_name,
    is_agency,
    is_body,
    is_organisation,
    is_person_name,
    is_role,
    parse_byline,
    without_noise,
)
from scraper.fields.bylines.guesses import has_given_name
from scraper.fields.bylines.wordlists import noise_words
from scraper.fields.bylines.words import without_by, words
from scraper.fields.dates import find_dates
from scraper.markup.dom import clean
from scraper.markup.layout import Box
from scraper.model.post import Author

is_bio = says(r"bio|about|description|info|box|card|profile|details")
names_one = says(r"author-?name|autor-?name|name-?author|vcard|(?:^|\s)(?:fn|p-author)(?:\s|$)")
SOMEBODY = leading_to(
    "author authors autor autoren autores autorin autorka autorzy o_autorze auteur auteurs autore profil profile profiles"
    " profils people person skribent journalist reporter reporters contributor contributors by staff team redaktion redakteur"
    " redakteure redaktor redactie redaccion writer writers columnist columnists user users member mitarbeiter kolumnist yazar"
    " yazarlar penulis"
)
MAX_STACK, MAX_LINES = 4, 160
"""Lines and characters of a byline that is a name, a function and a body."""
MAX_ANNOUNCED = 200
MAX_BODY_WORDS = 6
MAX_TOLD = 3
"""Lines of a box about one person that hold nothing but the name, the function and the body."""
MIN_SENTENCE = 6
_SENTENCE_END = (".", "!", "?", "…")
_BY = re.compile(r"(?:^|[\s|–-])(?:by|von|av|af|par|por|door|di)\s+(?=[A-ZÅÄÖØÆÉÜ])")
_ABOUT = re.compile(r"^(?:über|about|om|over|à propos de|acerca de|sobre|o)\s+", re.IGNORECASE)
"""Heads the box about an author, before the name."""
_DIGIT = re.compile(r"\d")
_NO_NAME = re.compile(r"://|\s\|\s")
_INITIALS = re.compile(r"[^\W\d_]{2}")


def people_of(box: Box, text: str, own: OwnNames, language: str | None, *, near: bool) -> tuple[Author, ...]:
    """Whom the text of a marked element names. One word, initials and a body are enough: the marks announce them.

    Far from the post (not `near`) one unknown word beside a name is the account of another reader.
    """
    lines = _without_labels(text.split("\n"))
    told = "\n".join(line for line in lines if not _is_sentence(line))
    people = parse_byline("\n".join(lines), language=language, placed=_tells_of_one(box, lines))
    if told and len(told) < len(text) and not is_bio(box.marks):
        named = {author.name for author in parse_byline(told, language=language)}
        people = tuple(author for author in people if author.name in named) if named else people
    if 0 < len(lines) <= MAX_STACK and len(text) <= MAX_LINES:
        people = described("\n".join(lines), people, own, language, boxed=near)
    names = {author.name for author in people if author.name}
    people = tuple(author for author in people if author.organisation not in names or not author.name)
    people = held_by_the_site(people, own)
    return (
        people
        or single(told)
        or _pen_name(box, told)
        or _body(told, own)
        or _alone(box, bare(told, language))
    )


def _tells_of_one(box: Box, lines: list[str]) -> bool:
    """True for a name and a line or two below it, and no link, day or sentence: there a function needs no word that is known."""
    lines = lines[lines[0].casefold().strip(" :") in words().by_words :] if lines else lines  # `Skribent`
    if not 0 < len(lines) <= MAX_TOLD or not has_given_name(without_by(lines[0])):
        return False
    if any(_DIGIT.search(line) or "|" in line or line.endswith(_SENTENCE_END) for line in lines):
        return False
    linked = (clean(node.text()) for node in box.node.css("a[href]"))
    return all(text in lines[0] for text in linked)


def _without_labels(lines: list[str]) -> list[str]:
    """Without `Data: 28-04-2021`, `Updated 20:56`, and `TAGS:` or `Filed under` with the lines that it heads: what is said
    there is no name."""
    kept: list[str] = []
    headed = False
    for line in lines:
        undated = without_date(line)
        spoken = words().by.match(f"{undated} ") is not None
        filed = undated.casefold() in _filed()
        if (undated.endswith(":") or filed) and not spoken:
            headed = headed or filed or undated == line.strip()
        elif spoken or not headed:
            headed = False
            about = _ABOUT.match(line)
            kept.append(line[about.end() :] if about and is_person_name(line[about.end() :]) else line)
    return [line for line in kept if not _is_change(line)]


def _is_change(line: str) -> bool:
    """`Updated 1909 GMT`: a date, in whatever form."""
    return _DIGIT.search(line) is not None and line.split()[0].casefold().strip(":.,") in _dated()


@cache
def _dated() -> frozenset[str]:
    return frozenset(noise_words("dated")["all"])


@cache
def _rules() -> frozenset[str]:
    return frozenset(noise_words("rules")["all"])


@cache
def _filed() -> frozenset[str]:
    return frozenset(noise_words("filed")["all"])


def _is_sentence(line: str) -> bool:
    """`Crossing the river with no boat, no oars and no money.`: a strapline, which stands in the byline's box."""
    tokens = line.split()
    small = sum(map(str.islower, tokens))
    return (
        line.endswith(_SENTENCE_END)
        and len(tokens) >= MIN_SENTENCE
        and 2 * small > len(tokens)
        and words().by.match(line) is None
    )


def _alone(box: Box, word: str) -> tuple[Author, ...]:
    """What is left beside a day: a login; or a first name, where the element leads to somebody. A section, a place or a
    button stands there as often: `Gardening 3 May`, `Oslo, 3 May`."""
    named = word == word.lower() or (word == word.capitalize() and _leads_to_somebody(box))
    return single(word) if named else ()


def bare(text: str, language: str | None) -> str:
    """The text in one line without its dates, counts and buttons."""
    return " ".join(without_noise(text, language).split())


def without_date(text: str) -> str:
    """The text without its dates and what is left at its edges then."""
    if _DIGIT.search(text):
        for found in reversed(find_dates(text)):
            text = text[: found.start] + text[found.end :]
    return text.strip(" ,|–-@·")


@lru_cache(maxsize=4096)
def announced_in(text: str) -> bool:
    """True when a word for authorship begins a line of the text, or stands in it behind a date."""
    if any(words().by.match(line) for line in text.split("\n")):
        return True
    rest = text[:MAX_ANNOUNCED]
    for found in reversed(find_dates(rest)):
        rest = rest[: found.start] + "|" + rest[found.end :]
    if rest == text[:MAX_ANNOUNCED]:
        return False
    return _BY.search(rest) is not None or any(
        words().by.match(part.strip(" -–,.:")) for part in rest.split("|")
    )


def single(text: str) -> tuple[Author, ...]:
    """One word in an element marked as the author is a first name or a pen name."""
    word = words().by.sub("", text, count=1).strip(" :|,–-")
    alone = 2 < len(word) <= 24 and _is_word(word)
    return (Author(word, raw=text),) if alone and not is_role(word) else ()


def _is_word(word: str) -> bool:
    letters = word.replace("_", "").replace(".", "")
    return letters.isalnum() and not word.isdigit() and word.casefold() not in words().no_name


def _pen_name(box: Box, text: str) -> tuple[Author, ...]:
    """What is a name for where it stands: initials in an author's own element, a name behind an unknown small word."""
    first, _, rest = text.partition(" ")
    if first.islower() and "\n" not in rest and is_person_name(rest):
        return (Author(clean_name(rest), raw=text),)
    lines = [name for line in text.split("\n") if (name := words().by.sub("", line, count=1).strip(" :|,–-"))]
    if len(lines) != 1 or not _leads_to_somebody(box):
        return ()
    name = lines[0]
    tokens = name.split()
    initials = bool(_INITIALS.fullmatch(name)) or (
        1 < len(tokens) <= 3 and all(len(token.strip(".")) == 1 and token.isupper() for token in tokens)
    )
    return (Author(name, raw=text),) if initials and name.casefold() not in words().no_name else ()


def _leads_to_somebody(box: Box) -> bool:
    """True for an element that is an author's name by its own marks, or that links to an author."""
    return names_one(box.marks) or any(
        leads_to(node.attributes.get("href") or "") & SOMEBODY for node in box.node.css("a[href]")
    )


def _body(text: str, own: OwnNames) -> tuple[Author, ...]:
    """`By European Space Agency`, or the site's own name: who is no person, and signs in an author's element."""
    lines = [line.strip(" :|,–-") for line in without_date(text).split("\n") if line.strip(" :|,–-")]
    if not lines:
        return ()
    spoken = words().by.match(lines[0] + " ") or words().source.match(lines[0])
    lines[0] = lines[0][spoken.end() :].strip(" :|,–-") if spoken else lines[0]
    name = next(filter(is_body, lines), "") or next(filter(None, lines), "")
    tokens = name.split()
    if not 0 < len(tokens) <= MAX_BODY_WORDS or not all(map(_may_be_body, tokens)) or _NO_NAME.search(name):
        return ()
    sides = [side.strip() for side in name.strip("/ ").split("/")]
    if (
        len(sides) > 1
        and any(map(is_agency, sides))
        and all(is_agency(side) or own.hold(side) for side in sides)
    ):
        return tuple(Author(None, organisation=side, raw=text) for side in sides)  # `Mill/Reuters`
    told = len(tokens) > 1 and (spoken is not None or is_organisation(name))
    named = (own.hold(name) and not any(token.casefold() in _rules() for token in tokens)) or (
        told and not is_role(name) and all(map(_may_be_body_word, tokens))
    )
    return (Author(None, organisation=name, raw=text),) if named else ()


def _may_be_body(token: str) -> bool:
    return not token[0].islower() or len(token) <= 3 or "." in token


def _may_be_body_word(token: str) -> bool:
    """False for a word of the page about itself, unless it names a department."""
    word = token.casefold().strip(".,")
    return word not in words().no_name or word in words().departments or word in words().organisations
