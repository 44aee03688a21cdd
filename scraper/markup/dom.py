"""HTML text to a tree of nodes. The only module that knows which HTML library we use.

Nodes travel through the other rooms as they are; what they offer is the library's own
(`.tag`, `.attributes`, `.parent`, `.next`, `.first_child`, `.css()`, `.text()`).
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser as Tree
from selectolax.lexbor import LexborNode as Node

from scraper.markup.guards import MAX_DEPTH, bounded, tree_of
from scraper.model.late import late

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "Node",
    "Tree",
    "attribute",
    "clean",
    "parse",
    "text_of",
    "untagged",
    "without_controls",
]

MAX_BYTES = 8_000_000
"""Longer pages are cut: nothing that a person reads is that long."""


def parse(html: str | bytes) -> Tree:
    """The tree of a page; never raises, whatever the text. Bytes are UTF-8."""
    source = html.encode("utf-8", "replace") if isinstance(html, str) else html
    if len(source) > MAX_BYTES:
        source = source[:MAX_BYTES].decode("utf-8", "ignore").encode()
    return tree_of(bounded(source))


def attribute(node: Node, name: str) -> str:
    """An attribute's value, trimmed; empty when it is absent or has none."""
    return (node.attributes.get(name) or "").strip()


def clean(text: str) -> str:
    """Runs of white space (no-break spaces too) as one blank; gone is what shows nowhere or turns what follows about.

    That is zero-width characters, control characters (they are commands to a terminal) and overrides of direction.
    """
    text = " ".join(text.split())
    return text if text.isprintable() else " ".join(text.translate(_INVISIBLE).split())


def without_controls(text: str) -> str:
    """A text whose white space counts, without what `clean` takes out of others."""
    return text if text.isprintable() else text.translate(_INVISIBLE)


def untagged(text: str) -> str:
    """A text in which some wrote HTML where none belongs, cleaned, without tags, scripts and styles."""
    return clean(_ANY_TAG.sub(" ", text)) if "<" in text else clean(text)


_ANY_TAG = late(
    re.compile, r"<(script|style)\b[^<>]{0,500}>[^<]{0,5000}</\1\s*>|</?[a-z!][^<>]{0,2000}>", re.IGNORECASE
)
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A, 0x0D}
_INVISIBLE = dict.fromkeys((*_CONTROLS, 0x200B, 0x00AD, 0xFEFF, 0x2060, 0x202D, 0x202E))


def text_of(node: Node) -> str:
    """All text within a node, cleaned. Elements are not parted: use `layout` where lines matter."""
    return clean(node.text(deep=True))
