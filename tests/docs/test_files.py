"""Every file that a document names is there, every link leads somewhere, and every test of docs/security.md exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/*.md"))]
NAMED = re.compile(r"`((?:[\w.*-]+/)*[\w*-]+\.(?:py|md|toml|jsonl?|css|html))`")
READERS_OWN = {"scraper.toml", "sites/my-blog.toml", "sites/NAME.toml", "page.html", "SITE/YEAR/DAY-TITLE.md"}
"""Files that a reader has, or gets."""
ROOMS = ("", "scraper", "scraper/extraction", "scraper/archive", "scraper/crawl", "scraper/reading", "docs")
"""Where a document's files may be meant to stand."""
SHORT = {"T/": "tests/", "H/": "tests/hostile/"}
"""How docs/security.md writes folders."""


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_every_file_that_is_named_is_there(file: Path) -> None:
    text = file.read_text("utf-8")
    names = set(NAMED.findall(text)) - READERS_OWN
    if file.name == "security.md":
        names = {
            SHORT.get(name[:2], "") + name.removeprefix(name[:2] if name[:2] in SHORT else "")
            for name in names
        }
    assert [name for name in sorted(names) if not _found(name)] == []
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (file.parent / target).is_file(), target


def _found(name: str) -> bool:
    if name.startswith("test_"):
        return any(ROOT.glob(f"tests/**/{name}"))
    return any(any((ROOT / room).glob(name)) for room in ROOMS)


def test_what_security_says_of_a_test_is_in_it() -> None:
    """`T/x.py` (`NAME`): the table or the server of that name."""
    table = (ROOT / "docs" / "security.md").read_text("utf-8")
    named = re.findall(r"`([\w/]*?)(test_\w+\.py)` \(`(\w+)`(?:, `(\w+)`)?\)", table)
    assert named
    for _, file, *names in named:
        (found,) = ROOT.glob(f"tests/**/{file}")
        for name in filter(None, names):
            assert re.search(rf"^{name}\b", found.read_text("utf-8"), re.MULTILINE), (file, name)


def test_each_document_is_named_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [file.name for file in ROOT.glob("docs/*.md") if f"docs/{file.name}" not in readme] == []
