"""Where on a page the post stands: what is about its headline, and what is behind its end."""

from __future__ import annotations

from scraper.extraction.stage import Stage
from scraper.markup.dom import parse
from scraper.markup.walk import lay_out

LINKS = "<a href=/hamn>Hamnen</a> <a href=/torg>Torget</a> <a href=/kaj>Kajen</a>"


def test_what_is_behind_a_text_ends_at_the_next_menu() -> None:
    html = f"<nav>{LINKS}</nav><h1>Kajen</h1><p>Text</p><p>Av Ada Brink</p><nav>{LINKS}</nav><p>Posted in Pakistan</p>"
    behind = Stage(title=1, start=2, end=3).after(lay_out(parse(html), bool))
    assert [block.text for block in behind] == ["Text", "Av Ada Brink"]
