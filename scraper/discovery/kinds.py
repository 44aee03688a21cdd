"""What an answer is, by its content first and its label second: servers often mislabel feeds."""

from __future__ import annotations

import re
from typing import Literal

DocumentKind = Literal["feed", "sitemap", "html", "robots", "empty", "other"]
_ROOT = re.compile(rb"<(?![?!])\s*([A-Za-z][\w:.-]*)")
_ROBOTS = re.compile(rb"^\s*(?:user-agent|sitemap)\s*:", re.IGNORECASE | re.MULTILINE)
_ADDRESSES = re.compile(rb"https?://[^\s<>\"]+\s+https?://[^\s<>\"]+(?:\s|$)")
"""A sitemap as plain text begins with two addresses at least, one a line."""
_FEED_ROOTS = frozenset((b"rss", b"feed", b"rdf:rdf", b"rdf", b"atom:feed", b"channel"))
_SITEMAP_ROOTS = frozenset((b"urlset", b"sitemapindex"))
_MAGIC = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"RIFF",
    b"\x00\x00\x00",
    b"ID3",
    b"OggS",
    b"wOF",
    b"MZ",
    b"Rar!",
)


def what_is(body: bytes, media_type: str = "") -> DocumentKind:
    """The kind of a document. Never raises."""
    head = body[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe\xfe\xff \t\r\n\x00")
    if not head:
        return "empty"
    if head[:2] == b"\x1f\x8b":
        return "sitemap"
    if head.startswith(_MAGIC):
        return "other"
    if head.startswith(b"{"):
        return "feed" if b"jsonfeed.org" in head else "other"
    root = _ROOT.search(head.replace(b"\x00", b""))
    if root is not None:
        name = root[1].lower()
        if name in _FEED_ROOTS:
            return "feed"
        if name in _SITEMAP_ROOTS or name.endswith((b":urlset", b":sitemapindex")):
            return "sitemap"
    if (
        media_type
        and not media_type.startswith("text/")
        and "html" not in media_type
        and "xml" not in media_type
    ):
        return "other"
    if root is None:
        if _ADDRESSES.match(head):
            return "sitemap"
        if b"<" not in head and _ROBOTS.search(head):
            return "robots"
        if media_type in ("text/html", "application/xhtml+xml", ""):
            return "html" if _mostly_text(head) else "other"
        return "other"
    return "html"


def _mostly_text(head: bytes) -> bool:
    return sum(1 for byte in head[:512] if byte < 9 or 13 < byte < 32) < 8
