"""Which blocks of the text's own box are text: what is left out by its words, links and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import accumulate

from scraper.extraction.boilerplate import is_boilerplate, is_credited, is_ending, is_reading_time, may_head
from scraper.extraction.container import prints_title
from scraper.extraction.prose import HEADINGS, folded, in_figure, is_figures, is_sentence, width_of
from scraper.extraction.trimming import trimmed
from scraper.markup.layout import Block, Box

__all__ = ["Reader"]

_LEAD_REACH = 40
"""Blocks between a headline and the text's own box that are searched for the first words of the text."""
_ALL_BUT_READ = 0.8
"""Share of the prose behind which a line such as `Related articles` ends the text."""
_LITTLE = 0.4
"""Share of the prose that a box behind a line such as `Related articles` may hold and be passed over."""
_PULLED = (40, 400)
"""How long pull quotes are."""
_MOST_PULLED = 30
_CELLS = frozenset(("td", "th", "dt", "dd"))
_LINKS = 3
"""Lines of a box, its first among them, that make a list with a line above it."""
_QUOTES = " \n\"'“”„‟‘’‚«»‹›「」『』"


class Reader:
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
        if (
            is_boilerplate(block.text)
            or is_reading_time(block.text)
            or is_figures(block)
            or in_figure(block.box)
            or is_credited(block.text)
        ):
            return False
        if block.box.tag in HEADINGS:
            return width_of(block.text) >= 40
        return self.scores[block.index] > 0.4

    def text(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks of the text's own box, without what is none of it."""
        upto = [0.0, *accumulate([score if score > 0 else 0.0 for score in self.scores])]
        total = upto[blocks[-1].index + 1] - upto[blocks[0].index] if blocks else 0.0
        end = blocks[-1].index + 1 if blocks else 0
        read = 0.0
        resume = 0
        last = blocks[0].index if blocks else 0
        kept: list[Block] = []
        waiting: list[Block] = []
        headings: set[tuple[str, Box | None]] = set()
        told: Box | None = None  # behind an ending: the box whose paragraphs may still go on
        for block in blocks:
            index = block.index
            if self.foreign[index] or index < resume:
                continue
            if told is not None and (block.box.parent is not told or self.scores[index] <= 0.3):
                continue
            if read > _ALL_BUT_READ * total and self._is_again(block):
                resume = _box_behind(block, last, end, upto)
                continue
            if kept and is_ending(block.text) and not self._heads_on(block, blocks, headings):
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
                more = [*self._lines_between(kept, waiting, block), block]
                headings.update((one.tag, one.box.parent) for one in more if one.tag in HEADINGS)
                kept += more
                waiting = []
                last = index
            else:
                waiting.append(block)
        return _headed(_without_pull_quotes(trimmed(kept, self.scores)))

    def _is_again(self, block: Block) -> bool:
        """True for the headline in a line of its own, as a player and a card of the post begin."""
        return block.tag not in HEADINGS and bool(self.title) and folded(block.text) == self.title

    def _heads_on(
        self, heading: Block, blocks: Sequence[Block], headings: Collection[tuple[str, Box | None]]
    ) -> bool:
        """True for an ending that stands as the text's own `headings` do (tag, box around), with a paragraph below it."""
        if heading.tag not in HEADINGS or not may_head(heading.text):
            return False
        around = heading.box.parent
        if (heading.tag, around) not in headings:
            return False
        place = heading.index + 1 - blocks[0].index
        return any(
            around in (below.box.parent, below.box.parent and below.box.parent.parent)  # lists, too
            and self.scores[below.index] > 0.3
            and below.link_density < 0.3
            for below in blocks[place : place + 1]
        )

    def _lines_between(self, kept: list[Block], waiting: list[Block], block: Block) -> list[Block]:
        """Short lines between two pieces of the text that are text, too: headings, answers, entries."""
        if not kept or not waiting:
            return []
        last = kept[-1]
        prose = self.scores[block.index] > 0 and self.scores[last.index] > 0
        return [
            line
            for line in waiting
            if not line.link_chars
            and (_alike(line, last, block) if prose else _goes_on(line, last, block))
            and not is_figures(line)
            and not self._is_none(line)
        ]

    def _is_none(self, block: Block) -> bool:
        """True for a caption, a call or the title: no text wherever it stands."""
        text = block.text
        return (
            in_figure(block.box)
            or is_boilerplate(text)
            or is_reading_time(text)
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


def _alike(line: Block, last: Block, block: Block) -> bool:
    """True for a line between paragraphs that is an element as they are, or stands bare in the box that holds them."""
    parent = line.box.parent
    beside = last.box.parent is parent and block.box.parent is parent
    return (
        (beside and line.tag == last.tag == block.tag)
        or line.box is block.box.parent
        or _goes_on(line, last, block)
    )


def _goes_on(line: Block, last: Block, block: Block) -> bool:
    """True for a line in the box of a piece of the text that ends as a sentence does, or begins with the same dash."""
    beside = [one for one in (last, block) if one.box.parent is line.box.parent]
    if not beside:
        return False
    first = line.text[0]
    return is_sentence(line.text) or (not first.isalnum() and any(one.text[0] == first for one in beside))


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


def _without_pull_quotes(kept: list[Block]) -> list[Block]:
    """Without lines of a box of their own that are word for word a part of a paragraph of the text."""
    paragraphs = Counter((block.box.parent, block.tag) for block in kept)
    apart = [
        block
        for block in kept
        if paragraphs[block.box.parent, block.tag] <= 2
        and _PULLED[0] <= len(block.text) <= _PULLED[1]
        and block.tag not in HEADINGS
        and block.tag not in ("li", "td", "th")
    ]
    if not apart:
        return kept
    told = {block.index for block in apart}
    whole = "\n".join([block.text for block in kept if block.index not in told])
    printed = Counter(block.text for block in apart)
    pulled = {
        block.index
        for block in apart[:_MOST_PULLED]
        if printed[block.text] <= 2 and block.text.strip(_QUOTES) in whole
    }
    return [block for block in kept if block.index not in pulled]


def _is_told(text: str) -> bool:
    """True for a standfirst that is printed as a heading."""
    return width_of(text) > 100 and is_sentence(text)


def _heads_nothing(heading: Block, following: Block) -> bool:
    """True for a heading that begins a box of which nothing else is text."""
    around = heading.box.parent
    return (
        around is not None
        and around.start == heading.index
        and heading.index + 1 < around.end <= following.index
    )


def _opens_links(line: Block, following: int | None) -> bool:
    """True for a line that is no sentence and begins a box of links of which nothing else is text; `following` is the
    next block of the text."""
    around = line.box.parent
    return (
        around is not None
        and around.start == line.index
        and around.end - line.index > _LINKS
        and (following is None or around.end <= following)
        and not line.link_chars
        and line.tag not in _CELLS
        and len(line.text) <= _PULLED[1]
        and not is_sentence(line.text)
    )


def _headed(kept: list[Block]) -> list[Block]:
    """Without headings that head nothing: captions of what was left out."""
    result: list[Block] = []
    for block in reversed(kept):
        tag = block.box.tag
        if _opens_links(block, result[-1].index if result else None):
            continue
        if tag in HEADINGS and (not result or (result[-1].box.tag == tag and not _is_told(block.text))):
            continue
        if tag in HEADINGS and _heads_nothing(block, result[-1]):
            continue
        result.append(block)
    result.reverse()
    return result
