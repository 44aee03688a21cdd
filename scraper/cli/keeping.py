"""The commands that keep an archive: `compact`, `verify`, `replay`."""

from __future__ import annotations

from typing import Annotated

import typer

from scraper.cli.options import DEFAULT_DB, Db, Json, Rules

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing unless something is wrong.")]
MaxTime = Annotated[
    str | None,
    typer.Option("--max-time", help="Stop cleanly after so long, as in 20m; the rest waits.", metavar="DURATION"),
]  # fmt: skip


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: scraper compact --db blog.db")(compact)
    app.command(epilog="Example: scraper verify --db blog.db --repair")(verify)
    app.command(epilog="Example: scraper replay --site blog.example.org --dry-run --db blog.db")(replay)


def compact(
    db: Db = DEFAULT_DB, max_time: MaxTime = None, quiet: Quiet = False, as_json: Json = False
) -> None:
    """Pack the bytes of pages closer. The room is given back to the disk.

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
    """Check that the archive holds together. Every body, dictionary and key, the search index, the file itself.

    Prints a line per problem. Exit codes: 0 it does, 6 something is damaged (with --repair: and could not be mended), 1 error,
    75 another run holds the archive.
    """
    from scraper.cli.verifying import run_verify

    raise typer.Exit(run_verify(db=db, repair=repair, quiet=quiet, as_json=as_json))


def replay(
    posts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[URL|ID...]",
            help="Single posts, whoever read them; without, all that an older program read.",
        ),
    ] = None,
    db: Db = DEFAULT_DB,
    site: Annotated[
        str | None, typer.Option("--site", help="Only the posts of one site.", metavar="URL|NAME")
    ] = None,
    rules: Rules = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change, and write nothing.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option("--limit", "-n", min=1, metavar="NUMBER", help="At most so many posts.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also posts that today's program, with today's rules, has read.")
    ] = False,
    processes: Annotated[
        int | None,
        typer.Option(
            "--processes", min=1, metavar="NUMBER", help="How many at once; else one for each core."
        ),
    ] = None,
    quiet: Quiet = False,
    as_json: Json = False,
) -> None:
    """Read stored pages again, without a network. For when the program or a site rule has learnt something.

    What differs is stored; in title, day, authors and text it leaves a revision that is ours and not the site's. It can be ended
    at any time and goes on from there. Exit codes: 0 done, 3 some pages are damaged, 1 error, 2 usage, 75 another run holds
    the archive.
    """
    from scraper.cli.replaying import run_replay

    code = run_replay(
        posts or [], db=db, site=site, rules=rules, limit=limit, again=again, dry_run=dry_run, processes=processes,
        quiet=quiet, as_json=as_json,
    )  # fmt: skip
    raise typer.Exit(code)
