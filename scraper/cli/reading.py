"""`scraper search` and `serve`: asking the archive."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from scraper.archive import open_archive
from scraper.archive.query import FILTERS, misread
from scraper.archive.search import MARK_END, MARK_START, Found
from scraper.cli.printable import safe
from scraper.cli.tables import print_rows
from scraper.model.errors import SettingsError

_FILTER_INSIDE = re.compile(rf"\s-?(?:{'|'.join(FILTERS)}):\S", re.IGNORECASE)


def as_query(words: list[str]) -> str:
    """Arguments as one query: those that the shell kept together stand together, `author:"Anna Ek"` too.

    But an argument with a filter in its midst, or with quotes, is a query of its own, as in the search box of the pages.
    """
    return " ".join(
        _quoted(word) if " " in word and '"' not in word and not _FILTER_INSIDE.search(word) else word
        for word in words
    )


def _quoted(word: str) -> str:
    name, colon, value = word.partition(":")
    return f'{name}:"{value}"' if colon and name.isalpha() else f'"{word}"'


def run_search(
    words: list[str], *, db: Path, limit: int, by_date: bool = False, as_json: bool, as_csv: bool = False
) -> None:
    """Prints the posts that answer, best or newest first."""
    query = as_query(words)
    with open_archive(db, create=False, read_only=True) as archive:
        found = archive.search.find(query, limit=limit, order="date" if by_date else "relevance")
    hits = found.hits
    if not hits:
        say_what_was_misread(query)
    for line in remarks(found, by_date=by_date):
        print(line, file=sys.stderr)
    if as_json or as_csv:
        rows = [
            asdict(hit) | {"snippet": hit.snippet.replace(MARK_START, "").replace(MARK_END, "")}
            for hit in hits
        ]
        print_rows(rows, as_json=as_json, as_csv=as_csv)
        return
    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    for hit in hits:
        console.print(
            f"[bold]{safe(hit.title or '(no title)')}[/bold]  [dim]{(hit.published or '')[:10]}"
            f"{'' if hit.state == 'complete' else f'  {hit.state}'}[/dim]"
        )
        if hit.byline:
            console.print(f"  {safe(hit.byline)}")
        pieces = [
            safe(piece) for piece in re.split(f"[{MARK_START}{MARK_END}]", re.sub(r"\s+", " ", hit.snippet))
        ]
        passage = "".join(
            f"[reverse]{piece}[/reverse]" if place % 2 else piece for place, piece in enumerate(pieces)
        )
        if passage.strip():
            console.print(f"  {passage.rstrip()}")
        console.print(f"  [dim]{safe(hit.url)}[/dim]", soft_wrap=True)
    if not hits:
        print("Nothing found.", file=sys.stderr)


def say_what_was_misread(query: str) -> None:
    """A line on standard error for each part of a query that looks like a filter and is none."""
    for line in misread(query):
        print(f"scraper: {line}", file=sys.stderr)


def remarks(found: Found, *, by_date: bool) -> list[str]:
    """What to know of an answer: how it was come by where very many posts have the words."""
    told = []
    if found.frequent and not by_date:
        many = f"{'More than ' if found.more else ''}{found.total:,} posts have"
        told.append(
            f"{many} words that begin so. The newest come first."
            if found.newest
            else f"{many} these words. Those with them in the title come first, then the last to come into the archive."
        )
    if found.whole:
        told.append(
            "Single letters, and a last word that very many posts have or that very much begins with, were looked for"
            " as whole words;"
            " a star behind a word finds longer ones too."
        )
    return told


def run_serve(*, db: Path, port: int, open_browser: bool) -> None:
    """Serves the archive until it is interrupted. Raises SettingsError when Datasette is not installed."""
    try:
        from scraper.reading.serving import serve
    except ImportError as error:
        raise SettingsError(
            f"Datasette is not installed ({error.name} is missing); in the folder of the program: pip install '.[reading]'"
        ) from error
    serve(
        db,
        port=port,
        open_browser=open_browser,
        told=lambda address: print(f"{db} can be read at {address} (Ctrl-C ends it)", flush=True),
    )
