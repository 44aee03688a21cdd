"""Rows as people and programs want them: a table, JSON, or CSV."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scraper.cli.printable import printable
from scraper.exports.sheet import csv_line

NARROW = 110
"""Columns of a terminal below which a table leaves out what can be asked for otherwise."""
SHORT = 14
"""Cells up to this width are never wrapped: days, numbers, states."""
UNBROKEN = (18, 16, 14, 12, 9, 6, 4)
"""Words up to this length are not broken, or to the next one, where there is no room."""
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T[\d:]+(Z|[+-]\d\d:\d\d)?")

Row = Mapping[str, Any]


def print_rows(
    rows: Sequence[Row],
    *,
    as_json: bool,
    as_csv: bool,
    shown: Sequence[Row] | None = None,
    wide: Sequence[str] = (),
) -> None:
    """Prints rows that share their keys, or says on standard error that there are none.

    In a table `shown` stands for them, if it is given, and `wide` columns are left out where there is little room.
    """
    if as_json:
        print(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2))
        return
    if as_csv:
        if rows:
            sys.stdout.write(csv_line(rows[0]))
            sys.stdout.writelines(csv_line(row.values()) for row in rows)
        return
    if not rows:
        print("Nothing found.", file=sys.stderr)
        return
    print_table(rows if shown is None else shown, wide=wide)


def print_table(rows: Sequence[Row], *, wide: Sequence[str] = (), gap: int = 2) -> None:
    """A table that fits the terminal; in a pipe it is as wide as its cells, so that nothing is cut or wrapped.

    `wide` columns are left out where there is little room, and columns that hold nothing everywhere. `gap` is the
    blanks between columns.
    """
    console = Console(width=None if sys.stdout.isatty() else 10_000, highlight=False)
    left_out = wide if console.width < NARROW else ()
    names = [name for name in rows[0] if name not in left_out and any(row[name] is not None for row in rows)]
    for unbroken in UNBROKEN:
        table = Table(
            box=box.SIMPLE_HEAD,
            header_style="bold",
            pad_edge=False,
            show_edge=False,
            padding=(0, gap - 1, 0, 0),
        )
        for name in names:
            _add_column(table, name.replace("_", " "), [row[name] for row in rows], unbroken)
        for row in rows:
            table.add_row(*(_cell(row[name]) for name in names))
        if console.measure(table, options=console.options.update(width=10_000)).minimum <= console.width:
            break
    console.print(table)


def _add_column(table: Table, title: str, values: Sequence[object], unbroken: int) -> None:
    """Numbers stand at the right; what is short is never wrapped, and words are broken only when they are very long."""
    cells = [_cell(value).plain for value in values]
    number = any(isinstance(value, int) for value in values) and not any(
        isinstance(value, str) for value in values
    )
    widest = max(map(len, [title, *cells]))
    short = widest <= SHORT
    words = [word for cell in [title, *cells] for word in cell.split()]
    table.add_column(
        title, justify="right" if number else "left", overflow="fold", no_wrap=short,
        min_width=widest if short else min(unbroken, max(map(len, words))),
    )  # fmt: skip


class Marked(str):
    """Text in rich's markup."""


def _cell(value: object) -> Text:
    """A value in one line; a moment as its day."""
    if isinstance(value, Marked):
        return Text.from_markup(value)
    text = "–" if value is None else printable(" ".join(str(value).split()))
    moment = _MOMENT.fullmatch(text)
    return Text(moment[1] if moment else text)
