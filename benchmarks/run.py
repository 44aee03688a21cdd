"""Who is measured runs in a process of its own, on a core of its own; what it took is told by the kernel."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

LOOKED_AT_S = 0.2
"""How often the memory of all processes is looked at."""


@dataclass(frozen=True, slots=True)
class Taken:
    """CPU (user and system, children too) and wall seconds, and the peak of resident memory in MB.

    Of several processes the peaks are summed up, each with what it shares with the others.
    """

    cpu_s: float
    wall_s: float
    peak_mb: float


def measured(command: Sequence[str], *, cores: int = 1, fine: Sequence[int] = (0,)) -> Taken:
    """Runs a Python module with arguments, `-m` left out. Raises SystemExit when its exit code is not among `fine`.

    This process must stay small: a child's peak begins at what its parent held. Python may keep what it compiled of our
    modules, as it has kept everybody else's since they were installed.
    """
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(allowed)[-cores:])
    try:
        begun = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},
        )
        assert process.stderr is not None
        peaks: dict[str, float] = {}
        over = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peaks, over))
        watcher.start()
        said = process.stderr.read()
        over.set()
        watcher.join()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begun
    finally:
        os.sched_setaffinity(0, allowed)
    if process.returncode not in fine:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{said.decode()[-2000:]}")
    return Taken(used.ru_utime + used.ru_stime, wall, max(used.ru_maxrss / 1024, sum(peaks.values())))


def _watch(pid: int, peaks: dict[str, float], over: threading.Event) -> None:
    """Until it is over, keeps the peaks of a process and of those that it started, in MB."""
    while not over.wait(LOOKED_AT_S):
        for one in (str(pid), *_children(pid)):
            with suppress(OSError, StopIteration):  # it came to its end meanwhile
                said = Path("/proc", one, "status").read_text().splitlines()
                peak = next(line for line in said if line.startswith("VmHWM:"))
                peaks[one] = int(peak.split()[1]) / 1024


def _children(pid: int) -> list[str]:
    found: list[str] = []
    for file in Path("/proc", str(pid), "task").glob("*/children"):
        with suppress(OSError):
            found += file.read_text().split()
    return found


def middle(taken: Sequence[Taken]) -> Taken:
    """The median of some runs, in each number."""
    return Taken(
        median(one.cpu_s for one in taken),
        median(one.wall_s for one in taken),
        median(one.peak_mb for one in taken),
    )


def forget(db: Path) -> None:
    """Removes a database and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", ".lock"):
        db.with_name(db.name + suffix).unlink(missing_ok=True)
