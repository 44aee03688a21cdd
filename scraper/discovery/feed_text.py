"""The bytes of a feed as feedparser may see them: in one encoding, without anything declared, and with an end."""

from __future__ import annotations

import re
from itertools import islice, pairwise

from scraper.markup.encoding import as_utf8
from scraper.markup.xml import LONG_TAG
from scraper.model.errors import ParseError

MAX_TAGS = 250_000
"""A feed ends here; feedparser takes some fifteen to thirty microseconds for each, once it has to mend."""
MAX_STRAY = 50_000
"""Ampersands that no XML may hold: feedparser keeps a piece of text for each. A feed ends here, too."""
MAX_COMPARED = 1_000_000_000
"""Pairs of an entry's topics: feedparser compares each with all before it, some seventy million a second."""
MAX_SPACES, MAX_BASES = 10_000, 5_000
"""Declarations of namespaces, and of addresses that others are relative to: feedparser's time grows with their square."""
LONG_WORD, MAX_LONG_WORDS = 400, 100
"""feedparser looks for an e-mail address in each author, in time that grows with the square of a word's length."""
MAX_WORD = 2_000
MAX_TYPES = 10
_FIRST_TAGS = re.compile(rb"(?:[^<]*+<){%d}" % MAX_TAGS)
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_STRAY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-f]{1,6});)", re.IGNORECASE)
_TOPIC = re.compile(rb"[<:](?:category|subject|keywords|tags)[\s/>]", re.IGNORECASE)
_TOPICS = re.compile(rb"[<:](?:keywords|tags)[\s/>]", re.IGNORECASE)
"""These hold many, parted by commas."""
_SPACE = re.compile(rb"\bxmlns[\s:=]")
_BASE = re.compile(rb"\bxml:base[\s=]")
_WORDS = re.compile(rb"(?<![\w.+@-])[\w.+@-]{%d}" % LONG_WORD)
_ENDLESS = re.compile(rb"((?<![\w.+@-])[\w.+@-]{%d})[\w.+@-]++" % MAX_WORD)
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}\"?([\w-]{1,40})")
_ENCODING = re.compile(
    rb"""^(\s{0,100}<\?xml[^>]{0,200}?)\sencoding\s{0,9}=\s{0,9}["'][^"'<>]{0,60}["']""", re.IGNORECASE
)
_TYPE = re.compile(
    rb"((?>\s+|<\?(?>.*?\?>)|<!--(?>.*?-->))*+)<!DOCTYPE\b(?:[^\[<>]{0,1000}\[.{0,200000}?\]\s{0,9}>|[^<>]{0,1000}>?)",
    re.IGNORECASE | re.DOTALL,
)
_WIDE = {
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\0<": "utf-32-be",
    b"<\0\0\0": "utf-32-le",
}
"""How a feed of four bytes a letter begins (XML 1.0, appendix F)."""


def feed_text(body: bytes, content_type: str, *, most: int) -> bytes:
    """The feed in UTF-8, without its document type, with `most` entries. Raises ParseError for one beyond all measure.

    feedparser lets expat resolve the entities that a document type declares, and would take names of encodings that no
    browser knows, in which one could hide.
    """
    charset = _CHARSET.search(content_type)
    if (wide := _WIDE.get(body[:4])) is not None:
        body = body.decode(wide, "replace").encode("utf-8", "replace")
    text = as_utf8(
        body, f"application/xml; charset={charset[1]}" if charset and not wide else "application/xml"
    )
    text = _ENCODING.sub(rb"\1", text, count=1)
    for _ in range(MAX_TYPES):
        if (found := _TYPE.match(text)) is None:
            break
        text = found[1] + text[found.end() :]  # what is left of one may begin another
    else:
        raise ParseError("a feed of one document type after the other")
    text = _ENDLESS.sub(rb"\1", text)
    bounds = (
        (_ENTRY, most),
        (_STRAY, MAX_STRAY),
        (_SPACE, MAX_SPACES),
        (_BASE, MAX_BASES),
        (_WORDS, MAX_LONG_WORDS),
    )
    for pattern, many in bounds:
        if (beyond := next(islice(pattern.finditer(text), many, None), None)) is not None:
            text = text[: beyond.start()]
    text = _few_topics(text)
    if LONG_TAG.search(text):
        raise ParseError("a feed with a tag of more than 100,000 bytes")
    if text.count(b"<") > MAX_TAGS and (first := _FIRST_TAGS.match(text)):
        return first[0]
    return text


def _few_topics(text: bytes) -> bytes:
    """The feed up to the entry whose topics are more than can be compared with each other in seconds."""
    starts = [0, *(found.start() for found in _ENTRY.finditer(text)), len(text)]
    compared = 0
    for start, end in pairwise(starts):
        topics = len(_TOPIC.findall(text, start, end))
        if topics and _TOPICS.search(text, start, end):
            topics += text.count(b",", start, end)
        compared += topics * topics
        if compared > MAX_COMPARED:
            return text[:start]
    return text
