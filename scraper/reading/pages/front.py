"""The front page, and the list of all sites."""

from __future__ import annotations

from sqlite3 import Connection

from scraper.archive.pages import front, listing, sites
from scraper.reading.ask import PER_PAGE, Ask, Context, offset, paging
from scraper.reading.charts import spark
from scraper.reading.dates import day, later, months

_SITES = 12
_MONTHS = 60


def front_page(db: Connection, ask: Ask) -> Context:
    """Sites with their posts per month, the newest posts, the newest changes."""
    totals = front.totals(db)
    return {
        "totals": totals,
        "sites": [_charted(db, row) for row in front.sites(db, limit=_SITES)],
        "posts": listing.posts(db, "all", limit=12),
        "changes": sites.changes(db, limit=8),
    }


def posts_page(db: Connection, ask: Ask) -> Context:
    """All posts, newest first, a page at a time."""
    total = listing.count(db, "all")
    return {
        "posts": listing.posts(db, "all", limit=PER_PAGE, offset=offset(ask)),
        "total": total,
        "paging": paging(ask, "posts", total),
    }


def sites_page(db: Connection, ask: Ask) -> Context:
    """All sites, a page at a time."""
    total = front.totals(db)["sites"]
    return {
        "sites": [
            _charted(db, row) for row in front.sites(db, limit=_SITES, offset=offset(ask, per_page=_SITES))
        ],
        "total": total,
        "paging": paging(ask, "sites", total, per_page=_SITES),
    }


def _charted(db: Connection, site: Context) -> Context:
    """A site with a chart of its last five years."""
    if not site["last"]:
        return site | {"chart": None}
    last = site["last"][:7] if len(site["last"]) >= 7 else f"{site['last'][:4]}-12"
    slots = months(max(later(last, 1 - _MONTHS), f"{site['first'][:4]}-01"), last)
    numbers = front.posts_by_month(db, site["id"], slots)
    years = sorted({slot[:4] for slot in slots}, reverse=True)
    return site | {
        "chart": spark(
            slots, numbers, title=f"Posts per month of {site['name']}, {day(slots[0])} to {day(slots[-1])}"
        ),
        "since": slots[0],
        "until": slots[-1],
        "years": [(year, [numbers.get(f"{year}-{month:02}", 0) for month in range(1, 13)]) for year in years],
    }
