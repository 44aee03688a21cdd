"""Those who look on while a crawl runs: the live view of a terminal, and the log for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TaskID, TextColumn
from rich.table import Column
from rich.text import Text

from scraper.crawl.events import Event, Watch
from scraper.crawl.site import SiteCrawl
from scraper.model import urls
from scraper.model.errors import SettingsError


@contextmanager
def json_log(target: str | None) -> Iterator[Watch | None]:
    """A watch that writes an object a line: to standard error for `-`, else to the end of a file. Nothing for None.

    Raises SettingsError when the file cannot be written.
    """
    if target is None:
        yield None
        return
    with ExitStack() as stack:
        try:
            out = (
                sys.stderr if target == "-" else stack.enter_context(Path(target).open("a", encoding="utf-8"))
            )
        except OSError as error:
            raise SettingsError(f"{target} cannot be written: {error.strerror}") from error

        def write(event: Event) -> None:
            try:
                out.write(json.dumps(event, ensure_ascii=False) + "\n")
                out.flush()
            except OSError:
                pass  # a full disk or a closed pipe is no reason to stop archiving

        yield write


class LiveView:
    """A line per site: found, fetched, new, changed, failed, pages a second, time left."""

    def __init__(self, terminal: Console) -> None:
        numbers = ("found", "fetched", "new", "changed", "failed")
        self._progress = Progress(
            SpinnerColumn(finished_text="✓"),
            TextColumn("{task.description}", table_column=Column(ratio=1, no_wrap=True, overflow="ellipsis")),
            *(TextColumn(f"{{task.fields[{name}]}} {name}", justify="right") for name in numbers),
            _Rate(),
            _Left(),
            console=terminal,
            transient=True,
            expand=True,
        )
        self._tasks: dict[int, TaskID] = {}

    def __enter__(self) -> LiveView:
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()

    def tick(self, site: SiteCrawl) -> None:
        """Shows how far the crawl of a site is."""
        counts = site.counts
        said: dict[str, Any] = {
            "found": site.visited + site.waiting, "fetched": site.visited, "new": counts.new, "changed": counts.changed,
            "failed": counts.failed,
        }  # fmt: skip
        task = self._tasks.get(site.site_id)
        if task is None:
            task = self._tasks[site.site_id] = self._progress.add_task(
                urls.host(site.home), total=None, **said
            )
        self._progress.update(task, completed=site.visited, total=site.visited + site.waiting, **said)


class _Rate(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.1f}/s" if speed else "–/s", justify="right")


class _Left(ProgressColumn):
    """Not rich's own, which shows `-:--:--` until half a minute is over."""

    def render(self, task: Task) -> Text:
        seconds = task.time_remaining
        if seconds is None:
            return Text("", justify="right")
        minutes, rest = divmod(int(seconds), 60)
        return Text(f"{minutes}:{rest:02} left", justify="right")
