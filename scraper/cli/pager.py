"""Text that is longer than the screen goes through the reader's pager; in a pipe, and where it fits, it is simply printed."""

from __future__ import annotations

import io
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console

WIDTH = 100
"""Lines longer than this are hard to read, however wide the screen is."""


@contextmanager
def reading(*, pager: bool) -> Generator[Console]:
    """A console for a text to read; what is printed on it appears at the end of the block."""
    if not sys.stdout.isatty():
        yield Console(width=WIDTH, highlight=False)
        return
    size = shutil.get_terminal_size()
    width = min(size.columns, WIDTH)
    if not pager:
        yield Console(width=width, highlight=False)
        return
    held = io.StringIO()
    yield Console(file=held, force_terminal=True, width=width, highlight=False)
    text = held.getvalue()
    if text.count("\n") < size.lines or not _through(os.environ.get("PAGER", "less -R -F"), text):
        sys.stdout.write(text)


def _through(command: str, text: str) -> bool:
    """Shows a text in a pager; False when there is none of that name, or none is wanted."""
    try:
        words = shlex.split(command)
    except ValueError:
        return False
    if not words or shutil.which(words[0]) is None:
        return False
    environment = {"LESS": "RF", **os.environ, "LESSCHARSET": "utf-8"}
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the pager's
    try:
        with subprocess.Popen(words, stdin=subprocess.PIPE, env=environment) as shown:
            assert shown.stdin is not None
            try:
                shown.stdin.write(text.encode("utf-8", "replace"))
                shown.stdin.close()
            except BrokenPipeError:
                pass  # the reader has seen enough
    except OSError:
        return False
    finally:
        signal.signal(signal.SIGINT, before)
    return True
