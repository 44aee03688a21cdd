"""From a request to a response: whose archive, who may read it, the page, and headers under which nothing runs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from sqlite3 import Connection
from typing import TYPE_CHECKING, Any

from datasette.utils import sqlite_timelimit, tilde_decode
from datasette.utils.asgi import NotFound, Request, Response
from jinja2 import Environment, PackageLoader, StrictUndefined

from scraper.archive.records import Selection
from scraper.model.errors import ScraperError
from scraper.reading import words
from scraper.reading.access import may_read
from scraper.reading.ask import Ask, Context
from scraper.reading.dates import day, moment
from scraper.reading.feeds import alternates
from scraper.reading.links import PLURALS, Links, web
from scraper.reading.ours import archives
from scraper.reading.styles import style_address

if TYPE_CHECKING:  # Datasette loads its plugins while its own app module is still being read
    from datasette.app import Datasette

Answer = Callable[[Connection, Ask], Context | None]

_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:{pictures}; frame-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'self'"
)
PATIENCE = 3
"""A page may take as long as so many queries of Datasette's own (its setting sql_time_limit_ms)."""
_COOKIE = "archive_pictures"
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
}


async def asked(request: Request, datasette: Datasette) -> tuple[Any, Ask]:
    """The database that a request names, and what it asks of it. Raises NotFound when it is none of ours.

    Raises datasette's Forbidden when the reader may not see the database.
    """
    parts = request.url_vars
    route = tilde_decode(parts["database"])
    name = next((one for one in archives(datasette) if datasette.databases[one].route == route), None)
    if name is None:
        raise NotFound(f"There is no archive called {route}")
    await may_read(datasette, request.actor, name)
    query = {key: request.args[key] for key in request.args}
    wanted = query.get("pictures") or request.cookies.get(_COOKIE) or "on"
    ask = Ask(
        link=Links(f"{datasette.urls.database(name)}/-"),
        now=datetime.now(UTC),
        numbers={key: int(value) for key, value in parts.items() if key in ("id", "number") and value},
        query=query,
        pictures=wanted != "off",
    )
    return datasette.get_database(name), ask


def responder(answer: Answer, template: str) -> Callable[[Request, Datasette], Any]:
    """The view of a page, for Datasette."""

    async def view(request: Request, datasette: Datasette) -> Response:
        database, ask = await asked(request, datasette)
        patience = PATIENCE * int(datasette.setting("sql_time_limit_ms"))

        def bounded(connection: Connection) -> Context | None:
            with sqlite_timelimit(connection, patience):
                return answer(connection, ask)

        try:
            context = await database.execute_fn(bounded)
        except (sqlite3.Error, ScraperError) as error:
            return printed(
                "error.html", {"reason": _reason(error)}, ask, datasette, database.name, status=503
            )
        if context is None:
            return printed("missing.html", {}, ask, datasette, database.name, status=404)
        if "moved" in context:
            return Response.redirect(context["moved"])
        response = printed(template, context, ask, datasette, database.name)
        if ask.query.get("pictures") in ("on", "off"):
            response.set_cookie(
                _COOKIE, ask.query["pictures"], max_age=31_536_000, httponly=True, samesite="strict"
            )
        return response

    return view


def _reason(error: Exception) -> str:
    text = str(error)
    if "interrupted" in text:
        return "This takes too long. Ask for less: a longer word, a year, a site."
    if "no such" in text:
        return "This archive was made by an older version. Bring it up to date with: scraper crawl"
    if "locked" in text or "busy" in text:
        return "The archive is being written by another program. Try again in a moment."
    return f"The archive could not be read: {text}. Look what is wrong with: scraper verify"


def printed(
    template: str, context: Context, ask: Ask, datasette: Datasette, name: str, *, status: int = 200
) -> Response:
    """A template's page with our headers."""
    body = environment().get_template(template).render(
        **context, ask=ask, link=ask.link, archive=name, style=style_address(datasette, "reading.css"),
        feeds=alternates(ask.link.base, context.get("feed", Selection())),
        follow="Follow this page" if "feed" in context else "Follow the archive",
    )  # fmt: skip
    pictures = " http: https:" if ask.pictures else ""
    return Response(
        body,
        status=status,
        content_type="text/html; charset=utf-8",
        headers=HEADERS | {"content-security-policy": _POLICY.format(pictures=pictures)},
    )


@cache
def environment() -> Environment:
    """Jinja, where everything is escaped and what is missing is an error."""
    made = Environment(
        loader=PackageLoader("scraper.reading"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"day": day, "moment": moment, "web": web, "number": lambda number: f"{number:,}"}
    made.globals |= {"plurals": PLURALS, "words": words}
    return made
