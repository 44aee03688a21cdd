"""Addresses: joined as browsers do, and compared by what makes them one page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.model import urls
from scraper.model.errors import URLError


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("HTTP://Example.ORG:80/a/../b", "http://example.org/b"),
        ("https://example.org", "https://example.org/"),
        ("https://example.org/ä ö?q=å#del", "https://example.org/%C3%A4%20%C3%B6?q=%C3%A5"),
        ("https://faß.example/", "https://xn--fa-hia.example/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
    ],
)
def test_addresses_are_read_as_browsers_read_them(written: str, read: str) -> None:
    assert urls.normalise(written) == read


@pytest.mark.parametrize(
    "text", ["", "example.org", "ftp://example.org/", "javascript:alert(1)", "http://", "file:///etc"]
)
def test_what_is_no_web_address_is_refused_in_words(text: str) -> None:
    with pytest.raises(URLError, match="address"):
        urls.normalise(text)


@pytest.mark.parametrize(
    ("reference", "joined"),
    [
        ("../b", "https://example.org/b"),
        ("?p=2", "https://example.org/x/y?p=2"),
        ("//other.example/z", "https://other.example/z"),
        ("\\c", "https://example.org/c"),
        ("mailto:a@example.org", None),
        ("", None),
        ("http://[broken", None),
        ("https:z", "https://example.org/x/z"),
        ("https:/z", "https://example.org/z"),
        ("http:/other.example/z", "http://other.example/z"),
        ("/\\other.example/z", "https://other.example/z"),
        ("//", None),
        ("./a:b", "https://example.org/x/a:b"),
        ("../../../z", "https://example.org/z"),
        ("z\n?q", "https://example.org/x/z?q"),
        ("#there", "https://example.org/x/y"),
        ("javascript:void(0)", None),
    ],
)
def test_references_are_joined_or_given_up(reference: str, joined: str | None) -> None:
    assert urls.join("https://example.org/x/y", reference) == joined


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/a/", "http://example.org/a"),
        ("https://example.org/%c3%a5r", "https://example.org/%C3%A5r/"),
        ("https://example.org/a?utm_source=x&id=3", "https://example.org/a?id=3"),
        ("https://example.org/a;jsessionid=12AB", "https://example.org/a"),
        ("https://example.org/dir/index.html", "https://example.org/dir/"),
        ("https://example.org/%7Eanna/", "https://example.org/~anna"),
    ],
)
def test_addresses_of_one_page_share_a_key(one: str, other: str) -> None:
    assert urls.key(one) == urls.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/?p=1", "https://example.org/?p=2"),
        ("https://example.org/a?x=1&y=2", "https://example.org/a?y=2&x=1"),
        ("https://example.org/A", "https://example.org/a"),
    ],
)
def test_addresses_of_different_pages_do_not(one: str, other: str) -> None:
    assert urls.key(one) != urls.key(other)


@given(st.text(max_size=200), st.text(max_size=200))
@settings(deadline=None)
def test_no_text_breaks_them(base: str, reference: str) -> None:
    urls.key(reference)
    urls.host(reference)
    urls.path(reference)
    joined = urls.join("https://example.org/" + base, reference)
    assert joined is None or joined.startswith(("http://", "https://"))


@given(st.text(alphabet="abcåäö/%?&=.-_0123456789", max_size=60))
@settings(deadline=None)
def test_reading_twice_changes_nothing(tail: str) -> None:
    once = urls.join("https://example.org/", tail)
    if once is not None:
        assert urls.normalise(once) == once
        assert urls.key("https://" + urls.key(once)) == urls.key(once)


def test_an_address_that_is_too_long_once_it_is_written_out() -> None:
    """Found by fuzzing: what `join` let pass, `normalise` refused, and that ended the run."""
    long = "https://blog.example/" + "å" * (urls.MAX_URL // 4)
    assert urls.join("https://blog.example/", long) is None
    with pytest.raises(URLError) as raised:
        urls.normalise(long)
    assert len(str(raised.value)) < 300
