"""Feeds: every form, mended where broken, and never anything but a Feed or a ParseError."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.discovery.feeds import feed_leads, paged, read_feed
from scraper.discovery.moments import comparable
from scraper.model.errors import ParseError

URL = "https://blog.example/feed/"
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Bloggen</title><link>https://blog.example/</link><language>sv-SE</language><generator>https://wordpress.org/?v=6</generator>
<item><title>Ett &amp; två</title><link>/ett/</link><guid isPermaLink="false">https://blog.example/?p=1</guid>
<dc:creator>admin</dc:creator><pubDate>Wed, 29 May 2019 00:15:00 +0200</pubDate><category>hem</category>
<description>&lt;p&gt;Början &amp;amp; slut&lt;/p&gt;</description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><link rel="next" href="/feed?page=2"/>
<entry><title>T</title><link rel="alternate" href="/t"/><id>tag:x,1</id><updated>2020-01-02T00:00:00Z</updated>
<published>2020-01-01T00:00:00Z</published><author><name>Bo Ek</name></author></entry></feed>"""
JSON = '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"1","url":"/j","title":"T","date_published":"2020-01-01"}],"next_url":"/j2"}'


def test_rss_of_wordpress() -> None:
    feed = read_feed(RSS.encode(), URL, "text/html; charset=utf-8")
    assert (feed.title, feed.language, feed.paged, feed.next) == ("Bloggen", "sv-SE", True, None)
    entry = feed.entries[0]
    assert (entry.url, entry.title, entry.author) == ("https://blog.example/ett/", "Ett & två", "admin")
    assert (entry.published, entry.updated) == ("Wed, 29 May 2019 00:15:00 +0200", None)
    lead = feed_leads(feed, URL)[0]
    assert {hint.field for hint in lead.hints} == {"title", "published", "authors", "excerpt", "tags"}
    assert (lead.guid, lead.lastmod) == ("https://blog.example/?p=1", None)


def test_atom_and_the_page_behind_it() -> None:
    feed = read_feed(ATOM.encode(), URL)
    assert feed.next == "https://blog.example/feed?page=2"
    assert feed.entries[0].url == "https://blog.example/t"
    assert feed_leads(feed, URL)[0].lastmod == "2020-01-02T00:00:00Z"


def test_json_feed() -> None:
    feed = read_feed(JSON.encode(), URL)
    assert (feed.entries[0].url, feed.next) == ("https://blog.example/j", "https://blog.example/j2")


@pytest.mark.parametrize(
    "broken",
    [
        RSS.replace("&amp; två", "& två"),
        "\n\n" + RSS,
        RSS.replace("</channel></rss>", ""),
        "PHP Warning: x\n" + RSS,
    ],
)
def test_broken_feeds_still_give_their_entries(broken: str) -> None:
    assert len(read_feed(broken.encode(), URL).entries) == 1


@pytest.mark.parametrize(
    "body", [b"", b"   ", b"<html><body>Not found</body></html>", b"{}", b"{broken", b"%PDF-1.4", b"\x00\xff"]
)
def test_what_is_no_feed_is_said_so(body: bytes) -> None:
    with pytest.raises(ParseError):
        read_feed(body, URL)


def test_content_stands_in_for_a_summary_as_plain_text_without_control_characters() -> None:
    text = ATOM.replace(
        "<title>T</title>",
        '<title>T\x08\x00</title><content type="html">&lt;p&gt;A &lt;a href="x"&gt;b&lt;/a&gt;</content>',
    )
    entry = read_feed(text.encode(), URL).entries[0]
    assert (entry.title, entry.summary) == ("T", "A b")


def test_xml_base_and_guids_that_are_no_addresses() -> None:
    based = ATOM.replace("<entry>", '<entry xml:base="https://blog.example/deep/">').replace(
        'href="/t"', 'href="t"'
    )
    assert read_feed(based.encode(), URL).entries[0].url == "https://blog.example/deep/t"
    bare = '<rss version="2.0"><channel><item><title>T</title><guid{}>https://blog.example/g</guid></item></channel></rss>'
    assert read_feed(bare.format("").encode(), URL).entries[0].url == "https://blog.example/g"
    assert read_feed(bare.format(' isPermaLink="false"').encode(), URL).entries[0].url is None


