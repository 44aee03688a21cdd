"""`scraper extract` and `scraper show`: one post, as text for people or JSON for machines."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from scraper.archive import open_archive
from scraper.cli.options import is_number
from scraper.cli.pager import reading
from scraper.cli.printable import safe
from scraper.exports.jsonl import as_record
from scraper.exports.sheet import author_text
from scraper.extraction import extract
from scraper.fetching.client import Client
from scraper.model.capture import Capture
from scraper.model.clock import Clock
from scraper.model.errors import ArchiveError, ParseError, SettingsError, StatusError
from scraper.model.evidence import Evidence
from scraper.model.limits import Manners
from scraper.model.post import Post
from scraper.sites import find_folder, load_rules


def run_extract(
    source: str, *, url: str, explain: bool, as_json: bool, manners: Manners, rules: Path | None = None
) -> None:
    """Reads one page and prints its record."""
    rulebook = load_rules(find_folder(rules))
    if source.startswith(("http://", "https://")):
        capture = fetch_page(source, manners)
        post = extract(
            capture.body,
            capture.final_url,
            content_type=capture.content_type,
            fetched_at=capture.fetched_at,
            rules=rulebook,
        )
    else:
        post = extract(_load(source), url, rules=rulebook)
    _print(post, explain=explain, as_json=as_json)


def fetch_page(url: str, manners: Manners) -> Capture:
    """Fetches one web page. Raises FetchError when it does not come, ParseError when it is none."""
    with Client(manners, Clock()) as client:
        capture = client.fetch(url)
    if not capture.ok:
        raise StatusError(f"{url} answered {capture.status}", status=capture.status)
    if (
        capture.media_type
        and "html" not in capture.media_type
        and "xml" not in capture.media_type
        and capture.media_type != "text/plain"
    ):
        raise ParseError(f"{url} is no web page, but {capture.media_type}")
    return capture


def _load(source: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise SettingsError(
            f"{source} cannot be read: {error.strerror}; give a saved page or an address with https://"
        ) from error


def run_show(post: str, *, db: Path, explain: bool, as_json: bool, pager: bool = True) -> None:
    """Prints a post of the archive; on a terminal in a pager, when it is longer than the screen."""
    with open_archive(db, create=False, read_only=True) as archive:
        if is_number(post):
            number = int(post)
        else:
            stored = archive.posts.find(post)
            number = stored.id if stored else 0
        found, state = archive.posts.load(number), archive.posts.state(number)
    if found is None:
        raise ArchiveError(f"{post} is not in {db}; look for it with: scraper search WORDS --db {db}")
    _print(found, explain=explain, as_json=as_json, state=state, pager=pager)


_STATES = {
    "stub": "known from a card or feed only; its page has not been read",
    "gone": "no longer on its site; see: scraper log",
}


def _print(post: Post, *, explain: bool, as_json: bool, state: str = "", pager: bool = False) -> None:
    if as_json:
        record = as_record(post, evidence=explain) | ({"state": state} if state else {})
        print(json.dumps(record, ensure_ascii=False, indent=2))
        return
    with reading(pager=pager) as console:
        _print_text(post, console, explain=explain, state=state)


def _print_text(post: Post, console: Console, *, explain: bool, state: str) -> None:
    console.print(f"[bold]{safe(post.title or '(no title)')}[/bold]")
    for name, value in (
        ("published", str(post.published or "")), ("modified", str(post.modified or "")), ("authors", "\n".join(map(author_text, post.authors))),
        ("also", "\n".join(f"{author_text(a)} ({a.credit})" for a in post.contributors)), ("language", post.language or ""), ("tags", ", ".join(post.tags)), ("url", post.url),
        ("state", f"{state}: {_STATES[state]}" if state in _STATES else ""),
    ):  # fmt: skip
        for place, line in enumerate(value.split("\n")):
            if line:
                console.print(f"[dim]{name if not place else '':<10}[/dim] {safe(line)}", soft_wrap=True)
    if explain:
        print_evidence(post.evidence, console)
    elif post.text:
        console.print()
        console.print(safe(post.text))


def print_evidence(evidence: tuple[Evidence, ...], console: Console) -> None:
    """A table per field: who said what, who won, and why."""
    fields = list(dict.fromkeys(row.field for row in evidence))
    for field in fields:
        rows = [row for row in evidence if row.field == field]
        table = Table(
            title=field,
            title_justify="left",
            title_style="bold",
            show_edge=False,
            pad_edge=False,
            box=None,
            header_style="dim",
        )
        table.add_column("", width=2)
        for name in ("value", "source", "where", "as printed"):
            table.add_column(name, overflow="fold")
        for row in rows:
            table.add_row(
                "✔" if row.chosen else "",
                safe(row.value or "–"),
                row.source,
                safe(row.locator),
                safe(row.raw[:120]),
            )
        console.print()
        console.print(table)
        reason = next((row.reason for row in rows if row.chosen and row.reason), "")
        if reason:
            console.print(f"   [dim]because[/dim] {safe(reason)}")
        for row in rows:
            if row.source == "rule" and row.value is None:
                console.print(f"   [dim]the site rule does not help here:[/dim] {safe(row.reason)}")
