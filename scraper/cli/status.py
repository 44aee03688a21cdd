"""`scraper status`: how each site stands, and whether one needs a person."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from scraper.archive import open_archive
from scraper.archive.sites import SiteStatus
from scraper.archive.standing import Standing, standing
from scraper.cli.printable import printable
from scraper.cli.tables import Marked, print_table
from scraper.model import urls
from scraper.model.clock import Clock
from scraper.settings import find_config, load_config

NEEDS_A_PERSON = 5
_COLOURS = {"fresh": "green", "stale": "yellow", "failing": "red", "unlisted": "dim"}


def run_status(
    *, db: Path, quiet: bool, as_json: bool, config: Path | None = None, clock: Clock | None = None
) -> int:
    """Prints a row per site, what needs a person on standard error, and returns the exit code.

    Where the settings file lists sites, one that it does not list is crawled no more, and needs nobody.
    """
    now = (clock or Clock()).now()
    listed = {
        urls.host(site.url)
        for site in load_config(find_config(config, archive=db), required=config is not None).sites
    }
    with open_archive(db, create=False, read_only=True) as archive:
        rows = [
            (
                row,
                standing(archive.sites.facts(row.id), now=now)
                if not listed or urls.host(row.url) in listed
                else Standing("unlisted"),
            )
            for row in archive.sites.status()
        ]
    if as_json:
        found = [
            row._asdict() | {"standing": verdict.word, "reasons": list(verdict.reasons)}
            for row, verdict in rows
        ]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    elif not quiet and rows:
        print_table(_rows(rows), gap=1)
    for row, verdict in rows:
        for reason in verdict.reasons:
            print(f"scraper: {row.url}: {verdict.word}: {printable(reason)}", file=sys.stderr)
    return NEEDS_A_PERSON if any(verdict.reasons for _, verdict in rows) else 0


def _rows(rows: list[tuple[SiteStatus, Standing]]) -> list[dict[str, object]]:
    return [
        {
            "site": row.name,
            "standing": Marked(f"[{_COLOURS[verdict.word]}]{verdict.word}[/{_COLOURS[verdict.word]}]"),
            "posts": row.posts, "dated": row.dated, "signed": row.signed, "role": row.with_role,
            "org.": row.with_organisation, "last crawl": (row.last_finished_at or "–")[:10],
            "outcome": row.last_outcome, "failed": row.last_failed,
        }
        for row, verdict in rows
    ]  # fmt: skip
