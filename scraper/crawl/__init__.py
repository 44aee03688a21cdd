"""The conductor: what to visit, what to store, many fetchers and one writer.

What drives a crawl is loaded when it is first used: processes that only read pages live in this room, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scraper.crawl.run import Report, Start, crawl

__all__ = ["Report", "Start", "crawl"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from scraper.crawl import run

        return getattr(run, name)
    raise AttributeError(f"module 'scraper.crawl' has no attribute {name!r}")
