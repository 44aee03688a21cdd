"""XML read in one pass, bounded, and without ever resolving an entity or opening a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from scraper.model.errors import ParseError

MAX_DEPTH = 200
MAX_ELEMENTS = 2_000_000
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_BARE_AMPERSAND = re.compile(rb"&(?!(?:#\d+|#x[0-9a-fA-F]+|amp|lt|gt|quot|apos);)")


@dataclass(slots=True)
class Element:
    """One element: its name without prefix, its text, and its attributes."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The element's text, trimmed."""
        return "".join(self.text).strip()


def read_xml(body: bytes, end: Callable[[list[Element]], None]) -> str:
    """Reads a document, calling `end` with the open elements each time one closes; returns the root's name.

    Mends what is often broken (junk before the root, control characters, bare `&`). Raises ParseError for what is no XML,
    for documents too deep or too large, and for those that declare entities.
    """
    start = body.find(b"<")
    if start < 0:
        raise ParseError("no XML: there is no element in it")
    text = body[start:] if start and not body.startswith((b"\xff\xfe", b"\xfe\xff")) else body
    try:
        return _run(text, end)
    except expat.ExpatError:
        mended = _BARE_AMPERSAND.sub(b"&amp;", _CONTROL.sub(b"", text))
        if mended == text:
            raise ParseError("broken XML") from None
        try:
            return _run(mended, end)
        except expat.ExpatError as error:
            raise ParseError(f"broken XML: {error}") from error


def _run(body: bytes, end: Callable[[list[Element]], None]) -> str:
    parser = expat.ParserCreate()
    open_elements: list[Element] = []
    root: list[str] = []
    count = 0

    def entered(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MAX_ELEMENTS or len(open_elements) >= MAX_DEPTH:
            raise ParseError("XML with more elements, or deeper, than any feed or sitemap")
        if not root:
            root.append(name.rsplit(":", 1)[-1].lower())
        open_elements.append(Element(name.rsplit(":", 1)[-1].lower(), attributes))

    def left(name: str) -> None:
        end(open_elements)
        open_elements.pop()

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
    try:
        parser.Parse(body, True)
    except (LookupError, ValueError) as error:
        raise ParseError(f"broken XML: {error}") from error
    return root[0] if root else ""
