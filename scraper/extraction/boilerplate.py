"""Lines that are no part of an article, told by their words; the words are in `words/boilerplate.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_EDGES = " \t\n\u00a0.:;!?…·•|/\\-–—_=~*+#>»›<«‹()[]{}\"'“”„’‘,→←↓↑▶►▼●©®™0123456789"
_BULLETS = " \n>»›▶►•·-–—→*[(|"
_OPENING_LIMIT = 180
_LINE_LIMIT = 60


def _words() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    source = files("scraper.extraction").joinpath("words/boilerplate.toml").read_text(encoding="utf-8")
    words = tomllib.loads(source)
    return frozenset(words["lines"]), tuple(words["openings"]), frozenset(words["endings"])


_LINES, _OPENINGS, _ENDINGS = _words()


def is_boilerplate(text: str) -> bool:
    """True for a line that is no part of a text wherever it stands: `Advertisement`, `Read also: …`, `Photo: …`."""
    length = len(text)
    if length > _OPENING_LIMIT:
        return False
    folded = text.casefold()
    if folded.lstrip(_BULLETS).startswith(_OPENINGS):
        return True
    return length <= _LINE_LIMIT and folded.strip(_EDGES) in _LINES


def is_ending(text: str) -> bool:
    """True for a line behind which nothing of an article comes: `Related articles`, `3 comments`."""
    return len(text) <= _LINE_LIMIT and text.casefold().strip(_EDGES) in _ENDINGS
