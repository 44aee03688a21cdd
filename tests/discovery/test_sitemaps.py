"""Sitemaps of every form, bounded, without entities."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.discovery.addresses import sort_of
from scraper.discovery.sitemaps import read_sitemap, sitemap_leads
from scraper.model.errors import ParseError

URL = "https://blog.example/sitemap.xml"
SET = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc> /a </loc><lastmod>2020-01-01</lastmod></url><url><loc>https://blog.example/b</loc></url></urlset>'


def test_a_set_an_index_and_plain_text() -> None:
    sitemap = read_sitemap(SET.encode(), URL)
    assert [(entry.url, entry.lastmod) for entry in sitemap.urls] == [
        ("https://blog.example/a", "2020-01-01"),
        ("https://blog.example/b", None),
    ]
    index = read_sitemap(
        b"<sitemapindex><sitemap><loc>https://blog.example/s1.xml</loc></sitemap></sitemapindex>", URL
    )
    assert [entry.url for entry in index.sitemaps] == ["https://blog.example/s1.xml"]
    assert [
        entry.url for entry in read_sitemap(b"https://blog.example/a\nhttps://blog.example/b\n", URL).urls
    ][1] == "https://blog.example/b"


def test_gzip_whatever_it_is_called() -> None:
    assert len(read_sitemap(gzip.compress(SET.encode()), URL).urls) == 2


def test_news_say_title_and_day() -> None:
    body = (
        b'<urlset xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>/n</loc><n:news><n:publication_date>2020-01-02'
        b"</n:publication_date><n:title>Nytt</n:title></n:news></url></urlset>"
    )
    lead = sitemap_leads(read_sitemap(body, URL), URL)[0]
    assert {(hint.field, hint.raw) for hint in lead.hints} == {("title", "Nytt"), ("published", "2020-01-02")}


def test_fifty_thousand_addresses() -> None:
    body = (
        "<urlset>"
        + "".join(f"<url><loc>https://blog.example/{number}</loc></url>" for number in range(50_000))
        + "</urlset>"
    )
    assert len(read_sitemap(body.encode(), URL).urls) == 50_000


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html><body/></html>", b"<!DOCTYPE html><p>", b"nonsense", b"\x1f\x8bbroken", b"<rss/>",
        b'<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>https://blog.example/&a;</loc></url></urlset>', b"<a>" * 500,
    ],
)  # fmt: skip
def test_what_is_no_sitemap_is_said_so(body: bytes) -> None:
    with pytest.raises(ParseError):
        read_sitemap(body, URL)


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("wp-sitemap-posts-post-1.xml", "post"), ("post-sitemap2.xml", "post"), ("wp-sitemap-posts-page-1.xml", "page"),
        ("page-sitemap.xml", "page"), ("category-sitemap.xml", "listing"), ("wp-sitemap-users-1.xml", "listing"), ("sitemap.xml", ""),
        ("?sitemap=posts&sitemap-subtype=post&paged=1", "post"), ("?sitemap=posts&sitemap-subtype=page&paged=1", "page"),
        ("?sitemap=taxonomies&sitemap-subtype=category&paged=1", "listing"), ("?sitemap=users&paged=1", "listing"),
    ],
)  # fmt: skip
def test_a_sitemaps_name_tells_what_it_lists(name: str, sort: str) -> None:
    assert sort_of("https://blog.example/" + name) == sort


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_a_sitemap_or_a_parse_error(body: bytes) -> None:
    try:
        read_sitemap(body, URL)
    except ParseError:
        pass
