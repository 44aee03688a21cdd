"""`scraper export`: posts as Atom, JSON Feed, JSON Lines, CSV or Markdown."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from scraper.archive import open_archive
from scraper.archive.journal import Kind
from scraper.archive.query import misread
from scraper.archive.records import Records, Selection
from scraper.cli.options import Format
from scraper.cli.reading import say_what_was_misread
from scraper.exports.atom import atom
from scraper.exports.feed import PAGE_SIZE, Feed, feed_tag
from scraper.exports.files import write_whole
from scraper.exports.jsonfeed import json_feed
from scraper.exports.jsonl import json_line
from scraper.exports.markdown import write_markdown
from scraper.exports.sheet import sheet
from scraper.model.errors import SettingsError

_KINDS: tuple[Kind, ...] = ("person", "role", "organisation")


def run_export(
    form: Format,
    *,
    db: Path,
    query: str,
    names: dict[str, str | None],
    output: Path | None,
    limit: int | None,
    feed_url: str,
) -> None:
    """Writes the posts that answer, to a file (a folder for Markdown) or to standard output.

    `names` are a site, person, role and organisation, by number or name. Raises SettingsError, ExportError.
    """
    if form is Format.MARKDOWN and output is None:
        raise SettingsError("Markdown is a file for each post: name a folder with --output DIR")
    with open_archive(db, create=False, read_only=True) as archive:
        numbers = {
            str(kind): archive.decisions.find(kind, name).id
            for kind in _KINDS
            if (name := names.get(kind)) is not None
        }
        if (site := names.get("site")) is not None:
            numbers["site"] = archive.sites.named(site).id
        selection = Selection(query=query, **numbers)
        if misread(query) and not any(True for _ in archive.records.of(selection, limit=1)):
            say_what_was_misread(query)
        if form is Format.MARKDOWN:
            assert output is not None
            count = write_markdown(archive.records.of(selection, limit=limit), output)
            print(f"{count} file{'s' * (count != 1)} in {output}", file=sys.stderr)
            return
        parts = _parts(form, archive.records, selection, db.stem, limit, feed_url)
        if output is not None:
            write_whole(output, parts)
            return
        for part in parts:
            sys.stdout.buffer.write(part)
        sys.stdout.buffer.flush()


def _parts(
    form: Format, records: Records, selection: Selection, name: str, limit: int | None, feed_url: str
) -> Iterator[bytes]:
    if form in (Format.JSONL, Format.CSV):
        found = records.of(selection, limit=limit)
        lines: Iterable[str] = (
            sheet(found) if form is Format.CSV else (f"{json_line(record)}\n" for record in found)
        )
        yield from (line.encode("utf-8") for line in lines)
        return
    page = records.collect(selection, limit=limit or PAGE_SIZE)
    feed = Feed(
        id=feed_tag(page.home, **asdict(selection)),
        title=f"{name}: {page.title}" if page.title else name,
        records=page.records,
        updated=page.changed_at or "",
        home_url=page.home[0] if page.home else "",
        self_url=feed_url,
    )
    yield atom(feed) if form is Format.ATOM else json_feed(feed)
