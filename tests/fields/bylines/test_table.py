"""The table of printed bylines: every line is read as a reader of its language would read it."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scraper.fields.bylines import parse_byline
from scraper.model.post import Author, Credit

TABLE = Path(__file__).parents[3] / "fixtures" / "tables" / "bylines.jsonl"
LINES: list[dict[str, Any]] = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]
LANGUAGES = Counter(line["language"] for line in LINES)


def as_in_the_table(author: Author) -> dict[str, str]:
    credit = None if author.credit is Credit.AUTHOR else str(author.credit)
    printed = {
        "name": author.name,
        "role": author.role,
        "organisation": author.organisation,
        "credit": credit,
    }
    return {key: value for key, value in printed.items() if value}


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['language']}:{line['raw'][:50]!r}")
def test_a_printed_byline_is_read_rightly(line: dict[str, Any]) -> None:
    people = parse_byline(line["raw"], language=line["language"])
    assert [as_in_the_table(author) for author in people] == line["authors"]


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['language']}:{line['raw'][:50]!r}")
def test_the_raw_byline_stays_with_every_author(line: dict[str, Any]) -> None:
    for author in parse_byline(line["raw"], language=line["language"]):
        assert author.raw and "\n" not in author.raw


def test_the_table_is_large_and_speaks_many_languages() -> None:
    assert len(LINES) >= 650
    assert len(LANGUAGES) >= 30
    for language in "sv no da fi en de nl fr es it pt pl cs uk ru tr ja zh ko hu ro el ar".split():
        assert LANGUAGES[language] >= 8, language


def test_no_line_of_the_table_stands_twice() -> None:
    assert max(Counter((line["language"], line["raw"]) for line in LINES).values()) == 1


def test_the_table_holds_lines_that_sign_nothing_and_all_kinds_of_credits() -> None:
    assert sum(not line["authors"] for line in LINES) >= 60
    credits = {author.get("credit") for line in LINES for author in line["authors"]}
    assert credits == {None, *(str(credit) for credit in Credit if credit is not Credit.AUTHOR)}
