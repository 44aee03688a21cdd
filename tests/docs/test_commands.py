"""Every command, option, target and module that a document, a help text or a message names is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import product
from pathlib import Path

import pytest
from typer import Context
from typer.core import TyperGroup
from typer.main import get_command

from scraper.cli.main import app
from scraper.cli.people import ListingGroup

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/*.md"))]
SOURCES = [ROOT / "fixtures" / "demo.py", *sorted(ROOT.glob("scraper/**/*.py"))]
COMMANDS = get_command(app)
_ENDS = {"|", "||", "&&", ">", ";", "#", "\\n", "or"}
"""What ends a command in a line of shell, or in a message that names two."""


def named_in(text: str) -> Iterator[str]:
    """The command lines of a text, without `scraper`: lines of a document's code, what stands in backticks, examples."""
    yield from re.findall(r"^(?:\$ )?scraper ([^\n]+)$", text, re.MULTILINE)
    for told in re.findall(r"`scraper ((?:[^`\n]|(?<!`)\n(?!\n))+)`", text):
        yield " ".join(told.split())
    for told in re.findall(r"""(?:Example|with|see|is): scraper ([^"\n{]+)""", text):
        yield told


def said(line: str) -> list[str]:
    """The words of a command line, up to its end."""
    line = re.split(r"\s#|[<(…]", line.replace("\\'", "'"))[0].strip(" '")
    try:
        words = shlex.split(line)
    except ValueError:
        words = line.split()
    return words[: next((place for place, word in enumerate(words) if word in _ENDS), len(words))]


def unknown(words: list[str]) -> list[str]:
    """What of a command line is not there; `a|b` stands for either."""
    lacking = []
    for variant in product(
        *(word.split("|") if re.fullmatch(r"[a-z|]+", word) else [word] for word in words)
    ):
        command = COMMANDS
        rest = list(variant)
        while isinstance(command, TyperGroup) and rest and not rest[0].startswith("-"):
            context = Context(command)
            found = command.get_command(context, rest[0].strip(".,;:"))
            if found is None and command is COMMANDS:
                lacking.append(rest[0])
            if found is None:
                break
            command, rest = found, rest[1:]
        if isinstance(command, ListingGroup):
            command = command.commands["list"]
        options = {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {
            "-h",
            "--help",
        }
        if "--" in rest:
            rest = rest[: rest.index("--")]
        typed = [word.split("=")[0] for word in rest if re.match(r"--?[a-z]", word)]
        lacking += [f"{command.name} {word}" for word in typed if word.rstrip(".,;:") not in options]
    return lacking


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda file: file.name)
def test_every_command_of_a_document_can_be_given(file: Path) -> None:
    assert lacking_in(file) == []


def test_every_command_of_a_help_text_or_message_can_be_given() -> None:
    assert {file.name: told for file in SOURCES if (told := lacking_in(file))} == {}


def lacking_in(file: Path) -> list[tuple[str, str]]:
    return [(line, one) for line in named_in(file.read_text("utf-8")) for one in unknown(said(line))]


def test_commands_are_found_where_they_are_named() -> None:
    """The test above would pass if it saw nothing."""
    readme = list(named_in((ROOT / "README.md").read_text("utf-8")))
    assert len(readme) >= 15
    assert unknown(said("crawl https://blog.example.org/ --dbase x")) == ["crawl --dbase"]
    assert unknown(said("people|roles merge 1 2 --dry")) == ["merge --dry", "merge --dry"]
    assert unknown(said("finde something")) == ["finde"]


def test_every_target_of_make_and_every_module_that_is_named_is_there() -> None:
    targets = set(re.findall(r"^([\w.-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for file in DOCUMENTS:
        text = file.read_text("utf-8")
        assert set(re.findall(r"(?:`|^)make ([a-z][\w.-]*)", text, re.MULTILINE)) <= targets, file
        for module in re.findall(r"python -m ([a-z][\w.]*)", text):
            assert find_spec(module), (file, module)
