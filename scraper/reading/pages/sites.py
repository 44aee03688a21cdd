"""A site's timeline, the changes, and the health of all sites."""

from __future__ import annotations

from sqlite3 import Connection

from scraper.archive.facts import facts
from scraper.archive.pages import front, listing, sites
from scraper.archive.pages.rows import Row
from scraper.archive.records import Selection
from scraper.archive.standing import standing
from scraper.model.urls import host
from scraper.reading.ask import Ask, Context, offset, paging
from scraper.reading.charts import MOST_SERIES, bars
from scraper.reading.dates import day, is_month, later, months

_WINDOW = 60
"""Months shown at a time,"""
_STACKED = 15_000
"""and fewer, but one, where they have more posts than this: who signed them is counted anew each time."""
_POSTS = 30
_CHANGES = 50
_HEALTH = 25


def site_page(db: Connection, ask: Ask) -> Context | None:
    """Posts per month, stacked by who signed them; by year for the whole life of the site; posts of what was clicked."""
    row = sites.site(db, ask.id)
    if row is None:
        return None
    by = ask.word("by", "person", "organisation")
    within = ask.query.get("within", "")
    within = within if is_month(within) and row["last"] else ""
    narrow = listing.Narrow.within(within)
    total = listing.count(db, "site", ask.id, narrow=narrow)
    here = f"sites/{ask.id}"
    return {
        "site": row,
        "feed": Selection(site=ask.id),
        "by": by,
        "within": within,
        "timeline": _timeline(db, ask, row, by, within) if row["last"] else None,
        "posts": listing.posts(
            db, "site", ask.id, limit=_POSTS, offset=offset(ask, per_page=_POSTS), narrow=narrow
        ),
        "total": total,
        "paging": paging(ask, here, total, per_page=_POSTS),
        "changes": sites.changes(db, site_id=ask.id, limit=5),
        "stack": {
            "person": ask.link.page(here, within=within),
            "organisation": ask.link.page(here, by="organisation", within=within),
        },
        "here": ask.link.page(here),
        "search": ask.link.page("search", q=f"site:{host(row['url'])} "),
    }


def _timeline(db: Connection, ask: Ask, site: Row, by: str, within: str) -> Context:
    years = front.posts_by_year(db, ask.id)
    last = _month(site["last"])
    if within and within[:4] >= site["first"][:4]:
        last = min(f"{within[:4]}-12", last)
    first = max(later(last, 1 - _WINDOW), f"{site['first'][:4]}-01")
    reach = months(first, last)
    whole: dict[str, float] = dict(front.posts_by_month(db, ask.id, reach))
    slots = _stacked(reach, whole)
    if len(within) == 7 and reach[0] <= within < slots[0]:
        slots = _stacked(months(first, within), whole)
    cut = slots[0] > first
    first, last = slots[0], slots[-1]
    until = later(last, 1)
    signed = sites.signed(db, by, ask.id, first, until, most=MOST_SERIES)
    names = sites.names(db, by, list(signed))
    signers = [{"id": one, "name": names.get(one, "")} for one in signed]
    series = list(signed.values())
    rest = {
        slot: left
        for slot in slots
        if (left := whole.get(slot, 0) - sum(one.get(slot, 0) for one in series)) > 0.01
    }
    kept = "organisation" if by == "organisation" else None
    links = {slot: ask.link.of("site", ask.id, within=slot, by=kept) + "#posts" for slot in slots}
    hints = {slot: f"{day(slot)}: {int(whole.get(slot, 0))} posts" for slot in slots}
    of_years = {year: ask.link.of("site", ask.id, within=year, by=kept) for year in years}
    span_of_years = (
        [str(year) for year in range(int(min(years)), int(max(years)) + 1)][-200:] if years else []
    )
    return {
        "months": bars(
            slots, [*series, rest], title=f"Posts per month of {site['name']}, {day(first)} to {day(last)}",
            links=links, hints=hints, here=within,
        ),
        "legend": [*signers, {"id": None, "name": "others, or nobody named"}] if rest else signers,
        "series": [*series, rest] if rest else series,
        "slots": [slot for slot in reversed(slots) if whole.get(slot)],
        "whole": whole, "links": links,
        "years": bars(
            span_of_years, [years], title=f"Posts per year of {site['name']}", links=of_years,
            hints={year: f"{year}: {count} posts" for year, count in years.items()}, here=within[:4],
        ),
        "by_year": sorted(years.items(), reverse=True), "of_years": of_years, "first": first, "last": last,
        "earlier": ask.link.of("site", ask.id, within=later(first, -1), by=kept) if cut else "", "most": _STACKED,
    }  # fmt: skip


def _stacked(slots: list[str], posts: Context) -> list[str]:
    """The last of some months, as many as have `_STACKED` posts together; one at least."""
    left = _STACKED
    for place in range(len(slots) - 1, -1, -1):
        left -= posts.get(slots[place], 0)
        if left < 0:
            return slots[min(place + 1, len(slots) - 1) :]
    return slots


def _month(stamp: str) -> str:
    """The month of a date; the last of its year where no month is known."""
    return stamp[:7] if len(stamp) >= 7 else f"{stamp[:4]}-12"


def changes_page(db: Connection, ask: Ask) -> Context:
    """Edits, deletions and returns, newest first."""
    what = ask.word("what", "", "edited", "gone", "returned")
    site = sites.site(db, ask.number("site") or 0)
    of_site = site["id"] if site else None
    found = sites.changes(
        db, site_id=of_site, what=what, limit=_CHANGES + 1, offset=offset(ask, per_page=_CHANGES)
    )
    known = offset(ask, per_page=_CHANGES) + len(found)
    return {
        "what": what,
        "site": site,
        "changes": found[:_CHANGES],
        "paging": paging(ask, "changes", known, per_page=_CHANGES),
        "kinds": [
            (name, label, ask.link.page("changes", what=name, site=of_site))
            for name, label in (("", "all"), ("edited", "edited"), ("gone", "gone"), ("returned", "returned"))
        ],
    }


def health_page(db: Connection, ask: Ask) -> Context:
    """How each site stands, or one of them, and why, those that need a person first; their last crawls, and what failed in the last."""
    one = sites.site(db, ask.number("site") or 0)
    every = [one] if one else front.sites(db, limit=front.totals(db)["sites"])
    stood = [site | {"standing": standing(facts(db, site["id"]), now=ask.now)} for site in every]
    order = {"failing": 0, "stale": 1, "fresh": 2}
    stood.sort(key=lambda site: order[site["standing"].word])
    begin = offset(ask, per_page=_HEALTH)
    found = []
    for site in stood[begin : begin + _HEALTH]:
        crawls = sites.last_crawls(db, site["id"], limit=5)
        failures = sites.failures(db, crawls[0]["id"], limit=10) if crawls else []
        found.append(site | {"crawls": crawls, "failures": failures})
    return {
        "site": one,
        "sites": found,
        "paging": paging(ask, "health", len(stood), per_page=_HEALTH),
    }
