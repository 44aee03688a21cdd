"""The commands of `scraper sites`: the list in `scraper.toml`, and the rules for single sites."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scraper.cli.options import DEFAULT_DB, AllowPrivate, CaFile, ConfigFile, Db, Json, Proxy, Rules

sites = typer.Typer(
    name="sites",
    help="The sites that are crawled, and what is known of each.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@sites.callback()
def about() -> None:
    """The sites that are crawled, and what is known of each."""


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
    """Read the test pages of site rules. What is not as their tests expect is told.

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


Site = Annotated[str, typer.Argument(metavar="SITE", help="A site by its name, host or address.")]


@sites.command("add", epilog="Example: scraper sites add https://blog.example.org/")
def add(
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Home pages, listings or feeds.")],
    db: Db = DEFAULT_DB,
    config: ConfigFile = None,
    name: Annotated[
        str, typer.Option("--name", help="What to call it; else what it calls itself.", metavar="NAME")
    ] = "",
    no_probe: Annotated[
        bool, typer.Option("--no-probe", help="Write the entry without looking at the site.")
    ] = False,
    delay: Annotated[
        float | None,
        typer.Option(
            "--delay", min=0, metavar="SECONDS", help="Seconds between two requests to it, now and later."
        ),
    ] = None,
    allow_private: AllowPrivate = False,
    proxy: Proxy = None,
    ca_file: CaFile = None,
) -> None:
    """Look at a site, and list it in scraper.toml. Shows what there is to archive; nothing is archived yet.

    A site that cannot be read is not listed. Exit codes: 0 listed, or listed before; 1 a site could not be read; 2 usage.
    """
    from scraper.cli.listing import run_add
    from scraper.cli.starts import Said

    said = Said(
        delay_s=delay, allow_private=allow_private, proxy=proxy, ca_file=str(ca_file.resolve()) if ca_file else None
    )  # fmt: skip
    raise typer.Exit(run_add(urls, db=db, config=config, name=name, said=said, look=not no_probe))


@sites.command("list", epilog="Example: scraper sites list --json")
def list_sites(db: Db = DEFAULT_DB, config: ConfigFile = None, as_json: Json = False) -> None:
    """Print the sites of scraper.toml."""
    from scraper.cli.listing import run_list

    run_list(db=db, config=config, as_json=as_json)


@sites.command(epilog="Example: scraper sites show blog.example.org")
def show(site: Site, db: Db = DEFAULT_DB, config: ConfigFile = None, as_json: Json = False) -> None:
    """Print every setting in force for a site. Limits, too, and where each comes from."""
    from scraper.cli.listing import run_show_site

    run_show_site(site, db=db, config=config, as_json=as_json)


@sites.command(epilog="Example: scraper sites remove blog.example.org")
def remove(site: Site, db: Db = DEFAULT_DB, config: ConfigFile = None) -> None:
    """Take a site out of scraper.toml. What is archived of it stays."""
    from scraper.cli.listing import run_remove

    run_remove(site, db=db, config=config)


@sites.command("import", epilog="Example: scraper sites import subscriptions.opml")
def import_sites(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An OPML file, as feed readers export it.")],
    db: Db = DEFAULT_DB,
    config: ConfigFile = None,
) -> None:
    """List all sites of an OPML file in scraper.toml. Those listed already are left as they are."""
    from scraper.cli.listing import run_import

    run_import(file, db=db, config=config)


@sites.command("export", epilog="Example: scraper sites export > sites.opml")
def export_sites(db: Db = DEFAULT_DB, config: ConfigFile = None) -> None:
    """Print the sites of scraper.toml as OPML. With the feeds that the archive knows."""
    from scraper.cli.listing import run_export

    run_export(db=db, config=config)
