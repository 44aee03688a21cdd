"""The commands that cron runs, and what is asked of them in the morning: `crawl`, `status`, `schedule`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scraper.cli.options import DEFAULT_DB, AllowPrivate, CaFile, ConfigFile, Db, Json, Proxy, Rules


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: scraper crawl https://blog.example.org/ --db blog.db")(crawl)
    app.command(epilog="Example: scraper status --db blog.db")(status)
    app.command(epilog="Example: scraper schedule https://blog.example.org/ --db blog.db --at 03:17")(
        schedule
    )


def crawl(
    urls: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="URL...",
            help="A home page, listing, feed, sitemap or single post; what is missing is discovered.",
        ),
    ] = None,
    db: Db = DEFAULT_DB,
    file: Annotated[
        Path | None,
        typer.Option(
            "--urls",
            help="Archive the pages listed in a file, one address a line, and look for no others.",
            metavar="FILE",
        ),
    ] = None,
    config: ConfigFile = None,
    delay: Annotated[
        float | None,
        typer.Option(
            "--delay", min=0, metavar="SECONDS", help="Seconds between two requests to one host; else 1."
        ),
    ] = None,
    max_pages: Annotated[
        int | None,
        typer.Option(
            "--max-pages", min=1, metavar="NUMBER", help="Fetch at most so many pages of each site."
        ),
    ] = None,
    max_time: Annotated[
        str | None,
        typer.Option(
            "--max-time",
            help="Stop cleanly after so long, as in 20m; the rest waits for the next crawl.",
            metavar="DURATION",
        ),
    ] = None,
    ignore_noindex: Annotated[
        bool,
        typer.Option(
            "--ignore-noindex",
            help="Keep pages that ask robots not to (noindex, noarchive): for a site of one's own.",
        ),
    ] = False,
    rules: Rules = None,
    allow_private: AllowPrivate = False,
    proxy: Proxy = None,
    ca_file: CaFile = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing unless something went wrong.")
    ] = False,
    log_json: Annotated[
        str | None,
        typer.Option(
            "--log-json",
            help="Append what happens to a file, a JSON object a line; - for standard error.",
            metavar="FILE",
        ),
    ] = None,
    ping: Annotated[
        str | None,
        typer.Option(
            "--ping",
            envvar="SCRAPER_PING",
            help="Ask for URL/start, then for URL when all is well or URL/CODE when not: for health-check services.",
            metavar="URL",
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Find, fetch and archive the posts of sites. Page and record of each are kept.

    Without an address, all sites of scraper.toml are crawled, many at a time (scraper sites add URL). A second crawl asks only
    for what may have changed. Skipped pages are no posts, or ask not to be kept. Exit codes: 0 done, 1 error, 2 usage, 3 done but some pages failed,
    75 another run holds the archive, 130 or 143 stopped by a signal: the next crawl goes on from there.
    """
    from scraper.cli.crawling import pinged, run_crawl
    from scraper.cli.durations import seconds_of
    from scraper.cli.starts import Said
    from scraper.model.limits import Manners

    said = Said(
        delay_s=delay, allow_private=allow_private, proxy=proxy, ca_file=str(ca_file) if ca_file else None,
        ignore_noindex=ignore_noindex, max_pages=max_pages,
    )  # fmt: skip
    with pinged(ping, said.over(Manners())) as ended:
        code = run_crawl(
            urls or [],
            db=db,
            config=config,
            file=file,
            said=said,
            max_seconds=seconds_of(max_time) if max_time else None,
            quiet=quiet,
            as_json=as_json,
            rules=rules,
            log_json=log_json,
        )
        ended(code)
    raise typer.Exit(code)


def status(
    db: Db = DEFAULT_DB,
    config: ConfigFile = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print only what needs a person, a line each.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Tell how each site stands: fresh, stale or failing. Also its posts, what is known of them, the last crawl.

    Exit codes: 0 all fresh, 5 a site needs a person, 1 error.
    """
    from scraper.cli.status import run_status

    raise typer.Exit(run_status(db=db, config=config, quiet=quiet, as_json=as_json))


def schedule(
    urls: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="URL...", help="What to crawl every night; without it, the sites of scraper.toml."
        ),
    ] = None,
    db: Db = DEFAULT_DB,
    config: ConfigFile = None,
    at: Annotated[str, typer.Option("--at", help="The time of the day.", metavar="HH:MM")] = "03:17",
    max_time: Annotated[
        str | None,
        typer.Option("--max-time", help="Stop cleanly after so long, as in 2h.", metavar="DURATION"),
    ] = None,
    systemd: Annotated[
        bool, typer.Option("--systemd", help="Print a systemd service and timer, no crontab line.")
    ] = False,
) -> None:
    """Print the crontab line of a nightly crawl. Or systemd's service and timer; installs nothing."""
    from scraper.cli.crawling import address_of
    from scraper.cli.durations import seconds_of
    from scraper.cli.schedule import clock_time, crawl_command, crontab_line, systemd_units

    if max_time:
        seconds_of(max_time)
    command = crawl_command([address_of(url) for url in urls or []], db=db, max_time=max_time, config=config)
    print((systemd_units if systemd else crontab_line)(command, *clock_time(at)))
