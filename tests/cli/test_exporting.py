"""`scraper export` on the sample archive: what is selected, where it goes, and that half a file is never there."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import feedparser
import pytest

from scraper.cli.exporting import run_export
from scraper.cli.options import Format
from scraper.model.errors import ScraperError, SettingsError
from tests.cli.test_commands import scraper

ARCHIVE = Path(__file__).parents[2] / "archive.db"
POSTS = 68


def export(
    form: Format, output: Path | None, query: str = "", limit: int | None = None, url: str = "", **names: str
) -> None:
    run_export(form, db=ARCHIVE, query=query, names=dict(names), output=output, limit=limit, feed_url=url)


def test_feeds(tmp_path: Path) -> None:
    file = tmp_path / "a.atom"
    export(Format.ATOM, file, url="https://a.example/a.atom", person="Ebba Lindroth", role="11")
    found = feedparser.parse(file.read_bytes())
    assert not found.bozo and len(found.entries) == 8
    assert {entry.author for entry in found.entries} == {"Ebba Lindroth"}
    assert {link.rel: link.href for link in found.feed.links}["self"] == "https://a.example/a.atom"
    assert found.feed.title == "archive: Ebba Lindroth, projektansvarig"
    export(Format.JSONFEED, tmp_path / "a.json")
    told = json.loads((tmp_path / "a.json").read_bytes())
    assert len(told["items"]) == 50 and "next_url" not in told
    export(Format.JSONFEED, tmp_path / "a.json", limit=3)
    assert len(json.loads((tmp_path / "a.json").read_bytes())["items"]) == 3


def test_lines_and_rows(tmp_path: Path) -> None:
    export(Format.JSONL, tmp_path / "a.jsonl")
    lines: list[dict[str, Any]] = [
        json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()
    ]
    assert len(lines) == POSTS and lines[0]["published"] > lines[-1]["published"]
    export(Format.CSV, tmp_path / "a.csv", query="author:haddad year:2019")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8"))))
    assert rows and all(
        "Idris Haddad" in row["names"] and row["published"].startswith("2019") for row in rows
    )


def test_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(Format.MARKDOWN, tmp_path / "notes", site="Bo i balans")
    assert len(list((tmp_path / "notes").rglob("*.md"))) == POSTS
    assert capsys.readouterr() == ("", f"68 files in {tmp_path / 'notes'}\n")
    with pytest.raises(SettingsError, match="name a folder"):
        export(Format.MARKDOWN, None)


def test_a_file_that_cannot_be_written_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(ScraperError, match="cannot be written"):
        export(Format.CSV, tmp_path / "a.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_standard_output_is_data_alone(tmp_path: Path) -> None:
    done = scraper("export", "jsonl", "natten", "--db", str(ARCHIVE), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["En karta över natten"]


def test_an_empty_export_says_what_was_no_filter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    export(Format.JSONL, tmp_path / "a.jsonl", query="yeer:2019")
    assert (tmp_path / "a.jsonl").read_bytes() == b""
    told = capsys.readouterr()
    assert told.out == "" and told.err.count("\n") == 1 and "there is no filter yeer:" in told.err
    export(Format.CSV, tmp_path / "a.csv", query="year:2019")
    assert capsys.readouterr() == ("", "")
