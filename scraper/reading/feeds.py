"""Feeds of the archive, of a site, a person, a role, an organisation, a search: `/DB/-/feed.atom` and `/DB/-/feed.json`."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from datasette.utils import tilde_decode
from datasette.utils.asgi import Forbidden, Request, Response

from scraper.archive.people import fold
from scraper.archive.records import Collected, Records, Selection
from scraper.exports import atom, jsonfeed
from scraper.exports.feed import PAGE_SIZE, Feed, feed_tag
from scraper.reading.access import may_read
from scraper.reading.ours import is_archive

if TYPE_CHECKING:  # Datasette loads its plugins while its own app module is still being read
    from datasette.app import Datasette

ROUTE = r"^/(?P<database>[^/]+)/-/feed\.(?P<format>\w+)$"
FORMATS = {"atom": (atom.atom, atom.MEDIA_TYPE), "json": (jsonfeed.json_feed, jsonfeed.MEDIA_TYPE)}
NUMBERS = ("site", "person", "role", "organisation")
MAX_PAGE = 100_000


async def feed(request: Request, datasette: Datasette) -> Response:
    """A page of a feed, or 304 when the reader has it already; 400, 403 or 404 in one line of text."""
    route, form = tilde_decode(request.url_vars["database"]), request.url_vars["format"]
    database = next((db for db in datasette.databases.values() if db.route == route), None)
    if form not in FORMATS:
        return _said(404, "There are feed.atom and feed.json.")
    if database is None or not is_archive(database.path):
        return _said(404, "There is no archive of this name.")
    try:
        await may_read(datasette, request.actor, database.name)
    except Forbidden:
        return _said(403, "This archive is not open to you.")
    if request.method not in ("GET", "HEAD"):
        return _said(405, "Feeds can be read, not written.", allow="GET, HEAD")
    asked = read_address(request.args)
    if isinstance(asked, str):
        return _said(400, asked)
    selection, page = asked
    found = await database.execute_fn(lambda conn: _collected(conn, selection, page))
    if found.title is None or (page > 1 and not found.records):
        return _said(404, "There is no such page of a feed: nobody and nothing has this number.")

    base = f"{datasette.urls.database(database.name)}/-"

    def at(kind: str, number: int) -> str:
        return str(datasette.absolute_url(request, address(base, kind, selection, page=number)))

    other = "json" if form == "atom" else "atom"
    told = Feed(
        id=feed_tag(found.home, **asdict(selection)),
        title=f"{database.name}: {found.title}" if found.title else database.name,
        records=found.records,
        updated=found.changed_at or "",
        home_url=str(datasette.absolute_url(request, _page_of(base, selection))),
        self_url=at(form, page),
        other_url=at(other, page),
        first_url=at(form, 1) if page > 1 or found.more else "",
        previous_url=at(form, page - 1) if page > 1 else "",
        next_url=at(form, page + 1) if found.more else "",
    )
    written, media_type = FORMATS[form]
    return _answer(request, written(told), media_type, found.changed_at)


def address(base: str, form: str, selection: Selection, *, page: int = 1) -> str:
    """The path of a feed: `base` is that of the reading pages (`/DB/-`), `form` is `atom` or `json`."""
    told = {name: value for name, value in asdict(selection).items() if value not in (None, "")}
    if "query" in told:
        told["q"] = told.pop("query")
    if page > 1:
        told["page"] = page
    return f"{base}/feed.{form}{'?' if told else ''}{urlencode(told)}"


def alternates(base: str, selection: Selection) -> list[dict[str, str]]:
    """`href`, `type` and `title` of both feeds of a selection, for `<link rel="alternate">` in a page's head."""
    return [
        {"href": address(base, form, selection), "type": media_type, "title": name}
        for form, name, media_type in (
            ("atom", "Atom", atom.MEDIA_TYPE),
            ("json", "JSON Feed", jsonfeed.MEDIA_TYPE),
        )
    ]


def read_address(arguments: Any) -> tuple[Selection, int] | str:
    """What an address asks for, and which page of it; a line that says what is wrong with it."""
    numbers: dict[str, int] = {}
    for name in (*NUMBERS, "page"):
        value = arguments.get(name)
        if value in (None, ""):
            continue
        if not (value.isascii() and value.isdecimal() and len(value) < 16):
            return f"{name} is a number, as in ?{name}=1."
        numbers[name] = int(value)
    page = numbers.pop("page", 1)
    if not 1 <= page <= MAX_PAGE:
        return "page begins with 1."
    return Selection(query=(arguments.get("q") or "").strip(), **numbers), page


def _collected(connection: sqlite3.Connection, selection: Selection, page: int) -> Collected:
    connection.create_function("folded", 1, lambda text: fold(str(text or "")), deterministic=True)
    return Records(connection).collect(selection, limit=PAGE_SIZE, offset=(page - 1) * PAGE_SIZE)


def _page_of(base: str, selection: Selection) -> str:
    """The reading page that shows what a feed tells: of whoever it is, else the search, else the front page."""
    pages = {"person": "people", "organisation": "organisations", "role": "roles", "site": "sites"}
    for kind, page in pages.items():
        if (number := getattr(selection, kind)) is not None:
            return f"{base}/{page}/{number}"
    return f"{base}/search?{urlencode({'q': selection.query})}" if selection.query else f"{base}/"


def _answer(request: Request, body: bytes, media_type: str, changed_at: str | None) -> Response:
    """The document with its validators, or 304 (RFC 9110 section 13): a tag that is sent counts, else the date."""
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    changed = datetime.fromisoformat(changed_at).astimezone(UTC) if changed_at else None
    if changed:
        headers["last-modified"] = format_datetime(changed, usegmt=True)
    if media_type == jsonfeed.MEDIA_TYPE:
        headers["access-control-allow-origin"] = "*"
    known = request.headers.get("if-none-match")
    if known is not None:
        same = known.strip() == "*" or tag in [one.strip().removeprefix("W/") for one in known.split(",")]
    else:
        same = changed is not None and _not_since(request.headers.get("if-modified-since"), changed)
    if same:
        return Response("", status=304, headers=headers, content_type=media_type)
    return Response(body.decode("utf-8"), headers=headers, content_type=f"{media_type}; charset=utf-8")


def _not_since(date: str | None, changed: datetime) -> bool:
    try:
        since = parsedate_to_datetime(date or "")
    except ValueError:
        return False
    return changed <= (since if since.tzinfo else since.replace(tzinfo=UTC))


def _said(status: int, message: str, **headers: str) -> Response:
    return Response(message + "\n", status=status, headers=headers, content_type="text/plain; charset=utf-8")
