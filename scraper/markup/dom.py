"""HTML text to a tree of nodes. The only module that knows which HTML library we use.

Nodes travel through the other rooms as they are; what they offer is the library's own
(`.tag`, `.attributes`, `.parent`, `.next`, `.first_child`, `.css()`, `.text()`).
"""

from __future__ import annotations

import operator
import re
from itertools import accumulate
from math import isqrt

from selectolax.lexbor import LexborDocumentOptions
from selectolax.lexbor import LexborHTMLParser as Tree
from selectolax.lexbor import LexborNode as Node

__all__ = [
    "MAX_BYTES",
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
MAX_DEPTH = 1_500
MAX_DROPPED = 5_000
MAX_ATTRIBUTES = 250
MAX_TAGS = 300_000
"""The page ends here, too: a hundred times as many as pages have."""
MAX_OPTIONS = 5_000
MAX_REOPENED = 200_000

_QUIETLY = LexborDocumentOptions.WO_EVENTS.value
"""Nothing is to happen while the tree is made: with events each `<option>` costs the parser all before it."""


def parse(html: str | bytes) -> Tree:
    """The tree of a page; never raises, whatever the text. Bytes are UTF-8.

    `scripting` is on, so that a `<noscript>` in the head does not end the head (HTML 13.2.6.4.5).
    """
    source = html.encode("utf-8", "replace") if isinstance(html, str) else html
    if len(source) > MAX_BYTES:
        source = source[:MAX_BYTES].decode("utf-8", "ignore").encode()
    tags = source.count(b"<")
    if tags > MAX_TAGS and (first := _FIRST_TAGS.match(source)):
        source = first[0]
    source = _plain_tags(source.replace(b"\0", b""))
    if tags > 2 * isqrt(MAX_REOPENED):
        source = _few_reopened(source, tags)
    if tags > MAX_OPTIONS:
        source = _few_options(source)
    if tags > MAX_DEPTH and _may_be_deep(source):
        source = _shallow(source)
    return Tree(source or b"<html></html>", scripting=True, options=_QUIETLY)


_FIRST_TAGS = re.compile(rb"(?:[^<]*+<){%d}" % MAX_TAGS)
_LONG = 1_000
_OPENING = re.compile(rb"<[a-zA-Z]")
_LONG_TAG = re.compile(rb"<([a-zA-Z][a-zA-Z0-9:-]*+)([^<>]{1000,}+)")
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")


def _plain_tags(text: bytes) -> bytes:
    """The text, with the tags bare that have more attributes than any tag that a person or a program made.

    The parser compares each attribute of a tag with all before it; 200,000 would cost minutes. Only stretches
    without a `>` are looked at, and those are found by a look at a few bytes of every thousand.
    """
    kept: list[bytes] = []
    at = done = 0
    while at + _LONG < len(text):
        last = text.rfind(b">", at, at + _LONG)
        if last < 0:
            end = text.find(b">", at + _LONG)
            end = len(text) if end < 0 else end
            sign = text.find(b"<", at, end - _LONG + 1)
            opening = _OPENING.search(text, sign, end - _LONG + 2) if sign >= 0 else None
            if opening is not None and _separators(text[opening.start() : end]) > MAX_ATTRIBUTES:
                kept += [text[done:at], _LONG_TAG.sub(_bare, text[at:end])]
                done = end
            last = end
        at = last + 1
    return b"".join((*kept, text[done:])) if kept else text


def _bare(match: re.Match[bytes]) -> bytes:
    names = _QUOTED.sub(b"", match[2])
    return match[0] if len(names.split()) <= MAX_ATTRIBUTES else b"<" + match[1] + b" "


def _separators(tag: bytes) -> int:
    """At least as many as there are attributes."""
    return len(tag.split()) + tag.count(b"=") + tag.count(b"/")


_NAMES = rb"(b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\s/>])"
_LETTERING = re.compile(rb"<(/?)" + _NAMES, re.IGNORECASE)
_LETTERING_OR_OPENING = re.compile(rb"<(/?)" + _NAMES + rb"[^<>]*>?|<[a-z]", re.IGNORECASE)


def _few_reopened(text: bytes, tags: int) -> bytes:
    """The text without `<b>` and its like from where those never closed would be made anew too often.

    The parser makes all that are open anew in each paragraph (HTML 13.2.4.3); 1,500 of them in 6,500 paragraphs are
    ten million nodes and three gigabytes. They are closed there, and no further one is opened.
    """
    opened: list[bytes] = []
    most = 0
    for slash, name in _LETTERING.findall(text):
        _note(opened, slash, name.lower())
        most = max(most, len(opened))
        if most * tags > MAX_REOPENED:
            break
    else:
        return text
    opened, made = [], 0
    for match in _LETTERING_OR_OPENING.finditer(text):
        if not match[1]:
            made += len(opened)
        if made > MAX_REOPENED:
            at = match.start()
            ends = b"".join(b"</" + name + b">" for name in reversed(opened))
            return text[:at] + ends + _LETTERING_OR_OPENING.sub(_unlettered, text[at:])
        if match[2]:
            _note(opened, match[1], match[2].lower())
    return text


def _note(opened: list[bytes], slash: bytes, name: bytes) -> None:
    if not slash:
        opened.append(name)
    elif name in opened:
        opened.remove(name)


def _unlettered(match: re.Match[bytes]) -> bytes:
    return b"" if match[2] else match[0]


_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>")
_VOID = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd tr td th option".split()
)


