"""Names of files from hostile titles, and files that are whole or not there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings

from scraper.exports.files import MAX_STEM, slug, write_whole
from scraper.model.errors import ExportError
from tests.exports.conftest import ANY_TEXT


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ett inlägg om ÄNGAR!", "ett-inlagg-om-angar"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\x", "x"),
        ("a\x00b", "a-b"),
        ("CON", "post-con"),
        ("com1", "post-com1"),
        ("nul", "post-nul"),
        ("", "post"),
        (None, "post"),
        ("...", "post"),
        (".htaccess", "htaccess"),
        ("Иван на 東京", "иван-на-東京"),
        ("a:b|c?d*e<f>g\"h'i", "a-b-c-d-e-f-g-h-i"),
        ("Straße", "strasse"),
        ("~", "post"),
        ("-rf", "rf"),
    ],
)
def test_names(text: str | None, name: str) -> None:
    assert slug(text) == name


@settings(deadline=None)
@given(ANY_TEXT)
def test_any_text_is_a_safe_name(text: str) -> None:
    name = slug(text * 20)
    assert name and len(name.encode()) <= MAX_STEM + 5
    assert all(c.isalnum() or c == "-" or unicodedata.category(c)[0] in "M" for c in name)
    assert not name.startswith("-")


def test_a_failure_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    write_whole(file, ["before"])

    def breaking() -> Iterator[str]:
        yield "after"
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_whole(file, breaking())
    assert file.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_new_file_is_as_open_as_any_other(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", [b"x"])
    (tmp_path / "b.txt").write_text("x")
    assert (tmp_path / "a.txt").stat().st_mode == (tmp_path / "b.txt").stat().st_mode


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        write_whole(tmp_path / "missing" / "a.txt", ["x"])
    (tmp_path / "folder").mkdir()
    with pytest.raises(ExportError, match="cannot be written"):
        write_whole(tmp_path / "folder", ["x"])
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
