"""XML read in one pass, bounded, and without ever resolving an entity or opening a file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from xml.parsers import expat

from scraper.model.errors import ParseError
from scraper.model.late import late

MAX_DEPTH = 200
MAX_ELEMENTS = 2_000_000
MAX_HEAD = 4_096
"""Bytes in which a document may begin: what a server prints before it is a warning or two."""
LONG_TAG = re.compile(rb"<[A-Za-z_:][^<>]{100000}")
"""A tag that no program means: all its attributes would be held at once."""
_CONTROL = late(re.compile, "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = late(
    re.compile, r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)(?:([A-Za-z]\w{1,30});)?"
)
_BROKEN = (expat.ExpatError, LookupError, ValueError)
"""What expat raises: for broken text, for a charset that it does not know, for one of several bytes."""
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_WIDE = re.compile(r"utf-?(?:16|32)|ucs", re.IGNORECASE)
_LABEL = re.compile(rb"^[^>]{0,400}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")


@dataclass(slots=True)
class Element:
    """One element: its name without prefix, its text, and its attributes."""

    name: str
    attributes: dict[str, str]
    text: list[str]

    @property
    def value(self) -> str:
        """The element's text, trimmed."""
        return "".join(self.text).strip()


def read_xml(
    body: bytes, end: Callable[[list[Element]], None], *, restart: Callable[[], None] | None = None
) -> str:
    """Reads a document, calling `end` with the open elements each time one closes; returns the root's name.

    What is often broken is mended (junk before the root, control characters, bare `&`, HTML's entities, a wrong or
    unknown charset) and read again from the start, after `restart` was called. Of a document that breaks off, what
    came before the break is read. Raises ParseError for what is no XML, for documents too deep or too large, and for
    those that declare entities.
    """
    text = _from_start(body)
    if LONG_TAG.search(text):
        raise ParseError("XML with a tag of more than 100,000 bytes")
    try:
        return _run(text, end, [])
    except _BROKEN:
        if restart is not None:
            restart()
    root: list[str] = []
    try:
        return _run(_mended(text), end, root)
    except _BROKEN as error:
        if len(root) < 2:
            raise ParseError(f"broken XML: {error}") from error
        return root[0]


def _from_start(body: bytes) -> bytes:
    """The document without what stands before it."""
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body
    start = body.find(b"<?xml", 0, MAX_HEAD)
    if start < 0:
        start = body.find(b"<")
    if start < 0:
        raise ParseError("no XML: there is no element in it")
    return body[start:]


def _mended(body: bytes) -> bytes:
    """The document in UTF-8, without what no XML may hold."""
    text = _DECLARATION.sub("", _decoded(body), count=1)
    text = _AMPERSAND.sub(_character, _CONTROL.sub("", text))
    return text.encode("utf-8", "replace")


def _decoded(body: bytes) -> str:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return body.decode("utf-16", "replace")
    label = _LABEL.match(body)
    said = label[1].decode("ascii") if label else "utf-8"
    if _WIDE.match(said):
        said = "utf-8"  # such a label cannot be read byte by byte where it is true
    for encoding in (said, "utf-8"):
        try:
            return body.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return body.decode("cp1252", "replace")


def _character(match: re.Match[str]) -> str:
    """An HTML entity as what it stands for; any other ampersand as itself."""
    if match[1]:
        known = unescape(match[0])
        if known != match[0]:
            return known
    return "&amp;" + match[0][1:]


def _local(name: str) -> str:
    """A name without its prefix, in lower case."""
    return name.rsplit(":", 1)[-1].lower()


def _run(body: bytes, end: Callable[[list[Element]], None], root: list[str]) -> str:
    """One pass; `root` is filled with the root's name, and with one name more as soon as an element closed in it."""
    parser = expat.ParserCreate()
    open_elements: list[Element] = []
    count = 0
    local = lru_cache(maxsize=64)(_local)

    def entered(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MAX_ELEMENTS or len(open_elements) >= MAX_DEPTH:
            raise ParseError("XML with more elements, or deeper, than any feed or sitemap")
        if not root:
            root.append(local(name))
        open_elements.append(Element(local(name), attributes, []))

    def left(_: str) -> None:
        end(open_elements)
        closed = open_elements.pop()
        if len(root) == 1:
            root.append(closed.name)

    def characters(text: str) -> None:
        if open_elements:
            open_elements[-1].text.append(text)

    def declared(*_: object) -> None:
        raise ParseError("XML that declares entities is not read")

    parser.StartElementHandler = entered
    parser.EndElementHandler = left
    parser.CharacterDataHandler = characters
    parser.EntityDeclHandler = declared
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.buffer_text = True
    parser.Parse(body, True)
    return root[0] if root else ""
