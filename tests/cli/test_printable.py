"""Whatever a page printed, a terminal shows it and does not obey it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.text import Text

from scraper.archive import open_archive
from scraper.cli.history import run_diff, run_log
from scraper.cli.pages import run_show
from scraper.cli.printable import printable, safe
from scraper.cli.reading import run_search
from scraper.cli.tables import print_rows
from scraper.model.post import Author
from tests.archive.conftest import NOW, post_at

EVIL = "\x1b]0;mine\x07\x1b[2J\x9b31m[red]\x08[/red]\ud800 ängar"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW, name="Bloggen")
        evil = post_at(title=EVIL, text=EVIL, excerpt=EVIL, tags=(EVIL,), authors=(Author(EVIL, EVIL, EVIL),))
        post_id = archive.posts.insert(site_id, evil, digest="1", now=NOW)
        archive.posts.revise(
            post_id, post_at(title=f"{EVIL}!", text=f"{EVIL} nu"), digest="2", changed=("title",), now=NOW
        )
    return path


@pytest.mark.parametrize(
    "run",
    [
        lambda db: run_show("1", db=db, explain=False, as_json=False),
        lambda db: run_show("1", db=db, explain=True, as_json=False),
        lambda db: run_search(["ängar"], db=db, limit=9, as_json=False),
        lambda db: run_log(None, db=db, limit=9, as_json=False),
        lambda db: run_diff("1", db=db, revision=None, as_json=False),
        lambda db: print_rows([{"title": EVIL}], as_json=False, as_csv=False),
    ],
)
def test_nothing_is_obeyed(
    path: Path, capsys: pytest.CaptureFixture[str], run: Callable[[Path], None]
) -> None:
    run(path)
    printed = capsys.readouterr().out
    assert "mine" in printed or "skogvaktare" in printed
    assert not any((c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f" for c in printed), ascii(printed)


@given(st.text())
def test_any_text_is_printable_and_no_markup(text: str) -> None:
    assert Text.from_markup(f"[bold]{safe(text)}[/bold]").plain == printable(text)
    printable(text).encode("utf-8")
