"""What is loaded when: help and quiet nights wait for nothing that they do not need."""

from __future__ import annotations

import subprocess
import sys

import pytest
from typer import Context
from typer.core import TyperGroup
from typer.main import get_command

from fixtures.sample_site.server import serve
from scraper.cli.main import app, asked_for

HEAVY = (
    "feedparser",
    "httpx",
    "nh3",
    "pydantic",
    "pygments",
    "re2",
    "rich",
    "selectolax",
    "sqlite_utils",
    "tenacity",
    "tomlkit",
    "zstandard",
)


NEEDED_AT_NIGHT = {"httpx", "tenacity", "zstandard"}


def loaded_by(program: str) -> set[str]:
    """The packages that are loaded when a program ends."""
    return {name.split(".")[0] for name in modules_loaded_by(program)}


def modules_loaded_by(program: str) -> set[str]:
    """The modules that are loaded when a program ends."""
    told = f"{program}\nprint('loaded', *sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{told}"], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    run = f"sys.argv = ['scraper', *{arguments!r}]\ntry:\n    from scraper.cli import main; main()\nexcept SystemExit: pass"
    assert not loaded_by(run) & set(HEAVY)


@pytest.fixture(scope="module")
def quiet_night(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are loaded at the end of a night in which nothing is new."""
    db = tmp_path_factory.mktemp("start") / "blog.db"
    with serve("classic") as served:
        command = [
            "scraper",
            "crawl",
            served.url,
            "--db",
            str(db),
            "--delay",
            "0",
            "--allow-private",
            "--quiet",
        ]
        for _ in range(2):
            subprocess.run([sys.executable, "-m", *command], check=True, timeout=60)
        before = len(served.log)
        run = (
            f"sys.argv = {command!r}\ntry:\n    from scraper.cli import main; main()\nexcept SystemExit: pass"
        )
        loaded = modules_loaded_by(run)
        answers = [entry.status for entry in served.log[before:]]
    assert answers and set(answers) == {304}
    return loaded


def test_a_quiet_night_loads_nothing_that_reads(quiet_night: set[str]) -> None:
    assert not {name.split(".")[0] for name in quiet_night} & {*HEAVY, "tomllib", "xml"} - NEEDED_AT_NIGHT
    rooms = {".".join(name.split(".")[:2]) for name in quiet_night if name.startswith("scraper.")}
    assert not rooms & {
        f"scraper.{room}" for room in ("exports", "extraction", "fields", "markup", "reading")
    }


def test_a_quiet_night_loads_what_asks_and_no_more(quiet_night: set[str]) -> None:
    """Where somebody wants one of these at night, it is to be loaded when there are news, or taken from this list."""
    own = {name.removeprefix("scraper.") for name in quiet_night}
    assert not own & {
        "archive.compaction", "archive.decisions", "archive.dump", "archive.lists", "archive.records", "archive.search",
        "crawl.listings", "crawl.pages", "crawl.printed", "crawl.sources",
        "discovery.cards", "discovery.feeds", "discovery.links", "discovery.sitemaps",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["crawl", "status", "search", "extract", "serve", "sites", "people"])
def test_what_is_asked_for_is_built_as_it_is_among_all(name: str) -> None:
    whole, part = get_command(app), get_command(asked_for(name))
    assert isinstance(whole, TyperGroup) and isinstance(part, TyperGroup)
    assert list(part.commands) == [name]
    one, same = part.commands[name], whole.commands[name]
    assert one.get_help(Context(one)) == same.get_help(Context(same))
    assert [option.name for option in part.params] == [option.name for option in whole.params]


@pytest.mark.parametrize("word", ["", "--help", "-h", "--version", "nope"])
def test_all_is_there_where_no_command_is_asked_for(word: str) -> None:
    assert asked_for(word) is app


def test_the_command_line_of_httpx_can_still_be_had() -> None:
    """It is kept from loading for a moment only."""
    assert "click" in loaded_by("import scraper.fetching.lean, httpx._main")
