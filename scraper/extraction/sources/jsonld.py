"""JSON-LD: what a page tells machines in `<script type="application/ld+json">` (schema.org)."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scraper.extraction.claims import Claim
from scraper.extraction.page import Page
from scraper.fields.bylines import clean_name, parse_byline
from scraper.fields.dates import parse_machine_date
from scraper.markup.dom import clean
from scraper.model.post import Author, Credit

MAX_BYTES = 600_000
MAX_NODES = 20_000
MAX_DEPTH = 40

ARTICLES = frozenset(
    [
        "article",
        "newsarticle",
        "blogposting",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "liveblogposting",
        "techarticle",
        "scholarlyarticle",
        "report",
        "review",
        "reviewnewsarticle",
        "socialmediaposting",
        "posting",
        "backgroundnewsarticle",
        "advertisercontentarticle",
        "satiricalarticle",
        "recipe",
        "howto",
        "creativework",
        "podcastepisode",
        "newsitem",
        "medicalscholarlyarticle",
    ]
)
WEAK = frozenset(("webpage", "itempage", "aboutpage", "creativework", "videoobject"))
LISTINGS = frozenset(("collectionpage", "searchresultspage", "profilepage", "blog"))


@dataclass(slots=True)
class LinkedData:
    """Every object of the page's JSON-LD, and those that are known by an `@id`."""

    objects: list[dict[str, Any]] = field(default_factory=list)
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)

    def resolve(self, value: Any) -> Any:
        """The object itself where only its `@id` is given."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value


def read_linked_data(page: Page) -> LinkedData:
    """All JSON-LD objects of a page, nested ones too. Never raises; broken scripts are passed over."""
    data = LinkedData()
    for node in page.tree.css('script[type*="ld+json" i]'):
        text = node.text()
        if text and len(text) <= MAX_BYTES:
            for top in _load(text):
                _gather(top, data)
    return data


def _load(text: str) -> list[Any]:
    """The values in one script, mended where sites break it."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = (
        text.removeprefix("//<![CDATA[").removeprefix("<![CDATA[").removesuffix("//]]>").removesuffix("]]>")
    )
    text = text.strip().rstrip(";")
    for attempt in (_as_is, _without_trailing_commas, _unescaped, _one_after_another):
        try:
            return attempt(text)
        except (ValueError, RecursionError):
            continue
    return []


def _as_is(text: str) -> list[Any]:
    return [json.loads(text, strict=False)]


def _without_trailing_commas(text: str) -> list[Any]:
    return [
        json.loads(
            re.sub(r",(\s{0,40}[}\]])", r"\1", re.sub(r"^\s*//.*$", "", text, flags=re.M)), strict=False
        )
    ]


def _unescaped(text: str) -> list[Any]:
    return [json.loads(html.unescape(text), strict=False)]


def _one_after_another(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    found, at = [], 0
    while at < len(text):
        value, at = decoder.raw_decode(text, at)
        found.append(value)
        while at < len(text) and text[at] in " \r\n\t,;":
            at += 1
    return found


def _gather(top: Any, data: LinkedData) -> None:
    stack: list[tuple[Any, int]] = [(top, 0)]
    while stack and len(data.objects) < MAX_NODES:
        value, depth = stack.pop()
        if depth > MAX_DEPTH:
            continue
        if isinstance(value, list):
            stack.extend((entry, depth + 1) for entry in reversed(value[:2000]))
        elif isinstance(value, dict):
            data.objects.append(value)
            identity = value.get("@id")
            if isinstance(identity, str) and len(value) > 1:
                known = data.by_id.get(identity)
                if known is None or len(value) > len(known):
                    data.by_id[identity] = value
            stack.extend(
                (entry, depth + 1)
                for entry in reversed(list(value.values()))
                if isinstance(entry, list | dict)
            )


def types(node: dict[str, Any]) -> set[str]:
    """The object's types in lower case, without their vocabulary's address."""
    found = node.get("@type")
    names = found if isinstance(found, list) else [found]
    return {name.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for name in names if isinstance(name, str)}


def main_article(data: LinkedData, page: Page) -> dict[str, Any] | None:
    """The object that describes the page's own article; None when no object does.

    Articles in lists, and articles that say they live elsewhere, are those of cards.
    """
    best, best_score = None, 0.0
    for node in data.objects:
        kinds = types(node)
        score = 3.0 if kinds & (ARTICLES - WEAK) else 1.0 if kinds & WEAK else 0.0
        if not score or not (node.get("headline") or node.get("name") or node.get("datePublished")):
            continue
        score += sum(
            0.4
            for name in ("headline", "datePublished", "author", "articleBody", "mainEntityOfPage")
            if node.get(name)
        )
        address = _address(node)
        if address and page.url:
            same = (
                address.rstrip("/").split("://")[-1].split("#")[0]
                == page.url.rstrip("/").split("://")[-1].split("?")[0]
            )
            score += 1.5 if same else -0.3
        if best is None or score > best_score:
            best, best_score = node, score
    return best


def _address(node: dict[str, Any]) -> str:
    for name in ("mainEntityOfPage", "url", "@id"):
        value = node.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and value.startswith("http"):
            return value
    return ""


def text_value(value: Any) -> str:
    """A JSON-LD value as clean text; lists give their first, objects their name."""
    for _ in range(5):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = value.get("@value") or value.get("name") or ""
        else:
            break
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        return ""
    return clean(html.unescape(value)) if "&" in value else clean(value)


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
    text = clean(html.unescape(text))
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
    names = [text_value(name) for name in _each(entry.get("name"))] or [
        " ".join(
            part for part in (text_value(entry.get("givenName")), text_value(entry.get("familyName"))) if part
        )
    ]
    role = text_value(entry.get("jobTitle")) or None
    employer = data.resolve(next(_each(entry.get("affiliation") or entry.get("worksFor")), None))
    organisation = text_value(employer) or None
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
            people.append(
                Author(one.name or None, role or one.role, organisation or one.organisation, one.credit, name)
            )
        elif read:
            people.extend(read)
        else:
            people.append(Author(clean_name(name) or name, role, organisation, credit, name))
    return people
