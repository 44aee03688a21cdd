"""Search for a page: the hits of one page, and how many there are."""

from __future__ import annotations

import sqlite3
from sqlite3 import Connection

from scraper.archive.pages.rows import Row, number, rows
from scraper.archive.search import Order, count_sql, search_sql
from scraper.model.errors import ArchiveError


def found(db: Connection, text: str, *, order: Order, limit: int, offset: int) -> tuple[list[Row], int]:
    """Hits (id, url, title, published, byline, snippet, state) and their number. Raises for no text,
    but sqlite3.OperationalError (interrupted) when whoever called lets it take no longer.

    The connection knows `folded` (`people.fold`).
    """
    asked, counted = search_sql(text, order=order, limit=limit, offset=offset), count_sql(text)
    if asked is None or counted is None:
        return [], 0
    try:
        return rows(db, *asked), number(db, *counted)
    except (sqlite3.OperationalError, ArchiveError) as error:
        if "interrupted" in str(error):  # it took too long, which is no answer
            raise
        return [], 0
