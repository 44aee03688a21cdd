"""JSON-LD: what a page's own article object says of it (schema.org), and the people in all the forms that sites give them."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import Any

from scraper.extraction.claims import Claim
from scraper.extraction.page import Page
from scraper.extraction.sources.linked_data import ARTICLES, WEAK, LinkedData, main_article, text_value, types
from scraper.fields.bylines import clean_name, is_login, parse_byline, said_of, split_role
from scraper.fields.bylines.words import connectives
from scraper.fields.dates import parse_machine_date
from scraper.markup.dom import untagged
from scraper.model.post import Author, Credit


def claims(page: Page, data: LinkedData) -> list[Claim]:
    """What the page's own article object says of title, dates, authors, language, tags and picture."""
    node = main_article(data, page)
    if node is None:
        return []
    weak = "page" if not types(node) & (ARTICLES - WEAK) else ""
    found: list[Claim] = []

    def add(name: str, key: str, value: Any) -> None:
        if value:
            raw = text_value(node.get(key)) or str(node.get(key))[:300]
            found.append(Claim(name, raw, value, "json-ld", (key if not weak else f"{weak} {key}")))

    add("title", "headline", text_value(node.get("headline")) or None)
    if not node.get("headline"):
        add("title", "name", text_value(node.get("name")) or None)
    for name, keys in (("published", ("datePublished", "dateCreated")), ("modified", ("dateModified",))):
        for key in keys:
            add(name, key, parse_machine_date(text_value(node.get(key))))
    for key, credit in (("author", Credit.AUTHOR), ("creator", Credit.AUTHOR), ("editor", Credit.EDITOR),
                        ("translator", Credit.TRANSLATOR), ("contributor", Credit.CONTRIBUTOR)):  # fmt: skip
        if key == "creator" and node.get("author"):
            continue
        people = read_people(node.get(key), data, credit)
        if people:
            add("authors" if credit is Credit.AUTHOR else "contributors", key, people)
    language = text_value(node.get("inLanguage"))
    if language:
        add("language", "inLanguage", language)
    return found


def article_body(data: LinkedData, page: Page) -> str | None:
    """The article's text where JSON-LD carries it whole; None otherwise."""
    node = main_article(data, page)
    body = text_value(node.get("articleBody")) if node else ""
    return body or None


def read_people(value: Any, data: LinkedData, credit: Credit) -> tuple[Author, ...]:
    """Authors from a schema.org `author` in any of the forms that sites give it."""
    people: list[Author] = []
    for entry in _each(value):
        entry = data.resolve(entry)
        if isinstance(entry, str):
            people.extend(_from_string(entry, credit))
        elif isinstance(entry, dict):
            people.extend(_from_object(entry, data, credit))
    unique: list[Author] = []
    for person in people:
        if (person.name or person.organisation) and all(
            (person.name, person.organisation) != (known.name, known.organisation) for known in unique
        ):
            unique.append(person)
    return tuple(unique[:30])


def _each(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for entry in value[:50]:
            yield from _each(entry) if isinstance(entry, list) else (entry,)
    elif value is not None:
        yield value


def _from_string(text: str, credit: Credit) -> list[Author]:
    text = untagged(html.unescape(text))
    if not text or text.startswith(("http://", "https://")):
        return []
    read = parse_byline(text)
    if read:
        return [
            Author(a.name, a.role, a.organisation, credit if a.credit is Credit.AUTHOR else a.credit, text)
            for a in read
        ]
    return [Author(text, credit=credit, raw=text)] if len(text) < 80 else []


def _from_object(entry: dict[str, Any], data: LinkedData, credit: Credit) -> list[Author]:
    kinds = types(entry)
    names = [untagged(text_value(name)) for name in _each(entry.get("name"))] or [
        " ".join(
            part for part in (text_value(entry.get("givenName")), text_value(entry.get("familyName"))) if part
        )
    ]
    role, organisation = _job(entry, data)
    people: list[Author] = []
    for name in names:
        if not name or name.startswith(("http://", "https://")):
            continue
        if kinds & {"organization", "newsmediaorganization", "corporation"}:
            read = _from_string(name, credit)
            person_like = [a for a in read if a.name and not a.organisation and " " in a.name]
            people.extend(
                person_like
                if person_like and len(read) == len(person_like) and "," not in name
                else [Author(None, None, name, credit, name)]
            )
            continue
        read = _from_string(name, credit)
        if len(read) == 1:
            one = read[0]
            if one.name is None:  # an agency has no function
                people.append(Author(None, None, one.organisation, one.credit, name))
                continue
            people.append(
                Author(one.name, role or one.role, organisation or one.organisation, one.credit, name)
            )
        elif read:
            people.extend(read)
        else:
            people.append(Author(clean_name(name) or name, role, organisation, credit, name))
    return people


def job_of(name: str, data: LinkedData, *, language: str | None) -> Author | None:
    """The function, with its body, that any Person of the page's JSON-LD who has the name is given; None without one.

    A body alone is what systems write for all who have an account. Where no `jobTitle` says the function, the
    first sentence of the `description` may.
    """
    for entry in data.objects:
        if types(entry) & {"person"} and _spelt(untagged(text_value(entry.get("name")))) == _spelt(name):
            role, organisation = _job(entry, data)
            if role:
                return Author(name, role, organisation)
            if described := _described(name, untagged(text_value(entry.get("description"))), language):
                return described
    return None


def _spelt(name: str) -> str:
    """A name for comparison: in lower case, with one kind of apostrophe."""
    return name.casefold().replace("’", "'")


def _described(name: str, description: str, language: str | None) -> Author | None:
    """What the sentences of somebody's description say of them: `Anna is a reporter at The Lantern.`

    Nobody sees it, so a body is believed behind a plain word of employment only (`at`, not `for`).
    """
    said = said_of(name, description[:MAX_DESCRIPTION], language=language, headed=True)
    if said is None or not said.role or not (body := said.organisation):
        return Author(name, said.role) if said and said.role else None
    between = description.partition(said.role)[2].partition(body)[0].split()
    is_told = bool(between) and between[0] in connectives(language)[0]
    return Author(name, said.role, body if is_told else None)


def _job(entry: dict[str, Any], data: LinkedData) -> tuple[str | None, str | None]:
    """`jobTitle` and the employer; a title that tells only that somebody writes, or has an account, is none."""
    title = untagged(text_value(entry.get("jobTitle")))
    employer = data.resolve(next(_each(entry.get("affiliation") or entry.get("worksFor")), None))
    organisation = untagged(text_value(employer)) or None
    if not title or is_login(title) or title.casefold() in _ACCOUNTS:
        return None, organisation
    role, body = split_role(title)
    if organisation is None and role is not None:
        return role, body
    return (title if role else None), organisation


MAX_DESCRIPTION = 400
_ACCOUNTS = frozenset(
    ("author", "writer", "user", "member", "subscriber", "guest", "owner", "site admin", "super admin")
)
"""What systems call whoever has an account."""
