"""XML in one pass: bounded, without entities, mended where it is often broken."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.markup.xml import MAX_DEPTH, Element, read_xml
from scraper.model.errors import ParseError


def values(body: bytes) -> list[tuple[str, str]]:
    """Name and text of every element that closes, in order."""
    found: list[tuple[str, str]] = []

    def end(elements: list[Element]) -> None:
        found.append((elements[-1].name, elements[-1].value))

    read_xml(body, end, restart=found.clear)
    return found


def test_names_lose_their_prefix_and_text_its_edges() -> None:
    body = b'<?xml version="1.0"?><x:list xmlns:x="urn:x"><x:Entry kind="a"> one </x:Entry><entry/></x:list>'
    assert values(body) == [("entry", "one"), ("entry", ""), ("list", "")]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"<a><b>R & D</b></a>", "R & D"),
        (b"<a><b>x?a=1&b=2&amp;c=3</b></a>", "x?a=1&b=2&c=3"),
        (b"<a><b>caf&eacute;&nbsp;&madeup;</b></a>", "café\xa0&madeup;"),
        (b"<a><b>o\x08n\x00e</b></a>", "one"),
        (b"Warning: no such file\n<?xml version='1.0'?><a><b>one</b></a>", "one"),
        (b"<br />\n<b>Notice</b>\n<?xml version='1.0'?><a><b>one</b></a>", "one"),
        ('<?xml version="1.0" encoding="utf-8"?><a><b>räka</b></a>'.encode("latin-1"), "räka"),
        ('<?xml version="1.0" encoding="shift_jis"?><a><b>日本</b></a>'.encode("shift_jis"), "日本"),
        ('<?xml version="1.0" encoding="x-unheard-of"?><a><b>räka</b></a>'.encode(), "räka"),
        ('<?xml version="1.0" encoding="utf-16"?><a><b>räka</b></a>'.encode("utf-16"), "räka"),
        ("<a><b>räka & co</b></a>".encode("utf-16"), "räka & co"),
        (b"<a><b>one</b><b>two", "one"),
        (b"<a><b>one</b></wrong></a>", "one"),
    ],
)
def test_what_is_often_broken_is_mended(body: bytes, text: str) -> None:
    assert values(body)[0] == ("b", text)


def test_a_second_reading_starts_anew() -> None:
    assert values(b"<a><b>one</b><b>R & D</b></a>") == [("b", "one"), ("b", "R & D"), ("a", "")]


@pytest.mark.parametrize(
    "body",
    [
        b"", b"no element", b"<", b"<a", b"<a>", b"{}", b"<>", b"<a b=>",
        b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1),
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
        b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://x.example/"> %x;]><a/>',
    ],
)  # fmt: skip
def test_what_is_no_xml_or_hostile_is_refused(body: bytes) -> None:
    with pytest.raises(ParseError):
        values(body)


@given(st.binary(max_size=300) | st.text(alphabet="<>/&;a! [CDATA]=\"'?xml", max_size=120).map(str.encode))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        values(body)
    except ParseError:
        pass


@pytest.mark.parametrize("more", [b"", b" "])
def test_a_label_of_two_bytes_a_letter_before_text_of_one(more: bytes) -> None:
    assert values(b"<?xml version='1.0' encoding='UTF-16'?><a><b>\xc3\xa5</b></a>" + more)
