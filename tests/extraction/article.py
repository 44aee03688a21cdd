"""An article of four paragraphs, and what is found of it: for the tests of its body."""

from __future__ import annotations

from scraper.extraction.body import Body, find_body
from scraper.markup.dom import parse
from scraper.markup.layout import Layout
from scraper.markup.walk import lay_out

FIRST = "The harbour board met on Tuesday to hear what the divers had found under the old crane, and nobody left early."
SECOND = "Three of the piles are sound, the fourth is not, and the engineers want it replaced before the ice comes back."
THIRD = "“We will not close the quay for a single day,” the harbour master said when she was asked about the ferry."
ARTICLE = f"<p>{FIRST}</p><p>{SECOND}</p><h2>Ferries keep running</h2><p>{THIRD}</p>"
MENU = "<ul>" + "".join(f"<li><a href='/{i}'>Section number {i}</a></li>" for i in range(12)) + "</ul>"


def layout_of(html: str) -> Layout:
    return lay_out(parse(html))


def body_of(html: str, **options: str) -> Body:
    return find_body(layout_of(html), **options)  # type: ignore[arg-type]


def texts(body: Body) -> list[str]:
    return [block.text for block in body.blocks]
