"""The ways on that no link shows: answers of "load more" buttons, and guesses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.discovery.addresses import page_number
from scraper.discovery.fragments import fragments, page_behind, read_json
from scraper.discovery.guesses import following_page, second_pages

HOST = "https://blog.example"


def test_pieces_of_html_are_found_wherever_they_lie_in_order() -> None:
    read = read_json(
        b'{"data": [{"html": "<a href=\\"/1\\">1</a>"}, {"html": "<a href=\\"/2\\">2</a>"}], "note": "a < b", "n": 3}'
    )
    assert fragments(read) == '<a href="/1">1</a><a href="/2">2</a>'


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('{"next": "/more?page=3"}', f"{HOST}/more?page=3"), ('{"links": {"next": "?page=3"}}', f"{HOST}/more?page=3"), ('{"next_page": 3}', None),
        ('{"next": "<b>/x</b>"}', None), ('{"nextPageUrl": "https://other.example/3"}', "https://other.example/3"), ('{"next": null}', None),
    ],
)  # fmt: skip
def test_the_page_behind_is_named_by_the_answer(text: str, target: str | None) -> None:
    assert page_behind(read_json(text.encode()), f"{HOST}/more?page=2") == target


@pytest.mark.parametrize("body", [b"", b"<html>", b"{broken", b"[" * 100_000, b"\xff{"])
def test_what_is_no_json_is_none(body: bytes) -> None:
    assert read_json(body) is None


def test_second_pages_are_guessed_in_the_usual_places() -> None:
    assert second_pages(f"{HOST}/blog") == [
        f"{HOST}/blog/page/2/",
        f"{HOST}/blog?page=2",
        f"{HOST}/blog?paged=2",
    ]
    assert second_pages(f"{HOST}/list.php?cat=3") == [
        f"{HOST}/list.php?cat=3&page=2",
        f"{HOST}/list.php?cat=3&paged=2",
    ]
    assert second_pages(f"{HOST}/blog/page/2/") == []


@pytest.mark.parametrize(
    ("path", "following"),
    [("/blog/page/2/", "/blog/page/3/"), ("/blog/seite-9.html", "/blog/seite-10.html"), ("/?a=1&page=2&b=2", "/?a=1&page=3&b=2"), ("/blog/", None), ("/page/2/?x=5", "/page/3/?x=5")],
)  # fmt: skip
def test_the_next_number(path: str, following: str | None) -> None:
    assert following_page(HOST + path) == (HOST + following if following else None)


@pytest.mark.parametrize(
    ("query", "number"),
    [("4f2a_page=2", 2), ("list%5BcurrentPage%5D=3", 3), ("list[currentPage]=3", 3), ("query-3-page=12", 12), ("product_p=4", None), ("homepage=1", None), ("per_page=100", None), ("items-per-page=9", None), ("per_page=100&page=1", 1)],
)  # fmt: skip
def test_the_number_of_one_list_of_several_on_a_page(query: str, number: int | None) -> None:
    found = page_number(f"{HOST}/blog?{query}")
    assert (found[1] if found else None) == number


@given(st.text(max_size=60), st.binary(max_size=60))
@settings(deadline=None)
def test_any_text_is_taken(text: str, body: bytes) -> None:
    second_pages(f"{HOST}/{text}")
    following_page(f"{HOST}/{text}")
    read = read_json(b"[" + body)
    fragments(read)
    page_behind(read, HOST)
