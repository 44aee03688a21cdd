"""The body: which blocks are the post's own text.

A block is worth its sentences, not its length: text outside of links, long enough to be prose. The box
whose blocks are worth most holds the article; it grows outward while that adds more prose than noise. What
stands within and is no prose of the article (shares, cards, boxes about the author, calls to subscribe)
is left out by its marks, its links and its words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from scraper.extraction.boilerplate import is_boilerplate, is_ending, is_foreign_box
from scraper.markup.layout import Block, Box, Layout

_CONTENT = re.compile(
    r"articlebody|article-?_?body|article-?_?text|article-?_?content|entry-?_?content|post-?_?content|post-?_?body|post-?_?text|story-?_?body|story-?_?text"
    r"|story-?_?content|body-?_?copy|richtext|rich-text|field--name-body|news-?_?text|news-?_?body|blog-?_?content|content-?_?body|(?:^|\s)(?:article|prose|entry|story|artikel|brodtext|text)(?:\s|$)|artikeltext|main-?_?content|maintext"
)
_CJK = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_SENTENCE = re.compile(r"[.!?…:;。！？؟।]['\"”’»)\]]*(?:\s|$)")
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DECAY = (1.0, 0.8, 0.55, 0.4, 0.3, 0.2)


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a post's text, and the span of the page that they take: `blocks[start:end]`."""

    blocks: tuple[Block, ...]
    start: int
    end: int


def find_body(layout: Layout) -> Body:
    """The body of a page. Empty, with start and end where the page begins, when there is no prose."""
    blocks = layout.blocks
    foreign: dict[int, bool] = {}
    worth = [_worth(block, foreign) for block in blocks]
    container = _container(layout, worth)
    if container is None:
        return Body((), 0, 0)
    kept = _kept(blocks[container.start : container.end], container, worth, foreign)
    if not kept:
        return Body((), container.start, container.start)
    return Body(tuple(kept), kept[0].index, kept[-1].index + 1)


def after_title(body: Body, title: str | None) -> Body:
    """The body without its headline and what stands above that, where the headline is within it."""
    if not title:
        return body
    folded = title.casefold()
    for place, block in enumerate(body.blocks[:40]):
        if block.text.replace("\n", " ").casefold() == folded:
            before = sum(len(above.text) for above in body.blocks[:place])
            kept = (
                body.blocks[place + 1 :] if before < 400 else body.blocks[:place] + body.blocks[place + 1 :]
            )
            return Body(kept, kept[0].index if kept else body.start, body.end)
    return body


def _worth(block: Block, foreign: dict[int, bool]) -> float:
    """How much prose a block holds; 0 for navigation, links, cards and the like."""
    text = block.text
    length = len(text)
    if length < 25 or block.box.tag in HEADINGS:
        return 0.0
    free = 1.0 - block.link_density
    if free < 0.35:
        return 0.0
    if _CJK.search(text[:200]):
        length *= 2
    if length < 80 and not _SENTENCE.search(text):
        return 0.0
    if is_foreign_box(block.box, foreign):
        return 0.0
    value = min(length, 900) / 100 * free * free
    if block.box.tag == "li":
        value *= 0.6
    elif block.box.tag in ("td", "th", "figcaption", "label", "dd", "dt"):
        value *= 0.5
    return value


def _container(layout: Layout, worth: list[float]) -> Box | None:
    scores: defaultdict[Box, float] = defaultdict(float)
    for block, value in zip(layout.blocks, worth, strict=True):
        if not value:
            continue
        box: Box | None = (
            block.box.parent if block.box.tag in ("p", "li", "blockquote", "pre", "td") else block.box
        )
        for share in _DECAY:
            if box is None:
                break
            scores[box] += value * share
            box = box.parent
    if not scores:
        return None
    for box in scores:
        if box.marks and _CONTENT.search(box.marks):
            scores[box] *= 1.35
        elif box.tag in ("article", "main"):
            scores[box] *= 1.15
        elif box.tag in ("body", "html"):
            scores[box] *= 0.9
    best = max(scores, key=lambda box: scores[box])
    return _grown(best, layout, worth)


def _grown(box: Box, layout: Layout, worth: list[float]) -> Box:
    """The box, or one around it that holds much more prose and little more noise."""
    blocks = layout.blocks
    parent = box.parent
    grown = box
    prose = sum(worth[box.start : box.end])
    noise = _noise(blocks[box.start : box.end], worth)
    for _ in range(4):
        if parent is None or parent.tag in ("html",):
            break
        more = sum(worth[parent.start : parent.end])
        louder = _noise(blocks[parent.start : parent.end], worth)
        if more - prose > 0.12 * prose and (louder - noise) < 1.2 * (more - prose) + 2:
            grown, prose, noise = parent, more, louder
        parent = parent.parent
    return grown


def _noise(blocks: list[Block], worth: list[float]) -> float:
    return sum(
        min(len(block.text), 200) / 100
        for block in blocks
        if not worth[block.index] and block.link_density > 0.4
    )


def _kept(blocks: list[Block], container: Box, worth: list[float], foreign: dict[int, bool]) -> list[Block]:
    total = sum(worth[block.index] for block in blocks)
    kept: list[Block] = []
    read = 0.0
    for block in blocks:
        if read > 0.55 * total and is_ending(block):
            break
        read += worth[block.index]
        if _keeps(block, container, worth, foreign):
            kept.append(block)
    return _without_loose_headings(kept, worth)


def _keeps(block: Block, container: Box, worth: list[float], foreign: dict[int, bool]) -> bool:
    text = block.text
    if is_foreign_box(block.box, foreign, within=container) or is_boilerplate(block):
        return False
    if worth[block.index] > 0:
        return True
    density = block.link_density
    tag = block.box.tag
    if tag in HEADINGS:
        return density < 0.5
    if tag in ("td", "th", "pre", "blockquote", "dt", "dd", "code"):
        return density < 0.6
    if tag == "li":
        return density < 0.4 or (len(text) > 60 and density < 0.7)
    if density > 0.5:
        return tag == "p" and len(text) > 70
    return (
        tag == "p" or len(text) >= 40 or _CJK.search(text) is not None or _SENTENCE.search(text) is not None
    )


def _without_loose_headings(kept: list[Block], worth: list[float]) -> list[Block]:
    """Headings that nothing follows are the captions of what was left out."""
    while kept and kept[-1].box.tag in HEADINGS:
        kept.pop()
    return kept


def without(body: Body, dropped: frozenset[int]) -> Body:
    """The body without some blocks: bylines, date lines, signatures."""
    return (
        replace(body, blocks=tuple(block for block in body.blocks if block.index not in dropped))
        if dropped
        else body
    )
