"""Where the text really ends: of the blocks that were kept, those that stand last and are none of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scraper.extraction.boilerplate import is_credited
from scraper.extraction.prose import HEADINGS, is_figures, is_sentence
from scraper.extraction.tails import is_tail
from scraper.markup.layout import Block, Box

__all__ = ["trimmed"]

_PASSED = 0.1
"""Share of the prose that may stand below a tail and go with it: addresses, other calls."""
_NOTICE = 0.3
"""Share of the prose that a box within the text's own may hold and go as a whole, if a line of it is a tail."""
_OF_A_TEXT = frozenset(("ul", "ol", "dl", "li", "table", "tbody", "tr", "blockquote"))
_NO_LABEL = HEADINGS | {"li", "td", "th", "dt", "dd"}
_LABEL = 24
"""Characters of what labels a date, a name or a tag."""
_TAIL_BOX = 12
"""Lines above a tail that are looked at for the beginning of its box."""


def trimmed(kept: list[Block], scores: Sequence[float]) -> list[Block]:
    """Without dates and counts before the second piece of prose, and without what stands after the last."""
    prose = [place for place, block in enumerate(kept) if scores[block.index] > 0.3]
    if not prose:
        return kept
    head = prose[min(1, len(prose) - 1)]
    end = place = len(kept)
    places = Counter([(kept[one].box.parent, kept[one].tag) for one in prose])
    alone = {
        block.index
        for block in kept
        if places[block.box.parent, block.tag] <= (scores[block.index] > 0.3) and is_credited(block.text)
    }
    wrapped = Counter([_wrapper(kept[one]) for one in prose])
    main = Counter([kept[one].box.parent for one in prose]).most_common(1)[0][0]
    passed, most = 0.0, _PASSED * sum(max(0.0, scores[block.index]) for block in kept)
    while place > prose[0] + 1:
        place -= 1
        block = kept[place]
        if place == end - 1 and (first := _notice(kept, place, main, scores)) > prose[0]:
            end = place = first
            continue
        score = scores[block.index]
        others = places[block.box.parent, block.tag] - (score > 0.3)
        told = (others > 0 or wrapped[_wrapper(block)] > (score > 0.3)) and not _leads_on(block)
        quoted = block.box.within("blockquote")  # what somebody else said calls for nothing
        figures = place == end - 1 and ((place > head and is_figures(block)) or not _says(block.text))
        if place == end - 1 and score <= 0.3 and _labels(kept, place, end, places):
            end = place
            continue
        if not quoted and (figures or is_tail(block.text, told=told)):
            end = place = _box_of_tail(kept, place, prose[0], scores)
            continue
        if score <= 0.3:
            continue
        passed += score
        if passed > most or (others > 0 and is_sentence(block.text)):
            break
    return [
        block
        for place, block in enumerate(kept[:end])
        if block.index not in alone and (place > head or not is_figures(block))
    ]


def _notice(kept: list[Block], place: int, main: Box | None, scores: Sequence[float]) -> int:
    """Where the box begins that stands last in the box of the paragraphs, and holds a tail; else 0."""
    around = kept[place].box.parent
    if around is None or around is main or around.parent is not main or around.tag in _OF_A_TEXT:
        return 0
    first = place
    while first and kept[first - 1].box.parent is around:
        first -= 1
    notice = kept[first : place + 1]
    worth = sum(max(0.0, scores[block.index]) for block in notice)
    small = worth <= _NOTICE * sum(max(0.0, scores[block.index]) for block in kept)
    return first if small and any(is_tail(block.text, told=True) for block in notice) else 0


def _labels(kept: list[Block], place: int, end: int, places: Counter[tuple[Box | None, str]]) -> bool:
    """True for a word or two apart from the paragraphs, before what is no text: `by` before who wrote it, `in` before a tag."""
    text, around = kept[place].text, kept[place].box.parent
    if len(text) > _LABEL or len(text.split()) > 2 or is_sentence(text) or kept[place].tag in _NO_LABEL:
        return False
    if any(parent is around for parent, _ in places):
        return False
    return end == len(kept) or kept[place].index + 1 < kept[end].index


def _box_of_tail(kept: list[Block], place: int, head: int, scores: Sequence[float]) -> int:
    """Where the tail's own box begins: `Be the first to know` above its `Subscribe`. Else the tail's place."""
    around = kept[place].box.parent
    for first in range(place - 1, max(head, place - _TAIL_BOX), -1):
        if kept[first].box.parent is not around:
            return first + 1
        if scores[kept[first].index] > 0.3:
            break
    return place


def _leads_on(block: Block) -> bool:
    """True for a line with a link in it that does more than to write a letter."""
    return block.link_chars > 0 and not all(
        piece.href[:7].lower() in ("", "mailto:") for piece in block.pieces
    )


def _says(text: str) -> bool:
    """False for a line of dashes or stars, which closes a text and is none of it."""
    return any(map(str.isalnum, text))


def _wrapper(block: Block) -> tuple[str, Box | None]:
    """What paragraphs share that have an element about each."""
    parent = block.box.parent
    return block.tag, parent and parent.parent
