"""The page as it was, from its stored bytes: shown, never run, and never in touch with the network.

What keeps it so, each by itself: the response's own policy (a sandbox without any right, nothing loaded but what the
page itself carries), the frame's sandbox, and the text, from which everything is taken that loads, moves or runs.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

from scraper.markup.encoding import decode
from scraper.markup.inert import inert
from scraper.model.capture import Capture
from scraper.model.errors import ScraperError
from scraper.reading.answers import HEADERS, asked
from scraper.reading.pages.post import stored_page

if TYPE_CHECKING:  # Datasette loads its plugins while its own app module is still being read
    from datasette.app import Datasette

POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'self'"
)
_HTML = ("text/html", "application/xhtml+xml", "")


async def stored(request: Request, datasette: Datasette) -> Response:
    """The view of the stored page; in UTF-8, whatever it was sent in, so that no label in it counts."""
    database, ask = await asked(request, datasette)
    headers = HEADERS | {"content-security-policy": POLICY, "x-dns-prefetch-control": "off"}
    try:
        shown = await database.execute_fn(lambda connection: _shown(stored_page(connection, ask)))
    except (sqlite3.Error, ScraperError):
        shown = None
    if shown is None:
        return Response(
            "There is no stored page.", status=404, content_type="text/plain; charset=utf-8", headers=headers
        )
    text, kind = shown
    return Response(text, content_type=f"{kind}; charset=utf-8", headers=headers)


def _shown(page: Capture | None) -> tuple[str, str] | None:
    """The text and how it is to be taken. Large pages take a while, so it is asked in a thread of the database."""
    if page is None:
        return None
    text, _ = decode(page.body, page.content_type)
    return (inert(text), "text/html") if page.media_type in _HTML else (text, "text/plain")
