"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Db = Annotated[
    Path,
    typer.Option(
        "--db", envvar="SCRAPER_DB", help="The archive: one SQLite file.", show_default=True, metavar="FILE"
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Csv = Annotated[
    bool,
    typer.Option("--csv", help="Print CSV; texts that a spreadsheet would take for a formula begin with '."),
]
Limit = Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many rows.", metavar="NUMBER")]
AllowPrivate = Annotated[
    bool, typer.Option("--allow-private", help="Let addresses on this machine or a private network pass.")
]
Proxy = Annotated[
    str | None,
    typer.Option("--proxy", envvar="SCRAPER_PROXY", help="Fetch through this HTTP proxy.", metavar="URL"),
]
CaFile = Annotated[
    Path | None,
    typer.Option(
        "--ca-file",
        help="Trust the certificates of this file as well, such as a proxy's own.",
        metavar="FILE",
    ),
]
DEFAULT_DB = Path("archive.db")
Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        envvar="SCRAPER_RULES",
        help="The folder of site rules; else sites/ beside the archive, or here.",
        metavar="DIR",
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        envvar="SCRAPER_CONFIG",
        help="The settings file; else scraper.toml beside the archive.",
        metavar="FILE",
    ),
]


class Format(StrEnum):
    """What `scraper export` writes."""

    ATOM = "atom"
    JSONFEED = "jsonfeed"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"


def is_number(text: str) -> bool:
    """True for what may be the number of a row."""
    return text.isascii() and text.isdecimal() and len(text) < 16
