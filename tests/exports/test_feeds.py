"""Atom and JSON Feed as their readers read them; well-formed whatever a page held."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import fromstring

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.exports.atom import atom
from scraper.exports.feed import Feed, feed_tag, moment, post_tag, tag
from scraper.exports.jsonfeed import json_feed
from scraper.model.dates import DateStamp, Precision, Zone
from scraper.model.post import Author
from scraper.model.record import Record
from tests.exports.conftest import ANY_TEXT, record

HOME = ("https://blogg.example/", "2020-01-02")
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}-\d\d-\d\d:[A-Za-z0-9/?=&:@!$()*+,;~%._-]*")
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def feed(*records: Record, **changes: Any) -> Feed:
    return Feed(id=feed_tag(HOME), title=changes.pop("title", "archive"), records=records, **changes)


def read(told: Feed) -> Any:
    found = feedparser.parse(atom(told))
    assert not found.bozo, found.bozo_exception
    return found


def test_an_entry_is_what_the_post_is() -> None:
    found = read(feed(record(changed_at="2020-01-01T10:00:00Z")))
    (entry,) = found.entries
    assert found.version == "atom10"
    assert entry.id == "tag:blogg.example,2026-03-01:/2019/ett-inlagg/?a=1"
    assert (entry.title, entry.link) == ("Ett inlägg & <mer>", "https://blogg.example/2019/ett-inlagg/?a=1")
    assert (entry.published, entry.updated) == ("2019-05-29T00:00:00Z", "2020-01-01T10:00:00Z")
    assert [author.name for author in entry.authors] == ["Örjan Sköld"]
    assert [person.name for person in entry.contributors] == ["Pia Lind"]
    assert (entry.schema_jobtitle, entry.schema_affiliation) == ("skogvaktare", "Ängsbolaget")
    assert [term.term for term in entry.tags] == ["natur"]
    assert entry.content[0].type == "text/html" and "<b>blommar</b>" in entry.content[0].value
    assert entry.summary == "Om ängar."
    assert found.feed.updated == "2020-01-01T10:00:00Z"


def test_pages_of_a_feed_are_linked() -> None:
    found = read(
        feed(
            record(), home_url="https://a.example/archive", self_url="https://a.example/feed.atom?page=2",
            first_url="https://a.example/1", previous_url="https://a.example/1", next_url="https://a.example/3",
        )
    )  # fmt: skip
    links = {link.rel: link.href for link in found.feed.links}
    assert links == {
        "self": "https://a.example/feed.atom?page=2", "alternate": "https://a.example/archive",
        "first": "https://a.example/1", "previous": "https://a.example/1", "next": "https://a.example/3",
    }  # fmt: skip


def test_what_atom_demands_is_there_even_for_a_stub_that_says_nothing() -> None:
    bare = record(title=None, published=None, authors=(), contributors=(), excerpt=None, text="", html="", language=None, tags=(), state="stub")  # fmt: skip
    found = read(feed(bare))
    (entry,) = found.entries
    assert entry.title and entry.id and entry.updated == "2026-03-01T12:00:00Z"
    assert entry.authors[0].name == "Bloggen"
    assert entry.tags[0].term == "stub"
    assert "published" not in entry
    empty = read(feed())
    assert empty.entries == [] and empty.feed.updated == "1970-01-01T00:00:00Z"


def test_nothing_runs_in_a_reader() -> None:
    hostile = record(
        title="<script>alert(1)</script>",
        html='<p onclick="x()">a<script>alert(1)</script><a href="javascript:x()">b</a><img src=x onerror=y()></p>',
    )
    content = json.loads(json_feed(feed(hostile)))["items"][0]["content_html"]
    assert "script" not in content and "onclick" not in content and "onerror" not in content
    assert "javascript:" not in atom(feed(hostile)).decode()
    assert "<script" not in atom(feed(hostile)).decode()


def check_json_feed(told: dict[str, Any]) -> None:
    """The musts of JSON Feed 1.1."""
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(told["title"], str) and told["title"]
    for name in ("home_page_url", "feed_url", "next_url", "description"):
        assert isinstance(told.get(name, ""), str)
    for item in told["items"]:
        assert isinstance(item["id"], str) and item["id"]
        assert ("content_html" in item) != ("content_text" in item)
        for name in ("date_published", "date_modified"):
            assert name not in item or RFC3339.fullmatch(item[name])
        assert all(author["name"] for author in item.get("authors", []))
        assert all(isinstance(name, str) and name for name in item.get("tags", []))
        known = {
            "id", "url", "title", "content_html", "content_text", "summary", "image", "date_published", "date_modified",
            "authors", "tags", "language",
        }  # fmt: skip
        assert all(name in known or name.startswith("_") for name in item)


def test_json_feed() -> None:
    told = json.loads(json_feed(feed(record(), next_url="https://a.example/2")))
    check_json_feed(told)
    (item,) = told["items"]
    assert item["id"] == post_tag(record()) and item["date_published"] == "2019-05-29T00:00:00Z"
    assert item["_archive"]["authors"] == [
        {"name": "Örjan Sköld", "role": "skogvaktare", "organisation": "Ängsbolaget"}
    ]
    assert item["_archive"]["published"] == "2019-05-29"
    assert told["next_url"] == "https://a.example/2"


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_any_text_gives_well_formed_feeds(data: st.DataObject) -> None:
    draw = lambda: data.draw(ANY_TEXT)  # noqa: E731
    told = feed(
        record(
            url=f"https://blogg.example/{draw()}", title=draw(), html=draw(), text=draw(), excerpt=draw(), language=draw(),
            tags=(draw(),), authors=(Author(draw(), draw(), draw()),), contributors=(Author(None, draw()),), site=draw(),
            image=draw(),
        ),
        title=draw(), description=draw(), home_url=draw(), self_url=draw(), next_url=draw(), previous_url=draw(),
    )  # fmt: skip
    root = fromstring(atom(told))
    entry = root.find("{*}entry")
    assert entry is not None
    for name in ("id", "title", "updated", "author"):
        assert entry.find(f"{{*}}{name}") is not None
    assert TAG.fullmatch(entry.findtext("{*}id") or "")
    assert entry.findtext("{*}author/{*}name")
    check_json_feed(json.loads(json_feed(told)))


@pytest.mark.parametrize(
    ("value", "precision", "told"),
    [
        ("2019", Precision.YEAR, "2019-01-01T00:00:00Z"),
        ("2019-05", Precision.MONTH, "2019-05-01T00:00:00Z"),
        ("2019-05-29", Precision.DAY, "2019-05-29T00:00:00Z"),
        ("2019-05-29T08:15", Precision.MINUTE, "2019-05-29T08:15:00Z"),
        ("2019-05-29T08:15+02:00", Precision.MINUTE, "2019-05-29T08:15:00+02:00"),
        ("2019-05-29T08:15:09Z", Precision.SECOND, "2019-05-29T08:15:09Z"),
    ],
)
def test_moments(value: str, precision: Precision, told: str) -> None:
    assert moment(DateStamp(value, precision, Zone.NONE)) == told
    assert RFC3339.fullmatch(told) and datetime.fromisoformat(told)


def test_a_feed_changed_when_its_last_post_did_whatever_the_zones() -> None:
    def at(value: str) -> Record:
        return record(published=DateStamp(value, Precision.SECOND))

    told = feed(at("2020-01-01T01:00:00+02:00"), at("2019-12-31T23:30:00Z"))
    assert read(told).feed.updated == "2019-12-31T23:30:00Z"


def test_ids_last() -> None:
    assert feed_tag(HOME) == "tag:blogg.example,2020-01-02:archive"
    assert feed_tag(HOME, person=12, query="") == "tag:blogg.example,2020-01-02:archive?person=12"
    assert TAG.fullmatch(feed_tag(HOME, query='role:"å ä" <b>'))
    assert tag("http://[::1]:80/", "2020-01-02", "x") == "tag:localhost,2020-01-02:x"
    assert tag("not an address", "2020-01-02", "x") == "tag:localhost,2020-01-02:x"
