"""The box that holds an article, and the block that prints its headline."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from scraper.extraction.prose import HEADINGS, folded, words_of
from scraper.markup.layout import Block, Box, Layout

_LEAVES = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote pre td th tr tbody span a b i em strong font".split())
_ENOUGH = 0.85
"""The smallest box whose score is this share of the best one's: what surrounds it adds little."""
_POINTS = 6
"""A title may be printed with so many other points and dashes than its own."""
_STEPS = 6
"""How many boxes around it are looked at for more of the article."""


def find_headline(blocks: Sequence[Block], title: str | None) -> int | None:
    """The block that prints the title: the highest heading that does, else the first line that does.

    Without a title the first `<h1>`; None where nothing prints it.
    """
    wanted = folded(title) if title else ""
    found: int | None = None
    rank = "z"
    for block in blocks:
        tag = block.box.tag
        if tag in HEADINGS:
            if not wanted:
                if tag == "h1":
                    return block.index
            elif tag < rank and prints_title(block.text, wanted):
                found, rank = block.index, tag
        elif (
            found is None and wanted and not block.link_chars
            and wanted.startswith(block.text.lstrip()[:1].casefold())
            and folded(block.text[:400]) == wanted
        ):  # fmt: skip
            found = block.index
    return found


def prints_title(text: str, wanted: str) -> bool:
    """True for a text that is the (folded) title, or the title with a kicker about it."""
    if len(text) > 400:
        return False
    line = folded(text)
    if line == wanted or (len(wanted) > 20 and len(line) < 2 * len(wanted) and wanted in line):
        return True
    return abs(len(line) - len(wanted)) < _POINTS and words_of(line) == words_of(wanted)


def find_container(layout: Layout, scores: Sequence[float]) -> Box | None:
    """The box that holds the article: the most prose with the least noise. None on a page without prose.

    `scores` is each block's prose, negative for noise (link text), 0 for what is known to be foreign.
    """
    upto = [0.0, *accumulate(scores)]
    sums = [upto[box.end] - upto[box.start] for box in layout.boxes]
    best = max(sums, default=0.0)
    if best <= 0:
        return None
    enough = _ENOUGH * best
    most = layout.boxes[sums.index(best)]
    found: Box | None = None
    for box, score in zip(reversed(layout.boxes), reversed(sums), strict=True):
        if score >= enough and most.start <= box.start and box.end <= most.end:
            found = box
            break
    while (
        found is not None
        and (found.tag in _LEAVES or found.end - found.start == 1)
        and found.parent is not None
        and found.parent.tag not in ("body", "html")
    ):
        found = found.parent
    return None if found is None else _grown(found, scores, upto)


def _grown(box: Box, scores: Sequence[float], upto: Sequence[float]) -> Box:
    """The box, or one around it that holds more of the article than of anything else."""
    gains = [0.0, *accumulate([score if score > 0 else 0.0 for score in scores])]
    grown = box
    parent = box.parent
    for _ in range(_STEPS):
        if parent is None or parent.tag in ("body", "html"):
            break
        gain = (gains[parent.end] - gains[parent.start]) - (gains[grown.end] - gains[grown.start])
        net = (upto[parent.end] - upto[parent.start]) - (upto[grown.end] - upto[grown.start])
        if gain > 0.4 and net > 0:
            grown = parent
        parent = parent.parent
    return grown
