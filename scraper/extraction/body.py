"""The body: which blocks of a page are the post's own text.

Each block is worth its prose. Boxes that are marked as something else are put aside, unless they hold what
the page is about; the box with the most prose and the least noise is the article; in it, what is no prose of
its own (calls to share, to subscribe, to read something else) is left out by its words, links and place.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, compress

from scraper.extraction.alignment import matching
from scraper.extraction.boilerplate import is_boilerplate, is_ending
from scraper.extraction.cards import card_blocks, cards_aside
from scraper.extraction.container import find_container, find_headline, prints_title
from scraper.extraction.foreign import foreign_blocks, told_by_tags
from scraper.extraction.prose import HEADINGS, folded, in_figure, is_figures, width_of, worth_of
from scraper.extraction.tails import is_tail
from scraper.markup.layout import Block, Box, Layout

__all__ = ["Body", "after_title", "find_body", "without"]

_LEAD_REACH = 40
"""Blocks between a headline and the text's own box that are searched for the first words of the text."""
_ALL_BUT_READ = 0.8
"""Share of the prose behind which a line such as `Related articles` ends the text."""
_LITTLE = 0.4
"""Share of the prose that a box behind a line such as `Related articles` may hold and be passed over."""
_TAIL_BOX = 12
"""Lines above a tail that are looked at for the beginning of its box."""
_NEAR = 4
"""Blocks above and below the text in which captions of its pictures may stand."""
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
    prose = [max(0.0, value) for value in worth]
    headline = find_headline(blocks, title)
    foreign = foreign_blocks(layout, prose, headline)
    cards = card_blocks(layout, url, foreign) if url is not None else frozenset()
    passed_over = bytes(foreign)
    for index in cards_aside(cards, prose, foreign):
        foreign[index] = 1
    for index in matched:
        foreign[index] = 0
        worth[index] = max(0.5, 2 * prose[index])
    if sum(compress(prose, map(operator.not_, foreign))) < min(2.0, 0.2 * sum(prose)):
        foreign = told_by_tags(layout, headline)  # a page all of remarks, such as a forum's
    scores = [0.0 if alien else value for value, alien in zip(worth, foreign, strict=True)]
    if headline is not None:
        if sum(max(0.0, score) for score in scores[headline:]) < 0.25 * sum(
            max(0.0, score) for score in scores
        ):
            headline = None  # a line of the same words, far below the text
        else:
            scores[:headline] = [0.2 * score if score > 0 else score for score in scores[:headline]]
    container = find_container(layout, scores)
    if container is None:
        return Body((), 0, 0, (), cards, passed_over)
    first = container.start
    if headline is not None and container.start <= headline < container.end:
        first = headline + 1
    reader = _Reader(scores, foreign, folded(title) if title else "")
    kept = reader.lead(blocks, headline, first) + reader.text(blocks[first : container.end])
    if not kept:
        return Body((), first, first, (), cards, passed_over)
    start, end = kept[0].index, kept[-1].index + 1
    near = blocks[max(0, start - _NEAR) : end + _NEAR]
    captions = tuple(block for block in near if in_figure(block.box))
    return Body(tuple(kept), start, end, captions, cards, passed_over)


