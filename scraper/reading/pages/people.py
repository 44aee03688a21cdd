"""People, organisations and roles: each with who was what for whom, when."""

from __future__ import annotations

from collections.abc import Callable
from sqlite3 import Connection

from scraper.archive.pages import listing, people
from scraper.archive.pages.rows import Row
from scraper.archive.records import Selection
from scraper.reading.ask import Ask, Context, offset, paging
from scraper.reading.charts import axis, bars, span
from scraper.reading.dates import day
from scraper.reading.links import PLURALS

_NAMES = 100
_POSTS = 30


def names_page(kind: str) -> Callable[[Connection, Ask], Context]:
    """The list of a kind: `person`, `organisation` or `role`."""

    def page(db: Connection, ask: Ask) -> Context:
        text = ask.query.get("q", "")[:100]
        total = people.how_many(db, kind, text)
        return {
            "kind": kind,
            "text": text,
            "names": people.names(db, kind, text, limit=_NAMES, offset=offset(ask, per_page=_NAMES)),
            "total": total,
            "paging": paging(ask, PLURALS[kind], total, per_page=_NAMES),
            "here": ask.link.page(PLURALS[kind]),
        }

    return page


def named_page(kind: str) -> Callable[[Connection, Ask], Context | None]:
    """The page of one person, organisation or role."""

    def page(db: Connection, ask: Ask) -> Context | None:
        row = people.named(db, kind, ask.id)
        if row is None:
            now = people.joined_into(db, kind, ask.id)
            return {"moved": ask.link.of(kind, now)} if now else None
        spans = (people.periods(db, ask.id) if kind == "person" else []) or people.spans(db, kind, ask.id)
        years = people.posts_by_year(db, kind, ask.id)
        total = listing.count(db, kind, ask.id)
        return {
            "kind": kind,
            "feed": _selection(kind, ask.id),
            "row": row,
            "spellings": [one for one in people.spellings(db, kind, ask.id) if one != row["name"]],
            "spans": _timeline(spans, kind),
            "most_spans": len(spans) == people.MAX_SPANS,
            "axis": _axis(spans),
            "years": sorted(years.items()),
            "chart": _by_year(years, row["name"]),
            "co_authors": people.co_authors(db, ask.id) if kind == "person" else [],
            "posts": listing.posts(db, kind, ask.id, limit=_POSTS, offset=offset(ask, per_page=_POSTS)),
            "total": total,
            "paging": paging(ask, f"{PLURALS[kind]}/{ask.id}", total, per_page=_POSTS),
        }

    return page


def _selection(kind: str, of: int) -> Selection:
    if kind == "person":
        return Selection(person=of)
    return Selection(organisation=of) if kind == "organisation" else Selection(role=of)


def tag_page(db: Connection, ask: Ask) -> Context | None:
    """The posts with a tag."""
    row = listing.tag(db, ask.id)
    if row is None:
        return None
    total = listing.count(db, "tag", ask.id)
    return {
        "row": row,
        "posts": listing.posts(db, "tag", ask.id, limit=_POSTS, offset=offset(ask, per_page=_POSTS)),
        "total": total,
        "paging": paging(ask, f"tags/{ask.id}", total, per_page=_POSTS),
    }


def _reach(spans: list[Row]) -> tuple[int, int]:
    """The first year of a timeline, and the one after its last; (0, 0) for no dates."""
    years = [int(row[name][:4]) for row in spans for name in ("first", "last") if row[name]]
    return (min(years), max(years) + 1) if years else (0, 0)


def _timeline(spans: list[Row], kind: str) -> list[Row]:
    since, until = _reach(spans)
    colours: dict[object, int] = {}
    told = []
    for row in spans:
        colour = colours.setdefault(row["organisation_id"], len(colours)) if kind == "person" else 0
        bar = None
        if row["first"]:
            bar = span(
                _place(row["first"]), _place(row["last"], end=True), since, until,
                title=f"{day(row['first'])} to {day(row['last'])}", colour=colour % 6,
            )  # fmt: skip
        told.append(row | {"bar": bar})
    return told


def _axis(spans: list[Row]) -> object:
    since, until = _reach(spans)
    return axis(since, until) if until else ""


def _place(stamp: str, *, end: bool = False) -> float:
    """A date as a year with its fraction; where only a year or month is known, its beginning or end."""
    year, month, number = ([*stamp[:10].split("-"), "", ""])[:3]
    whole = int(year)
    if not month.isdigit():
        return whole + (1.0 if end else 0.0)
    part = (int(month) - 1) / 12
    if not number.isdigit():
        return whole + part + (1 / 12 if end else 0.0)
    return whole + part + int(number) / 372


def _by_year(years: dict[str, int], name: str) -> object:
    if not years:
        return ""
    slots = [str(year) for year in range(int(min(years)), int(max(years)) + 1)][-120:]
    return bars(slots, [years], title=f"Posts by year: {name}")
