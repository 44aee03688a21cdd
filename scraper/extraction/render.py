"""The body's blocks as plain text, as sanitised HTML, and as Markdown. The same blocks give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

import nh3

from scraper.markup.dom import clean
from scraper.markup.layout import Block, Box, Picture
from scraper.model.urls import join

HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
TAGS = {
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "table",
    "tr",
    "td",
    "th",
    "figure",
    "img",
    "a",
    "em",
    "strong",
    "br",
    "sub",
    "sup",
}
_EMPHASIS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "code": "code",
    "sub": "sub",
    "sup": "sup",
}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>])")
_LEADING = re.compile(r"^(\s*)([#>+-]|\d+[.)])(?=\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Texts:
    """A body in its three forms."""

    text: str
    html: str
    markdown: str


def plain_text(blocks: Sequence[Block]) -> str:
    """Blocks parted by a blank line; list entries and table cells on lines of their own."""
    parts: list[str] = []
    last: Block | None = None
    for block in blocks:
        if last is not None:
            tight = block.tag == last.tag and block.tag in ("li", "td", "th", "dt", "dd")
            parts.append("\n" if tight else "\n\n")
        parts.append(block.text)
        last = block
    return "".join(parts)


def html_of(blocks: Sequence[Block], pictures: Sequence[Picture], base: str) -> str:
    """Structural HTML with absolute links, sanitised: no script, no style, no attribute but href, src and alt."""
    written: list[str] = []
    open_list = ""
    for thing in _in_order(blocks, pictures):
        tag = _list_tag(thing.box) if isinstance(thing, Block) and thing.tag == "li" else ""
        if tag != open_list:
            written.append((f"</{open_list}>" if open_list else "") + (f"<{tag}>" if tag else ""))
            open_list = tag
        written.append(_block_html(thing, base) if isinstance(thing, Block) else _picture_html(thing, base))
    if open_list:
        written.append(f"</{open_list}>")
    return nh3.clean(
        "\n".join(part for part in written if part), tags=TAGS, attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer",
    )  # fmt: skip


def markdown_of(blocks: Sequence[Block], pictures: Sequence[Picture], base: str) -> str:
    """CommonMark of the same blocks, with every character escaped that would mean something."""
    parts: list[str] = []
    last = ""
    for thing in _in_order(blocks, pictures):
        if isinstance(thing, Picture):
            source = join(base, _source(thing))
            line, kind = (
                (f"![{_plain(thing.attributes.get('alt') or '')}]({source})" if source else ""),
                "picture",
            )
        else:
            line, kind = _block_markdown(thing, base), thing.tag
        if not line:
            continue
        parts.append(("\n" if kind == last == "li" else "\n\n") if parts else "")
        parts.append(line)
        last = kind
    return "".join(parts)


def _in_order(blocks: Sequence[Block], pictures: Sequence[Picture]) -> Iterator[Block | Picture]:
    waiting = list(pictures)
    for block in blocks:
        while waiting and waiting[0].before <= block.index:
            yield waiting.pop(0)
        yield block
    yield from waiting


def _list_tag(box: Box) -> str:
    return "ol" if box.parent is not None and box.parent.tag == "ol" else "ul"


def _block_html(block: Block, base: str) -> str:
    if block.tag == "pre":
        return f"<pre>{escape(block.text)}</pre>"
    tag = (
        f"h{HEADINGS[block.tag]}"
        if block.tag in HEADINGS
        else block.tag
        if block.tag in ("li", "blockquote")
        else "p"
    )
    inner = _inline(block, base)
    if tag == "blockquote":
        return f"<blockquote><p>{inner}</p></blockquote>"
    if tag == "p" and block.box.within("blockquote"):
        return f"<blockquote><p>{inner}</p></blockquote>"
    return f"<{tag}>{inner}</{tag}>"


def _inline(block: Block, base: str) -> str:
    written: list[str] = []
    for piece in block.pieces:
        if piece.text == "\n":
            written.append("<br>")
            continue
        text = escape(re.sub(r"\s+", " ", piece.text))
        if text.strip():
            for box in _between(piece.box, block.box):
                if box.tag in _EMPHASIS:
                    text = f"<{_EMPHASIS[box.tag]}>{text}</{_EMPHASIS[box.tag]}>"
            if piece.href and (target := join(base, piece.href)):
                text = f'<a href="{escape(target)}">{text}</a>'
        written.append(text)
    return re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", "".join(written))


def _between(inner: Box, outer: Box) -> Iterator[Box]:
    box: Box | None = inner
    for _ in range(8):
        if box is None or box is outer:
            return
        yield box
        box = box.parent


def _source(picture: Picture) -> str:
    """The picture's address; lazy loading keeps it in `data-src`."""
    for name in ("src", "data-src", "data-lazy-src", "data-original"):
        value = (picture.attributes.get(name) or "").strip()
        if value and not value.startswith("data:"):
            return value
    return ""


def _picture_html(picture: Picture, base: str) -> str:
    source = join(base, _source(picture))
    return (
        f'<figure><img src="{escape(source)}" alt="{escape(picture.attributes.get("alt") or "")}"></figure>'
        if source
        else ""
    )


def _plain(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", clean(text))


def _block_markdown(block: Block, base: str) -> str:
    if block.tag == "pre":
        fence = "```" if "```" not in block.text else "````"
        return f"{fence}\n{block.text}\n{fence}"
    written = []
    for piece in block.pieces:
        if piece.text == "\n":
            written.append("\\\n")
            continue
        text = re.sub(r"\s+", " ", piece.text)
        escaped = _MARKDOWN.sub(r"\\\1", text)
        if piece.href and text.strip() and (target := join(base, piece.href)):
            lead, tail = " " * (text[0] == " "), " " * (text[-1] == " ")
            escaped = f"{lead}[{escaped.strip()}]({target.replace('(', '%28').replace(')', '%29')}){tail}"
        written.append(escaped)
    line = re.sub(r"^(?:\s|\\\n)+|(?:\s|\\\n)+$", "", "".join(written))
    line = _LEADING.sub(r"\1\\\2", line)
    if block.tag in HEADINGS:
        return "#" * HEADINGS[block.tag] + " " + line.replace("\\\n", " ")
    if block.tag == "li":
        return ("1. " if _list_tag(block.box) == "ol" else "- ") + line
    if block.tag == "blockquote" or block.box.within("blockquote"):
        return "> " + line.replace("\n", "\n> ")
    return line


def excerpt_of(text: str, *, length: int = 250) -> str | None:
    """The first characters of a text, cut at a word; None for an empty text."""
    flat = clean(text[: 4 * length])
    if len(flat) <= length:
        return flat or None
    cut = flat[:length].rsplit(" ", 1)[0] if " " in flat[:length] else flat[:length]
    return cut.rstrip(" ,;:–-") + " …"
