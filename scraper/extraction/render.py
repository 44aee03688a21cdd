"""The body's blocks as plain text and as sanitised HTML. The same blocks give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

import nh3

from scraper.extraction.inline import BREAK, Run
from scraper.extraction.structure import (
    HEADINGS,
    Placed,
    columns,
    figure_of,
    picture_source,
    shared_wrappers,
)
from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box, Picture

__all__ = ["excerpt_of", "html_of", "plain_text"]

TAGS = set(
    "p h2 h3 h4 h5 h6 ul ol li blockquote pre code table tr td th figure img figcaption a em strong br sub sup".split()
)
MAX_WORK = 100_000_000_000
"""Character references times characters: the sanitiser's time goes with both, some sixty billion of them a second."""
_REFERENCE = re.compile(r"&#?\w{1,8};")
_DIRECT = frozenset(("li", "td", "th"))
"""Wrappers that hold text without a paragraph about it."""


def plain_text(blocks: Sequence[Block]) -> str:
    """Blocks parted by a blank line, list entries and rows by a line feed, cells of a row by a tab."""
    parts: list[str] = []
    last: Block | None = None
    for block in blocks:
        if last is not None:
            parts.append(_gap(last, block))
        parts.append(block.text)
        last = block
    return "".join(parts)


def _gap(last: Block, block: Block) -> str:
    tag = block.box.tag
    if tag != last.box.tag and {tag, last.box.tag} != {"td", "th"} and {tag, last.box.tag} != {"dt", "dd"}:
        return "\n\n"
    if tag in ("td", "th"):
        return "\t" if block.box.parent is last.box.parent else "\n"
    return "\n" if tag in ("li", "dt", "dd") else "\n\n"


def html_of(things: Sequence[Placed], base: str = "", *, captions: Sequence[Block] = ()) -> str:
    """Structural HTML with absolute addresses, sanitised: no script, no style, no attribute but href, src, alt.

    `captions` are printed under the picture whose `<figure>` they stand in, the others nowhere.
    """
    written: list[str] = []
    open_boxes: tuple[Box, ...] = ()
    cells = columns(things)
    filled: dict[Box | None, int] = {}
    for one in things:
        common = shared_wrappers(open_boxes, one.path)
        written += [f"</{box.tag}>" for box in reversed(open_boxes[common:])]
        for box in one.path[common:]:
            if box in cells:
                written += ["<td></td>"] * (cells[box] - filled.get(box.parent, 0))
                filled[box.parent] = cells[box] + 1
            written.append(f"<{box.tag}>")
        open_boxes = one.path
        if isinstance(one.thing, Block):
            written.append(_block_html(one))
        else:
            written.append(_picture_html(one.thing, base, captions))
    written += [f"</{box.tag}>" for box in reversed(open_boxes)]
    return nh3.clean(
        _affordable("\n".join(part for part in written if part)),
        tags=TAGS,
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )


def _affordable(html: str) -> str:
    """The HTML with blanks for the references beyond what can be sanitised in seconds: no text has so many."""
    most = MAX_WORK // max(len(html), 1)
    if html.count("&") <= most:
        return html
    *first, rest = html.split("&", most)
    return "&".join(first) + _REFERENCE.sub(" ", "&" + rest)


def _block_html(one: Placed) -> str:
    block = one.thing
    assert isinstance(block, Block)
    tag = block.box.tag
    if tag == "pre":
        return f"<pre>{escape(block.text)}</pre>"
    inner = "".join(_run_html(run) for run in one.runs)
    if tag in HEADINGS:
        return f"<h{HEADINGS[tag]}>{inner}</h{HEADINGS[tag]}>"
    if tag in _DIRECT and one.path and one.path[-1] is block.box:
        return inner
    return f"<p>{inner}</p>"


def _run_html(run: Run) -> str:
    if run.text == BREAK:
        return "<br>"
    text = escape(run.text, quote=False)
    for style in run.styles:
        text = f"<{style}>{text}</{style}>"
    return f'<a href="{escape(run.href)}">{text}</a>' if run.href else text


def _picture_html(picture: Picture, base: str, captions: Sequence[Block]) -> str:
    source = picture_source(picture, base)
    if not source:
        return ""
    alt = escape(clean(picture.attributes.get("alt") or ""))
    caption = caption_of(picture, captions)
    told = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
    return f'<figure><img src="{escape(source)}" alt="{alt}">{told}</figure>'


def caption_of(picture: Picture, captions: Sequence[Block]) -> str:
    """What is printed under a picture, in one line; empty where nothing is."""
    figure = figure_of(picture.box)
    if figure is None:
        return ""
    return clean(" ".join(block.text for block in captions if figure.start <= block.index < figure.end))


def excerpt_of(text: str, *, length: int = 250) -> str | None:
    """The first characters of a text, cut at a word; None for an empty text."""
    flat = clean(text[: 4 * length])
    if len(flat) <= length:
        return flat or None
    cut = flat[:length].rsplit(" ", 1)[0] if " " in flat[:length] else flat[:length]
    return cut.rstrip(" ,;:–-") + " …"
