"""A stored page made inert: what loads, moves or runs is gone, and the rest is there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.payloads import payloads
from scraper.markup.dom import parse
from scraper.markup.inert import inert

CANARY = "http://canary.example"


def test_what_a_reader_saw_stays() -> None:
    page = "<html lang=sv><head><title>T</title><style>p{color:red}</style></head><body><h1>Hej</h1><p style='margin:0'>Text <a href='#x'>ned</a></p>"
    made = inert(page)
    for kept in (
        'lang="sv"',
        "<h1>Hej</h1>",
        "p{color:red}",
        'style="margin:0"',
        'href="#x"',
        "<title>T</title>",
    ):
        assert kept in made


@pytest.mark.parametrize("number", range(0, 160, 5))
def test_payloads_lose_their_sting(number: int) -> None:
    tree = parse(inert(f"<body>{payloads(CANARY)[number]}"))
    assert not tree.css("script, link, base, iframe, frame, object, embed, [http-equiv], noscript, template")
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            assert not name.startswith("on"), (name, value)
            assert name not in ("src", "href", "xlink:href", "srcset", "poster", "ping", "action") or (
                value or ""
            ).startswith(("#", "data:image/"))


@given(st.text(max_size=200))
def test_no_text_fails(text: str) -> None:
    assert inert(text).startswith("<!doctype html>")


def test_pictures_within_the_page_are_kept() -> None:
    assert 'src="data:image/png;base64,AA=="' in inert('<img src="data:image/png;base64,AA==">')
    assert "src=" not in inert('<img src="data:text/html,x">')
