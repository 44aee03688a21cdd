"""Links of a page: feeds, the canonical address, the pages behind, and where a link stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.discovery.addresses import page_number
from scraper.discovery.links import feed_links, links, older_pages
from scraper.discovery.words import words
from scraper.markup.dom import parse
from scraper.markup.walk import lay_out

URL = "https://blog.example/news/"


def older(html: str, url: str = URL) -> list[str]:
    """The addresses of the pages behind."""
    tree = parse(html)
    return [lead.url for lead in older_pages(tree, lay_out(tree), url)]


@pytest.mark.parametrize(
    ("url", "stem", "number"),
    [
        ("https://blog.example/news/page/3/", "blog.example/news?", 3),
        ("https://blog.example/news/seite-3.html", "blog.example/news?", 3),
        ("https://blog.example/news?page=3", "blog.example/news?", 3),
        ("https://blog.example/news/?lang=sv&sida=3", "blog.example/news?lang=sv", 3),
        ("https://blog.example/?paged=12", "blog.example?", 12),
    ],
)
def test_numbered_pages_of_one_listing_share_a_stem(url: str, stem: str, number: int) -> None:
    assert page_number(url) == (stem, number)


@pytest.mark.parametrize(
    "url",
    [
        "https://blog.example/",
        "https://blog.example/2019/05/",
        "https://blog.example/page-of-honour/",
        "https://blog.example/web-page-2-zero/",
    ],
)
def test_other_addresses_bear_no_number(url: str) -> None:
    assert page_number(url) is None


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<link rel="next" href="/news/p2">', ["/news/p2"]),
        ('<a rel="nofollow next" href="?o=20">x</a>', ["/news/?o=20"]),
        ('<a href="/news/page/2/">2</a><a href="/news/page/9/">9</a>', ["/news/page/2/", "/news/page/9/"]),
        ('<a href="/news/older.html">« Äldre inlägg</a>', ["/news/older.html"]),
        ('<a href="/news?page=2">»</a>', ["/news?page=2"]),
        ('<a class="load-more" data-url="/news/page/2/">…</a>', ["/news/page/2/"]),
        ('<div data-next-url="/api/news?page=2"></div>', ["/api/news?page=2"]),
        ('<button class="load-more" data-url="/more?page={page}">', ["/more?page=2"]),
        ('<base href="/deep/"><a href="page/2/">Older posts</a>', ["/deep/page/2/"]),
        # What follows leads on to the next post, to another site or nowhere.
        ('<a href="/next-post/">Next</a><a href="/other-post/">Nästa</a>', []),
        ('<a href="/one/">Ver más</a><a href="/two/">Ver más</a>', []),
        ('<a href="https://other.example/page/2/">Older posts</a>', []),
        ('<a href="/tag/homes/page/2/">2</a>', []),
        ('<a href="/?p=2">A post that is numbered</a>', []),
        ('<i data-next="7"></i><i data-next="{&quot;a&quot;:1}"></i><b data-url="/share"></b>', []),
    ],
)
def test_pages_behind(html: str, found: list[str]) -> None:
    assert older(html) == ["https://blog.example" + path for path in found]


def test_the_second_page_leads_to_the_third_and_back_to_the_first_not_at_all() -> None:
    html = '<a href="/news/">Newer posts</a><a href="/news/page/3/">Older posts</a>'
    assert older(html, URL + "page/2/") == [URL + "page/3/"]


def test_words_for_older_posts_are_known_in_many_languages() -> None:
    assert {"older posts", "äldre inlägg", "ältere beiträge", "старые записи", "古い投稿"} <= words().older
    assert not words().older & words().next


def test_feeds_in_order_of_worth() -> None:
    html = (
        '<a href="/comments/feed/">Kommentarer</a><a href="feed/">RSS</a><a href="/feedback/">Feedback</a>'
        '<link rel="alternate" type="application/rss+xml; charset=utf-8" href="/rss.xml">'
        '<link rel="alternate" type="application/json+oembed" href="/oembed?format=json">'
        '<link rel="alternate" hreflang="de" type="text/html" href="/de/">'
        '<link rel="feed" href="/feed.json"><a href="https://other.example/feed/">Theirs</a>'
    )
    assert feed_links(parse(html), URL) == [
        "https://blog.example/rss.xml",
        "https://blog.example/feed.json",
        "https://blog.example/news/feed/",
        "https://blog.example/comments/feed/",
    ]


def test_a_link_tells_whether_it_stands_in_navigation() -> None:
    html = (
        '<nav><a href="/a/">A</a><a href="/both/">B</a></nav><div class="site-footer"><a href="/f/">F</a></div>'
        '<main><div class="menus"><a href="/both/">The longer text</a></div><a href="/c/"><img></a></main>'
    )
    found = {link.url.removeprefix("https://blog.example"): link for link in links(lay_out(parse(html)), URL)}
    assert {path: link.in_navigation for path, link in found.items()} == {
        "/a/": True, "/both/": False, "/f/": True, "/c/": False,
    }  # fmt: skip
    assert found["/both/"].text == "The longer text"


@given(st.text(max_size=80), st.text(max_size=40))
@settings(deadline=None)
def test_any_text_is_a_page(href: str, text: str) -> None:
    tree = parse(f'<a rel="next" href="{href}">{text}</a><a data-next="{href}" href="{text}">{href}</a>')
    layout = lay_out(tree)
    for url in (URL, href):
        older_pages(tree, layout, url)
        feed_links(tree, url)
        page_number(href)
