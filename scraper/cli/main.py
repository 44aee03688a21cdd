"""The commands. Heavy rooms are loaded by the command that needs them, so that `--help` is quick."""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import suppress
from copy import copy
from typing import Annotated, TextIO

import typer

from scraper import __version__
from scraper.cli import asking, keeping, nightly, people
from scraper.cli.options import DEFAULT_DB, AllowPrivate, CaFile, Db, Json, Proxy, Rules
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
nightly.register(app)
app.add_typer(sites)
asking.register(app)
keeping.register(app)
people.register(app)


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


@app.command(epilog="Example: scraper extract page.html --url https://blog.example.org/a-post/ --explain")
def extract(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE|URL", help="A saved page, or the address of one; - reads standard input."
        ),
    ],
    url: Annotated[
        str, typer.Option("--url", metavar="URL", help="The address that a saved page came from.")
    ] = "",
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


@app.command(epilog="Example: scraper serve --db blog.db --port 8001")
def serve(
    db: Db = DEFAULT_DB,
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, metavar="NUMBER", help="The port on 127.0.0.1.")
    ] = 8001,
    open_browser: Annotated[bool, typer.Option("--open", help="Open a browser on it.")] = False,
) -> None:
    """Open the archive for reading in a browser. Pages, search, and the tables in Datasette; it can run while a crawl writes."""
    from scraper.cli.reading import run_serve

    run_serve(db=db, port=port, open_browser=open_browser)


def asked_for(name: str) -> typer.Typer:
    """The command line, and of it only the command or group with a name where there is one: typer reads the parameters of
    all that it is handed before it runs one, which takes a quiet night as long as its two requests."""
    commands = [one for one in app.registered_commands if one.callback and one.callback.__name__ == name]
    groups = [
        one for one in app.registered_groups if one.typer_instance and one.typer_instance.info.name == name
    ]
    if not (commands or groups):
        return app
    part = copy(app)
    part.registered_commands, part.registered_groups = commands, groups
    return part


def main() -> None:
    """Runs the command line; every expected error is one line on standard error, and an exit code."""
    gc.set_threshold(10_000, 20, 20)  # most of what a command makes are modules, which are no garbage
    try:
        try:
            asked_for("".join(sys.argv[1:2]))()
        finally:
            _flush(sys.stdout)  # a full disk is noticed here, and not by the interpreter as it ends
    except ScraperError as error:
        from scraper.cli.printable import printable

        print(f"scraper: {printable(str(error))}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os._exit(1)  # another attempt to flush would fail again, with a traceback
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO, errno.EDQUOT):
            raise
        print(f"scraper: the output cannot be written: {error.strerror}", file=sys.stderr)
        os._exit(1)
    except KeyboardInterrupt:
        print("scraper: interrupted", file=sys.stderr)
        sys.exit(130)


def run() -> None:
    """`main` as a program of its own, which ends as soon as nothing is left to do.

    All files are closed by then. What Python would still take apart, object by object, the system takes back as a whole: that
    spares a tenth of a quiet night. Profilers, which report at that very end, are to call `main`.
    """
    try:
        main()
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        with suppress(OSError, ValueError):  # nobody is left to be told
            _flush(sys.stderr)
        os._exit(end.code)


def _flush(stream: TextIO | None) -> None:
    """Python has no stream where the program was started with it closed (`>&-`)."""
    if stream is not None:
        stream.flush()
