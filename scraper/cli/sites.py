"""The commands of `scraper sites`."""

from __future__ import annotations

from typing import Annotated

import typer

from scraper.cli.options import DEFAULT_DB, AllowPrivate, CaFile, Db, Json, Proxy, Rules

sites = typer.Typer(
    name="sites", help="What is known of each site.", no_args_is_help=True, rich_markup_mode=None
)


@sites.callback()
def about() -> None:
    """What is known of each site."""


@sites.command(epilog="Example: scraper sites check my-blog --rules sites")
def check(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME...", help="Rules by the names of their files; all of them else."),
    ] = None,
    rules: Rules = None,
    db: Db = DEFAULT_DB,
    fetch: Annotated[
        bool,
        typer.Option("--fetch", help="Fetch the test pages that are neither stored in a file nor archived."),
    ] = False,
    allow_private: AllowPrivate = False,
    proxy: Proxy = None,
    ca_file: CaFile = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing unless a rule does not hold.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Read the test pages of site rules, and tell what is not as their tests expect.

    One line for each failure. Exit codes: 0 all hold, 2 a rule file is broken, 3 a page is not as expected.
    """
    from scraper.cli.checking import run_check
    from scraper.model.limits import Manners

    manners = Manners(
        delay_s=0, allow_private=allow_private, proxy=proxy, ca_file=str(ca_file) if ca_file else None
    )
    code = run_check(
        names or [], rules=rules, db=db, manners=manners if fetch else None, quiet=quiet, as_json=as_json
    )
    raise typer.Exit(code)