@pytest.mark.parametrize(
    "item",
    [
        "<link>http://feedproxy.example/~r/x/1/</link>"
        '<feedburner:origLink xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">https://blog.example/ett/</feedburner:origLink>',
        "<link>https://clicks.example/?to=1</link><guid>https://blog.example/ett/</guid>",
    ],
)
def test_links_through_feed_services_lead_to_the_post(item: str) -> None:
    source = RSS.replace('<link>/ett/</link><guid isPermaLink="false">https://blog.example/?p=1</guid>', item)
    assert item in source
    assert read_feed(source.encode(), URL).entries[0].url == "https://blog.example/ett/"


def test_a_link_to_another_site_stays_where_the_guid_says_nothing_of_the_post() -> None:
    source = RSS.replace("<link>/ett/</link>", "<link>https://elsewhere.example/a</link>").replace(
        "https://blog.example/?p=1", "tag:1"
    )
    assert read_feed(source.encode(), URL).entries[0].url == "https://elsewhere.example/a"


def test_a_change_is_a_hint() -> None:
    hints = {hint.field: hint.raw for hint in feed_leads(read_feed(ATOM.encode(), URL), URL)[0].hints}
    assert (hints["published"], hints["modified"]) == ("2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z")


def test_entities_are_neither_resolved_nor_expanded() -> None:
    laughs = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        + "".join(
            f'<!ENTITY {chr(ord("b") + i + 1)} "{("&" + chr(ord("b") + i) + ";") * 10}">' for i in range(8)
        )
    )
    bomb = (
        laughs
        + "]><rss><channel><item><title>&j;</title><link>https://blog.example/x</link></item></channel></rss>"
    )
    outside = '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><title>&f;</title><item><link>https://blog.example/x</link></item></channel></rss>'
    for text in (bomb, outside):
        try:
            feed = read_feed(text.encode(), URL)
        except ParseError:
            continue
        assert len(feed.title or "") < 100
        assert all(len(entry.title or "") < 1000 for entry in feed.entries)


@pytest.mark.parametrize(
    ("printed", "same"),
    [
        ("2020-02-18T13:30:00+01:00", "2020-02-18T12:30:00Z"),
        ("Tue, 18 Feb 2020 12:30:00 GMT", "2020-02-18T12:30:00Z"),
        ("2020-02-18T00:30:00+14:00", "2020-02-17T10:30:00Z"),
        ("2020-02-18T13:30:00+15:00", "2020-02-18T13:30:00"),
        ("2020-02-18T13:30:61Z", "2020-02-18"),
        ("2020-02-30T13:30:00Z", "2020-02-30T13:30:00Z"),
        ("2020-02-18", "2020-02-18"),
        (None, None),
    ],
)
def test_moments_of_change_compare_as_text(printed: str | None, same: str | None) -> None:
    assert comparable(printed) == same


def test_paging() -> None:
    assert paged("https://blog.example/feed/", 2) == "https://blog.example/feed/?paged=2"
    assert paged("https://blog.example/?feed=rss2", 3) == "https://blog.example/?feed=rss2&paged=3"


@given(st.binary(max_size=400) | st.text(max_size=300).map(lambda text: (RSS[:400] + text).encode()))
@settings(deadline=None, max_examples=60)
def test_any_bytes_are_a_feed_or_a_parse_error(body: bytes) -> None:
    try:
        read_feed(body, URL)
    except ParseError:
        pass


@pytest.mark.parametrize("more", ["", " "])
def test_a_label_of_two_bytes_a_letter_before_text_of_one(more: str) -> None:
    """Read as it says, every second such feed is Chinese: those of an even number of bytes."""
    assert len(read_feed((RSS.replace("utf-8", "utf-16") + more).encode(), URL).entries) == 1


def test_tags_without_end_have_an_end() -> None:
    assert len(read_feed((RSS + "<a>" * 20 + "<" * 900_000).encode(), URL).entries) == 1


def test_bytes_are_never_the_name_of_a_file(tmp_path: Path) -> None:
    """feedparser tries bare bytes as a name first."""
    file = tmp_path / "feed.xml"
    file.write_text(RSS)
    with pytest.raises(ParseError):
        read_feed(str(file).encode(), URL)


HA = "ha" * 40
DECLARED = f"<!DOCTYPE rss [<!ENTITY a '{HA}'>]>"


