"""The table of biographies: what the box about its author says on a page, in eighteen languages."""

from __future__ import annotations

import json
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

import pytest

from scraper import extract

TABLE = Path(__file__).parents[2] / "fixtures" / "tables" / "biographies.jsonl"
LINES: list[dict[str, Any]] = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
LANGUAGES = Counter(line["language"] for line in LINES)
PROSE = "Flumen iterum crevit, molaque vetus in aqua stabat usque tabulatum secundum, sicut narratur. " * 4
"""In a language of which nothing is known, so that the page is read in the one that it declares."""


def page(line: dict[str, Any]) -> bytes:
    """A post signed by the author, with the text in their box; where it begins with the name alone, that is its heading."""
    box = "".join(
        f"<h4>{escape(part)}</h4>" if part == line["name"] else f"<p>{escape(part)}</p>"
        for part in line["text"].split("\n")
    )
    return f"""<!doctype html><html lang="{line["language"]}"><head><title>The old mill stands in water</title></head>
    <body><main><article><h1>The old mill stands in water</h1>
    <div class="byline"><a rel="author" href="/author/x/">{escape(line["name"])}</a></div>
    <time datetime="2024-05-03">3 May 2024</time><p>{PROSE}</p><p>{PROSE}</p></article>
    <div class="author-box">{box}</div></main></body></html>""".encode()


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(line, marks=pytest.mark.xfail(strict=True)) if line.get("misread") else line
        for line in LINES
    ],
    ids=lambda line: f"{line['language']}:{line['text'][:40]!r}",
)
def test_a_biography_says_what_its_author_is_today_and_where(line: dict[str, Any]) -> None:
    found = next(
        author
        for author in extract(page(line), "https://news.example/2024/mill").authors
        if author.name == line["name"]
    )
    assert (found.role, found.organisation) == (line.get("role"), line.get("organisation"))


def test_the_table_is_large_speaks_many_languages_and_sets_traps() -> None:
    assert len(LINES) >= 330
    for language in "sv no da fi en de nl fr es it pt pl cs uk ru tr ja zh".split():
        assert LANGUAGES[language] >= 13, language
    assert sum("role" not in line for line in LINES) >= 90
    assert sum(line.get("misread", False) for line in LINES) <= 8


@pytest.mark.parametrize(
    ("role", "site", "expected"),
    [
        ("Mill Today Chief Reporter", "Mill Today", ("Chief Reporter", "Mill Today")),
        ("Redakteur bei mühle", "mühle", ("Redakteur", "mühle")),
        ("Science Reporter", "Science", ("Science Reporter", None)),  # a common word
    ],
)
def test_a_function_that_holds_the_sites_own_name_is_held_there(
    role: str, site: str, expected: tuple[str, str | None]
) -> None:
    html = page({"language": "en", "name": "Anna Ekdal", "text": f"Anna Ekdal\n{role}"})
    html = html.replace(b"<title>", f"<meta property='og:site_name' content='{site}'><title>".encode())
    (found,) = extract(html, "https://news.example/2024/mill").authors
    assert (found.role, found.organisation) == expected


def test_a_pronoun_tells_nobody_outside_of_ones_own_box() -> None:
    html = page({"language": "en", "name": "Anna Ekdal", "text": "Anna Ekdal met Bo. She is an editor."})
    (found,) = extract(html.replace(b"author-box", b"story"), "https://news.example/2024/mill").authors
    assert found.role is None
