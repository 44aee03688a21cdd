"""The commands. Heavy rooms are loaded by the command that needs them, so that `--help` is quick."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from scraper import __version__
from scraper.cli.asking import ASKING, register
from scraper.cli.options import DEFAULT_DB, AllowPrivate, CaFile, ConfigFile, Db, Json, Proxy, Rules
from scraper.cli.sites import sites
from scraper.model.errors import ScraperError

app = typer.Typer(
    name="scraper",
    help="Keeps a blog or news site for good, and tells who said what, when, and in which role.\n\n"
    "Begin with: scraper crawl https://blog.example.org/",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
app.add_typer(sites)
register(app)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"scraper {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """What holds for all commands."""


@app.command(epilog="Example: scraper crawl https://blog.example.org/ --db blog.db")
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
        float | None, typer.Option("--delay", min=0, help="Seconds between two requests to one host; else 1.")
    ] = None,
    max_pages: Annotated[
        int | None, typer.Option("--max-pages", min=1, help="Fetch at most so many pages of each site.")
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
    """Find and fetch the posts of sites, and keep pages and records in the archive.

    Without an address, all sites of scraper.toml are crawled, many at a time (scraper sites add URL). A second crawl asks only
    for what may have changed. Exit codes: 0 done, 1 error, 2 usage, 3 done but some pages failed,
    75 another run holds the archive.
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


@app.command(epilog="Example: scraper extract page.html --url https://blog.example.org/a-post/ --explain")
def extract(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL", help="A saved page, or the address of one; - reads standard input."
        ),
    ],
    url: Annotated[str, typer.Option("--url", help="The address that a saved page came from.")] = "",
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Print every piece of evidence per field, which one won, and why."),
    ] = False,
    rules: Rules = None,
    allow_private: AllowPrivate = False,
    proxy: Proxy = None,
    ca_file: CaFile = None,
    as_json: Json = False,
) -> None:
    """Read one page and print its record. Nothing is archived."""
    from scraper.cli.pages import run_extract
    from scraper.model.limits import Manners

    manners = Manners(
        delay_s=0, allow_private=allow_private, proxy=proxy, ca_file=str(ca_file) if ca_file else None
    )
    run_extract(source, url=url, explain=explain, as_json=as_json, manners=manners, rules=rules)


@app.command(epilog="Example: scraper show https://blog.example.org/a-post/ --db blog.db")
def show(
    post: Annotated[
        str, typer.Argument(metavar="URL|ID", help="The address or the number of a post in the archive.")
    ],
    db: Db = DEFAULT_DB,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print where each value came from, too.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Print a post of the archive."""
    from scraper.cli.pages import run_show

    run_show(post, db=db, explain=explain, as_json=as_json)


@app.command(epilog='Example: scraper search "sustainable housing" --db blog.db')
def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS...", help=f"Words that must all occur. {ASKING}"),
    ],
    db: Db = DEFAULT_DB,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many posts.")] = 20,
    by_date: Annotated[bool, typer.Option("--by-date", help="Newest first, not best first.")] = False,
    as_json: Json = False,
) -> None:
    """Find posts by their words, in title, byline and text, and by who wrote them, in which role, where and when.

    Case and accents make no difference.
    """
    from scraper.cli.reading import run_search

    run_search(words, db=db, limit=limit, by_date=by_date, as_json=as_json)


@app.command(epilog="Example: scraper log https://blog.example.org/a-post/ --db blog.db")
def log(
    post: Annotated[
        str | None, typer.Argument(metavar="[URL|ID]", help="One post; without it, the whole archive.")
    ] = None,
    db: Db = DEFAULT_DB,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many lines.")] = 50,
    as_json: Json = False,
) -> None:
    """Tell what happened to posts, newest first: new, edited, gone, returned."""
    from scraper.cli.history import run_log

    run_log(post, db=db, limit=limit, as_json=as_json)


@app.command(epilog="Example: scraper diff https://blog.example.org/a-post/ --revision 1 --db blog.db")
def diff(
    post: Annotated[str, typer.Argument(metavar="URL|ID", help="The address or the number of a post.")],
    db: Db = DEFAULT_DB,
    revision: Annotated[
        int | None,
        typer.Option("--revision", "-r", min=1, help="The number of an edit; without it, the last."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what an edit changed, word by word."""
    from scraper.cli.history import run_diff

    run_diff(post, db=db, revision=revision, as_json=as_json)


@app.command(epilog="Example: scraper status --db blog.db")
def status(
    db: Db = DEFAULT_DB,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print only what needs a person, a line each.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Tell how each site stands: fresh, stale or failing, its posts, what is known of them, the last crawl.

    Exit codes: 0 all fresh, 5 a site needs a person, 1 error.
    """
    from scraper.cli.status import run_status

    raise typer.Exit(run_status(db=db, quiet=quiet, as_json=as_json))


@app.command(epilog="Example: scraper schedule https://blog.example.org/ --db blog.db --at 03:17")
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
    """Print the crontab line, or systemd's service and timer, of a nightly crawl. Installs nothing."""
    from scraper.cli.crawling import address_of
    from scraper.cli.durations import seconds_of
    from scraper.cli.schedule import clock_time, crawl_command, crontab_line, systemd_units

    if max_time:
        seconds_of(max_time)
    command = crawl_command([address_of(url) for url in urls or []], db=db, max_time=max_time, config=config)
    print((systemd_units if systemd else crontab_line)(command, *clock_time(at)))


@app.command(epilog="Example: scraper serve --db blog.db --port 8001")
def serve(
    db: Db = DEFAULT_DB,
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="The port on 127.0.0.1.")
    ] = 8001,
    open_browser: Annotated[bool, typer.Option("--open", help="Open a browser on it.")] = False,
) -> None:
    """Open the archive in Datasette, to read only."""
    from scraper.cli.reading import run_serve

    run_serve(db=db, port=port, open_browser=open_browser)


def main() -> None:
    """Runs the command line; every expected error is one line on standard error, and an exit code."""
    try:
        app()
    except ScraperError as error:
        print(f"scraper: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except KeyboardInterrupt:
        print("scraper: interrupted", file=sys.stderr)
        sys.exit(130)
