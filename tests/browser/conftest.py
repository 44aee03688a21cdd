"""One Chromium and one Datasette for a module of tests. Where no browser can be had the tests are left out, but never in CI."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from fixtures import lived_archive
from scraper.archive import open_archive

ROOT = Path(__file__).parents[2]
AXE = Path(sys.prefix) / "browser" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-features=IsolateSandboxedIframes"
).split()
"""The last one saves a process for each stored page; the sandbox is the same."""


def lacking(what: str) -> None:
    """Leaves a test out, with a reason; in CI it fails instead."""
    reason = f"{what} is not installed; install it with: make browser"
    if os.environ.get("CI", "").lower() in ("1", "true", "yes"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """A headless Chromium. It is closed with the module: while it lives no other test may use asyncio."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        lacking("Chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        lacking("Playwright")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    if not AXE.exists():
        lacking("axe-core")
    return AXE.read_text("utf-8")


class Served:
    """A Datasette on loopback: `at` is its address."""

    def __init__(self, files: list[Path]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as probe:
            port = probe.getsockname()[1]
        self.at = f"http://127.0.0.1:{port}"
        program = Path(sys.executable).with_name("datasette")
        command = [str(program), "serve", *map(str, files), "--port", str(port), "--host", "127.0.0.1"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(150):
            try:
                urlopen(f"{self.at}/-/versions.json", timeout=5).close()
                return
            except OSError:
                assert self._process.poll() is None, "Datasette ended"
                time.sleep(0.1)
        raise AssertionError("Datasette does not answer")

    def stop(self) -> None:
        """Ends it."""
        self._process.terminate()
        self._process.wait(10)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The committed archive, and one in which everything happened."""
    folder = tmp_path_factory.mktemp("lived")
    with open_archive(folder / "lived.db") as archive:
        lived_archive.fill(archive)
    shutil.copy(ROOT / "archive.db", folder / "archive.db")
    served = Served([folder / "lived.db", folder / "archive.db"])
    try:
        served.wait()
        yield served
    finally:
        served.stop()
