"""The live view of a crawl, for a terminal."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from rich.console import Console
from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TaskID, TextColumn
from rich.table import Column
from rich.text import Text

from scraper.crawl.site import SiteCrawl
from scraper.model import urls


def live_view(stack: ExitStack) -> LiveView | None:
    """The view, shown until the stack ends; None where standard error is no terminal that can show it."""
    terminal = Console(stderr=True)
    if terminal.is_dumb_terminal or not terminal.is_terminal:
        return None
    return stack.enter_context(LiveView(terminal))


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
