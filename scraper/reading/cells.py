"""How single values are printed where Datasette's own way does not serve a reader. Everything is escaped."""

from __future__ import annotations

import json
from sqlite3 import Row

from markupsafe import Markup

from scraper.archive.search import MARK_END, MARK_START

_TITLE_LINKS = {
    "title": ("posts", ("post_id", "id")), "person": ("people", ("person_id",)), "role": ("roles", ("role_id",)),
    "organisation": ("organisations", ("organisation_id",)),
}  # fmt: skip
"""Column → the table that its text is a row of, and the columns that may hold the row's id."""

_READ = frozenset({"posts", "people", "organisations", "roles", "sites", "tags"})
"""Tables whose rows have a reading page, under the same name and number."""

_LINKED = {
    None, "posts", "reading_list", "signatures", "changes", "history", "stubs", "role_history", "role_periods",
}  # fmt: skip
"""Tables, views and queries (None) whose rows name posts, people, roles and organisations by text."""


def cell(row: Row, value: object, column: str, table: str | None, table_url: str) -> Markup | None:
    """The HTML of one cell; None leaves it to Datasette. `table_url` is the address of the database.

    Datasette asks for a key only on the page of its row: in tables it links keys itself.
    """
    if column == "id" and table in _READ and isinstance(value, int):
        return Markup('{} · <a href="{}/-/{}/{}">Reading page</a>').format(value, table_url, table, value)
    if not isinstance(value, str):
        return None
    if MARK_START in value:
        return marked(value)
    if table in _LINKED and column in _TITLE_LINKS:
        target, id_columns = _TITLE_LINKS[column]
        row_id = next((row[name] for name in id_columns if name in row.keys()), None)  # noqa: SIM118
        if isinstance(row_id, int):
            return Markup('<a href="{}/{}/{}">{}</a>').format(table_url, target, row_id, value)
    if column in ("changed", "fields") and value.startswith("["):
        return _listed(value)
    return None


def marked(snippet: str) -> Markup:
    """A snippet of the search with its words in `<mark>`."""
    return Markup(
        Markup.escape(snippet).replace(MARK_START, Markup("<mark>")).replace(MARK_END, Markup("</mark>"))
    )


def _listed(text: str) -> Markup | None:
    try:
        names = json.loads(text)
    except ValueError:
        return None
    return Markup.escape(", ".join(map(str, names)) or " ") if isinstance(names, list) else None
