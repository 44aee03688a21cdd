"""What would cost the parser minutes or gigabytes, cut out of a page before it is parsed.

The parser takes time with the square of four things that no page has many of: attributes of one tag, elements within
each other, lettering (`<b>`) that is never closed, different names of elements and attributes. A page of everyday size passes by a few looks at its bytes; what is
asked of the others goes by what the parser makes of them: what only looks closed (in a comment, a value, beneath
something else) is open to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from math import isqrt

from selectolax.lexbor import LexborDocumentOptions
from selectolax.lexbor import LexborHTMLParser as Tree
from selectolax.lexbor import LexborNode as Node

__all__ = ["MAX_DEPTH", "bounded", "tree_of"]

MAX_DEPTH = 1_500
MAX_ATTRIBUTES = 250
MAX_NAMES = 50_000
"""Different names, for which the parser takes under half a second; what comes between more is left out."""
MAX_TAGS = 120_000
"""The page ends here: the walk would not get further (`walk.MAX_NODES`)."""
MAX_OPTIONS = 5_000
MAX_REOPENED = 200_000
_FEW_TAGS = 10_000
"""With no more, any depth costs the parser a quarter of a second at most; the walk looks after itself."""
_QUIETLY = LexborDocumentOptions.WO_EVENTS.value
"""Nothing is to happen while the tree is made: with events each `<option>` costs the parser all before it."""


def tree_of(source: bytes) -> Tree:
    """The tree of a page that is bounded.

    `scripting` is on, so that a `<noscript>` in the head does not end the head (HTML 13.2.6.4.5).
    """
    return Tree(source or b"<html></html>", scripting=True, options=_QUIETLY)


def bounded(source: bytes) -> bytes:
    """The page as UTF-8 without what parses in more than linear time; the very same bytes for nearly all pages."""
    tags = source.count(b"<")
    if tags > MAX_TAGS and (first := _FIRST_TAGS.match(source)):
        source = first[0]
    source = _few_names(source.replace(b"\0", b""), MAX_NAMES if tags <= _FEW_TAGS else MAX_NAMES // 2)
    source = _plain_tags(source)
    if tags > 2 * isqrt(MAX_REOPENED):
        source = _few_reopened(source, tags)
    if tags > MAX_OPTIONS:
        source = _few_options(source)
    return _shallow(source, tags) if tags > _FEW_TAGS else source


_FIRST_TAGS = re.compile(rb"(?:[^<]*+<){%d}" % MAX_TAGS)

# Names

_SHORTEST_NAME = 3
_BEHIND_NAMES = b" \t\n\f\r/>="
_BETWEEN_NAMES = _BEHIND_NAMES + b"<\"'"
_BLANKS = bytes.maketrans(_BETWEEN_NAMES, b" " * len(_BETWEEN_NAMES))
_LOOKED_AT = 2**16


def _few_names(text: bytes, most: int) -> bytes:
    """The text without its middle where more different words stand in it than the parser may take for names.

    Each name is one word more for the parser to compare others with; 160,000 cost it seven seconds. Where a name may stand is not
    asked, since only the parser knows: words of the text and of scripts count like names.
    """
    # Cheap questions first: each name takes some bytes, and a sign behind it.
    if len(text) <= _SHORTEST_NAME * most:
        return text
    parts = [text[start : start + _LOOKED_AT] for start in range(0, len(text), _LOOKED_AT)]
    signs = [len(part) - len(part.translate(None, _BEHIND_NAMES)) for part in parts]
    left = sum(signs)
    words: set[bytes] = set()
    first = 0
    while len(words) <= most // 2:
        if len(words) + left <= most:
            return text
        words.update(_words(parts[first]))
        left -= signs[first]
        first += 1
    last = len(parts)
    while len(words) <= most and last > first:
        last -= 1
        words.update(_words(parts[last]))
    return text if len(words) <= most else b"".join(parts[:first] + parts[last + 1 :])


def _words(text: bytes) -> list[bytes]:
    return text.translate(_BLANKS).split()


# Attributes

_LONG = 1_000
_QUARTER_SECOND = 800_000_000
"""The shorter a page, the longer its tags may be: what they cost grows with one times the other."""
_SIGN = re.compile(rb"</?[a-zA-Z]")
_VALUE = rb"(?:\"[^\"]*+\"?|'[^']*+'?|[^\s>\"'][^\s>]*+)"
_CROWD = rb"(?>[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+%s?+)?+){%d}" % (_VALUE, MAX_ATTRIBUTES)
_CROWD_BEHIND_NAME = re.compile(rb"</?[a-zA-Z][^\s/>]*+" + _CROWD)
_CROWD_BEHIND_VALUE = re.compile(_VALUE + _CROWD)


def _plain_tags(text: bytes) -> bytes:
    """The text, with an end to each tag where it has had more attributes than any that a person or a program made.

    The parser compares each attribute of a tag with all before it; 200,000 would cost minutes. No tag goes on behind
    a `>`, unless that stands in a value: so one `>` is looked at in every stretch that is not too long for a tag.
    A script that reads like such a tag loses nothing by one `>` more.
    """
    ends: set[int] = set()
    at = 0
    step = max(_LONG, _QUARTER_SECOND // (len(text) + 1))
    while at + step < len(text):
        end = text.rfind(b">", at, at + step)
        if end < 0:
            end = text.find(b">", at + step)
            end = len(text) if end < 0 else end
            ends.update(_ends(text, at, end))
        for quote in (b'"', b"'"):
            place = text.rfind(quote, at, end)
            if place > 0 and _opens_value(text, place) and (crowd := _CROWD_BEHIND_VALUE.match(text, place)):
                ends.add(crowd.end())
        at = end + 1
    if not ends:
        return text
    places = [0, *sorted(ends), len(text)]
    return b">".join([text[start:end] for start, end in pairwise(places)])


def _ends(text: bytes, start: int, end: int) -> Iterator[int]:
    """Where tags could end that open in a stretch without any `>`: with too many attributes, or as the next opens."""
    signs = [match.start() for match in _SIGN.finditer(text, start, end)]
    yield from signs[1:]
    for sign, following in pairwise([*signs, end]):
        long = following - sign > 2 * MAX_ATTRIBUTES
        if long and (crowd := _CROWD_BEHIND_NAME.match(text, sign, following)):
            yield crowd.end()


def _opens_value(text: bytes, place: int) -> bool:
    """Whether an attribute's value may begin with the quotation mark at the place."""
    if text[place - 1] > 0x20:
        return text[place - 1] == 0x3D  # =
    before = text[max(0, place - 50) : place].rstrip()
    return not before or before.endswith(b"=")