def _shallow(text: bytes) -> bytes:
    """The text without the tags that lie deeper than any page that a person made.

    The parser takes time with the square of the depth; 100,000 boxes within each other would cost minutes. Where
    so many lie too deep that nobody can have meant it, the rest is text without tags.
    """
    kept: list[bytes] = []
    at = depth = dropped = 0
    for match in _TAG.finditer(text):
        if match[2].lower() in _VOID or match[0].endswith(b"/>"):
            continue
        if match[1]:
            depth = max(0, depth - 1)
            if depth < MAX_DEPTH:
                continue
        else:
            depth += 1
            if depth <= MAX_DEPTH:
                continue
        kept.append(text[at : match.start()])
        at = match.end()
        dropped += 1
        if dropped > MAX_DROPPED:
            return b"".join((*kept, _TAG.sub(b" ", text[at:])))
    return b"".join((*kept, text[at:])) if kept else text


_SIGNS = re.compile(rb"<(/?)")
_CLOSING = re.compile(rb"</")


def _may_be_deep(text: bytes) -> bool:
    """False where no more than MAX_DEPTH tags can be open at once, even if all that open nothing opened something."""
    if text.count(b"<") - len(_CLOSING.findall(text)) < MAX_DEPTH:
        return False
    steps = list(accumulate(map(_STEP.__getitem__, _SIGNS.findall(text)), initial=0))
    deepest: int = max(map(operator.sub, steps, accumulate(steps, min)))
    return deepest >= MAX_DEPTH


_STEP = {b"": 1, b"/": -1}


_OPTION = re.compile(rb"<opt(?:ion|group)\b[^<>]*>", re.IGNORECASE)


def _few_options(text: bytes) -> bytes:
    """The text without `<option>` tags where there are more than any list has: the walk goes over so many nodes only."""
    if text.count(b"<option") + text.count(b"<OPTION") <= MAX_OPTIONS:
        return text
    return _OPTION.sub(b"", text)


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


_ANY_TAG = re.compile(
    r"<(script|style)\b[^<>]{0,500}>[^<]{0,5000}</\1\s*>|</?[a-z!][^<>]{0,2000}>", re.IGNORECASE
)
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {0x09, 0x0A, 0x0D}
_INVISIBLE = dict.fromkeys((*_CONTROLS, 0x200B, 0x00AD, 0xFEFF, 0x2060, 0x202D, 0x202E))


def text_of(node: Node) -> str:
    """All text within a node, cleaned. Elements are not parted: use `layout` where lines matter."""
    return clean(node.text(deep=True))