@pytest.mark.parametrize(
    ("declared", "encoding", "content_type"),
    [
        (DECLARED, "utf-8", ""), (DECLARED.lower().replace("entity", "ENTITY"), "utf-8", ""), (DECLARED, "utf-16", ""),
        (DECLARED, "utf-32", ""), (DECLARED, "utf-7", "text/xml; charset=utf-7"), (DECLARED, "cp500", "text/xml; charset=cp500"),
        (f"<!-- a -->\n<?a b?>{DECLARED}", "utf-8", ""), (f"<!DOCTYPE x [']>{DECLARED}", "utf-8", ""),
        (f"<!DOCTYPE x [<!ENTITY % b ']>'> <!ENTITY a '{HA}'>]>", "utf-8", ""), ("<!DOCTYPE rss>" * 30 + DECLARED, "utf-8", ""),
        (f"<!DOCTYPE rss [{'<!-- x -->' * 30_000}<!ENTITY a '{HA}'>]>", "utf-8", ""),
    ],
)  # fmt: skip
def test_no_entity_is_resolved_however_it_is_declared(
    declared: str, encoding: str, content_type: str
) -> None:
    feed = f"{declared}<rss version='2.0'><channel><title>&a;</title><item><title>&a;</title></item></channel></rss>"
    try:
        read = read_feed(feed.encode(encoding), URL, content_type)
    except ParseError:
        return
    assert HA not in repr(read)


def test_entries_without_end_have_an_end() -> None:
    feed = RSS.replace("<item>", "<item><title>x</title></item>" * 7_000 + "<item>")
    assert len(read_feed(feed.encode(), URL).entries) == 5_000


def test_stray_ampersands_without_end_have_an_end() -> None:
    """40 MB of them took feedparser 24 seconds and more than a gigabyte."""
    endless = "<item><title>" + "&x;" * 100_000 + "</title></item></channel>"
    first, *others = read_feed(RSS.replace("</channel>", endless).encode(), URL).entries
    assert first.url == "https://blog.example/ett/"
    assert all(len(entry.title or "") < 200_000 for entry in others)


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "topics",
    [
        "<itunes:keywords>" + ",".join(map(str, range(200_000))) + "</itunes:keywords>",
        "<tags><![CDATA[</tags>" + ",".join(map(str, range(200_000))) + "]]></tags>",
        "".join(f"<category>{n}</category>" for n in range(100_000)),
    ],
    ids=("keywords", "tags", "categories"),
)
def test_topics_without_end_end_the_feed_before_their_entry(topics: str) -> None:
    """feedparser compares each with all before it: 16,000 took four seconds, half a million an hour."""
    bad = f"<item><title>Två</title>{topics}</item></channel>"
    (entry,) = read_feed(RSS.replace("</channel>", bad).encode(), URL).entries
    assert (entry.url, entry.tags) == ("https://blog.example/ett/", ("hem",))


@pytest.mark.parametrize(
    "remark",
    [
        "<item><title>Comment on A mill by Rut</title><link>https://blog.example/a-mill/#comment-46</link><author>Rut</author></item>",
        "<item><title>Rut</title><link>https://blog.example/a-mill/</link><guid isPermaLink='false'>https://blog.example/a-mill/#c12</guid></item>",
        "<item><title>Rut: A mill</title><link>https://blog.example/a-mill/#kommentar7</link></item>",
        "<item xmlns:thr='http://purl.org/syndication/thread/1.0'><title>Rut</title><link>https://blog.example/a-mill/</link>"
        "<thr:in-reply-to ref='x'/></item>",
    ],
)
def test_what_readers_said_of_a_post_says_nothing_of_it(remark: str) -> None:
    post = "<item><title>A mill</title><link>https://blog.example/a-mill/#rss-1</link><author>Ada Brink</author></item>"
    rss = "<rss version='2.0'><channel><title>Mills</title><generator>https://wordpress.org/</generator>{}</channel></rss>"
    read = read_feed(rss.format(remark + post).encode(), URL)
    assert [(entry.title, entry.author) for entry in read.entries] == [("A mill", "Ada Brink")]
    alone = read_feed(rss.format(remark).encode(), URL)
    assert (alone.entries, alone.paged) == ((), False)
