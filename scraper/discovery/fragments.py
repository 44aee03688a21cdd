"""What "load more" buttons are answered with: JSON that holds pieces of a page, and perhaps where to go on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from scraper.model.urls import join

MAX_VALUES = 20_000
MAX_SIGNS = 500_000
"""Commas and opening brackets: an empty object takes two bytes in a document and sixty-four in memory."""
_NEXT = frozenset(
    (
        "next",
        "next_url",
        "nexturl",
        "next_page_url",
        "nextpageurl",
        "next_page",
        "nextpage",
        "more_url",
        "nextlink",
    )
)


def read_json(body: bytes) -> Any:
    """A JSON document's value; None for anything else, and for one of more values than memory should hold. Never raises."""
    if body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"["):
        return None
    if body.count(b",") + body.count(b"[") + body.count(b"{") > MAX_SIGNS:
        return None
    try:
        return json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None


def fragments(read: Any) -> str:
    """Every piece of HTML in a JSON value, in order, as one page; empty where there is none."""
    pieces = [text for _, text in _strings(read) if "<" in text and ("href" in text or "</" in text)]
    return "".join(pieces)


def page_behind(read: Any, url: str) -> str | None:
    """The address of the next piece, when the answer names one."""
    for name, text in _strings(read):
        if name.lower() in _NEXT and ("/" in text or text.startswith("?")) and "<" not in text:
            return join(url, text)
    return None


def _strings(read: Any) -> Iterator[tuple[str, str]]:
    """(name, text) of every string, in the order of the document; a list's bear the list's name."""
    waiting: list[tuple[str, Any]] = [("", read)]
    for _ in range(MAX_VALUES):
        if not waiting:
            return
        name, value = waiting.pop()
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, dict):
            waiting.extend(reversed(list(value.items())))
        elif isinstance(value, list):
            waiting.extend((name, entry) for entry in reversed(value))
