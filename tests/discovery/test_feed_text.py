"""Feeds as feedparser may see them: whatever is in them, reading them comes to an end."""

from __future__ import annotations

import pytest

from scraper.discovery.feeds import read_feed


def _long(inside: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>T</title><item>'
        f"<title>Before</title><link>https://b.example/a</link></item><item><title>Odd</title>{inside}</item></channel></rss>"
    ).encode()


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "inside",
    [
        f"<author>{'a.b' * 100_000}</author>",
        f"<dc:creator>{'a' * 400_000}@</dc:creator>",
        "".join(f"<author>{'a.' * 400}</author>" for _ in range(2000)),
        "".join(f'<a xmlns:n{number}="http://e.example/{number}"/>' for number in range(60_000)),
        '<a xml:base="b/">' * 60_000,
    ],
    ids=["one author", "one creator", "many authors", "namespaces", "bases"],
)
def test_what_feedparser_takes_minutes_for_is_bounded(inside: str) -> None:
    found = read_feed(_long(inside), "https://b.example/feed", "application/rss+xml")
    assert found.entries[0].title == "Before"


def test_a_long_address_of_an_entry_stays_as_it_is() -> None:
    token = "a1-b2_" * 200
    feed = _long(f"<link>https://b.example/{token}?x=1</link>")
    found = read_feed(feed, "https://b.example/feed", "application/rss+xml")
    assert found.entries[1].url == f"https://b.example/{token}?x=1"
