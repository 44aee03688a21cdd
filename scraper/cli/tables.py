"""Rows as people and programs want them: a table, JSON, or CSV."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

_FORMULA = tuple("=+-@＝＋－＠")
"""The full-width ones count too, where a spreadsheet speaks Japanese."""


def print_rows(
    rows: Sequence[Mapping[str, Any]], *, as_json: bool, as_csv: bool, hidden: Sequence[str] = ()
) -> None:
    """Prints rows that share their keys; `hidden` ones are left out of the table, where they are for programs only.

    In a pipe the table is as wide as its widest cell, so that nothing is cut.
    """
    if as_json:
        print(json.dumps([dict(row) for row in rows], ensure_ascii=False, indent=2))
        return
    if as_csv:
        if rows:
            writer = csv.writer(sys.stdout, lineterminator="\n")
            writer.writerow(rows[0])
            writer.writerows([defused(value) for value in row.values()] for row in rows)
        return
    if not rows:
        print("Nothing found.", file=sys.stderr)
        return
    names = [name for name in rows[0] if name not in hidden]
    table = Table(header_style="bold")
    for name in names:
        number = all(isinstance(row[name], int) or row[name] is None for row in rows)
        table.add_column(name.replace("_", " "), justify="right" if number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(escape("–" if row[name] is None else str(row[name])) for name in names))
    Console(width=None if sys.stdout.isatty() else 220).print(table)


def defused(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: a text that begins like one has an apostrophe before it."""
    if isinstance(value, str) and (value.lstrip().startswith(_FORMULA) or value[:1] in ("\t", "\r")):
        return "'" + value
    return "" if value is None else value
