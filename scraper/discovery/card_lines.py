"""The lines of a card, without its title and without the words that every card of its group repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import unquote

from scraper.discovery.words import words
from scraper.fields.bylines import is_person_name, is_role, parse_byline
from scraper.markup.anchors import Addresses
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box, Layout, Piece, side_by_side
from scraper.markup.repeats import Repeat
from scraper.model.urls import key, path

PARTED = "\t"
"""Stands in a line between elements that stand side by side: a reader sees them parted, by space or by colour."""
_MAX_LABEL = 40
_MAX_FIELDS = 120
"""Characters of a line whose elements say a thing each; in a longer one they are words of a text."""
_SEPARATORS = " \t|·•—–-/,:;»«›→…"
_IN_BRACKETS = re.compile(r"^\(([^()]{3,80})\)[\s.,:;–—-]*(?=\w)")
_DATE = re.compile(r"(?:\d\D*){3}")
"""What may be a date: several posts may share a day."""
_ACCOUNT = re.compile(r"^/@[^/]+/?$")


def labels_of(layout: Layout, group: Sequence[Repeat], addresses: Addresses) -> frozenset[str]:
    """Short link texts that say nothing of the post: "read more", a section.

    They lead to a section or a subject, or more than one card of a group bears them; but a person may sign many.
    """
    counts: Counter[str] = Counter()
    sections: set[str] = set()
    signing: set[str] = set()
    for card in group:
        texts = set()
        for text, href in _link_texts(layout, card):
            kind = kind_of_address(href, addresses)
            if kind in ("category", "tag"):
                sections.add(text)
            elif kind == "author":
                signing.add(text)
            texts.add(text)
        counts.update(texts)
    repeated = {
        text for text, count in counts.items() if count > 1 and text not in signing and not _DATE.search(text)
    }
    signed = {text for text in repeated if counts[text] < len(group) and _signs(text)}
    return frozenset((repeated - signed) | sections)


def _signs(text: str) -> bool:
    return is_role(text) or any(one.name for one in parse_byline(text))


def _link_texts(layout: Layout, card: Repeat) -> Iterable[tuple[str, str]]:
    for block in layout.blocks[card.start : card.end]:
        if block.link_chars:
            for piece in block.pieces:
                if piece.href and 0 < len(text := clean(piece.text)) <= _MAX_LABEL and text != card.title:
                    yield text, piece.href


def kind_of_address(href: str, addresses: Addresses) -> str | None:
    """What a word in an address says lies there: `author`, `category`, `tag`, …; None where none does."""
    known = addresses(href)
    where = path(known[0] if known is not None else href)
    if _ACCOUNT.match(where):
        return "author"
    parts = [part.lower() for part in unquote(where).strip("/").split("/")]
    return next((kind for part in parts[:-1] if (kind := words().paths.get(part))), None)


def kickers_of(layout: Layout, group: Sequence[Repeat]) -> frozenset[str]:
    """Short texts that stand where hardly any card of the group names somebody: sections, kinds of text, places.

    Only a place that no card has twice tells anything: elements without marks are all alike.
    """
    places: dict[tuple[str, ...], list[str]] = {}
    ambiguous: set[tuple[str, ...]] = set()
    for card in group:
        seen: dict[tuple[str, ...], str] = {}
        for block in layout.blocks[card.start : card.end]:
            for piece in block.pieces:
                text = clean(piece.text)
                if not text or len(block.text) > _MAX_FIELDS:
                    continue
                place = _place_of(block, piece)
                if seen.setdefault(place, text) != text:
                    ambiguous.add(place)
        for place, text in seen.items():
            places.setdefault(place, []).append(text)
    found: set[str] = set()
    for place, texts in places.items():
        if place not in ambiguous and len(texts) > 1 and any(map(is_person_name, texts)):
            nameless = sum(not parse_byline(text) for text in texts)
            if 4 * nameless >= 3 * len(texts):
                found.update(texts)
    return frozenset(found)


def _place_of(block: Block, piece: Piece) -> tuple[str, ...]:
    around = block.box.parent
    return (block.tag, block.box.marks, around.marks if around else "", piece.box.tag, piece.box.marks)


def card_lines(layout: Layout, card: Repeat, addresses: Addresses, labels: frozenset[str]) -> list[str]:
    """What a card prints beside its title, line by line; in a line with the title, what stands before and behind it.

    `PARTED` stands between what is side by side in a line (`fields_of`).
    """
    own = key(card.url)
    found: list[str] = []
    for block in layout.blocks[card.start : card.end]:
        for line in _lines(block):
            found.extend(_beside(line, card.title, own, addresses, labels))
    return found


def fields_of(line: str) -> list[str]:
    """The things that a line says side by side; a text is one thing."""
    if PARTED in line and len(line) <= _MAX_FIELDS:
        return [part for part in (part.strip(_SEPARATORS) for part in line.split(PARTED)) if part]
    return [plain(line)]


def plain(line: str) -> str:
    """A line as a reader would copy it."""
    return line.replace(PARTED, " ")


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
) -> list[str]:
    whole = clean("".join(piece.text for piece in line))
    if not whole or whole in (title, *labels):
        return []
    links = {piece.href for piece in line if piece.href}
    mine = {href for href in links if (known := addresses(href)) is not None and known[1] == own}
    if not mine:
        return _without_labels(line, labels if len(whole) <= _MAX_FIELDS else frozenset())
    runs: list[list[Piece]] = [[]]
    for piece in line:
        if piece.href in mine:
            runs.append([])
        else:
            runs[-1].append(piece)
    loose = [text for run in runs if (text := _joined(run)) and any(map(str.isalnum, text))]
    if not loose:
        return _without(_joined(line) or "", title)
    return [part for text in loose for part in _bracketed(text)]


def _without_labels(line: list[Piece], labels: frozenset[str]) -> list[str]:
    kept = [piece for piece in line if not piece.href or clean(piece.text) not in labels]
    text = _joined(kept)
    return [text] if text else []


def _bracketed(text: str) -> list[str]:
    """What stands in brackets before a text is said of it: `(Anna Berg). It began …`."""
    match = _IN_BRACKETS.match(text)
    return [match[1], text[match.end() :]] if match and PARTED not in match[0] else [text]


def _without(whole: str, title: str) -> list[str]:
    """A line that is the card's link as a whole, without the title that it may begin or end with."""
    if len(title) > 3:
        parts = [part for part in whole.split(PARTED) if part != title]
        whole = PARTED.join(parts).removeprefix(title).removesuffix(title).strip(_SEPARATORS)
    return [whole] if whole else []


def _joined(pieces: list[Piece]) -> str | None:
    """The pieces as one line; elements that stand side by side are parted, as a reader sees them parted."""
    text = ""
    before: Box | None = None
    for piece in pieces:
        if piece.text.isspace():
            text += " "
            continue
        if before is not None and side_by_side(before, piece.box):
            text = text.rstrip() + PARTED
        text += piece.text.replace(PARTED, " ")
        before = piece.box
    return (
        PARTED.join(part for part in map(clean, text.split(PARTED)) if part)
        .lstrip(_SEPARATORS)
        .rstrip(_SEPARATORS.rstrip("…"))
        or None
    )
