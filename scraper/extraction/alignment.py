"""Which blocks of a page its own JSON-LD calls the article's text (schema.org articleBody)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scraper.markup.layout import Block

_WORDS = re.compile(r"\w+")
_TAGS = re.compile(r"<[^<>]{1,300}>")
_LONGEST = 300_000
_SHORTEST = 300
_COVERED = 0.6


def matching(blocks: Sequence[Block], article_body: str) -> frozenset[int]:
    """Indexes of the blocks whose text stands in `article_body`.

    Empty when that is too short to be the text (a summary), or is not what the page prints.
    """
    whole = _flat(_TAGS.sub(" ", article_body[:_LONGEST]))
    if len(whole) < _SHORTEST:
        return frozenset()
    found: list[int] = []
    covered = 0
    for block in blocks:
        if len(block.text) < 25:
            continue
        text = _flat(block.text)
        if len(text) > 15 and text in whole:
            found.append(block.index)
            covered += len(text)
    return frozenset(found) if covered > _COVERED * len(whole) else frozenset()


def _flat(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