# Lettering

_NAMES = rb"(b|big|code|em|font|i|s|small|strike|strong|tt|u)(?=[\s/>])"
_OPENED_LETTERING = re.compile(rb"<(?=[bceifstu])" + _NAMES, re.IGNORECASE)
_LETTERING = re.compile(rb"<(/?)" + _NAMES, re.IGNORECASE)
_LETTERING_OR_OPENING = re.compile(rb"<(/?)" + _NAMES + rb"[^<>]*>?|<[a-z]", re.IGNORECASE)


def _few_reopened(text: bytes, tags: int) -> bytes:
    """The text without `<b>` and its like from where those never closed would be made anew too often.

    The parser makes all that are open anew in each paragraph (HTML 13.2.4.3); 1,500 of them in 6,500 paragraphs are
    ten million nodes and three gigabytes. They are closed there, and no further one is opened.
    """
    if len(_OPENED_LETTERING.findall(text)) * tags <= MAX_REOPENED:
        return text
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


# Options

_OPTION = re.compile(rb"<opt(?:ion|group)\b[^<>]*>", re.IGNORECASE)


def _few_options(text: bytes) -> bytes:
    """The text without `<option>` tags where there are more than any list has: the walk goes over so many nodes only."""
    if text.count(b"<option") + text.count(b"<OPTION") <= MAX_OPTIONS:
        return text
    return _OPTION.sub(b"", text)


# Depth

_NEXT_TAGS = re.compile(rb"(?:[^<]*+<){%d}" % _FEW_TAGS)
_TAG = re.compile(rb"</?[a-zA-Z][^<>]*>")


def _shallow(text: bytes, tags: int) -> bytes:
    """The text, with no more tags from where elements lie deeper than on any page that a person made.

    The parser takes time with the square of the depth; 100,000 boxes within each other would cost minutes. Only
    the parser knows what is open, so it is asked, for so many tags at a time.
    """
    end = 0
    while match := _NEXT_TAGS.match(text, end):
        end = match.end() - 1
        if _depth(tree_of(text[:end])) > MAX_DEPTH:
            return text[:end] + _TAG.sub(b" ", text[end:])
        end += 1
    return text


def _depth(tree: Tree) -> int:
    """At least as many elements as lie within each other, also in templates, which are trees of their own."""
    roots = [tree.root, *tree.template_fragments()]
    return sum(_levels(root) for root in roots if root is not None)


def _levels(root: Node) -> int:
    deepest = depth = 0
    node = root
    while True:
        inner = node.first_child
        if inner is not None:
            node = inner
            depth += 1
            deepest = max(deepest, depth)
            continue
        after = node.next
        while after is None and depth > 1:
            outer = node.parent
            if outer is None:
                break
            node = outer
            depth -= 1
            after = node.next
        if after is None or depth == 0:
            return deepest
        node = after
