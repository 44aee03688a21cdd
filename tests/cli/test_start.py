"""What is loaded when: help and quiet nights wait for nothing that they do not need."""

from __future__ import annotations

import subprocess
import sys

import pytest

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


def loaded_by(program: str) -> set[str]:
    """The packages that are loaded when a program ends."""
    told = f"{program}\nprint('loaded', *sorted({{name.split('.')[0] for name in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{told}"], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    run = f"sys.argv = ['scraper', *{arguments!r}]\ntry:\n    from scraper.cli import main; main()\nexcept SystemExit: pass"
    assert not loaded_by(run) & set(HEAVY)


def test_a_night_without_news_needs_no_extraction() -> None:
    program = "from scraper.cli.crawling import run_crawl"
    assert not loaded_by(program) & {"feedparser", "nh3", "pygments", "re2", "rich"}
    modules = "import scraper.cli.crawling\nprint('loaded', *[n for n in sys.modules if n.startswith('scraper.extraction')])"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{modules}"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.split() == ["loaded"]


def test_the_command_line_of_httpx_can_still_be_had() -> None:
    """It is kept from loading for a moment only."""
    assert "click" in loaded_by("import scraper.fetching.lean, httpx._main")
