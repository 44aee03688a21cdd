"""The search page: words and filters, passages with marks, by relevance or date."""

from __future__ import annotations

from dataclasses import asdict
from sqlite3 import Connection

from scraper.archive.pages import listing
from scraper.archive.query import MAX_LENGTH, misread
from scraper.archive.records import Selection
from scraper.archive.search import find
from scraper.reading.ask import Ask, Context, offset, paging
from scraper.reading.cells import marked

_HITS = 20


def search_page(db: Connection, ask: Ask) -> Context:
    """Posts that answer. A text that asks for nothing finds nothing; none is malformed."""
    text = ask.query.get("q", "")[:MAX_LENGTH].replace("\x00", " ").strip()
    order = ask.word("order", "relevance", "date")
    found = find(
        db,
        text,
        order="date" if order == "date" else "relevance",
        limit=_HITS,
        offset=offset(ask, per_page=_HITS),
    )
    shown = [hit.id for hit in found.hits]
    signed, sites = listing.signers(db, shown), listing.sites(db, shown)
    return {
        "text": text,
        "feed": Selection(query=text),
        "order": order,
        "found": found,
        "misread": [] if found.total else misread(text),
        "hits": [
            asdict(hit)
            | sites[hit.id]
            | {
                "passage": marked(" ".join((hit.snippet or "").split())),
                "authors": signed.get(hit.id, []),
            }
            for hit in found.hits
        ],
        "paging": paging(ask, "search", found.total + found.more, per_page=_HITS),
    }
