"""How Datasette shows a table, and what columns say that mean the same wherever they stand.

Facets stand only where their column has an index. Terms in brackets are those of schema.org.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from scraper.reading.words import HAPPENED, STATES, told


@dataclass(frozen=True, slots=True)
class Table:
    """How Datasette shows a table or view. `hidden` ones are machinery and not on the front page."""

    title: str
    description: str
    columns: dict[str, str] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    label: str | None = None
    sort: str | None = None
    sort_desc: str | None = None
    size: int | None = None
    hidden: bool = False


SAME = {
    "published": "The day, or moment, that the site prints, in ISO 8601; no more precise than that (datePublished)",
    "year": "The year of publication",
    "language": "BCP 47, as sv or pt-BR (inLanguage)",
    "excerpt": "What the post says of itself in a sentence or two (abstract)",
    "state": told(STATES),
    "key": "What makes spellings the same: without case, accents and punctuation",
    "url_key": "What is the same for all addresses of one page: without http, www. and a slash at the end",
    "digest": "SHA-256",
    "post_id": "The number of the post",
    "site_id": "The site",
    "person_id": "The number of the person",
    "role_id": "The number of the role",
    "organisation_id": "The number of the organisation",
    "capture_id": "The answer of the server that it was read from",
    "role": "As the post printed it (jobTitle)",
    "organisation": "As the post printed it (affiliation)",
    "authors": "Name, role, organisation; more authors behind a semicolon",
    "first_published": "The first post signed so",
    "last_published": "The last one",
    "posts": "How many",
    "stubs": "Posts known from a listing, feed or sitemap only",
    "month": "Of publication",
    "at": "When it was found (UTC)",
    "what": told(HAPPENED),
    "changed": "Which fields differ",
    "reason": "What was seen, in words",
    "revision": "The number of the edit; what the post said before it is in revisions",
}


def same(*columns: str, **others: str) -> dict[str, str]:
    """The lines of columns that mean the same everywhere, and those of others."""
    return {name: SAME[name] for name in columns} | others
