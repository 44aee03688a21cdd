"""Pages that nobody means well with end as a post, whatever they hold; `make bench` says how soon."""

from __future__ import annotations

import pytest

from fixtures.hostile_pages import hostile_pages
from scraper import extract

PAGES = dict(hostile_pages(400_000))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read_to_an_end(name: str) -> None:
    post = extract(PAGES[name], "https://blog.example/a-post/")
    assert len(post.evidence) <= 121
    assert len(post.title or "") <= 2_000
    assert len(post.authors) <= 60
    assert post.markdown is not None and post.html is not None


def test_what_lies_too_deep_is_kept_as_text() -> None:
    page = "<html><body>" + "<div>" * 50_000 + "<p>" + "The last word of all. " * 20
    assert "The last word of all" in extract(page.encode(), "https://blog.example/").text


def test_a_list_of_more_options_than_any_form_has_hides_nothing() -> None:
    text = "A house by the sea, and all who live there, year after year. " * 8
    page = f"<html><body><h1>A house</h1><select>{'<option>a' * 30_000}</select><p>{text}</p>"
    assert "year after year" in extract(page.encode(), "https://blog.example/a-house/").text


@pytest.mark.timeout(60)
@pytest.mark.parametrize("sign", ["&", "&amp; ", "'"])
def test_references_without_end_are_sanitised_in_seconds(sign: str) -> None:
    text = "A house by the sea, and all who live there, year after year. " * 8
    page = f"<h1>A house</h1><article><p>{text}{sign * (4_000_000 // len(sign))}"
    post = extract(page.encode(), "https://blog.example/a-house/")
    assert text.strip() in post.text
    assert text.strip() in (post.html or "") and (post.html or "").count("&amp;") < 100_000
