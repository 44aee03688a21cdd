"""Parts of a byline to people: which function and which body belong to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from scraper.fields.bylines.bodies import is_agency, is_place, is_titled_with_article, may_be_body
from scraper.fields.bylines.guesses import is_called_like_a_body
from scraper.fields.bylines.reader import Part, Reader
from scraper.fields.bylines.roles import says_no_role
from scraper.fields.bylines.splitting import split_role
from scraper.fields.bylines.words import words
from scraper.model.post import Author, Credit

MAX_ROLE_CHARS = 130
MAX_ROLE_WORDS = 16


@dataclass(slots=True)
class _Bench:
    """The people found so far. Those from `open_from` on may still get a function that stands behind them all."""

    authors: list[Author] = field(default_factory=list)
    open_from: int = 0
    closed: bool = False
    waiting: str | None = None
    """A function that stands before its name."""

    def seat(self, author: Author) -> None:
        """Another person; whoever has got a function before is done."""
        if self.closed:
            self.open_from, self.closed = len(self.authors), False
        if self.waiting and author.role is None:
            author = replace(author, role=self.waiting)
        self.authors.append(author)

    def seat_alone(self, author: Author) -> None:
        """Somebody with whom nobody shares what follows."""
        self.authors.append(author)
        self.open_from, self.closed, self.waiting = len(self.authors) - 1, True, None

    def seat_apart(self, author: Author) -> None:
        """An agency, or somebody with another share in the work: takes no function, and ends who was open."""
        self.authors.append(author)
        self.closed = True

    @property
    def last_person(self) -> Author | None:
        return self.authors[-1] if self.authors and self.authors[-1].name is not None else None

    @property
    def housed(self) -> bool:
        """True when all who are open have a body already."""
        return all(author.organisation for author in self.authors[self.open_from :])

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


def people_of(parts: Sequence[Part], credit: Credit, reader: Reader) -> list[Author]:
    """The people of one chunk, in printed order: a function or a body belongs to the names before it."""
    bench = _Bench()
    for place, part in enumerate(parts):
        match part.kind:
            case "name" if part.credit:
                bench.seat_apart(Author(part.text, credit=Credit(words().credit_of[part.credit])))
            case "name":
                bench.seat(Author(part.text, credit=credit))
            case "both":
                bench.seat_alone(Author(part.text, part.role, part.organisation, credit))
            case "credit":
                _recredit(bench, part.text)
            case "role":
                _give_role(bench, parts, place, reader)
            case "guess":
                _give_guess(bench, part.text, reader)
            case "body":
                _give_body(bench, parts, place, credit)
            case "other":
                _give_unknown(bench, parts, place, credit, reader)
            case "noise":
                pass
    return _shared(bench.authors, parts)


def _shared(authors: list[Author], parts: Sequence[Part]) -> list[Author]:
    """`Anna Ek, ecologist, and Bo Berg, lawyer, Rivers Trust`: a body behind the last comma of a line is everybody's on it."""
    last = authors[-1] if authors else None
    if last is None or not last.organisation or any(part.joint in ("line", "bar") for part in parts):
        return authors
    behind_comma = any(
        f", {last.organisation}" in part.text or (part.text == last.organisation and part.joint == "comma")
        for part in parts
    )
    alike = all(author.name and author.role and author.credit is last.credit for author in authors)
    if not (behind_comma and alike) or any(author.organisation for author in authors[:-1]):
        return authors
    return [replace(author, organisation=last.organisation) for author in authors]


def _recredit(bench: _Bench, word: str) -> None:
    """`Anna Ek (foto)`: the share stands behind the name."""
    credit = words().credit_of.get(word)
    if credit and bench.last_person:
        bench.authors[-1] = replace(bench.authors[-1], credit=Credit(credit))
    bench.closed = True


def _give_role(bench: _Bench, parts: Sequence[Part], place: int, reader: Reader) -> None:
    """A function for who stands before it; at the beginning, for who stands behind it."""
    part = parts[place]
    role, organisation = part.role, part.organisation
    if role is None:
        role, organisation = split_role(part.text, language=reader.language)
    if role and _rambles(role):
        return
    if bench.last_person:
        bench.waiting = None
        bench.give(role, organisation)
    elif place + 1 < len(parts) and parts[place + 1].kind == "name":
        has_its_own = place + 2 < len(parts) and parts[place + 2].kind == "role"
        if parts[place + 1].joint == "colon" or (len(part.text) <= 40 and not has_its_own):
            bench.waiting = role


def _give_guess(bench: _Bench, text: str, reader: Reader) -> None:
    """What may be a function by its form alone; behind one, or called like a body, it is where that is held."""
    last = bench.last_person
    if last is None or _rambles(text):
        return
    if last.role is None and not is_called_like_a_body(text, reader.language):
        bench.give(*split_role(text, language=reader.language, placed=True))
    elif last.organisation is None and text[:1].isupper() and may_be_body(text):
        bench.give(None, text)


def _rambles(role: str) -> bool:
    """True for a sentence that holds a word for a function, as texts do, or for a button: `View author archive`."""
    tokens = role.split()
    return len(role) > MAX_ROLE_CHARS or len(tokens) > MAX_ROLE_WORDS or says_no_role(role)


def _give_body(bench: _Bench, parts: Sequence[Part], place: int, credit: Credit) -> None:
    """A body for who stands before it. An agency signs by itself, and so does the paper that joins it."""
    part = parts[place]
    if is_agency(part.text) and (part.joint == "and" or bench.last_person is None):
        bench.seat_apart(Author(None, organisation=part.text, credit=credit))
    elif bench.last_person is None and _joins_agency(parts, place):
        bench.seat_apart(Author(None, organisation=part.text, credit=credit))
    elif bench.last_person and may_be_body(part.text) and not bench.housed:
        bench.give(None, part.text)


def _give_unknown(bench: _Bench, parts: Sequence[Part], place: int, credit: Credit, reader: Reader) -> None:
    """What nothing tells the kind of is a body right behind a function, or when it is called `The …`."""
    part, text = parts[place], parts[place].text
    if not text[:1].isupper() or len(text) > 60 or len(text.split()) > 6 or is_place(text):
        return
    article = is_titled_with_article(text, language=reader.language)
    last = bench.last_person
    if last is None:
        if not bench.authors and article and _joins_agency(parts, place):
            bench.seat_apart(Author(None, organisation=text, credit=credit))
        return
    behind_role = place > 0 and parts[place - 1].kind in ("role", "both") and last.role and not _speaks(text)
    if part.joint != "and" and not last.organisation and (article or behind_role) and may_be_body(text):
        bench.give(None, text)


def _joins_agency(parts: Sequence[Part], place: int) -> bool:
    """`Le Moulin avec AFP`: the next part is an agency that an "and" joins to this one."""
    following = parts[place + 1] if place + 1 < len(parts) else None
    return following is not None and following.joint == "and" and is_agency(following.text)


def _speaks(text: str) -> bool:
    """True for the words of a page about itself: `Read more`, `Share`."""
    return any(word in words().no_name for word in text.casefold().split())
