"""A printed byline to authors. Line breaks and separators part it; words tell the parts' kinds."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from functools import lru_cache

from scraper.fields.bylines.bios import read_bio
from scraper.fields.bylines.bodies import is_agency, is_department, is_organisation, is_place
from scraper.fields.bylines.credits import credited
from scraper.fields.bylines.names import clean_name, is_person_name
from scraper.fields.bylines.noise import CUT, without_noise
from scraper.fields.bylines.parts import Part, Reader, parts_of
from scraper.fields.bylines.roles import is_role, split_role
from scraper.fields.bylines.words import without_by, words
from scraper.model.post import Author, Credit

MAX_BYLINE = 600
MAX_PEOPLE = 25
_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e")
)
_BLANK = {0xA0: " ", 0x202F: " ", 0x2009: " ", 0x3000: "\u3000"}
_SENTENCE_END = re.compile(r"\w{3}[.!?]\s+[A-ZÅÄÖÉÜ]")
_BARE = re.compile(r"[^\W\d_\u3000-\ud7af][^\d\n|,;:/()@&\u3000-\ud7af]{2,60}")
_WORD = re.compile(r"[^\W\d_][\w.’'-]{2,23}")


def parse_byline(
    text: str, *, language: str | None = None, known_names: Collection[str] = ()
) -> tuple[Author, ...]:
    """Everybody whom a byline, a signature or the line of an author box credits; empty when nobody is.

    Roles and organisations are as printed. An agency or a department is an author with an organisation and no
    name. A single word is a name only behind a word for authorship (`Von Jessie`, `Posted by admin`).
    `known_names` pass as names whatever they look like. Never raises; reads 600 characters.
    """
    return _parse(text[:MAX_BYLINE], language, tuple(known_names))


@lru_cache(maxsize=8192)
def _parse(text: str, language: str | None, known: tuple[str, ...]) -> tuple[Author, ...]:
    raw = " ".join(text.split())[:300]
    text = text.translate(_BLANK).translate(_INVISIBLE)
    reader = Reader(language, known)
    if (name := _bare_name(text, reader)) is not None:
        return (Author(name, raw=raw),)
    bio = read_bio(text, language=language, known_names=known)
    if bio:
        return tuple(replace(author, raw=raw) for author in bio)
    authors: list[Author] = []
    seen: set[tuple[str | None, str | None]] = set()
    for credit, chunk in credited(text):
        clean = without_noise(chunk)
        people = _people(parts_of(clean, reader), credit, reader)
        if not people and len(clean) < 80:
            people = _nobody(clean, credit)
        for author in people:
            key = (author.name, None if author.name else author.organisation)
            if key not in seen:
                seen.add(key)
                authors.append(replace(author, raw=raw))
    return tuple(authors[:MAX_PEOPLE])


def _bare_name(text: str, reader: Reader) -> str | None:
    """The name where a byline is nothing else, as most are: two or three words with capitals, and a `By` at most."""
    if not _BARE.fullmatch(text):
        return None
    name = without_by(text.strip(), reader.language)
    tokens = name.split()
    plain = 2 <= len(tokens) <= 3 and all(token[0].isupper() for token in tokens)
    return clean_name(name) if plain and reader.is_person(name) else None


@dataclass(slots=True)
class _Bench:
    """The people found so far. Those from `open_from` on are still without what may follow them all."""

    authors: list[Author] = field(default_factory=list)
    open_from: int = 0
    closed: bool = False
    waiting: str | None = None  # a function that stands before its name

    def seat(self, author: Author) -> None:
        """Another person; whoever has got a function before is done."""
        if self.closed:
            self.open_from, self.closed = len(self.authors), False
        if self.waiting and author.role is None:
            author = replace(author, role=self.waiting)
        self.authors.append(author)

    @property
    def someone(self) -> bool:
        return bool(self.authors) and self.authors[-1].name is not None

    def give(self, role: str | None, organisation: str | None) -> None:
        """A function and a body for all who are open. A second function is added to the first."""
        for place in range(self.open_from, len(self.authors)):
            author = self.authors[place]
            if role and author.role and not author.organisation and role != author.role:
                author = replace(author, role=f"{author.role}, {role}")
            self.authors[place] = replace(
                author, role=author.role or role, organisation=author.organisation or organisation
            )
        self.closed = True


def _people(parts: list[Part], credit: Credit, reader: Reader) -> list[Author]:
    """The people of one chunk: a function or a body belongs to the names before it."""
    bench = _Bench()
    for place, part in enumerate(parts):
        match part.kind:
            case "name":
                bench.seat(Author(part.text, credit=credit))
            case "both":
                bench.seat(Author(part.text, part.role, part.organisation, credit))
                bench.open_from, bench.closed, bench.waiting = len(bench.authors) - 1, True, None
            case "credited":
                bench.authors.append(Author(part.text, credit=Credit(words().credit_of[part.joint])))
                bench.closed = True
            case "credit":
                _recredit(bench, part.text)
            case "role":
                _give_role(bench, parts, place, reader)
            case "body":
                _give_body(bench, part, credit)
            case "other":
                _give_unknown(bench, part, parts[place - 1].kind if place else "")
    return bench.authors


def _recredit(bench: _Bench, word: str) -> None:
    """`Anna Ek (foto)`: the share stands behind the name."""
    credit = words().credit_of.get(word)
    if credit and bench.someone:
        bench.authors[-1] = replace(bench.authors[-1], credit=Credit(credit))
    bench.closed = True


def _give_role(bench: _Bench, parts: list[Part], place: int, reader: Reader) -> None:
    part = parts[place]
    role, organisation = split_role(part.text, language=reader.language)
    if role and _rambles(role):
        return
    if bench.someone:
        bench.waiting = None
        bench.give(role, organisation)
        return
    following = parts[place + 1 : place + 3]
    alone = len(following) < 2 or following[1].kind != "role"
    if (
        following
        and following[0].kind == "name"
        and (following[0].joint == "colon" or (alone and len(part.text) <= 40))
    ):
        bench.waiting = role


def _rambles(role: str) -> bool:
    """True for a sentence that holds a word for a function, as texts do, or for a button: `View author archive`."""
    tokens = role.split()
    return len(role) > 130 or len(tokens) > 16 or tokens[0].casefold() in words().buttons


def _give_body(bench: _Bench, part: Part, credit: Credit) -> None:
    if is_agency(part.text) and (part.joint == "and" or not bench.someone):
        bench.authors.append(Author(None, organisation=part.text, credit=credit))
        bench.closed = True
    elif bench.someone and _is_titled(part.text):
        if all(author.organisation for author in bench.authors[bench.open_from :]):
            return
        bench.give(None, part.text)


def _give_unknown(bench: _Bench, part: Part, before: str) -> None:
    """What nothing tells the kind of is a body right behind a function, or when it is called `The …`."""
    text = part.text
    if (
        not bench.someone
        or not text[:1].isupper()
        or len(text) > 60
        or len(text.split()) > 6
        or part.joint == "and"
    ):
        return
    last = bench.authors[-1]
    article = text.startswith("The ") and not _speaks(text[4:])
    if (
        last.organisation is None
        and (article or (before in ("role", "both") and last.role and not _speaks(text)))
        and _is_titled(text)
        and not is_place(text)
    ):
        bench.give(None, text)


def _is_titled(text: str) -> bool:
    """True for what may be the name of a body: no sentence, and more than a word for a kind of body."""
    if is_agency(text):
        return True
    if not (text[:1].isupper() or text[:1].isdigit()) or ":" in text or _SENTENCE_END.search(text):
        return ord(text[0]) > 0x3000
    vocabulary = words()
    tokens = [token.strip("(),.&–-") for token in text.split()]
    capitals = sum(token[:1].isupper() for token in tokens)
    plain = sum(token.islower() and len(token) > 3 for token in tokens)
    told = any(
        token and token.casefold() not in vocabulary.organisations and token.casefold() not in vocabulary.no_name
        for token in tokens if not token.islower()
    )  # fmt: skip
    return capitals >= plain and len(tokens) <= 12 and (told or text.isupper())


def _speaks(text: str) -> bool:
    """True for the words of a page about itself: `Read more`, `Share`."""
    return any(word in words().no_name for word in text.casefold().split())


def _nobody(text: str, credit: Credit) -> list[Author]:
    """A department, or one word behind a word for authorship: a first name, a pen name or an account."""
    vocabulary = words()
    text = text.replace(CUT, "\n").strip()
    spoken = vocabulary.by.match(text)
    line = next((line for part in text.split("\n") if (line := part.strip(" ,.:|–—-"))), "")
    if spoken is None:
        return [Author(None, organisation=line, credit=credit)] if is_department(line) else []
    rest = text[spoken.end() :].split("\n")[0].strip(" ,.:|–—-") or line
    if is_department(rest):
        return [Author(None, organisation=rest, credit=credit)]
    low = rest.casefold()
    if not _WORD.fullmatch(rest) or is_role(rest) or is_place(rest) or is_organisation(rest):
        return []
    if low in vocabulary.no_name and low not in ("admin", "administrator", "webmaster"):
        return []
    return [] if is_person_name(rest) else [Author(rest, credit=credit)]
