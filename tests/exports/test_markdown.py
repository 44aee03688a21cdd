"""Posts as Markdown files: front matter that YAML reads, and no way out of the folder."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.exports.markdown import markdown, place, write_markdown
from scraper.model.errors import ExportError
from scraper.model.post import Author
from tests.exports.conftest import ANY_TEXT, record


def front_matter(text: str) -> dict[str, object]:
    _, head, _ = text.split("---\n", 2)
    told: dict[str, object] = yaml.safe_load(head)
    return told


def test_front_matter_and_text() -> None:
    text = markdown(record())
    told = front_matter(text)
    assert told["title"] == "Ett inlägg & <mer>"
    assert told["date"] == "2019-05-29"
    assert told["authors"] == [{"name": "Örjan Sköld", "role": "skogvaktare", "organisation": "Ängsbolaget"}]
    assert told["tags"] == ["natur"]
    assert text.endswith("---\n\nÄngarna **blommar**.\n")


@settings(deadline=None, max_examples=150)
@given(data=st.data())
def test_any_text_gives_front_matter_that_yaml_reads(data: st.DataObject) -> None:
    draw = lambda: data.draw(ANY_TEXT)  # noqa: E731
    text = markdown(
        record(
            title=draw(), authors=(Author(draw(), draw()),), tags=(draw(),), excerpt=draw(), markdown=draw()
        )
    )
    head = text.split("\n---\n", 1)[0].removeprefix("---\n")
    assert set(yaml.safe_load(head)) >= {"title", "date", "authors", "url", "state"}
    assert text.encode("utf-8")


@settings(deadline=None)
@given(title=ANY_TEXT, site=ANY_TEXT, url=ANY_TEXT)
def test_no_text_leads_out_of_the_folder(title: str, site: str, url: str) -> None:
    path = place(record(title=title, url=f"https://blogg.example/{url}", site_url=f"https://{site}"))
    assert len(path.parts) == 3 and not path.is_absolute()
    assert all(part.strip(".") and "/" not in part and "\\" not in part for part in path.parts)


def test_hostile_titles_are_files_like_others(tmp_path: Path) -> None:
    titles = [
        "../../../etc/passwd",
        "/etc/passwd",
        "a\x00b",
        "CON",
        "nul.txt",
        "x" * 5000,
        "東" * 5000,
        "..",
        "",
        "C:\\x",
        "a/b",
    ]
    out = tmp_path / "out"
    assert write_markdown([record(n, title=title) for n, title in enumerate(titles)], out) == len(titles)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) == len(titles)
    assert {path.parent for path in files} == {out / "blogg-example" / "2019"}
    assert all(len(path.name.encode()) < 120 for path in files)


def test_posts_of_one_day_and_title_have_a_file_each(tmp_path: Path) -> None:
    same = [record(1), record(2), record(3, title="ETT INLÄGG, mer"), record(4, title="Ett inlägg mer 2")]
    assert write_markdown(same, tmp_path) == 4
    assert len({path.name.casefold() for path in tmp_path.rglob("*.md")}) == 4
    ids = {front_matter(path.read_text("utf-8"))["id"] for path in tmp_path.rglob("*.md")}
    assert ids == {1, 2, 3, 4}


def test_a_link_in_the_folder_leads_nowhere(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "blogg-example").symlink_to(elsewhere)
    with pytest.raises(ExportError, match="leads out of"):
        write_markdown([record()], out)
    assert list(elsewhere.iterdir()) == []
