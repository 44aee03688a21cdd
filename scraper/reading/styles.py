"""Our style sheets, at addresses of their own: Datasette finds static files of packages only, not of modules."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from datasette.utils.asgi import Request, Response

if TYPE_CHECKING:  # Datasette loads its plugins while its own app module is still being read
    from datasette.app import Datasette

_FOLDER = Path(__file__).parent / "static"
STYLES = ("archive.css", "reading.css")
"""For Datasette's own pages; for the reading pages."""
PATTERN = r"^/-/(?P<style>archive\.css|reading\.css)$"


def style_address(datasette: Datasette, name: str) -> str:
    """Another address for another style, so that browsers may keep it long."""
    return f"{datasette.urls.path(f'/-/{name}')}?{_mark(name)}"


@cache
def _mark(name: str) -> str:
    return sha256((_FOLDER / name).read_bytes()).hexdigest()[:8]


async def style(request: Request) -> Response:
    """The view of both."""
    return Response(
        (_FOLDER / request.url_vars["style"]).read_text("utf-8"),
        content_type="text/css; charset=utf-8",
        headers={"cache-control": "max-age=604800", "x-content-type-options": "nosniff"},
    )
