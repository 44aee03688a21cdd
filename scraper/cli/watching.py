"""The log of a crawl for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from scraper.crawl.events import Event, Watch
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
