"""`scraper people|roles|organisations` as a user types them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from scraper.archive.lock import locked
from tests.cli.test_commands import scraper

TOP = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copy(TOP / "archive.db", tmp_path / "archive.db")
    return tmp_path


def listed(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    done = scraper(*arguments, "--json", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    rows: list[dict[str, Any]] = json.loads(done.stdout)
    return rows


def test_merging_and_taking_it_back(folder: Path) -> None:
    before = listed(folder, "roles")
    tried = scraper("roles", "merge", "strateg", "nationell specialist", "--dry-run", cwd=folder)
    assert tried.stdout.startswith(
        "would be done: strateg (12) is nationell specialist (1) from now on, 2 posts"
    )
    assert listed(folder, "roles") == before
    done = scraper("roles", "merge", "Strateg", "1", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "take it back with: scraper roles undo 2" in done.stdout
    assert [row["role"] for row in listed(folder, "people", "anneli")] == ["nationell specialist"] * 2
    assert [row["what"] for row in listed(folder, "roles", "decisions")] == ["merge", "join"]
    assert scraper("roles", "undo", cwd=folder).stdout.startswith("decision 2 is undone: merge of strateg")
    assert listed(folder, "roles") == before


def test_splitting_and_renaming(folder: Path) -> None:
    done = scraper("roles", "split", "3", "administrativ samordnare", cwd=folder)
    assert "administrativ samordnare (17) is no longer Administrativ samordnare (3), 1 post;" in done.stdout
    renamed = scraper("organisations", "rename", "BOFÖRB", "Bostadsförbundet", cwd=folder)
    assert "BOFÖRB (7) is called Bostadsförbundet, 4 posts" in renamed.stdout
    assert listed(folder, "posts", "org:boförb") == listed(folder, "posts", "org:bostadsförbundet") != []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["people", "merge", "Nobody At All", "1"], "no person is called 'Nobody At All'"),
        (["people", "merge", "1", "Anneli af Ekström"], "are one person already"),
        (["people", "split", "1"], "has the spelling 'Anneli af Ekström'"),
        (["organisations", "rename", "1", "boförb"], "scraper organisations merge 1 7"),
        (["roles", "undo"], "nobody decided on roles yet"),
        (["export", "atom", "--person", "Nobody"], "no person is called 'Nobody'"),
        (
            ["export", "csv", "--site", "nowhere"],
            "no site is called 'nowhere'; there are: 1 (http://bo-i-balans.example/)",
        ),
        (["export", "markdown"], "name a folder with --output"),
    ],
)
def test_errors_are_one_line(folder: Path, arguments: list[str], message: str) -> None:
    done = scraper(*arguments, cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert message in done.stderr and done.stderr.count("\n") == 1


def test_a_crawl_that_runs_is_not_disturbed(folder: Path) -> None:
    with locked(folder / "archive.db"):
        assert scraper("people", "merge", "1", "2", cwd=folder).returncode == 75


def test_lists_and_commands_live_under_one_name(folder: Path) -> None:
    assert listed(folder, "people") == listed(folder, "people", "list")
    assert len(listed(folder, "people", "--periods", "idris")) == 4
    assert listed(folder, "people", "doubles") == listed(folder, "people", "--doubles") == []
    shown = scraper("people", "--help", cwd=folder).stdout
    assert all(
        command in shown for command in ("list", "merge", "split", "rename", "undo", "decisions", "doubles")
    )
