"""What a page asks of robots about itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fetching.directives import KNOWN, directives


@pytest.mark.parametrize(
    ("header", "metas", "asked"),
    [
        ("", [], set()),
        ("", [("robots", "index, follow, max-image-preview:large")], set()),
        ("", [("robots", "NOINDEX,follow")], {"noindex"}),
        ("", [("robots", "none")], {"noindex"}),
        ("", [("robots", "index"), ("Scraper", "noarchive")], {"noarchive"}),
        ("", [("googlebot", "noindex"), ("description", "noindex")], set()),
        ("noindex, noarchive", [], {"noindex", "noarchive"}),
        ("otherbot: noindex, nofollow", [], set()),
        ("otherbot: noindex, scraper: noarchive", [], {"noarchive"}),
        ("noarchive, otherbot: noindex", [], {"noarchive"}),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST", [], set()),
        ("max-snippet: 20, noindex", [], {"noindex"}),
    ],
)
def test_only_what_is_meant_for_us_counts(header: str, metas: list[tuple[str, str]], asked: set[str]) -> None:
    assert directives(header, metas, "scraper") == asked


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_text_is_read(header: str, content: str) -> None:
    assert directives(header, [("robots", content)], "scraper") <= KNOWN
