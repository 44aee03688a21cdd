"""The commands that ask the archive: for a post, for posts, for numbers, for what happened."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from scraper.cli.options import DEFAULT_DB, Csv, Db, Format, Json, Limit

ASKING = """WORDS may hold "phrases", begun*, -unwanted, author:NAME role:TITLE org:NAME site:NAME year:2017-2019 before:2019-06 after:2018."""


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog='Example: scraper search "sustainable housing" --db blog.db')(search)
    app.command(epilog="Example: scraper show https://blog.example.org/a-post/ --db blog.db")(show)
    app.command(epilog="Example: scraper posts author:lindroth year:2019 --csv > posts.csv")(posts)
    app.command(epilog="Example: scraper stats")(stats)
    app.command(epilog="Example: scraper export atom author:lindroth --output lindroth.atom")(export)
    app.command(epilog="Example: scraper log https://blog.example.org/a-post/ --db blog.db")(log)
    app.command(epilog="Example: scraper diff https://blog.example.org/a-post/ --revision 1 --db blog.db")(
        diff
    )


def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help=f"Words that must all occur. {ASKING}"),
    ],
    db: Db = DEFAULT_DB,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, metavar="NUMBER", help="At most so many posts.")
    ] = 20,
    by_date: Annotated[bool, typer.Option("--by-date", help="Newest first, not best first.")] = False,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Find posts by their words, and by who wrote them. Also by role, organisation, site and time.

    Words are looked for in title, byline and text. Case and accents make no difference.
    """
    from scraper.cli.reading import run_search

    run_search(words, db=db, limit=limit, by_date=by_date, as_json=as_json, as_csv=as_csv)


def show(
    post: Annotated[
        str, typer.Argument(metavar="URL|ID", help="The address or the number of a post in the archive.")
    ],
    db: Db = DEFAULT_DB,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print where each value came from, too.")
    ] = False,
    as_json: Json = False,
    no_pager: Annotated[
        bool, typer.Option("--no-pager", help="Print it all, even if it is longer than the screen.")
    ] = False,
) -> None:
    """Print a post of the archive. One that is longer than the screen is shown in $PAGER, or in less."""
    from scraper.cli.pages import run_show

    run_show(post, db=db, explain=explain, as_json=as_json, pager=not no_pager)


def posts(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS...]", help="As for scraper search; without, all.")
    ] = None,
    db: Db = DEFAULT_DB,
    limit: Limit = 100,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List posts, newest first. Day, title, authors with role and organisation, address."""
    from scraper.archive import open_archive
    from scraper.cli.reading import as_query, remarks, say_what_was_misread
    from scraper.cli.tables import print_rows

    asked = as_query(words or [])
    with open_archive(db, create=False, read_only=True) as archive:
        found = archive.search.find(asked, limit=limit, order="date") if asked else None
        hits = archive.search.newest(limit=limit) if found is None else found.hits
    if not hits:
        say_what_was_misread(asked)
    for line in remarks(found, by_date=True) if found else ():
        print(line, file=sys.stderr)
    rows = [
        {"id": hit.id, "published": hit.published, "title": hit.title, "authors": hit.byline, "state": hit.state, "url": hit.url}
        for hit in hits
    ]  # fmt: skip
    whole = all(row["state"] == "complete" for row in rows)
    shown = (
        [{name: value for name, value in row.items() if name != "state"} for row in rows] if whole else rows
    )
    print_rows(rows, as_json=as_json, as_csv=as_csv, shown=shown, wide=["url"])


def stats(
    db: Db = DEFAULT_DB,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=1, metavar="NUMBER", help="At most so many rows. Without: all."),
    ] = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Count posts, signatures, roles and words, by site and year."""
    from scraper.archive import open_archive
    from scraper.cli.tables import print_rows

    with open_archive(db, create=False, read_only=True) as archive:
        print_rows(archive.lists.stats(limit=limit), as_json=as_json, as_csv=as_csv)


def export(
    form: Annotated[
        Format, typer.Argument(metavar="atom|jsonfeed|jsonl|csv|markdown", help="What to write.")
    ],
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS...]", help="As for scraper search; without, all.")
    ] = None,
    db: Db = DEFAULT_DB,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A file, put in place when it is whole; a folder for Markdown.",
            metavar="PATH",
        ),
    ] = None,
    site: Annotated[
        str | None, typer.Option("--site", metavar="SITE", help="Of one site: number, name or address.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="PERSON", help="Of one person: number or name.")
    ] = None,
    role: Annotated[
        str | None, typer.Option("--role", metavar="ROLE", help="Signed in one role: number or title.")
    ] = None,
    organisation: Annotated[
        str | None,
        typer.Option(
            "--organisation", metavar="ORGANISATION", help="Signed for one organisation: number or name."
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            "-n",
            min=1,
            metavar="NUMBER",
            help="At most so many posts, newest first; feeds have 50 else.",
        ),
    ] = None,
    feed_url: Annotated[
        str,
        typer.Option("--feed-url", help="Where the feed will be published, to stand in it.", metavar="URL"),
    ] = "",
) -> None:
    """Write posts as feeds, JSON Lines, CSV or Markdown. Feeds are Atom or JSON Feed, Markdown is a file for each post; see docs/exports.md."""
    from scraper.cli.exporting import run_export
    from scraper.cli.reading import as_query

    names = {"site": site, "person": person, "role": role, "organisation": organisation}
    run_export(
        form, db=db, query=as_query(words or []), names=names, output=output, limit=limit, feed_url=feed_url
    )


def log(
    post: Annotated[
        str | None, typer.Argument(metavar="[URL|ID]", help="One post; without it, the whole archive.")
    ] = None,
    db: Db = DEFAULT_DB,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, metavar="NUMBER", help="At most so many lines.")
    ] = 50,
    as_json: Json = False,
) -> None:
    """Tell what happened to posts, newest first. New, edited, gone, returned; reread where only our reading changed."""
    from scraper.cli.history import run_log

    run_log(post, db=db, limit=limit, as_json=as_json)


def diff(
    post: Annotated[str, typer.Argument(metavar="URL|ID", help="The address or the number of a post.")],
    db: Db = DEFAULT_DB,
    revision: Annotated[
        int | None,
        typer.Option(
            "--revision", "-r", min=1, metavar="NUMBER", help="The number of an edit; without it, the last."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what an edit changed, word by word."""
    from scraper.cli.history import run_diff

    run_diff(post, db=db, revision=revision, as_json=as_json)
