"""What is loaded when: help, nights and processes that read wait for nothing that they do not need."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer import Context
from typer.core import TyperGroup
from typer.main import get_command

from fixtures.long_blog import long_blog, serve_blog
from fixtures.sample_site.server import serve
from scraper.archive import open_archive
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


def crawling(url: str, db: Path) -> list[str]:
    """A nightly crawl, as arguments of Python's `-m`."""
    return ["scraper", "crawl", url, "--db", str(db), "--delay", "0", "--allow-private", "--quiet"]


def loaded_by_crawl(command: list[str]) -> set[str]:
    """The modules that are loaded when a crawl ends."""
    return modules_loaded_by(
        f"sys.argv = {command!r}\ntry:\n    from scraper.cli import main; main()\nexcept SystemExit: pass"
    )


@pytest.fixture(scope="module")
def quiet_night(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are loaded at the end of a night in which nothing is new."""
    with serve("classic") as served:
        command = crawling(served.url, tmp_path_factory.mktemp("start") / "blog.db")
        for _ in range(2):
            subprocess.run([sys.executable, "-m", *command], check=True, timeout=60)
        before = len(served.log)
        loaded = loaded_by_crawl(command)
        answers = [entry.status for entry in served.log[before:]]
    assert answers and set(answers) == {304}
    return loaded


@pytest.fixture(scope="module")
def busy_night(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The modules that are loaded at the end of a night with an edit and a new post."""
    now = datetime.now(UTC)
    blog = long_blog(6, newest=now - timedelta(days=3))
    db = tmp_path_factory.mktemp("start") / "busy.db"
    with serve_blog(blog, now=lambda: datetime.now(UTC)) as served:
        command = crawling(served.url, db)
        subprocess.run([sys.executable, "-m", *command], check=True, timeout=60)
        blog.posts[2].paragraphs[0] = (
            "This paragraph says something else by now, and quite other words than before."
        )
        blog.posts[2].updated = now
        blog.publish(7, now)
        loaded = loaded_by_crawl(command)
    with open_archive(db) as archive:
        happened = Counter(change.what for change in archive.history.log(limit=20))
    assert happened == {"new": 7, "edited": 1}
    return loaded


def test_a_quiet_night_loads_nothing_that_reads(quiet_night: set[str]) -> None:
    assert (
        not {name.split(".")[0] for name in quiet_night}
        & {*HEAVY, "tomli", "tomllib", "xml"} - NEEDED_AT_NIGHT
    )
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


def test_a_busy_night_loads_what_reads_and_no_more(busy_night: set[str]) -> None:
    """A few pages are read and compared: by one process, without rules of sites, and nobody looks on."""
    needed = NEEDED_AT_NIGHT | {"feedparser", "nh3", "selectolax"}
    assert not {name.split(".")[0] for name in busy_night} & {*HEAVY, "multiprocessing"} - needed
    own = {name.removeprefix("scraper.") for name in busy_night}
    assert not {name for name in own if name.startswith(("exports", "reading"))}
    assert not own & {
        "archive.compaction", "archive.dump", "archive.lists", "archive.records", "archive.repair", "archive.verify",
        "cli.live", "crawl.reader", "crawl.readers", "crawl.replay", "sites.parse", "sites.patterns",
    }  # fmt: skip


def test_a_process_that_reads_pages_loads_neither_archive_nor_network() -> None:
    loaded = modules_loaded_by("import scraper.crawl.reader, scraper.crawl.pages")
    rooms = {".".join(name.split(".")[:2]) for name in loaded if name.startswith("scraper.")}
    assert not rooms & {"scraper.archive", "scraper.cli", "scraper.settings"}
    assert not {name.split(".")[0] for name in loaded} & {"httpx", "sqlite3", "tenacity", "typer"}


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


@pytest.mark.parametrize(
    ("arguments", "code"), [(["crawl", "--help"], 0), (["status", "--db", "nowhere/a.db"], 1), (["nope"], 2)]
)
def test_the_program_ends_at_once_with_all_said_and_its_exit_code(arguments: list[str], code: int) -> None:
    as_program, as_function = (
        subprocess.run(
            [sys.executable, "-c", f"import sys; sys.argv[1:] = {arguments!r}\nfrom scraper.cli import {name}; {name}()"],
            capture_output=True, text=True, timeout=60,
        )
        for name in ("run", "main")
    )  # fmt: skip
    assert as_program.returncode == as_function.returncode == code
    assert (as_program.stdout, as_program.stderr) == (as_function.stdout, as_function.stderr)
    assert as_program.stdout or as_program.stderr


def test_nothing_is_taken_apart_as_the_program_ends() -> None:
    told = "import atexit, sys; atexit.register(print, 'taken apart'); sys.argv[1:] = ['--version']"
    ends = f"{told}\nfrom scraper.cli import run; run()"
    done = subprocess.run([sys.executable, "-c", ends], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "scraper 0.1.0\n")


@pytest.mark.parametrize(
    ("closed", "arguments", "code"),
    [("1", "--version", 0), ("1", "nope", 2), ("2", "--version", 0), ("2", "status --db nowhere/a.db", 1)],
)
def test_the_program_ends_with_its_code_where_a_stream_is_closed(
    closed: str, arguments: str, code: int
) -> None:
    command = f"{sys.executable} -m scraper {arguments} {closed}>&-"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60)
    assert done.returncode == code
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("name", ["run", "main"])
def test_who_reads_no_further_is_told_nothing(name: str) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    command = f"import sys; sys.argv[1:] = ['--help']\nfrom scraper.cli import {name}; {name}()"
    done = subprocess.run(
        [sys.executable, "-c", command], stdout=writes, stderr=subprocess.PIPE, timeout=60, check=False
    )
    os.close(writes)
    assert (done.returncode, done.stderr) == (1, b"")
