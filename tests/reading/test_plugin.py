"""`datasette archive.db` and nothing else: names, facets, search, questions; others' databases left alone."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from datasette.app import Datasette
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.archive import open_archive
from scraper.reading.descriptions import TABLES
from scraper.reading.ours import is_archive
from scraper.reading.questions import QUESTIONS
from tests.archive.conftest import NOW, post_at

Get = Callable[[str], Any]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("reading") / "archive.db"
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW, name="Bloggen", language="sv")
        post_id = archive.posts.insert(site_id, post_at("ett"), digest="1", now=NOW)
        archive.posts.insert(
            site_id, post_at("tva", title="<b>Två</b> & tre", published=None), digest="2", now=NOW
        )
        archive.posts.revise(post_id, post_at("ett", title="Rättad"), digest="3", changed=("title",), now=NOW)
    return path


@pytest.fixture(scope="module")
def get(path: Path) -> Get:
    return getter([str(path)])


def getter(files: list[str]) -> Get:
    def fetch(address: str) -> Any:
        async def ask() -> Any:
            datasette = Datasette(files)
            try:
                return await datasette.client.get(address)
            finally:
                for database in datasette.databases.values():
                    database.close()
                if datasette.executor:
                    datasette.executor.shutdown()

        response = asyncio.run(ask())
        assert response.status_code == 200, (address, response.text[:500])
        return response.json() if ".json" in address else response.text

    return fetch


def test_the_front_pages_say_where_to_begin(get: Get) -> None:
    for address in ("/", "/archive"):
        page = get(address)
        for view in ("reading_list", "signatures", "role_history", "search"):
            assert f"/archive/{view}" in page


def test_machinery_is_hidden_and_the_rest_described(get: Get) -> None:
    tables = {table["name"]: table for table in get("/archive.json")["tables"]}
    hidden = {name for name, table in tables.items() if table["hidden"]}
    assert {"captures", "bodies", "leads", "crawls", "failures", "texts_fts"} <= hidden
    assert not hidden & {"posts", "bylines", "people", "roles", "organisations", "sites", "evidence"}
    assert set(tables) - hidden <= set(TABLES)


def test_every_table_and_view_has_its_page(get: Get, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        existing = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert set(TABLES) <= existing
    for name, table in TABLES.items():
        page = get(f"/archive/{name}")
        assert table.title in page
        assert "/-/archive.css?" in page


def test_every_described_column_exists(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for name, table in TABLES.items():
            columns = {row[1] for row in connection.execute(f'PRAGMA table_xinfo("{name}")')}
            named = {*table.columns, *table.facets, *filter(None, (table.label, table.sort, table.sort_desc))}
            assert named <= columns, name


PLAIN = {"id", "title", "name", "url", "site", "person", "text", "markdown", "html"}
"""Columns that say by their names what they are."""


def test_every_column_that_is_not_plain_is_described(get: Get, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for name, table in TABLES.items():
            columns = {row[1] for row in connection.execute(f'PRAGMA table_xinfo("{name}")')}
            assert columns - PLAIN <= set(table.columns), name
    for name in ("posts", "history"):  # a table and a view
        assert "column-descriptions" in get(f"/archive/{name}")


def test_names_stand_where_numbers_are_stored(get: Get) -> None:
    page = get("/archive/bylines")
    for name in ("Örjan Sköld", "skogvaktare", "Ängsbolaget", "Rättad"):
        assert re.search(rf'<a href="/archive/\w+/\d+">{name}</a>', page), name


def test_a_row_leads_to_its_reading_page(get: Get) -> None:
    for table in ("posts", "people", "organisations", "roles", "sites"):
        address = f"/archive/-/{table}/1"
        assert f'<a href="{address}">Reading page</a>' in get(f"/archive/{table}/1"), table
        assert "<h1" in get(address)
        assert get(f"/archive/{table}/1.json?_shape=objects")["rows"][0]["id"] == 1


def test_facets(get: Get) -> None:
    def facets(address: str) -> dict[str, set[str]]:
        found = get(address)["facet_results"]
        return {name: {str(one["label"]) for one in facet["results"]} for name, facet in found.items()}

    bylines = facets("/archive/bylines.json")
    assert bylines["person_id"] == {"Örjan Sköld", "Pia Lind"}
    assert bylines["role_id"] == {"skogvaktare"}
    assert bylines["organisation_id"] == {"Ängsbolaget", "Nyhetsbyrån Nord"}
    assert facets("/archive/posts.json")["year"] == {"2021"}
    signatures = facets("/archive/signatures.json")
    assert signatures["person"] == {"Örjan Sköld"}
    assert signatures["year"] == {"2021"}


def test_the_search_box_of_posts(get: Get) -> None:
    assert 'name="_search"' in get("/archive/posts")
    found = get("/archive/posts.json?_search=angarna&_shape=objects")["rows"]
    assert len(found) == 2
    assert get("/archive/posts.json?_search=rattad&_shape=objects")["rows"][0]["title"] == "Rättad"


def test_every_question_is_answered(get: Get) -> None:
    for name, question in QUESTIONS.items():
        assert question.title in get(f"/archive/{name}")
        arguments = "&".join(f"{parameter}=" for parameter in re.findall(r":(\w+)", question.sql))
        assert get(f"/archive/{name}.json?{arguments}")["error"] is None


def test_the_search_question(get: Get) -> None:
    page = get("/archive/search?words=blom")
    assert "<mark>blommar</mark>" in page
    assert '<a href="/archive/posts/1">Rättad</a>' in page


@pytest.mark.parametrize("words", ["blom", "tr* year:2021", "-tre site:b", "angarna author:skold", ""])
def test_the_search_question_finds_what_the_search_page_finds(get: Get, path: Path, words: str) -> None:
    rows = get(f"/archive/search.json?words={quote(words)}&_shape=objects")["rows"]
    with open_archive(path, read_only=True) as archive:
        assert [row["post_id"] for row in rows] == [hit.id for hit in archive.search.posts(words, limit=200)]


def test_questions_about_people(get: Get) -> None:
    (row, *_) = get("/archive/who_wrote_most.json?year=2021&_shape=objects")["rows"]
    assert (row["person"], row["posts"], row["roles"]) == ("Örjan Sköld", 1, "skogvaktare")
    assert get("/archive/incomplete.json?_shape=objects")["rows"][0]["lacking"] == "date"


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(alphabet='ab"*()^:-+AND \x00ä<', max_size=20))
def test_no_search_fails(get: Get, words: str) -> None:
    get(f"/archive/search.json?words={quote(words)}")


def test_what_a_page_says_is_never_markup(get: Get) -> None:
    for address in (
        "/archive/reading_list",
        "/archive/posts",
        "/archive/signatures",
        "/archive/search?words=tre",
    ):
        page = get(address)
        assert "<b>Två" not in page
        assert "&lt;b&gt;" in page


def test_other_databases_are_left_alone(get: Get, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT)")
        connection.execute("INSERT INTO posts (title) VALUES ('hej')")
        connection.commit()
    alone = getter([str(other)])
    assert "archive" not in alone("/") and "archive.css" not in alone("/other/posts")
    both = getter([str(other), str(path)])
    assert "archive.css" not in both("/other/posts") and "archive.css" in both("/archive/posts")
    assert both("/other.json")["queries"] == []
    assert not is_archive(str(other)) and is_archive(str(path))
    assert (
        not is_archive(None)
        and not is_archive(str(tmp_path / "missing.db"))
        and not is_archive(str(tmp_path))
    )


def test_reading_while_a_crawl_writes(tmp_path: Path) -> None:
    """Also while the first pages of a new archive are in its write-ahead log only."""
    path = tmp_path / "archive.db"
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
        archive.posts.insert(site_id, post_at("ett"), digest="1", now=NOW)
        assert is_archive(str(path))
        fetch = getter([str(path)])
        with archive.atomic():
            archive.posts.insert(site_id, post_at("tva"), digest="1", now=NOW)
            assert fetch("/archive/posts.json")["filtered_table_rows_count"] == 1
        assert fetch("/archive/posts.json")["filtered_table_rows_count"] == 2
    with open_archive(path) as archive:
        assert archive.posts.count(site_id) == 2
