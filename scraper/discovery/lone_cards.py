"""Cards that have no like: the newest post above the grid, the first of a section, found by what they hold."""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate
from typing import NamedTuple

from scraper.discovery.card_lines import kind_of_address
from scraper.fields.bylines import is_person_name
from scraper.markup.anchors import Addresses, is_wordy
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box, Layout
from scraper.markup.repeats import Repeat
from scraper.model.urls import key

_HEADINGS = frozenset(("h1", "h2", "h3", "h4"))
_WHOLE = frozenset(("body", "main", "html"))
_MIN_TITLE = 3


class _Page(NamedTuple):
    """Sums up to each block: of characters, of headings, of blocks within cards."""

    chars: list[int]
    headings: list[int]
    cards: list[int]


def lone_cards(layout: Layout, addresses: Addresses, inside: Collection[int], max_chars: int) -> list[Repeat]:
    """The largest box about each heading that is one link, with no other heading and no card (`inside`) in it."""
    blocks = layout.blocks
    page = _Page(
        list(accumulate((len(block.text) for block in blocks), initial=0)),
        list(accumulate((block.tag in _HEADINGS for block in blocks), initial=0)),
        list(accumulate((index in inside for index in range(len(blocks))), initial=0)),
    )
    found: list[Repeat] = []
    for block in blocks:
        if block.tag not in _HEADINGS or block.index in inside or not block.link_chars:
            continue
        link = _link(block, addresses)
        box = _around(block.box, page, max_chars) if link is not None else None
        if link is not None and box is not None and _leads_to_one(layout, box, link[0], addresses):
            found.append(Repeat(box.start, box.end, *link))
    return found


def _link(block: Block, addresses: Addresses) -> tuple[str, str] | None:
    """Where a heading leads, and its text; None where it leads to a section or nowhere, or says more than its link."""
    hrefs = {piece.href for piece in block.pieces if not piece.text.isspace()}
    known = addresses(hrefs.pop()) if len(hrefs) == 1 else None
    text = clean(block.text)
    if known is None or len(text) < _MIN_TITLE or kind_of_address(known[0], addresses) is not None:
        return None
    return known[0], text


def _leads_to_one(layout: Layout, box: Box, url: str, addresses: Addresses) -> bool:
    """True where nothing in a box leads to another page of the site, but for a word or two: the author, the subject."""
    own = key(url)
    for block in layout.blocks[box.start : box.end]:
        for piece in block.pieces if block.link_chars else ():
            known = addresses(piece.href) if piece.href else None
            if known is None or known[1] == own or kind_of_address(piece.href, addresses) is not None:
                continue
            if is_wordy(text := clean(piece.text)) and not is_person_name(text):
                return False
    return True


def _around(box: Box, page: _Page, max_chars: int) -> Box | None:
    largest: Box | None = None
    around = box.parent
    while around is not None and around.tag not in _WHOLE:
        chars, headings, cards = (sums[around.end] - sums[around.start] for sums in page)
        if headings > 1 or cards or chars > max_chars:
            break
        largest, around = around, around.parent
    return largest
