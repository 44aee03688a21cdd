"""Runs of text within a block: what is a link, what is stressed. White space as a browser shows it."""

from __future__ import annotations

from typing import NamedTuple

from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box
from scraper.model.urls import join

BREAK = "\n"
_STYLES = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "code": "code", "kbd": "code", "samp": "code",
           "sub": "sub", "sup": "sup"}  # fmt: skip
_DEEP = 8


class Run(NamedTuple):
    """Text of one look. `text` is BREAK for a line break; `href` absolute, empty where there is no link.

    `styles` are `strong`, `em`, `code`, `sub`, `sup`, the innermost first.
    """

    text: str
    href: str = ""
    styles: tuple[str, ...] = ()


def runs_of(block: Block, base: str) -> list[Run]:
    """The runs of a block, without white space at its ends or twice in a row. Links are made absolute."""
    pieces = block.pieces
    if len(pieces) == 1 and not pieces[0].href and pieces[0].box is block.box:
        return [Run(block.text)]
    runs: list[Run] = []
    links: dict[str, str] = {}
    for piece in pieces:
        if piece.text == BREAK:
            _add_break(runs)
            continue
        href = ""
        if piece.href and not piece.href.startswith("#"):
            if piece.href not in links:
                links[piece.href] = join(base, piece.href) or ""
            href = links[piece.href]
        _add(runs, _spaced(piece.text), href, _styles(piece.box, block.box))
    while runs and runs[-1].text in (BREAK, " "):
        runs.pop()
    _end_word(runs)
    return runs


def _spaced(text: str) -> str:
    core = clean(text)
    if not core:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{core}{' ' if text[-1].isspace() else ''}"


def _add(runs: list[Run], text: str, href: str, styles: tuple[str, ...]) -> None:
    """Appends a run, and joins it to the last one where they look the same; a blank looks like what it follows."""
    last = runs[-1] if runs else None
    if last is None or last.text.endswith((" ", BREAK)):
        text = text.lstrip(" ")
    if not text:
        return
    if (
        last is not None
        and last.text != BREAK
        and (text == " " or (last.href, last.styles) == (href, styles))
    ):
        runs[-1] = Run(last.text + text, last.href, last.styles)
    else:
        runs.append(Run(text, href, styles))


def _end_word(runs: list[Run]) -> None:
    """Takes the blank from the end of the last run."""
    if runs and runs[-1].text.endswith(" "):
        runs[-1] = Run(runs[-1].text.rstrip(" "), runs[-1].href, runs[-1].styles)


def _add_break(runs: list[Run]) -> None:
    while runs and runs[-1].text == " ":
        runs.pop()
    if runs and runs[-1].text != BREAK:
        _end_word(runs)
        runs.append(Run(BREAK))


def _styles(inner: Box, outer: Box) -> tuple[str, ...]:
    if inner is outer:
        return ()
    found: list[str] = []
    box: Box | None = inner
    for _ in range(_DEEP):
        if box is None or box is outer:
            break
        style = _STYLES.get(box.tag)
        if style and style not in found:
            found.append(style)
        box = box.parent
    return tuple(found)
