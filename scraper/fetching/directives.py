"""What a page asks of robots about itself: `noindex` and `noarchive`, in its head or in the X-Robots-Tag header.

There is no standard but the search engines' own (developers.google.com/search/docs/crawling-indexing/robots-meta-tag).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

KNOWN = frozenset(("noindex", "noarchive"))
_AGENT = re.compile(r"\s*([a-z0-9_-]+)\s*:\s*(?![^,]*\d\d:\d\d)", re.IGNORECASE)
"""`otherbot: noindex`; a time of day in `unavailable_after: …` is no agent's name."""


def directives(header: str, metas: Iterable[tuple[str, str]], agent: str) -> frozenset[str]:
    """Which of `noindex` and `noarchive` are meant for us. Never raises.

    `header` is X-Robots-Tag, repeated ones joined with commas; `metas` are (name, content) of the page's meta elements;
    `agent` is the name that robots.txt knows us by. `none` means `noindex, nofollow`.
    """
    ours = agent.lower()
    said: set[str] = set()
    for name, content in metas:
        if name.lower() in ("robots", ours):
            said.update(_words(content))
    addressed = ""
    for part in header[:2_000].split(","):
        match = _AGENT.match(part)
        if match is not None and match[1].lower() not in (
            "unavailable_after",
            "max-snippet",
            "max-image-preview",
        ):
            addressed, part = match[1].lower(), part[match.end() :]
        if addressed in ("", "robots", "*", ours):
            said.update(_words(part))
    if "none" in said:
        said.add("noindex")
    return KNOWN & said


def _words(text: str) -> list[str]:
    return [word.strip().lower() for word in text[:2_000].split(",")]
