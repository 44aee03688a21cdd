"""Text and HTML that any reader can take: no characters that XML forbids, nothing that runs."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

import nh3

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All that is no Char of XML 1.0 (section 2.2), lone surrogates among it."""


def plain(text: str | None) -> str:
    """A text with U+FFFD for each character that XML cannot hold; empty for None."""
    return _ILLEGAL.sub("\ufffd", text or "")


def one_line(text: str | None) -> str:
    """A text in one line, without control characters."""
    return " ".join(plain(text).split())


def safe_html(html: str) -> str:
    """HTML that runs nothing, whatever the archive holds: sanitised once more, for whoever reads it outside."""
    return nh3.clean(plain(html), url_schemes={"http", "https", "mailto"}, link_rel="noopener noreferrer")


def address_parts(url: str) -> SplitResult:
    """An address in its parts; all of them empty for one that is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
