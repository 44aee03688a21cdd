"""JSON-LD as it stands in a page: read, mended where sites break it, and the object that is the page's own article."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from typing import Any

from scraper.extraction.page import Page
from scraper.markup.dom import clean

MAX_BYTES = 600_000
MAX_SCRIPTS = 1_000
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
    """Every object of the page's JSON-LD, and those that are known by an `@id`. `main` is kept once it is known."""

    objects: list[dict[str, Any]] = field(default_factory=list)
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)
    main: tuple[dict[str, Any] | None] | None = None

    def resolve(self, value: Any) -> Any:
        """The object itself where only its `@id` is given."""
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return self.by_id.get(value["@id"], value)
        return value


def read_linked_data(page: Page) -> LinkedData:
    """All JSON-LD objects of a page, nested ones too. Never raises; broken scripts are passed over."""
    data = LinkedData()
    for text in page.data[:MAX_SCRIPTS]:
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
    for attempt in (_as_is, _without_trailing_commas, _unescaped, _one_after_another, _singly_quoted):
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
            re.sub(r",(\s{0,40}[}\]])", r"\1", re.sub(r"^[^\S\n]*//.*$", "", text, flags=re.M)), strict=False
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


_SINGLY = re.compile(r"[\[{\s]*+'")
_STRING = re.compile(r""""(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'""", re.DOTALL)
_ESCAPE = re.compile(r"""\\(.)|\"""", re.DOTALL)


def _singly_quoted(text: str) -> list[Any]:
    """What a script would read, and JSON does not: strings between single quotes."""
    if not _SINGLY.match(text):
        raise ValueError("not quoted singly")
    return _without_trailing_commas(_STRING.sub(_in_double_quotes, text))


def _in_double_quotes(string: re.Match[str]) -> str:
    if string[0][0] == '"':
        return string[0]
    inner = _ESCAPE.sub(
        lambda sign: "'" if sign[1] == "'" else sign[0] if sign[1] else '\\"', string[0][1:-1]
    )
    return f'"{inner}"'


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
    if data.main is None:
        data.main = (_main_article(data, page),)
    return data.main[0]


def _main_article(data: LinkedData, page: Page) -> dict[str, Any] | None:
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
