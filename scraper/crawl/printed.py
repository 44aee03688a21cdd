"""Everything that a page prints, as lines: what the post's text is compared with when it seems to have changed."""

from __future__ import annotations

from scraper.markup.dom import parse
from scraper.markup.encoding import decode
from scraper.markup.layout import Layout
from scraper.markup.walk import lay_out
from scraper.model.capture import Capture


def printed_on(capture: Capture, layout: Layout | None = None) -> str:
    """The text that a reader sees on a page, frame, cards and all, a line a block; `layout` is the page's, where somebody
    has made it already. Never raises."""
    if layout is None:
        text, _ = decode(capture.body, capture.content_type)
        layout = lay_out(parse(text))
    return "\n".join(block.text for block in layout.blocks)
