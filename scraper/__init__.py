"""Keeps an organisation's blog or news site for good, and tells who said what, when, and in which role.

The public face is small: `extract(html, url)` reads one page into a `Post` with its `Author`s, and `open_archive(path)`
opens what was archived. Each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scraper.archive import open_archive
    from scraper.extraction import extract
    from scraper.model.post import Author, Post

__version__ = "0.1.0"
__all__ = ["Author", "Post", "__version__", "extract", "open_archive"]

_HOMES = {
    "extract": "scraper.extraction",
    "open_archive": "scraper.archive",
    "Post": "scraper.model.post",
    "Author": "scraper.model.post",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'scraper' has no attribute {name!r}")
