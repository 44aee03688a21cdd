"""The commands that ask the archive for lists: `posts`, `people`, `roles`, `organisations`, `stats`."""

from __future__ import annotations

from typing import Annotated

import typer

from scraper.cli.options import DEFAULT_DB, Db, Json

Csv = Annotated[
    bool,
    typer.Option("--csv", help="Print CSV; texts that a spreadsheet would take for a formula begin with '."),
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many rows.")]
Part = Annotated[
    list[str] | None,
    typer.Argument(metavar="[WORDS...]", help="The beginning of each word is enough; without, all."),
]
ASKING = """WORDS may hold "phrases", begun*, -unwanted, author:NAME role:TITLE org:NAME site:NAME year:2017-2019 before:2019-06 after:2018."""


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: scraper posts author:lindroth year:2019 --csv > posts.csv")(posts)
    app.command(epilog="Example: scraper people lindroth")(people)
    app.command(epilog="Example: scraper roles projektledare")(roles)
    app.command(epilog="Example: scraper organisations --json")(organisations)
    app.command(epilog="Example: scraper stats")(stats)


def posts(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS...]", help="As for scraper search; without, all.")
    ] = None,
    db: Db = DEFAULT_DB,
    limit: Limit = 100,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List posts, newest first: day, title, authors with role and organisation, address."""
    from scraper.archive import open_archive
    from scraper.cli.reading import as_query
    from scraper.cli.tables import print_rows

    asked = as_query(words or [])
    with open_archive(db, create=False, read_only=True) as archive:
        hits = (
            archive.search.posts(asked, limit=limit, order="date")
            if asked
            else archive.search.newest(limit=limit)
        )
    rows = [
        {"id": hit.id, "published": hit.published, "title": hit.title, "authors": hit.byline, "state": hit.state, "url": hit.url}
        for hit in hits
    ]  # fmt: skip
    print_rows(rows, as_json=as_json, as_csv=as_csv)


def people(
    words: Part = None, db: Db = DEFAULT_DB, limit: Limit = 200, as_json: Json = False, as_csv: Csv = False
) -> None:
    """List people with the roles and organisations that they signed with, and when."""
    _listed("people", words, db, limit, as_json, as_csv, "person_id")


def roles(
    words: Part = None, db: Db = DEFAULT_DB, limit: Limit = 200, as_json: Json = False, as_csv: Csv = False
) -> None:
    """List roles: how many people held each, in how many posts, and when."""
    _listed("roles", words, db, limit, as_json, as_csv, "role_id")


def organisations(
    words: Part = None, db: Db = DEFAULT_DB, limit: Limit = 200, as_json: Json = False, as_csv: Csv = False
) -> None:
    """List organisations: how many people signed for each, in how many posts, and when."""
    _listed("organisations", words, db, limit, as_json, as_csv, "organisation_id")


def stats(db: Db = DEFAULT_DB, as_json: Json = False, as_csv: Csv = False) -> None:
    """Count posts, signatures, roles and words, by site and year."""
    from scraper.archive import open_archive
    from scraper.cli.tables import print_rows

    with open_archive(db, create=False, read_only=True) as archive:
        print_rows(archive.lists.stats(), as_json=as_json, as_csv=as_csv)


def _listed(
    kind: str, words: list[str] | None, db: Db, limit: int, as_json: bool, as_csv: bool, hidden: str
) -> None:
    from scraper.archive import open_archive
    from scraper.cli.tables import print_rows

    with open_archive(db, create=False, read_only=True) as archive:
        rows = getattr(archive.lists, kind)(" ".join(words or []), limit=limit)
    print_rows(rows, as_json=as_json, as_csv=as_csv, hidden=[hidden])
