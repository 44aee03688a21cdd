"""The body: which blocks of a page are the post's own text.

Each block is worth its prose. Boxes that are marked as something else are put aside, unless they hold what
the page is about; the box with the most prose and the least noise is the article; in it, what is no prose of
its own (calls to share, to subscribe, to read something else) is left out by its words, links and place.
"""

from __future__ import annotations

import operator
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from scraper.extraction.alignment import matching
from scraper.extraction.cards import card_blocks, cards_aside
from scraper.extraction.container import find_container, find_headline
from scraper.extraction.foreign import foreign_blocks, told_by_tags
from scraper.extraction.prose import HEADINGS, folded, in_figure, worth_of
from scraper.extraction.reader import Reader
from scraper.extraction.tails import is_tail
from scraper.markup.layout import Block, Layout

__all__ = ["Body", "after_title", "before_bios", "find_body", "without"]

_NEAR = 4
"""Blocks above and below the text in which captions of its pictures may stand."""
_BELOW = 12
"""Blocks below the headline in which the first paragraph of a short text stands."""
_PARAGRAPH = 0.6
_LONGEST_BIO = 1_000
_STANDFIRST = 60
_MOST_BIOS = 8
_OF_LISTS = frozenset(("li", "dd", "td", "th"))
_BULLETS = " \n*•·-–—>»(["
_TRUSTED = 0.3
"""Share of what JSON-LD calls the text that must be found for the finding to stand."""


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a post's text, and the span of the page that they take: `blocks[start:end]`.

    `captions` are the lines under pictures in the span and next to it: text of the page, but not of the article.
    `cards` are the indexes of blocks that repeat as cards of other posts; where `foreign` holds 1, no card was
    looked for.
    """

    blocks: tuple[Block, ...]
    start: int
    end: int
    captions: tuple[Block, ...] = ()
    cards: frozenset[int] = frozenset()
    foreign: bytes = b""


def find_body(
    layout: Layout, *, title: str | None = None, article_body: str | None = None, url: str | None = None
) -> Body:
    """The body of a page. Empty, with start and end where the text should be, when there is no prose.

    `title` helps to find where the text begins. `article_body` is what the page's JSON-LD says its text
    is (schema.org articleBody): where what was found holds little of it, though the page prints it, the
    blocks that it names show the way. `url` is the page's own address: with it, cards are looked for that lead
    to other pages. Never raises.
    """
    body = _find(layout, title, url, frozenset())
    if article_body:
        matched = matching(layout.blocks, article_body)
        found = sum(len(block.text) for block in body.blocks if block.index in matched)
        if found < _TRUSTED * sum(len(layout.blocks[index].text) for index in matched):
            return _find(layout, title, url, matched)
    return body


def _find(layout: Layout, title: str | None, url: str | None, matched: Collection[int]) -> Body:
    blocks = layout.blocks
    worth = [worth_of(block) for block in blocks]
    prose = [value if value > 0 else 0.0 for value in worth]
    headline = find_headline(blocks, title)
    foreign = foreign_blocks(layout, prose, headline)
    cards = card_blocks(layout, url, foreign) if url is not None else frozenset()
    passed_over = bytes(foreign)
    aside = cards_aside(cards, prose, foreign)
    for index in aside:
        foreign[index] = 1
    for index in matched:
        foreign[index] = 0
        worth[index] = max(0.5, 2 * prose[index])
    own = sum(compress(prose, map(operator.not_, foreign)))
    if own < min(2.0, 0.2 * sum(prose)) and not (aside and _begins(prose, foreign, headline)):
        foreign = told_by_tags(layout, headline)  # a page all of remarks, such as a forum's
    scores = [0.0 if alien else value for value, alien in zip(worth, foreign, strict=True)]
    if headline is not None:
        gains = [score if score > 0 else 0.0 for score in scores]
        if sum(gains[headline:]) < 0.25 * sum(gains):
            headline = None  # a line of the same words, far below the text
        else:
            scores[:headline] = [0.2 * score if score > 0 else score for score in scores[:headline]]
    container = find_container(layout, scores)
    if container is None:
        return Body((), 0, 0, (), cards, passed_over)
    first = container.start
    if headline is not None and container.start <= headline < container.end:
        first = headline + 1
    reader = Reader(scores, foreign, folded(title) if title else "")
    kept = reader.lead(blocks, headline, first) + reader.text(blocks[first : container.end])
    if not kept:
        return Body((), first, first, (), cards, passed_over)
    start, end = kept[0].index, kept[-1].index + 1
    near = blocks[max(0, start - _NEAR) : end + _NEAR]
    captions = tuple(block for block in near if in_figure(block.box))
    return Body(tuple(kept), start, end, captions, cards, passed_over)


def _begins(prose: Sequence[float], foreign: Sequence[int], headline: int | None) -> bool:
    """True where a paragraph stands below the headline, before anything that is foreign: the text, short as it may be."""
    if headline is None:
        return False
    below = zip(
        prose[headline + 1 : headline + _BELOW], foreign[headline + 1 : headline + _BELOW], strict=True
    )
    return next((not alien for worth, alien in below if worth > _PARAGRAPH), False)


def after_title(body: Body, title: str | None) -> Body:
    """The body without its headline and the little that stands above that, where it holds its headline."""
    wanted = folded(title) if title else ""
    for place, block in enumerate(body.blocks[:40] if wanted else ()):
        if len(block.text) < 400 and folded(block.text) == wanted:
            before = sum(len(above.text) for above in body.blocks[:place])
            kept = (
                body.blocks[place + 1 :] if before < 400 else body.blocks[:place] + body.blocks[place + 1 :]
            )
            return replace(body, blocks=kept, start=kept[0].index if kept else body.start)
    return body


def before_bios(body: Body, names: Collection[str]) -> Body:
    """The body without its last paragraphs where each begins with the name of one who signs: notes about them.

    `names` are whole names, at least two words each. Who speaks in a transcript (`Ada Brink: …`) is not written about, and
    where the text names them before, it is about them and goes on; a standfirst may say who tells it.
    """
    begins = tuple(name.casefold() for name in names if len(name.split()) > 1)
    kept = list(body.blocks)
    while begins and len(body.blocks) - len(kept) < _MOST_BIOS and kept and _is_bio(kept[-1], begins):
        kept.pop()
    while len(kept) < len(body.blocks) and kept and kept[-1].tag in HEADINGS:
        kept.pop()  # it headed what is gone
    while len(kept) < len(body.blocks) and kept and is_tail(kept[-1].text, told=True):
        kept.pop()
    lost = body.blocks[len(kept) :]
    if not lost or sum(len(block.text) for block in lost) >= sum(len(block.text) for block in kept):
        return body
    told = kept[1:] if kept and _is_told(kept[0]) else kept
    if any(name in block.text.casefold() for block in told for name in begins):
        return body
    return replace(body, blocks=tuple(kept))


def _is_told(block: Block) -> bool:
    """True for a standfirst that is printed as a heading."""
    return block.tag in HEADINGS and len(block.text) > _STANDFIRST


def _is_bio(block: Block, begins: tuple[str, ...]) -> bool:
    text = block.text if len(block.text) <= _LONGEST_BIO and block.tag not in _OF_LISTS else ""
    folded_text = text.casefold().lstrip(_BULLETS)
    return any(
        folded_text.startswith(name) and not folded_text[len(name) : len(name) + 1].isalnum()
        and folded_text[len(name) :].lstrip()[:1] not in (":", "：")
        for name in begins
    )  # fmt: skip


def without(body: Body, dropped: Collection[int]) -> Body:
    """The body without some blocks: bylines, date lines, signatures."""
    if not dropped:
        return body
    return replace(body, blocks=tuple(block for block in body.blocks if block.index not in dropped))
