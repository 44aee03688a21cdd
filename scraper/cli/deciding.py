"""What a person decides of who is whom, carried out under the archive's lock, and told in one line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from scraper.archive import open_archive
from scraper.archive.decisions import Decisions, Done
from scraper.archive.finding import TABLES
from scraper.archive.journal import Kind
from scraper.cli.printable import printable
from scraper.model.clock import Clock


class _OnlyTried(Exception):
    """Ends a transaction that was only tried, so that it leaves nothing."""


def decide(
    kind: Kind, act: Callable[[Decisions, datetime], Done], *, db: Path, dry_run: bool, undoing: bool = False
) -> None:
    """Does it, or with `dry_run` only tries it, and prints what came of it."""
    done: Done | None = None
    with open_archive(db, create=False) as archive, archive.lock():
        try:
            with archive.atomic():  # the rules first: an older archive never met them
                archive.decisions.settle([site.id for site in archive.sites.all()], now=Clock().now())
                done = act(archive.decisions, Clock().now())
                if dry_run:
                    raise _OnlyTried
        except _OnlyTried:
            pass
    assert done is not None
    text = printable(done.text)
    posts = f"{done.posts} post{'s' * (done.posts != 1)}"
    if dry_run:
        print(f"would be done: {text}, {posts}")
    elif undoing:
        print(f"{text}, {posts}")
    else:
        print(f"{text}, {posts}; take it back with: scraper {TABLES[kind]} undo {done.decision} --db {db}")
