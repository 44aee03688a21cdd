"""CSV (RFC 4180) for spreadsheets: a row a post, and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from scraper.model.post import Author
from scraper.model.record import Record

COLUMNS = (
    "id", "published", "title", "authors", "names", "roles", "organisations", "contributors", "site", "language", "tags",
    "words", "state", "url", "excerpt", "first_seen_at", "changed_at", "gone_at",
)  # fmt: skip
_FORMULA = tuple("=+-@＝＋－＠")
"""The full-width ones count too, where a spreadsheet speaks Japanese."""


def sheet(records: Iterable[Record]) -> Iterator[str]:
    """The lines of a CSV file, its head first; several authors stand in one cell, behind semicolons."""
    yield csv_line(COLUMNS)
    for record in records:
        post = record.post
        yield csv_line(
            (
                record.id, str(post.published or ""), post.title, _joined(map(author_text, post.authors)),
                _joined(a.name for a in post.authors), _joined(a.role for a in post.authors),
                _joined(a.organisation for a in post.authors),
                _joined(f"{author_text(a)} ({a.credit})" for a in post.contributors), record.site, post.language,
                _joined(post.tags), len(post.text.split()), record.state, post.url, post.excerpt,
                record.first_seen_at, record.changed_at, record.gone_at,
            )
        )  # fmt: skip


def author_text(author: Author) -> str:
    """`Name, role, organisation`."""
    return ", ".join(part for part in (author.name, author.role, author.organisation) if part)


def defused(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: a text that begins like one has an apostrophe before it."""
    if isinstance(value, str) and (value.lstrip().startswith(_FORMULA) or value[:1] in ("\t", "\r", "\n")):
        return "'" + value
    return "" if value is None else value


def _joined(parts: Iterable[str | None]) -> str:
    return "; ".join(part or "" for part in parts).strip("; ")


def csv_line(cells: Iterable[object]) -> str:
    """Cells as a line of CSV, defused. A carriage return by itself would end the row, so it becomes a line feed."""
    told = [defused(cell) for cell in cells]
    told = [
        cell.replace("\r\n", "\n").replace("\r", "\n") if isinstance(cell, str) else cell for cell in told
    ]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(told)
    return out.getvalue().encode("utf-8", "replace").decode("utf-8")
