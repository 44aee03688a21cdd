"""`scraper serve` as a user runs it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return Path(shutil.copy(ROOT / "archive.db", tmp_path / "archive.db"))


def start(*arguments: str, **settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "scraper", "serve", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **settings},
    )  # fmt: skip


def test_it_says_where_opens_a_browser_there_and_ends_quietly(db: Path, tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    served = start("--db", str(db), "--port", "0", "--open", BROWSER=f"{browser} %s")
    assert served.stdout is not None
    address = re.search(r"http://127\.0\.0\.1:\d+/archive/-/", served.stdout.readline())
    assert address
    page = urlopen(address[0], timeout=10).read().decode()
    assert "Bo i balans" in page
    served.send_signal(signal.SIGINT)
    assert served.wait(15) == 0
    assert served.stderr is not None and served.stderr.read() == ""
    assert (tmp_path / "opened").read_text().strip() == address[0]
    served.stdout.close(), served.stderr.close()


def test_errors_are_one_line(db: Path, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        no_archive = tmp_path / "text.db"
        no_archive.write_text("hello " * 300)
        for arguments, said in (
            (("--db", str(tmp_path / "none.db")), "does not exist"),
            (("--db", str(no_archive)), "no SQLite database"),
            (("--db", str(db), "--port", port), f"port {port} is taken"),
        ):
            done = start(*arguments)
            _, errors = done.communicate(timeout=30)
            assert done.returncode in (1, 2) and said in errors and len(errors.splitlines()) == 1, errors
