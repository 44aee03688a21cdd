"""Lines that are no part of an article, told by their words; the words are in `words/boilerplate.toml`."""

from __future__ import annotations

import re
from pathlib import Path

import tomli

from scraper.fields.wordtree import begins_with

_EDGES = " \t\n\u00a0.:;!?…·•|/\\-–—_=~*+#>»›<«‹()[]{}\"'“”„’‘,→←↓↑▶►▼●©®™0123456789"
_BULLETS = " \n>»›▶►•·-–—→*[(|"
_OPENING_LIMIT = 180
_LINE_LIMIT = 60
_CAPTION_LIMIT = 400
_CREDIT_LIMIT = 100
"""No credit is longer."""


_MORE_LIMIT = 7
"""Words of a line such as `More great stories from the harbour`."""
_CREDIT = re.compile(
    r"(?:^|[\s(（\[【/|,–-])(?:foto|fotos|fot|photo|photos|photograph|picture|image|bild|bilder|kuva|valokuva|imagen|imagem|immagine|crédit|credit|zdjęcie|фото|사진|写真|圖|图)"
    r"(?:s?\s?(?:by|credit|courtesy of|di|de|af|av))?\s?[.:=：／/]\s?[^.:!?。]{2,60}[)）\]】]?$|[（(](?:取自|翻攝|圖|图|写真)[^（()）]{1,40}[)）]$",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"\d(?:\s?(?:分|분)|\d{0,2}\W{0,3}(?:min|мин|хв|dk|dakika|perc|λεπ|دقي|دقا|phút|menit))", re.IGNORECASE
)
_WORD = re.compile(r"\w+")


def _words() -> dict[str, list[str]]:
    return tomli.loads(Path(__file__).with_name("words").joinpath("boilerplate.toml").read_text("utf-8"))


_ALL = _words()
_LINES, _ENDINGS, _HEADINGS = (
    frozenset(_ALL["lines"]),
    frozenset(_ALL["endings"]),
    frozenset(_ALL["headings"]),
)
_opens = begins_with(_ALL["openings"])
_FIRSTS, _THESE, _WHERE = frozenset(_ALL["more"]), frozenset(_ALL["of_these"]), frozenset(_ALL["from_where"])
_READING = tuple(_ALL["reading"])


def is_boilerplate(text: str) -> bool:
    """True for a line that is no part of a text wherever it stands: `Advertisement`, `Read also: …`, `Photo: …`."""
    length = len(text)
    if length > _OPENING_LIMIT:
        return False
    folded = text.casefold()
    if _opens(folded.lstrip(_BULLETS)):
        return True
    return length <= _LINE_LIMIT and folded.strip(_EDGES) in _LINES


def is_ending(text: str) -> bool:
    """True for a line behind which nothing of an article comes: `Related articles`, `3 comments`, `More news from X`."""
    if len(text) > _LINE_LIMIT:
        return False
    folded = text.casefold().strip(_EDGES)
    return folded in _ENDINGS or (not text.endswith((".", "。")) and _is_more(folded))


def may_head(text: str) -> bool:
    """True for an ending that is an ordinary heading of a text, too: `Discussion`, `Weitere Themen`."""
    return len(text) <= _LINE_LIMIT and text.casefold().strip(_EDGES) in _HEADINGS


def _is_more(folded: str) -> bool:
    first, blank, _ = folded.partition(" ")
    if not blank or first not in _FIRSTS:
        return False
    words = _WORD.findall(folded)
    if len(words) > _MORE_LIMIT:
        return False
    return any(
        word in _THESE and (place == len(words) - 1 or words[place + 1] in _WHERE)
        for place, word in enumerate(words[1:], 1)
    )


def is_credited(text: str) -> bool:
    """True for a line that ends in who made a picture, as captions do: `The old quay. Photo: Ada Brink`."""
    return len(text) <= _CAPTION_LIMIT and _CREDIT.search(text, max(0, len(text) - _CREDIT_LIMIT)) is not None


def is_reading_time(text: str) -> bool:
    """True for a line that says how long the text takes to read, in any language: `Lesezeit: 4 Min.`, `5 min read`."""
    if len(text) > _LINE_LIMIT or _MINUTES.search(text) is None:
        return False
    folded = text.casefold()
    return any(word in folded for word in _READING)
