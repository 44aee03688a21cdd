"""Text from the web as a terminal may have it: nothing in it moves the cursor, changes colours or sets a title."""

from __future__ import annotations

import re

from rich.markup import escape

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""C0 and C1 controls but tab and line feed, and lone surrogates, which no terminal can be sent."""


def printable(text: str | None) -> str:
    """A text with U+FFFD for each control character; empty for None."""
    return _CONTROL.sub("\ufffd", (text or "").replace("\r\n", "\n"))


def safe(text: str | None) -> str:
    """A printable text that is no markup of rich's either."""
    return escape(printable(text))