class _Reader:
    """Reads a page from the headline on, and says which blocks belong to the text."""

    def __init__(self, scores: Sequence[float], foreign: Sequence[int], title: str) -> None:
        self.scores = scores
        self.foreign = foreign
        self.title = title

    def lead(self, blocks: Sequence[Block], headline: int | None, first: int) -> list[Block]:
        """What stands between the headline and the text's own box and reads like its beginning."""
        if headline is None or not 0 < first - headline <= _LEAD_REACH:
            return []
        return [block for block in blocks[headline + 1 : first] if self._leads(block)]

    def _leads(self, block: Block) -> bool:
        if self.foreign[block.index] or block.link_density > 0.3 or block.box.tag in ("li", "figcaption"):
            return False
        if is_boilerplate(block.text) or is_figures(block) or in_figure(block.box):
            return False
        if block.box.tag in HEADINGS:
            return width_of(block.text) >= 40
        return self.scores[block.index] > 0.4

    def text(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks of the text's own box, without what is none of it."""
        upto = [0.0, *accumulate(max(0.0, score) for score in self.scores)]
        total = upto[blocks[-1].index + 1] - upto[blocks[0].index] if blocks else 0.0
        end = blocks[-1].index + 1 if blocks else 0
        read = 0.0
        resume = 0
        last = blocks[0].index if blocks else 0
        kept: list[Block] = []
        waiting: list[Block] = []
        told: Box | None = None  # behind an ending: the box whose paragraphs may still go on
        for block in blocks:
            index = block.index
            if self.foreign[index] or index < resume:
                continue
            if told is not None and (block.box.parent is not told or self.scores[index] <= 0.3):
                continue
            if kept and is_ending(block.text):
                if read > _ALL_BUT_READ * total:
                    told = next(
                        (one.box.parent for one in reversed(kept) if self.scores[one.index] > 0.3), None
                    )
                    if told is None or block.box.parent is told:
                        break
                else:
                    resume = _box_behind(block, last, end, upto)
                continue
            read += max(0.0, self.scores[index])
            if self._keeps(block):
                kept += self._lines_between(kept, waiting, block)
                kept.append(block)
                waiting = []
                last = index
            else:
                waiting.append(block)
        return _headed(self._trimmed(kept))

    def _lines_between(self, kept: list[Block], waiting: list[Block], block: Block) -> list[Block]:
        """Short lines between two pieces of prose that are alike: headings on pages that know no headings."""
        if not kept or not waiting or self.scores[block.index] <= 0 or self.scores[kept[-1].index] <= 0:
            return []
        parent, tag = block.box.parent, block.box.tag
        if kept[-1].box.parent is not parent or kept[-1].box.tag != tag:
            return []
        return [
            line
            for line in waiting
            if line.box.parent is parent
            and line.box.tag == tag
            and not line.link_chars
            and not is_figures(line)
            and not self._is_none(line)
        ]

    def _is_none(self, block: Block) -> bool:
        """True for a caption, a call or the title: no text wherever it stands."""
        text = block.text
        return (
            in_figure(block.box)
            or is_boilerplate(text)
            or bool(self.title and prints_title(text, self.title))
        )

    def _keeps(self, block: Block) -> bool:
        tag = block.box.tag
        text = block.text
        if self._is_none(block):
            return False
        if self.scores[block.index] > 0:
            return True
        density = block.link_density
        if tag in ("p", "blockquote", "pre"):
            return density < 0.6 or (density < 0.8 and len(text) > 80)
        if tag in HEADINGS or tag in ("li", "td", "th", "dt", "dd"):
            return density < 0.5
        return density < 0.5 and len(text) > 40

    def _trimmed(self, kept: list[Block]) -> list[Block]:
        """Without dates and counts before the second piece of prose, and without what stands after the last."""
        prose = [place for place, block in enumerate(kept) if self.scores[block.index] > 0.3]
        if not prose:
            return kept
        head = prose[min(1, len(prose) - 1)]
        end = place = len(kept)
        places = Counter([(kept[one].box.parent, kept[one].tag) for one in prose])
        while place > head + 1:
            place -= 1
            block = kept[place]
            others = places[block.box.parent, block.tag] - (self.scores[block.index] > 0.3)
            told = others > 0 and not block.link_chars
            quoted = block.box.within("blockquote")  # what somebody else said calls for nothing
            if not quoted and (is_tail(block.text, told=told) or (is_figures(block) and place == end - 1)):
                end = place = self._box_of_tail(kept, place, head)
                continue
            if self.scores[block.index] > 0.3:
                break
        return [block for place, block in enumerate(kept[:end]) if place > head or not is_figures(block)]

    def _box_of_tail(self, kept: list[Block], place: int, head: int) -> int:
        """Where the tail's own box begins: `Be the first to know` above its `Subscribe`. Else the tail's place."""
        around = kept[place].box.parent
        first = place
        while first > max(head + 1, place - _TAIL_BOX) and kept[first - 1].box.parent is around:
            first -= 1
            if self.scores[kept[first].index] > 0.3:
                return place
        return first if first > place - _TAIL_BOX else place


def _box_behind(block: Block, last: int, end: int, upto: Sequence[float]) -> int:
    """Where the largest box ends that an ending line opens, and that holds nothing of the text so far.

    `upto` is the prose before each block: a box with much of it is the text itself, which begins with such a line.
    """
    box: Box = block.box
    most = _LITTLE * upto[-1]
    for _ in range(60):
        around = box.parent
        if (
            around is None
            or around.start <= last
            or around.end > end
            or upto[around.end] - upto[box.end] > most
        ):
            break
        box = around
    return box.end


def _headed(kept: list[Block]) -> list[Block]:
    """Without headings that head nothing: captions of what was left out."""
    result: list[Block] = []
    for block in reversed(kept):
        tag = block.box.tag
        if tag in HEADINGS and (not result or result[-1].box.tag == tag):
            continue
        result.append(block)
    result.reverse()
    return result


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


def without(body: Body, dropped: Collection[int]) -> Body:
    """The body without some blocks: bylines, date lines, signatures."""
    if not dropped:
        return body
    return replace(body, blocks=tuple(block for block in body.blocks if block.index not in dropped))
