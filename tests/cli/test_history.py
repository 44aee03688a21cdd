"""`scraper log` and `scraper diff` as a user runs them, and the words they mark."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive import open_archive
from scraper.archive.differences import words
from scraper.cli.history import marked
from tests.archive.conftest import NOW, post_at
from tests.cli.test_commands import scraper

URL = "https://blogg.example/ett/"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("history")
    with open_archive(folder / "archive.db") as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
        first = archive.posts.insert(site_id, post_at("ett", text="En två tre."), digest="1", now=NOW)
        archive.posts.revise(
            first, post_at("ett", title="Rättad", text="En två tre."), digest="2", changed=("title",), now=NOW
        )
        archive.posts.revise(
            first, post_at("ett", title="Rättad", text="En tre fyra."), digest="3", changed=("text",), now=NOW
        )
        archive.posts.gone(first, now=NOW, reason="answered 410")
        archive.posts.insert(site_id, post_at("stubbe", text=""), digest="4", now=NOW, state="stub")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return scraper(*arguments, cwd=folder)


def test_the_log_tells_what_happened_newest_first(folder: Path) -> None:
    done = run(folder, "log", URL)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [line[2] for line in lines] == ["edited", "edited", "gone", "new"]
    assert "answered 410" in done.stdout and "text, revision 2" in done.stdout and "\x1b" not in done.stdout
    everything = run(folder, "log", "--json").stdout
    assert [row["what"] for row in json.loads(everything)].count("new") == 2
    assert "new (stub)" in run(folder, "log").stdout
    assert len(run(folder, "log", "--limit", "1").stdout.splitlines()) == 1


def test_a_diff_marks_words_and_names_the_revision(folder: Path) -> None:
    done = run(folder, "diff", URL)
    assert done.returncode == 0, done.stderr
    assert "revision 2" in done.stdout and "title" not in done.stdout.splitlines()
    assert "En [-två-] tre {+fyra+}." in done.stdout
    first = run(folder, "diff", URL, "--revision", "1").stdout
    assert "{+Rättad+}" in first and "fyra" not in first
    told = json.loads(run(folder, "diff", "1", "--json").stdout)
    assert (told["revision"], told["fields"], told["after"]) == (2, ["text"], {"text": "En tre fyra."})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("diff", "https://blogg.example/stubbe/"), "was never found edited"),
        (("diff", URL, "--revision", "7"), "has the revisions 1 to 2, and no 7"),
        (("log", "https://blogg.example/okand/"), "is not in archive.db"),
        (("diff", "99"), "is not in archive.db"),
    ],
)
def test_what_cannot_be_shown_is_one_line(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run(folder, *arguments)
    assert done.returncode in (1, 2)
    assert said in done.stderr and len(done.stderr.splitlines()) == 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_of_a_diff_make_both_texts_again(old: str, new: str) -> None:
    pieces = list(words(old, new))
    for wanted, left_out in ((old, "added"), (new, "removed")):
        made = "".join(text for kind, text in pieces if kind != left_out)
        assert "".join(made.split()) == "".join(wanted.split())


def test_a_terminal_gets_colours_and_what_is_the_same_is_cut_short() -> None:
    old = " ".join(f"ord{number}" for number in range(60))
    pieces = list(words(old, old.replace("ord30", "nytt")))
    text = marked(pieces, plain=False)
    assert {str(span.style) for span in text.spans} == {"red strike", "green underline"}
    assert "ord30" in text.plain and "nytt" in text.plain
    assert "ord29" in text.plain and "ord5 " not in text.plain and text.plain.count("…") == 2
