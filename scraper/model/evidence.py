"""Where a value came from: the one currency between discovery, extraction and the archive."""

from __future__ import annotations

from typing import NamedTuple


class Evidence(NamedTuple):
    """One source's word on one field of a post.

    `field` is a name of `Post` (`title`, `published`, `modified`, `authors`, `language`, …).
    `raw` is the text as it stands in the source; `value` what we read in it (ISO 8601 for dates,
    `name / role / organisation` for authors), None when nothing could be read.
    `source` is one of SOURCES; `locator` says where in it (a JSON path, a meta name, a CSS path).
    `chosen` marks the winner or winners of the field; `reason` says in words why it won or lost.
    """

    field: str
    raw: str
    value: str | None
    source: str
    locator: str = ""
    chosen: bool = False
    reason: str = ""


SOURCES = (
    "rule",  # a site rule written by a person
    "json-ld",
    "microdata",
    "script",  # a day in an inline script
    "meta",  # <meta>, <title>, <link>, <html lang>
    "visible",  # printed on the page, about the title
    "signature",  # printed after the last paragraph
    "feed",
    "card",  # a listing's or a related block's card
    "sitemap",
    "address",  # the URL itself
)
"""Kinds of sources; the order is only for listing, the policies decide who wins."""
