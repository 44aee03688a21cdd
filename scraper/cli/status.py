"""`scraper status`: how each site stands, and whether one needs a person."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from scraper.archive import open_archive
from scraper.archive.sites import SiteStatus
from scraper.archive.standing import Standing, standing
from scraper.model.clock import Clock

NEEDS_A_PERSON = 5
_COLOURS = {"fresh": "green", "stale": "yellow", "failing": "red"}


def run_status(*, db: Path, quiet: bool, as_json: bool, clock: Clock | None = None) -> int:
    """Prints a row per site, what needs a person on standard error, and returns the exit code."""
    now = (clock or Clock()).now()
    with open_archive(db, create=False, read_only=True) as archive:
        rows = [(row, standing(archive.sites.facts(row.id), now=now)) for row in archive.sites.status()]
    if as_json:
        found = [
            asdict(row) | {"standing": verdict.word, "reasons": list(verdict.reasons)}
            for row, verdict in rows
        ]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    elif not quiet:
        Console().print(_table(rows))
    for row, verdict in rows:
        for reason in verdict.reasons:
            print(f"scraper: {row.url}: {verdict.word}: {reason}", file=sys.stderr)
    return NEEDS_A_PERSON if any(verdict.reasons for _, verdict in rows) else 0


def _table(rows: list[tuple[SiteStatus, Standing]]) -> Table:
    table = Table(header_style="bold")
    table.add_column("site", overflow="fold")
    table.add_column("standing")
    for name in ("posts", "dated", "signed", "with role", "with organisation"):
        table.add_column(name, justify="right")
    for name in ("last crawl", "outcome", "failed"):
        table.add_column(name)
    for row, verdict in rows:
        numbers = (row.posts, row.dated, row.signed, row.with_role, row.with_organisation)
        colour = _COLOURS[verdict.word]
        table.add_row(
            escape(row.name),
            f"[{colour}]{verdict.word}[/{colour}]",
            *map(str, numbers),
            (row.last_finished_at or "–").replace("T", " ").rstrip("Z"),
            row.last_outcome or "–",
            str(row.last_failed),
        )
    return table
