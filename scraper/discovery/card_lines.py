"""The lines of a card, without its title and without the words that every card of its group repeats."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from scraper.markup.anchors import Addresses
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Layout, Piece
from scraper.markup.repeats import Repeat
from scraper.model.urls import key

_MAX_LABEL = 40
_SEPARATORS = " \t|·•—–-/,:;»«›→…"


def labels_of(layout: Layout, group: Sequence[Repeat]) -> frozenset[str]:
    """Short link texts that more than one card of a group bears: "read more", a section."""
    counts: Counter[str] = Counter()
    for card in group:
        texts = {
            text
            for block in layout.blocks[card.start : card.end]
            if block.link_chars
            for piece in block.pieces
            if piece.href and 0 < len(text := clean(piece.text)) <= _MAX_LABEL and text != card.title
        }
        counts.update(texts)
    return frozenset(text for text, count in counts.items() if count > 1)


def card_lines(layout: Layout, card: Repeat, addresses: Addresses, labels: frozenset[str]) -> list[str]:
    """What a card prints beside its title, line by line; in a line with the title, what stands beside it."""
    own = key(card.url)
    found: list[str] = []
    for block in layout.blocks[card.start : card.end]:
        for line in _lines(block):
            text = _beside(line, card.title, own, addresses, labels)
            if text:
                found.append(text)
    return found


def _lines(block: Block) -> Iterable[list[Piece]]:
    line: list[Piece] = []
    for piece in block.pieces:
        if piece.text == "\n":
            yield line
            line = []
        else:
            line.append(piece)
    yield line


def _beside(
    line: list[Piece], title: str, own: str, addresses: Addresses, labels: frozenset[str]
) -> str | None:
    whole = clean("".join(piece.text for piece in line))
    if not whole or whole in (title, *labels):
        return None
    links = {piece.href for piece in line if piece.href}
    if not links:
        return whole
    mine = {href for href in links if (known := addresses(href)) is not None and known[1] == own}
    loose = [piece for piece in line if piece.href not in mine]
    if not mine or not any(char.isalnum() for piece in loose for char in piece.text):
        return _without(whole, title) if mine else whole
    return _joined(loose)


def _without(whole: str, title: str) -> str | None:
    """A line that is the card's link as a whole, without the title that it may begin or end with."""
    rest = whole.removeprefix(title).removesuffix(title).strip(_SEPARATORS) if len(title) > 3 else whole
    return rest or None


def _joined(pieces: list[Piece]) -> str | None:
    """The pieces as one line; elements that stand side by side are parted, as a reader sees them parted."""
    text = ""
    before: Piece | None = None
    for piece in pieces:
        if before is not None and before.box is not piece.box and text and not text[-1].isspace():
            text += " "
        text += piece.text
        before = piece
    return clean(text).strip(_SEPARATORS) or None
