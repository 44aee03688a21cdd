"""What we tell Datasette: the hooks, and nothing else. Databases of others are left alone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from sqlite3 import Connection, Row
from typing import TYPE_CHECKING, Any, TypeVar

from datasette import hookimpl
from markupsafe import Markup

from scraper.archive.people import fold
from scraper.archive.search import found_as_json, match_expression
from scraper.reading import feeds
from scraper.reading.access import is_open_to
from scraper.reading.cells import cell
from scraper.reading.descriptions import TABLES, Table
from scraper.reading.ours import archives, is_archive
from scraper.reading.questions import QUESTIONS
from scraper.reading.routes import ROUTES
from scraper.reading.styles import style_address

if TYPE_CHECKING:  # Datasette loads its plugins while its own app module is still being read
    from datasette.app import Datasette

_Hook = TypeVar("_Hook", bound=Callable[..., object])
_hook: Callable[[_Hook], _Hook] = hookimpl  # Datasette ships no types


@_hook
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    """Titles, descriptions, facets, labels and sort orders of every archive that is open."""
    ours = archives(datasette)
    metadata: dict[str, Any] = {"databases": {name: _database(datasette, name) for name in ours}}
    if len(ours) == 1 and _alone(datasette, ours):
        metadata |= {"title": "Archive", "description_html": _welcome(datasette, ours[0])}
    return metadata


@_hook
def canned_queries(datasette: Datasette, database: str) -> dict[str, dict[str, Any]]:
    """The questions."""
    if database not in archives(datasette):
        return {}
    return {
        name: {
            "title": question.title,
            "description": question.description,
            "sql": question.sql.strip(),
            "hide_sql": True,
        }
        for name, question in QUESTIONS.items()
    }


@_hook
def prepare_connection(conn: Connection, database: str, datasette: Datasette) -> None:
    """`archive_words(text)`: what a reader typed as an FTS5 query that is never malformed; `archive_search(text)`: what it finds."""
    if database in archives(datasette):
        # A phrase without words matches nothing; an empty query would be an error.
        conn.create_function("archive_words", 1, lambda words: match_expression(str(words or "")) or '""')
        conn.create_function("archive_search", 1, lambda text: found_as_json(conn, str(text or "")))
        conn.create_function("folded", 1, lambda text: fold(str(text or "")), deterministic=True)


@_hook
def render_cell(
    row: Row, value: object, column: str, table: str | None, database: str, datasette: Datasette
) -> Markup | None:
    """Links where views and questions name a post or a person, and from a row to its reading page; marks in passages."""
    if not isinstance(value, str | int) or not is_archive(datasette.databases[database].path):
        return None
    return cell(row, value, column, table, str(datasette.urls.database(database)))


@_hook
def extra_css_urls(database: str | None, datasette: Datasette) -> list[str]:
    """Our style, on the pages of archives and on the front page of a Datasette that shows nothing else."""
    ours = archives(datasette)
    if database in ours or (database is None and _alone(datasette, ours)):
        return [style_address(datasette, "archive.css")]
    return []


@_hook
def register_routes() -> list[tuple[str, object]]:
    """The feeds, the reading pages and our style sheets."""
    return [(feeds.ROUTE, feeds.feed), *ROUTES]


@_hook
def menu_links(
    datasette: Datasette, actor: dict[str, Any] | None
) -> Callable[[], Awaitable[list[dict[str, str]]]]:
    """The places to begin, on every page; nothing of archives that this reader may not read."""

    async def links() -> list[dict[str, str]]:
        return [
            {"href": f"{datasette.urls.database(name)}/{page}", "label": label}
            for name in archives(datasette)
            if await is_open_to(datasette, actor, name)
            for page, label in (
                ("-/", f"{name}: read"),
                ("-/search", f"{name}: search"),
                ("reading_list", f"{name}: all posts"),
            )
        ]

    return links


def _alone(datasette: Datasette, ours: list[str]) -> bool:
    """True when nothing else is open; names that begin with `_` are Datasette's own."""
    return bool(ours) and all(name in ours or name.startswith("_") for name in datasette.databases)


def _database(datasette: Datasette, name: str) -> dict[str, Any]:
    return {
        "title": name,
        "description_html": _welcome(datasette, name),
        "tables": {table: _table(table, shown) for table, shown in TABLES.items()},
    }


def _table(name: str, shown: Table) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": shown.title,
        "description": shown.description,
        "columns": dict(shown.columns),
        "facets": list(shown.facets),
        "label_column": shown.label,
        "sort": shown.sort,
        "sort_desc": shown.sort_desc,
        "size": shown.size,
        "hidden": shown.hidden,
    }
    if name == "posts":
        told |= {"fts_table": "texts_fts", "fts_pk": "id"}
    return {key: value for key, value in told.items() if value}


def _welcome(datasette: Datasette, name: str) -> str:
    return Markup(
        '<p class="read-archive"><a href="{0}/-/">Read the archive</a></p>'
        "<p>Who said what, when, and in which role. For tables, begin with the"
        ' <a href="{0}/reading_list">reading list</a>, the <a href="{0}/signatures">signatures</a> with their'
        ' facets on person, role, organisation and year, the <a href="{0}/role_history">role history</a>, or'
        ' <a href="{0}/search">search</a>.</p>'
    ).format(datasette.urls.database(name))
