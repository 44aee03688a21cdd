"""HTML text to a tree of nodes. The only module that knows which HTML library we use.

Nodes travel through the other rooms as they are; what they offer is the library's own
(`.tag`, `.attributes`, `.parent`, `.next`, `.first_child`, `.css()`, `.text()`).
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser as Tree
from selectolax.lexbor import LexborNode as Node

__all__ = ["MAX_CHARACTERS", "Node", "Tree", "attribute", "clean", "parse", "text_of"]

MAX_CHARACTERS = 8_000_000
"""Longer pages are cut: nothing that a person reads is that long."""
MAX_DEPTH = 1_500
MAX_ATTRIBUTES = 1_000


def parse(html: str) -> Tree:
    """The tree of a page; never raises, whatever the text.

    `scripting` is on, so that a `<noscript>` in the head does not end the head (HTML 13.2.6.4.5).
    """
    text = _shallow(_plain_tags(html[:MAX_CHARACTERS].replace("\x00", "")))
    try:
        return Tree(text or "<html></html>", scripting=True)
    except (ValueError, RuntimeError, UnicodeEncodeError):
        return Tree(text.encode("utf-8", "replace").decode("utf-8") or "<html></html>", scripting=True)


_SUSPECT = re.compile(r"<[a-zA-Z][^>]{4000}")
_LONG_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9:-]*+)([^<>]{4000,}+)")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def _plain_tags(text: str) -> str:
    """The text, with the tags bare that have more attributes than any tag that a person or a program made.

    The parser compares each attribute of a tag with all before it; 200,000 would cost minutes.
    """
    if _SUSPECT.search(text) is None:
        return text

    def bare(match: re.Match[str]) -> str:
        names = _QUOTED.sub("", match[2])
        return match[0] if len(names.split()) <= MAX_ATTRIBUTES else f"<{match[1]} "

    return _LONG_TAG.sub(bare, text)


_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option".split()
)


def _shallow(text: str) -> str:
    """The text without the tags that lie deeper than any page that a person made.

    The parser takes time with the square of the depth; 100,000 boxes within each other would cost minutes.
    """
    if text.count("<") - 2 * text.count("</") < MAX_DEPTH:
        return text
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() in _VOID or match[0].endswith("/>"):
            return match[0]
        if match[1]:
            depth = max(0, depth - 1)
            return match[0] if depth < MAX_DEPTH else ""
        depth += 1
        return match[0] if depth <= MAX_DEPTH else ""

    return _TAG.sub(keep, text)


def attribute(node: Node, name: str) -> str:
    """An attribute's value, trimmed; empty when it is absent or has none."""
    return (node.attributes.get(name) or "").strip()


def clean(text: str) -> str:
    """Runs of white space (no-break spaces too) as one blank; zero-width characters gone."""
    if "\u200b" in text or "\u00ad" in text or "\ufeff" in text or "\u2060" in text:
        text = text.translate(_INVISIBLE)
    return " ".join(text.split())


_INVISIBLE = {0x200B: None, 0x00AD: None, 0xFEFF: None, 0x2060: None}


def text_of(node: Node) -> str:
    """All text within a node, cleaned. Elements are not parted: use `layout` where lines matter."""
    return clean(node.text(deep=True))
