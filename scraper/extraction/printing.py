"""A body as HTML and Markdown, written when somebody asks: who wants only the record does not wait for them."""

from __future__ import annotations

from functools import cached_property

from scraper.extraction.body import Body
from scraper.extraction.markdown import markdown_of
from scraper.extraction.pictures import pictures_of
from scraper.extraction.render import html_of
from scraper.markup.layout import Layout, Picture

__all__ = ["Printed"]


class Printed:
    """The rendering of a body (`model.post.Rendering`). `base` is what relative addresses are relative to."""

    def __init__(self, layout: Layout, body: Body, base: str) -> None:
        self._layout, self._body, self._base = layout, body, base

    @cached_property
    def _pictures(self) -> list[Picture]:
        return pictures_of(self._layout, self._body)

    @cached_property
    def html(self) -> str:
        """Sanitised HTML; see `render.html_of`."""
        return html_of(self._body.blocks, self._pictures, self._base, captions=self._body.captions)

    @cached_property
    def markdown(self) -> str:
        """CommonMark; see `markdown.markdown_of`."""
        return markdown_of(self._body.blocks, self._pictures, self._base, captions=self._body.captions)
