"""A body as HTML and Markdown, written when somebody asks: who wants only the record does not wait for them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from scraper.extraction.body import Body
from scraper.extraction.markdown import markdown_of
from scraper.extraction.render import html_of
from scraper.extraction.structure import Placed, placed
from scraper.markup.layout import Picture

__all__ = ["Printed"]


class Printed:
    """The rendering of a body (`model.post.Rendering`). `base` is what relative addresses are relative to."""

    def __init__(self, body: Body, pictures: Sequence[Picture], base: str) -> None:
        self._blocks, self._captions, self._pictures, self._base = body.blocks, body.captions, pictures, base

    @cached_property
    def _things(self) -> list[Placed]:
        return placed(self._blocks, self._pictures, self._base)

    @cached_property
    def html(self) -> str:
        """Sanitised HTML; see `render.html_of`."""
        return html_of(self._things, self._base, captions=self._captions)

    @cached_property
    def markdown(self) -> str:
        """CommonMark; see `markdown.markdown_of`."""
        return markdown_of(self._things, self._base, captions=self._captions)
