"""The commands that keep an archive: `compact`, `verify`, `replay`."""

from __future__ import annotations

from typing import Annotated

import typer

from scraper.cli.options import DEFAULT_DB, Db, Json

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing unless something is wrong.")]
MaxTime = Annotated[
    str | None,
    typer.Option("--max-time", help="Stop cleanly after so long, as in 20m; the rest waits.", metavar="DURATION"),
]  # fmt: skip


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: scraper compact --db blog.db")(compact)
    app.command(epilog="Example: scraper verify --db blog.db --repair")(verify)


def compact(
    db: Db = DEFAULT_DB, max_time: MaxTime = None, quiet: Quiet = False, as_json: Json = False
) -> None:
    """Pack the bytes of pages closer, and give the room back to the disk.

    A crawl does some of this by itself while it has time; nothing is lost when it is interrupted. Exit codes: 0 done,
    1 error, 75 another run holds the archive.
    """
    from scraper.cli.compacting import run_compact
    from scraper.cli.durations import seconds_of

    seconds = seconds_of(max_time) if max_time else None
    raise typer.Exit(run_compact(db=db, max_seconds=seconds, quiet=quiet, as_json=as_json))


def verify(
    db: Db = DEFAULT_DB,
    repair: Annotated[
        bool,
        typer.Option(
            "--repair", help="Mend what can be mended from what the archive knows; the rest is left as it is."
        ),
    ] = False,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Check that the archive holds together: every body, dictionary and key, the search index, the file itself.

    Prints a line per problem. Exit codes: 0 it does, 6 something is damaged (with --repair: and could not be mended), 1 error,
    75 another run holds the archive.
    """
    from scraper.cli.verifying import run_verify

    raise typer.Exit(run_verify(db=db, repair=repair, quiet=quiet, as_json=as_json))
