"""A bar on a terminal, for commands that take long; elsewhere, and for those who asked for quiet, nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Advance = Callable[[str, int, int | None], None]
"""Tells what is being done, how much of it is done, and of how much (None: unknown)."""


@contextmanager
def bar(*, quiet: bool) -> Iterator[Advance]:
    """A bar on standard error while the block runs."""
    terminal = Console(stderr=True)
    if quiet or not terminal.is_terminal or terminal.is_dumb_terminal:
        yield lambda what, done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=terminal, transient=True) as shown:
        task = shown.add_task("", total=None)
        yield lambda what, done, total: shown.update(task, description=what, completed=done, total=total)


def sized(size_bytes: int) -> str:
    """A number of bytes as people read it: `1.4 MB`."""
    size, unit = float(size_bytes), "bytes"
    for larger in ("kB", "MB", "GB", "TB"):
        if abs(size) < 1000:
            break
        size, unit = size / 1000, larger
    return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
