"""The text of an element as a reader sees it: a line for each piece that stands apart, without buttons and counts."""

from __future__ import annotations

from itertools import pairwise

from scraper.extraction.marks import says
from scraper.extraction.sources.letters import is_number
from scraper.fields.bylines.words import words
from scraper.markup.dom import clean
from scraper.markup.layout import BREAK, Block, Box, Layout, Piece

MAX_PIECES = 400
"""Runs of text that are read of an element: one that holds more is no byline, and a page may nest hundreds of them."""
_is_aside = says(r"share|sharing|social|follow(?![a-z])|screen-?reader|sr-only|visually-?hidden|comments?-")
"""Marks of what stands within a byline's box and names nobody: buttons, counts, what only a screen reader says."""
_is_name = says(r"(?:author|autor|auteur|byline|writer|reporter)[-_]{1,2}name(?![a-z])")


def inside(box: Box, other: Box) -> bool:
    """True when a box is the other, or within it."""
    walk: Box | None = box
    for _ in range(30):
        if walk is None:
            return False
        if walk is other:
            return True
        walk = walk.parent
    return False


def _speaks(box: Box, other: Box) -> bool:
    """True when a box is within the other, and in nothing that is marked as an aside there."""
    walk: Box | None = box
    for _ in range(30):
        if walk is None or walk is other:
            return walk is other
        if walk.marks and _is_aside(walk.marks):
            return False
        walk = walk.parent
    return False


def glued(block: Block) -> bool:
    """True for a block where the texts of two elements touch, as only their styles part them: `<span>Anna Ek</span><span>redaktör</span>`."""
    pieces = [piece for piece in block.pieces if piece.text.strip() or piece.text == BREAK]
    return any(
        last.text[-1:].isalnum()
        and piece.text[:1].isalnum()
        and piece.box is not last.box
        and _apart(piece, last, last.text)
        for last, piece in pairwise(pieces)
    )


def lines_of(layout: Layout, box: Box) -> str:
    """The text of a box as it is read: a line for each block, and for each element or link that is apart from the last.

    Empty for a box of more than MAX_PIECES.
    """
    within = box.end <= box.start
    """True for an element within a line, which is a part of one block."""
    lines: list[str] = []
    left = MAX_PIECES
    for block in layout.blocks[box.start : max(box.end, box.start + 1)]:
        last: Piece | None = None
        linked = ""
        line = ""
        left -= len(block.pieces)
        if left < 0:
            return ""
        for piece in block.pieces:
            if not _speaks(piece.box, box):
                continue
            if piece.text == BREAK:
                lines.append(line)
                line, last, linked = "", None, ""
                continue
            two_links = bool(piece.href and linked and piece.href != linked)
            if last is not None and line.strip() and (two_links or _apart(piece, last, line)):
                spoken = line.strip().casefold() in words().by_words
                lines += [] if spoken else [line]
                line = f"{line} " if spoken else ""
            elif last is not None and line.strip().casefold() in words().by_words and line[-1:].isalpha():
                line += " "  # `<p>By<a>Anna Ek</a></p>`
            line += piece.text
            if not piece.text.strip() and last is not None and _is_name(last.box.marks):
                continue  # a blank behind an element that is somebody's name: the next one says something else
            last = piece
            linked = piece.href or ("" if piece.text.strip() else linked)
        lines.append(line)
    text = "\n".join(
        kept for line in lines if (kept := clean(line)) and not (len(lines) > 2 and is_number(kept))
    )
    return clean(box.node.text()) if within and not text else text


def _apart(piece: Piece, last: Piece, line: str) -> bool:
    """True for the text of two elements that a reader sees apart: of differing marks, or glued together."""
    one, other = piece.box, last.box
    if one is other or inside(one, other) or inside(other, one):
        return False
    if (one.marks or other.marks) and one.marks != other.marks:
        return True
    return line[-1:].isalnum() and piece.text[:1].isalnum()
