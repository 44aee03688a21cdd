"""What a person sees on a terminal: tables that fit, a pager where it helps, no colours for those who want none."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

ARCHIVE = str(Path(__file__).parents[2] / "archive.db")
_CODES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_terminal(*arguments: str, columns: int = 80, rows: int = 24, **environment: str) -> str:
    """What a command prints on a terminal of a size, with its control codes."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    settings = {
        name: value
        for name, value in os.environ.items()
        if name not in ("COLUMNS", "LINES", "NO_COLOR", "PAGER", "LESS")
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "scraper", *arguments, "--db", ARCHIVE], stdin=theirs, stdout=theirs, stderr=theirs,
        env=settings | {"TERM": "xterm", "PYTHONUTF8": "1"} | environment,
    )  # fmt: skip
    os.close(theirs)
    printed = b""
    try:
        while chunk := os.read(ours, 65536):
            printed += chunk
    except OSError:
        pass  # Linux says so when the other end is closed
    os.close(ours)
    assert process.wait(timeout=60) in (0, 5), printed
    return printed.decode("utf-8").replace("\r\n", "\n")


def plain(text: str) -> list[str]:
    return _CODES.sub("", text).splitlines()


@pytest.mark.parametrize(
    "command",
    [
        ("posts",),
        ("people",),
        ("people", "-n", "4"),
        ("people", "--periods", "idris"),
        ("roles", "decisions"),
        ("status",),
    ],
)
def test_tables_fit_a_narrow_terminal(command: tuple[str, ...]) -> None:
    lines = plain(on_terminal(*command))
    assert len(lines) > 2
    table = [line for line in lines if not line.startswith("scraper:")] if command == ("status",) else lines
    assert max(map(len, table)) <= 80
    assert not any(line.rstrip().endswith("…") for line in table)
    if "people" in command:
        assert lines[0].split() == ["id", "person", "role", "organisation", "first", "last", "posts"]
        assert lines[2].split()[-1].isdecimal()


def test_a_long_post_goes_through_the_pager() -> None:
    shown = plain(on_terminal("show", "30", PAGER="head -n 3"))
    assert [line for line in shown if line] == shown[:3] and shown[0] == "En karta över natten"


@pytest.mark.parametrize(
    ("options", "settings"),
    [
        (["--no-pager"], {"PAGER": "head -n 3"}),
        ([], {"PAGER": "no-such-pager --at all"}),
        ([], {"PAGER": ""}),
        ([], {"PAGER": "head '"}),
        (["--json"], {"PAGER": "head -n 3"}),
    ],
)
def test_it_is_all_printed_where_no_pager_is_to_be_had(options: list[str], settings: dict[str, str]) -> None:
    assert len(plain(on_terminal("show", "30", *options, **settings))) > 20


def test_what_fits_the_screen_is_not_paged() -> None:
    assert len(plain(on_terminal("show", "30", rows=500, PAGER="head -n 3"))) > 20


def test_no_colours_for_those_who_want_none() -> None:
    assert re.search(r"\x1b\[3\dm", on_terminal("status"))
    assert not re.search(r"\x1b\[3\dm", on_terminal("status", NO_COLOR="1"))
