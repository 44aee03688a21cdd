"""Lines that lead somewhere: links to other pages of the site that stand in a line of their own, or nearly so.

A link amid running text is none of them: it leads to what the text mentions, not to what the line announces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box, Layout, Piece, side_by_side
from scraper.model.urls import join, key

MIN_TEXT = 3
MAX_LINE = 240
MAX_LOOSE = 60
"""Characters beside the links: room for a date, a name, a section."""
_RUNNING = 500
"""A longer block with few links in it is running text."""
MAX_TITLE = 200
_MAX_NAMED = 120
_ANNOUNCING = " :|•·–—-"
"""Signs that part a title from the words before it."""
_MAX_DATE = 40
_DATE = re.compile(
    r"(?=(?:\D*\d){3})\W*(?:\d{1,4}[./-]\s?\d{1,2}[./-]\s?\d{1,4}|\d{4}年\d{1,2}月\d{1,2}日)[^\w.]*$"
    r"|(?=(?:\D*\d){3})\W*(?:[^\W\d_]{2,14}\W{1,3}){0,2}\d{1,2}\W{1,3}(?:[^\W\d_]{1,14}\W{1,3}){0,3}(?:19|20)\d\d\s*[:|·•)–—-]\s*$"
)
"""Day, month and year: in figures, or with words and a sign behind them, and no more."""
_YEAR = re.compile(r"\W{0,3}[(\[–—-]\W?[^()]{0,20}(?:19|20)\d\d(?!\d)")
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:", "data:")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(slots=True, eq=False)
class Anchor:
    """A link to another page of the site: `key` is what two addresses of one page share, `box` the innermost about its text."""

    block: int
    box: Box
    url: str
    key: str
    text: str
    heading: bool


def anchors(layout: Layout, url: str, passed_over: Sequence[int] = ()) -> list[Anchor]:
    """The links that lines lead with, in document order. With no `url`, absolute links of any site count.

    Blocks whose place in `passed_over` holds 1 are not looked at.
    """
    addresses = Addresses(url)
    found: list[Anchor] = []
    for block in layout.blocks:
        if block.link_chars < MIN_TEXT or (passed_over and passed_over[block.index]):
            continue
        if len(block.text) <= _RUNNING or block.link_chars * 4 >= len(block.text):
            found.extend(_of_block(block, addresses))
    return found


class Addresses:
    """Where the links of one page lead, each worked out once."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._own = key(url) if url else ""
        self._host = self._own.partition("/")[0] + "/" if url else ""
        self._known: dict[str, tuple[str, str] | None] = {}

    def __call__(self, href: str) -> tuple[str, str] | None:
        """(address, key) of another page of the same site; None for all else."""
        if href not in self._known:
            self._known[href] = self._resolve(href)
        return self._known[href]

    def _resolve(self, href: str) -> tuple[str, str] | None:
        if href.startswith(_NO_PAGE):
            return None
        target = join(self.url, href)
        if target is None:
            return None
        same = key(target)
        if same == self._own or not same.startswith(self._host):
            return None
        return target, same


def _of_block(block: Block, addresses: Addresses) -> list[Anchor]:
    if len(block.pieces) == 1:
        known = addresses(block.pieces[0].href) if len(block.text) >= MIN_TEXT else None
        return [_anchor(block, block.pieces[0], known, block.text)] if known else []
    found: list[Anchor] = []
    line: list[Piece] = []
    for piece in block.pieces:
        if piece.text == "\n":
            found.extend(_of_line(block, line, addresses))
            line = []
        else:
            line.append(piece)
    found.extend(_of_line(block, line, addresses))
    return found


def _anchor(block: Block, piece: Piece, known: tuple[str, str], text: str) -> Anchor:
    return Anchor(block.index, piece.box, *known, text, block.tag in _HEADINGS)


def _of_line(block: Block, line: list[Piece], addresses: Addresses) -> list[Anchor]:
    linked: dict[str, list[Piece]] = {}
    loose = whole = 0
    for piece in line:
        length = len(piece.text.strip())
        whole += length
        if piece.href:
            linked.setdefault(piece.href, []).append(piece)
        else:
            loose += length
    if not linked:
        return []
    if loose > MAX_LOOSE or (loose > MIN_TEXT and whole > MAX_LINE):
        chief = _leading(line) if loose <= _RUNNING else None
        linked = {chief: linked[chief]} if chief else {}
    found = []
    for href, pieces in linked.items():
        piece, text = _named(pieces) if block.tag not in _HEADINGS else (pieces[0], _joined(pieces))
        if len(text) >= MIN_TEXT and (known := addresses(href)):
            found.append(_anchor(block, piece, known, text))
    return found


def _joined(pieces: list[Piece]) -> str:
    return clean("".join(piece.text for piece in pieces))


def _named(pieces: list[Piece]) -> tuple[Piece, str]:
    """What names the page in a link whose elements say a thing each, as a section, a title and a date: the longest
    that is no text yet."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if runs and (piece.text.isspace() or not side_by_side(runs[-1][-1].box, piece.box)):
            runs[-1].append(piece)
        elif not piece.text.isspace():
            runs.append([piece])
    if len(runs) < 2:
        return pieces[0], _joined(pieces)
    texts = [(run[0], _joined(run).lstrip(_ANNOUNCING)) for run in runs]
    titles = [one for one in texts if is_wordy(one[1]) and len(one[1]) <= _MAX_NAMED]
    return max(titles or texts, key=lambda one: len(one[1]))


def is_wordy(text: str) -> bool:
    """No date, no count, no "4 min read": a few words at least, and mostly letters."""
    if len(text) > MAX_TITLE:
        return False
    letters = sum(map(str.isalpha, text))
    wide = sum(char > "\u2e80" for char in text)
    return letters + wide >= 12 and 4 * letters >= 3 * len(text.replace(" ", ""))


def _leading(line: list[Piece]) -> str | None:
    """The first link of a long line, where it leads and is not mentioned: hardly more than a date stands before it, a
    year in brackets right behind, or a text in an element of its own, which begins anew."""
    before = ""
    for place, piece in enumerate(line):
        if not piece.href:
            before += piece.text
            if len(before) > _MAX_DATE:
                return None
        elif not piece.text.isspace():
            if before.strip():
                return piece.href if _DATE.match(before) else None
            behind = [other for other in line[place + 1 :] if other.href != piece.href]
            said = [other for other in behind if not other.text.isspace()]
            apart = (
                bool(said)
                and side_by_side(said[0].box, piece.box)
                and len({id(one.box) for one in said}) == 1
            )
            leads = (apart and not said[0].text.strip()[:1].islower()) or _YEAR.match(
                "".join(other.text for other in behind)
            )
            return piece.href if leads else None
    return None
