"""Feeds as a feed reader asks for them, and Datasette's JSON for everything else."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import feedparser
import pytest
from datasette.app import Datasette

from scraper.archive import open_archive
from scraper.archive.records import Selection
from scraper.model.dates import DateStamp
from scraper.model.post import Author
from scraper.reading.feeds import alternates
from scraper.reading.questions import QUESTIONS
from tests.archive.conftest import NOW, post_at

Ask = Callable[..., Any]
POSTS = 60


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("feeds") / "archive.db"
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW, name="Bloggen", language="sv")
        other = archive.sites.ensure("https://nytt.example/", now=NOW, name="Nytt")
        for place in range(POSTS):
            day = f"20{place // 12 + 10}-{place % 12 + 1:02}-01"
            who = (
                Author("Cia Alm")
                if not place
                else Author("Anna Ek", "redaktör", "Bolaget")
                if place % 2
                else Author("Bo Ek", "vd", "Bolaget")
            )
            archive.posts.insert(
                site_id if place else other,
                post_at(f"p{place}", authors=(who,), contributors=(), published=DateStamp(day), title=f"Nummer {place} <b>"),
                digest=str(place), now=NOW,
            )  # fmt: skip
    return path


@pytest.fixture(scope="module")
def ask(path: Path) -> Iterator[Ask]:
    datasette = Datasette([str(path)])
    yield asker(datasette)
    shut(datasette)


def asker(datasette: Datasette) -> Ask:
    def fetch(address: str, *, method: str = "GET", **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return asyncio.run(datasette.client.request(method, address, headers=named))

    return fetch


def shut(datasette: Datasette) -> None:
    for database in datasette.databases.values():
        database.close()
    if datasette.executor:
        datasette.executor.shutdown()


def titles(ask: Ask, query: str) -> list[int]:
    answer = ask(f"/archive/-/feed.json?{query}")
    assert answer.status_code == 200, answer.text
    return [int(item["title"].split()[1]) for item in answer.json()["items"]]


def test_the_whole_archive_in_pages(ask: Ask) -> None:
    first = ask("/archive/-/feed.atom")
    assert first.headers["content-type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(first.content)
    assert not found.bozo and len(found.entries) == 50
    assert found.feed.id == "tag:blogg.example,2026-03-01:archive"
    links = {(link.rel, link.type): link.href for link in found.feed.links}
    assert links["self", "application/atom+xml"] == "http://localhost/archive/-/feed.atom"
    assert links["alternate", "application/feed+json"] == "http://localhost/archive/-/feed.json"
    following = feedparser.parse(
        ask(links["next", "application/atom+xml"].removeprefix("http://localhost")).content
    )
    assert len(following.entries) == POSTS - 50
    assert "next" not in {link.rel for link in following.feed.links}
    ids = [entry.id for entry in found.entries + following.entries]
    assert len(set(ids)) == POSTS
    assert ids == [
        item["id"] for page in "12" for item in ask(f"/archive/-/feed.json?page={page}").json()["items"]
    ]
    assert ids[-1] == "tag:blogg.example,2026-03-01:/p0/"


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("person=3", lambda n: n and n % 2 == 0),
        ("person=2", lambda n: n % 2),
        ("role=2&organisation=1", lambda n: n and n % 2 == 0),
        ("person=3&role=1", lambda n: False),  # she never signed as that
        ("site=2", lambda n: n == 0),
        (f"q={quote('author:anna year:2012')}", lambda n: n % 2 and n // 12 == 2),
        (f"q={quote('site:nytt')}", lambda n: n == 0),
        ("q=nothing+at+all", lambda n: False),
        (f"q={quote('AND ((' + chr(34))}", lambda n: False),
    ],
)
def test_feeds_of_somebody_and_of_a_search(ask: Ask, query: str, wanted: Callable[[int], object]) -> None:
    assert titles(ask, query) == [n for n in reversed(range(POSTS)) if wanted(n)][:50]


def test_a_feed_says_what_it_is_of(ask: Ask) -> None:
    told = ask("/archive/-/feed.json?person=3&q=vd").json()
    assert told["title"] == "archive: vd, Bo Ek"
    assert told["feed_url"] == "http://localhost/archive/-/feed.json?person=3&q=vd"
    assert told["home_page_url"] == "http://localhost/archive/-/people/3"
    assert told["_archive"]["id"] == "tag:blogg.example,2026-03-01:archive?query=vd&person=3"


def test_json_may_be_read_from_anywhere(ask: Ask) -> None:
    answer = ask("/archive/-/feed.json")
    assert answer.headers["content-type"] == "application/feed+json; charset=utf-8"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-origin" not in ask("/archive/-/feed.atom").headers


@pytest.mark.parametrize("form", ["atom", "json"])
def test_what_is_known_is_not_sent_again(ask: Ask, form: str) -> None:
    address = f"/archive/-/feed.{form}?person=1"
    first = ask(address)
    tag, date = first.headers["etag"], first.headers["last-modified"]
    assert date == "Sun, 01 Mar 2026 12:00:00 GMT"
    for known in (tag, f'"other", W/{tag}', "*"):
        again = ask(address, if_none_match=known)
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert ask(address, if_none_match='"other"').status_code == 200
    assert ask(address, if_none_match='"other"', if_modified_since=date).status_code == 200  # the tag counts
    assert ask(address, if_modified_since=date).status_code == 304
    assert ask(address, if_modified_since="Sun, 01 Mar 2026 11:59:59 GMT").status_code == 200
    assert ask(address, if_modified_since="soon").status_code == 200
    assert ask(f"/archive/-/feed.{form}?person=2", if_none_match=tag).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/archive/-/feed.atom?person=99", 404),
        ("/archive/-/feed.atom?page=3", 404),
        ("/archive/-/feed.atom?page=0", 400),
        ("/archive/-/feed.atom?person=anna", 400),
        ("/archive/-/feed.atom?person=" + "9" * 30, 400),
        ("/archive/-/feed.json?person=%C2%B2", 400),
        ("/nowhere/-/feed.atom", 404),
        ("/archive/-/feed.rss", 404),
    ],
)
def test_what_makes_no_sense_is_told(ask: Ask, address: str, status: int) -> None:
    answer = ask(address)
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_methods(ask: Ask) -> None:
    head = ask("/archive/-/feed.atom", method="HEAD")
    assert head.status_code == 200 and head.headers["etag"]
    assert ask("/archive/-/feed.atom", method="DELETE").status_code == 405


def test_an_archive_that_is_not_open_has_no_open_feeds(path: Path) -> None:
    datasette = Datasette([str(path)], metadata={"databases": {"archive": {"allow": {"id": "root"}}}})
    try:
        assert asker(datasette)("/archive/-/feed.atom").status_code == 403
    finally:
        shut(datasette)


def test_other_databases_have_no_feeds(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY)")
    datasette = Datasette([str(other)])
    try:
        assert asker(datasette)("/other/-/feed.atom").status_code == 404
    finally:
        shut(datasette)


def test_addresses_for_the_head_of_a_page(ask: Ask) -> None:
    found = alternates("/archive/-", Selection(person=3, query="vd"))
    assert [(one["href"], one["type"]) for one in found] == [
        ("/archive/-/feed.atom?person=3&q=vd", "application/atom+xml"),
        ("/archive/-/feed.json?person=3&q=vd", "application/feed+json"),
    ]
    assert all(ask(one["href"]).status_code == 200 for one in found)


def test_addresses_below_another_one(path: Path) -> None:
    datasette = Datasette([str(path)], settings={"base_url": "/reading/"})
    try:
        told = asker(datasette)("/archive/-/feed.json?person=3").json()
        assert told["feed_url"] == "http://localhost/reading/archive/-/feed.json?person=3"
    finally:
        shut(datasette)


@pytest.mark.parametrize("table", ["texts", "bylines"])
def test_a_table_that_is_not_open_is_not_told_by_feeds(path: Path, table: str) -> None:
    closed = {"databases": {"archive": {"tables": {table: {"allow": False}}}}}
    datasette = Datasette([str(path)], metadata=closed)
    try:
        assert asker(datasette)("/archive/-/feed.json").status_code == 403
    finally:
        shut(datasette)


def test_everything_has_json(ask: Ask, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        ]
    for name in names:
        answer = ask(f"/archive/{name}.json?_shape=array&_size=2")
        assert answer.status_code == 200 and isinstance(answer.json(), list), name
    for name, question in QUESTIONS.items():
        arguments = "&".join(f"{key}={quote(str(value))}" for key, value in question.example.items())
        answer = ask(f"/archive/{name}.json?_shape=array&{arguments}")
        assert answer.status_code == 200 and isinstance(answer.json(), list), (name, answer.text)
    assert ask("/archive/people/3.json?_shape=array").json()[0]["name"] == "Bo Ek"
    asked = ask("/archive.json?_shape=array&sql=" + quote("select count(*) as posts from posts"))
    assert asked.json() == [{"posts": POSTS}]
    periods = ask("/archive/role_periods.json?_shape=array&person_id=3").json()
    assert [(row["role"], row["posts"]) for row in periods] == [("vd", POSTS // 2 - 1)]
