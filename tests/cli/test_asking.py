"""Lists on the command line: tables for people, JSON and CSV for programs, and no formula in a cell."""

from __future__ import annotations

import csv
import io
import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive import beginnings
from scraper.archive.search import find
from scraper.cli.reading import as_query, run_search
from scraper.exports.sheet import defused
from tests.cli.test_commands import scraper

ARCHIVE = str(Path(__file__).parents[2] / "archive.db")


@pytest.mark.parametrize("command", ["posts", "people", "roles", "organisations", "stats"])
def test_each_list_is_a_table_json_and_csv(command: str, tmp_path: Path) -> None:
    table = scraper(command, "--db", ARCHIVE, cwd=tmp_path)
    assert (table.returncode, table.stderr) == (0, "")
    rows = json.loads(scraper(command, "--db", ARCHIVE, "--json", cwd=tmp_path).stdout)
    read = list(csv.DictReader(io.StringIO(scraper(command, "--db", ARCHIVE, "--csv", cwd=tmp_path).stdout)))
    assert len(rows) == len(read) > 2
    assert list(rows[0]) == list(read[0])
    few = scraper(command, "--db", ARCHIVE, "--limit", "2", "--json", cwd=tmp_path)
    assert json.loads(few.stdout) == rows[:2]


def test_who_said_what_when_and_in_which_role(tmp_path: Path) -> None:
    asked = ("author:lindroth", "year:2019", "--db", ARCHIVE, "--json")
    posts = json.loads(scraper("posts", *asked, cwd=tmp_path).stdout)
    assert posts and all(
        "Ebba Lindroth" in post["authors"] and post["published"][:4] == "2019" for post in posts
    )
    hits = json.loads(
        scraper("search", "natten", "author:Idris Haddad", "--db", ARCHIVE, "--json", cwd=tmp_path).stdout
    )
    assert [hit["title"] for hit in hits] == ["En karta över natten"]
    people = json.loads(scraper("people", "anneli", "--db", ARCHIVE, "--json", cwd=tmp_path).stdout)
    assert [row["role"] for row in people] == ["strateg", "nationell specialist"]


def test_nothing_found_is_said_and_is_no_error(tmp_path: Path) -> None:
    asked = scraper("posts", "author:nobody", "--db", ARCHIVE, cwd=tmp_path)
    assert (asked.returncode, asked.stdout, asked.stderr) == (0, "", "Nothing found.\n")


@pytest.mark.parametrize("command", ["search", "posts"])
def test_a_filter_that_is_none_is_told_where_nothing_is_found(command: str, tmp_path: Path) -> None:
    asked = scraper(command, "yeer:2019", "--db", ARCHIVE, cwd=tmp_path)
    assert asked.returncode == 0 and asked.stdout == ""
    assert "there is no filter yeer:, but author: by: role: org: site: year: before: after:" in asked.stderr
    assert "Nothing found." in asked.stderr


def test_nobody_is_named_twice_in_an_answer(tmp_path: Path) -> None:
    answer = scraper("search", "stadsdelsutvecklare", "--db", ARCHIVE, cwd=tmp_path).stdout.splitlines()
    assert answer and all(line != after for line, after in itertools.pairwise(answer))


@pytest.mark.parametrize("by_date", [False, True])
def test_what_is_not_ranked_is_said(
    by_date: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(find.__kwdefaults__, "many", 3)
    run_search(["och"], db=Path(ARCHIVE), limit=2, by_date=by_date, as_json=True)
    told = capsys.readouterr()
    assert len(json.loads(told.out)) == 2
    assert ("More than 3 posts have these words." in told.err) == (not by_date)
    assert "were looked for as whole words" in told.err


def test_that_the_newest_come_first_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(find.__kwdefaults__, "many", 3)
    monkeypatch.setattr(beginnings, "PAGES", -1)
    run_search(["oc*"], db=Path(ARCHIVE), limit=2, as_json=True)
    assert "More than 2 posts have words that begin so. The newest come first." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (["a", "b"], "a b"),
        (["a b"], '"a b"'),
        (["author:Anna Ek"], 'author:"Anna Ek"'),
        (['author:"Anna Ek" c'], 'author:"Anna Ek" c'),
        (["year:2019 role:vd"], "year:2019 role:vd"),
        (["a b year:2019", "c d"], 'a b year:2019 "c d"'),
        (["se http://a.example"], '"se http://a.example"'),
    ],
)
def test_what_the_shell_kept_together_stands_together(words: list[str], query: str) -> None:
    assert as_query(words) == query


@given(st.text(max_size=20) | st.text(alphabet="=+-@＝＋－＠ \t\r\n\u3000a", max_size=4))
def test_no_cell_is_a_formula(text: str) -> None:
    assert str(defused(text)).lstrip()[:1] not in tuple("=+-@＝＋－＠")
    assert str(defused(text))[:1] not in ("\t", "\r")
    assert text in str(defused(text))
