"""WordPress's REST interface: announced, asked page by page, and read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.discovery.wordpress import next_page, posts_address, rest_leads, rest_root
from scraper.markup.dom import parse

URL = "https://blog.example/news/"
API = "https://blog.example/wp-json/"


@pytest.mark.parametrize(
    ("header", "head", "root"),
    [
        (f'<{API}>; rel="https://api.w.org/"', "", API),
        (f'<https://x.example/>; rel=shortlink, <{API}>; rel="https://api.w.org/"', "", API),
        ("", '<link rel="https://api.w.org/" href="/wp-json/">', API),
        ("", '<link rel="https://api.w.org/" href="/?rest_route=/">', "https://blog.example/?rest_route=/"),
        ("</x>; rel=next", '<link rel="alternate" href="/wp-json/wp/v2/posts/3">', None),
    ],
)
def test_a_page_announces_it(header: str, head: str, root: str | None) -> None:
    assert rest_root(parse(f"<head>{head}</head>"), {"link": header}, URL) == root


def test_pages_follow_each_other_until_the_count_or_a_short_page_ends_them() -> None:
    first = posts_address(API)
    assert "wp/v2/posts?per_page=100" in first
    second = next_page(first, {"x-wp-totalpages": "2"}, 100)
    assert second == first.replace("&page=1", "&page=2")
    assert next_page(second, {"x-wp-totalpages": "2"}, 100) is None
    assert next_page(first, {}, 100) == second
    assert next_page(first, {}, 99) is None
    assert next_page(first, {"x-wp-totalpages": "many"}, 3) is None
    assert "?rest_route=/wp/v2/posts&per_page=" in posts_address("https://blog.example/?rest_route=/")


def test_an_entry_says_title_day_excerpt_and_when_it_changed() -> None:
    entry = {
        "link": "https://blog.example/ett/", "type": "post", "date": "2019-05-29T00:15:00", "modified_gmt": "2019-06-01T08:00:00",
        "title": {"rendered": "Ett &amp; <em>två</em>"}, "excerpt": {"rendered": "<p>Kort&nbsp;sagt.</p>\n"},
    }  # fmt: skip
    (lead,) = rest_leads([entry, {"link": "https://blog.example/om/", "type": "page"}], URL) or []
    assert {hint.field: hint.raw for hint in lead.hints} == {
        "title": "Ett & två", "published": "2019-05-29T00:15:00", "excerpt": "Kort sagt.",
    }  # fmt: skip
    assert (lead.url, lead.lastmod) == ("https://blog.example/ett/", "2019-06-01T08:00:00Z")


@pytest.mark.parametrize("read", [None, {}, {"code": "rest_forbidden"}, [1], [{"id": 1}], "x"])
def test_anything_else_is_no_list_of_posts(read: object) -> None:
    assert rest_leads(read, URL) is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(("link", "title", "date", "type", "rendered")), inner, max_size=4),
)  # fmt: skip


@given(_JSON)
def test_any_value_is_read(read: object) -> None:
    rest_leads(read, URL)


@pytest.mark.parametrize(
    ("local", "utc", "said"),
    [
        ("2026-03-26T02:11:00", "2026-03-26T01:11:00", "2026-03-26T02:11:00+01:00"),
        ("2026-03-26T02:11:00", "2026-03-25T20:26:00", "2026-03-26T02:11:00+05:45"),
        ("2026-03-25T22:11:00", "2026-03-26T02:11:00", "2026-03-25T22:11:00-04:00"),
        ("2026-03-26T02:11:00", "2026-03-26T02:11:00", "2026-03-26T02:11:00"),  # UTC, or never set
        ("2026-03-26T02:11:00", "2026-03-26T01:04:00", "2026-03-26T02:11:00"),
        ("2026-03-26T02:11:00", "2026-03-20T01:11:00", "2026-03-26T02:11:00"),
        ("2026-03-26T02:11:00", "0000-00-00T00:00:00", "2026-03-26T02:11:00"),
        ("2026-03-26T02:11:00", None, "2026-03-26T02:11:00"),
        ("2026-03-26T02:11:00Z", "2026-03-26T01:11:00", "2026-03-26T02:11:00Z"),
    ],
)
def test_both_clocks_tell_the_zone(local: str, utc: str | None, said: str) -> None:
    (lead,) = rest_leads([{"link": "https://blog.example/ett/", "date": local, "date_gmt": utc}], URL) or []
    assert [hint.raw for hint in lead.hints if hint.field == "published"] == [said]
