"""Rows as people and programs want them: a table, JSON, or CSV."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from scraper.cli.printable import printable
from scraper.exports.sheet import csv_line

NARROW = 110
"""Columns of a terminal below which a table leaves out what can be asked for otherwise."""
SHORT = 14
"""Cells up to this width are never wrapped: days, numbers, states."""
UNBROKEN = range(18, 3, -1)
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
    columns = [_Column(name.replace("_", " "), [row[name] for row in rows]) for name in names]
    table = Table(
        box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, show_edge=False, padding=(0, gap - 1, 0, 0)
    )
    for column, width in zip(
        columns, _widths(columns, console.width - gap * (len(columns) - 1)), strict=True
    ):
        table.add_column(
            column.title, justify="right" if column.number else "left", overflow="fold", no_wrap=column.short, width=width
        )  # fmt: skip
    for cells in zip(*(column.cells for column in columns), strict=True):
        table.add_row(*cells)
    console.print(table)


class _Column:
    """A column's cells and widths. Numbers stand at the right; what is short is never wrapped, and words are broken
    only when they are very long."""

    def __init__(self, title: str, values: Sequence[object]) -> None:
        self.title = title
        self.cells = [_cell(value) for value in values]
        self.number = any(isinstance(value, int) for value in values) and not any(
            isinstance(value, str) for value in values
        )
        texts = [title, *(cell.plain for cell in self.cells)]
        self.widest = max(map(cell_len, texts))
        self.short = self.widest <= SHORT
        self._longest_word = max((cell_len(word) for text in texts for word in text.split()), default=1)

    def least(self, unbroken: int) -> int:
        """The width below which words of up to `unbroken` letters would be broken."""
        return self.widest if self.short else min(unbroken, self._longest_word)


def _widths(columns: Sequence[_Column], room: int) -> list[int]:
    """Widths that fill the room: the narrowest column that wants more gets more. rich, left alone, cuts off the last column."""
    widths = next(
        (least for unbroken in UNBROKEN if sum(least := [one.least(unbroken) for one in columns]) <= room),
        [one.least(UNBROKEN[-1]) for one in columns],
    )
    for _ in range(room - sum(widths)):
        wanting = [place for place, one in enumerate(columns) if widths[place] < one.widest]
        if not wanting:
            break
        widths[min(wanting, key=lambda place: widths[place])] += 1
    return widths


class Marked(str):
    """Text in rich's markup."""


def _cell(value: object) -> Text:
    """A value in one line; a moment as its day."""
    if isinstance(value, Marked):
        return Text.from_markup(value)
    text = "–" if value is None else printable(" ".join(str(value).split()))
    moment = _MOMENT.fullmatch(text)
    return Text(moment[1] if moment else text)
