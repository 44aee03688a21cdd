"""People, organisations and roles: each with who was what for whom, when."""

from __future__ import annotations

from collections.abc import Callable
from sqlite3 import Connection

from scraper.archive.pages import listing, people
from scraper.archive.pages.rows import Row
from scraper.archive.pages.sites import site as stored_site
from scraper.archive.records import Selection
from scraper.reading.ask import Ask, Context, offset, paging
from scraper.reading.charts import axis, bars, span
from scraper.reading.dates import day, is_date
from scraper.reading.links import PLURALS

_NAMES = 100
_POSTS = 30
_LONGEST = 40
"""Letters of a parameter that are repeated where it is misread."""
_FILTERS = {"person": "author", "organisation": "org", "role": "role"}
"""Kind → its filter in a search."""


def names_page(kind: str) -> Callable[[Connection, Ask], Context]:
    """The list of a kind: `person`, `organisation` or `role`."""

    def page(db: Connection, ask: Ask) -> Context:
        text = ask.query.get("q", "")[:100]
        site = stored_site(db, ask.number("site") or 0) if kind == "person" else None
        of_site = site["id"] if site else None
        total = people.how_many(db, kind, text, site=of_site)
        return {
            "kind": kind,
            "text": text,
            "site": site,
            "names": people.names(
                db, kind, text, site=of_site, limit=_NAMES, offset=offset(ask, per_page=_NAMES)
            ),
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
        narrow = _narrow(ask)
        shown = listing.count(db, kind, ask.id, narrow=narrow)
        return {
            "kind": kind,
            "feed": _selection(kind, ask.id, narrow),
            "row": row,
            "spellings": [one for one in people.spellings(db, kind, ask.id) if one != row["name"]],
            "spans": _timeline(spans, kind, ask),
            "most_spans": len(spans) == people.MAX_SPANS,
            "axis": _axis(spans),
            "years": sorted(years.items()),
            "chart": _by_year(years, row["name"], kind, ask),
            "of_years": {year: _posts_of(ask, kind, since=year, until=year) for year in years},
            "co_authors": [
                one | {"together": _posts_of(ask, kind, together=one["person_id"])}
                for one in (people.co_authors(db, ask.id) if kind == "person" else [])
            ],
            "posts": listing.posts(
                db, kind, ask.id, limit=_POSTS, offset=offset(ask, per_page=_POSTS), narrow=narrow
            ),
            "total": listing.count(db, kind, ask.id) if narrow != listing.ALL else shown,
            "shown": shown,
            "narrowed": _in_words(db, narrow),
            "misread": _misread(ask, narrow),
            "within": " ".join(f'{_FILTERS[kind]}:"{row["name"]}"'.replace('""', '"').split()),
            "here": ask.link.of(kind, ask.id),
            "paging": paging(ask, f"{PLURALS[kind]}/{ask.id}", shown, per_page=_POSTS),
        }

    return page


def _selection(kind: str, of: int, narrow: listing.Narrow) -> Selection:
    numbers = {name: getattr(narrow, name) or None for name in ("person", "organisation", "role")} | {
        kind: of
    }
    return Selection(person=numbers["person"], organisation=numbers["organisation"], role=numbers["role"])


def _narrow(ask: Ask) -> listing.Narrow:
    """Which posts of the row an address asks for; what is no number and no date counts for nothing, which `_misread` tells."""
    since, until = (text if is_date(text := ask.query.get(name, "")) else "" for name in ("since", "until"))
    return listing.Narrow(
        since, until,
        person=ask.number("person"), organisation=ask.number("organisation"), role=ask.number("role"),
        together=ask.number("together"),
    )  # fmt: skip


def _misread(ask: Ask, narrow: listing.Narrow) -> list[str]:
    """What an address narrows the posts to that is no date and no number, a line each."""
    return [
        f"{name}={given[:_LONGEST]} {'is no date: write 2019, 2019-05 or 2019-05-29' if name in ('since', 'until') else 'is no number'}."
        for name in ("since", "until", "person", "organisation", "role", "together")
        if (given := ask.query.get(name, "")) and getattr(narrow, name) in ("", None)
    ]


def _in_words(db: Connection, narrow: listing.Narrow) -> str:
    """What a page is narrowed to; empty for nothing."""
    told = []
    for kind, before, none in (
        ("person", "by ", "by no person"), ("role", "as ", "without a role"), ("organisation", "for ", "for no organisation"),
        ("together", "together with ", ""),
    ):  # fmt: skip
        number = getattr(narrow, kind)
        if number is not None:
            row = people.named(db, "person" if kind == "together" else kind, number)
            told.append(f"{before}{row['name']}" if row else f"{before}nobody known" if number else none)
    if narrow.since or narrow.until:
        ends = [day(stamp) for stamp in dict.fromkeys((narrow.since, narrow.until)) if stamp]
        told.append(" to ".join(ends))
    return ", ".join(filter(None, told))


def _posts_of(ask: Ask, kind: str, **narrow: object) -> str:
    """The address of the posts of a row that are of a time, or in a role, …"""
    return ask.link.of(kind, ask.id, **narrow) + "#posts"


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


def _timeline(spans: list[Row], kind: str, ask: Ask) -> list[Row]:
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
        beside = {
            name: str(row[f"{name}_id"] or 0) for name in ("person", "role", "organisation") if name != kind
        }
        time = {"since": row["first"][:10], "until": row["last"][:10]} if row["first"] else {}
        told.append(row | {"bar": bar, "posts_of": _posts_of(ask, kind, **beside, **time)})
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


def _by_year(years: dict[str, int], name: str, kind: str, ask: Ask) -> object:
    if not years:
        return ""
    slots = [str(year) for year in range(int(min(years)), int(max(years)) + 1)][-120:]
    return bars(
        slots, [years], title=f"Posts by year: {name}",
        links={year: _posts_of(ask, kind, since=year, until=year) for year in years},
        hints={year: f"{year}: {count} {'post' if count == 1 else 'posts'}" for year, count in years.items()},
        here=since if (since := ask.query.get("since", "")) == ask.query.get("until") else "",
    )  # fmt: skip
