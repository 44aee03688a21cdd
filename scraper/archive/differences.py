"""What an edit changed: two texts compared word by word. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

_TOKEN = re.compile(r"(?:\w+|[^\w\s]|^)\s*")
CONTEXT = 12
"""Words shown before and behind a change."""
MAX_PAIRS = 100_000
"""Comparisons with more pairs of equal words are made by paragraph. Two changed texts of 3,000 words have as many; a word that is
repeated for ever has its count's square, and would take an hour."""

Piece = tuple[str, str]
"""(`same`, `removed` or `added`; the text)."""


def words(old: str, new: str) -> Iterator[Piece]:
    """Two texts as pieces that are the same (but for blanks), removed or added, cut between words."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    one, other = [token.strip() for token in before], [token.strip() for token in after]
    start = _same_at_start(one, other)
    end = _same_at_start(one[start:][::-1], other[start:][::-1])
    yield from _pieces("same", after[:start])
    yield from _compared(before[start : len(before) - end], after[start : len(after) - end])
    yield from _pieces("same", after[len(after) - end :])


def _compared(before: list[str], after: list[str]) -> Iterator[Piece]:
    if _pairs(before, after) > MAX_PAIRS:
        before, after = _paragraphs(before), _paragraphs(after)
    if _pairs(before, after) > MAX_PAIRS:
        yield from _pieces("removed", before)
        yield from _pieces("added", after)
        return
    one, other = [token.strip() for token in before], [token.strip() for token in after]
    for tag, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from _pieces("same", after[k:m])
        else:
            yield from _pieces("removed", before[i:j])
            yield from _pieces("added", after[k:m])


def _pairs(before: list[str], after: list[str]) -> int:
    """How many pairs of equal words two lists have: what the comparison looks at, over and over."""
    counts = Counter(token.strip() for token in after)
    return sum(counts[token.strip()] for token in before)


def _paragraphs(tokens: list[str]) -> list[str]:
    return re.findall(r"(?s).+?(?:\n\s*|$)", "".join(tokens))


def _pieces(kind: str, tokens: list[str]) -> Iterator[Piece]:
    if tokens:
        yield kind, "".join(tokens)


def _same_at_start(one: list[str], other: list[str]) -> int:
    """How many words two lists begin with together."""
    pairs = zip(one, other, strict=False)
    return next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def shortened(text: str, *, first: bool, last: bool) -> str:
    """The words beside a change; the rest as an ellipsis."""
    tokens = re.findall(r"\s*\S+\s*", text)
    head, tail = tokens[: 0 if first else CONTEXT], tokens[len(tokens) - (0 if last else CONTEXT) :]
    if len(head) + len(tail) >= len(tokens):
        return text
    return "".join(head) + ("… " if first else " …" if last else " … ") + "".join(tail)
