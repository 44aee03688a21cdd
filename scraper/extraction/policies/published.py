"""The day of publication: the day that a reader sees printed, as exact as the machines know it.

Policy, in words: every source votes for a day, and near votes count for each other: a moment in UTC
votes for the printed day that lies within a day of it. A date that is said to be of publication
(JSON-LD, meta, a word beside it) outweighs one that merely stands about the headline; what stands in
cards, comments or running text hardly counts. The address and the feed support. Dates in the future of
the capture, or before the web, are no dates of publication. Of the winning day the most exact printing
is kept, with its zone, as long as it names that very day. A moment that is midnight by the site's own clocks
names the day that begins with it, whatever day it is in UTC. Where nothing says when a page was published, the
date of the last change that stands at its headline dates it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import UTC, date, datetime, timedelta, tzinfo

from scraper.extraction.claims import Choice, Claim
from scraper.model.dates import DateStamp, Precision, Zone

_META = {
    "article:published_time": 3.0, "datepublished": 2.8, "parsely-pub-date": 2.6, "date": 1.6, "dc.date.issued": 2.4,
    "dcterms.issued": 2.4, "datecreated": 1.4, "created": 1.2, "creation_date": 1.0, "dcterms.created": 1.6, "dc.date.created": 1.6,
    "dc.date": 1.6, "dc.created": 1.4, "last-published": 1.0,
}  # fmt: skip
_FIRST_DAY = date(1992, 1, 1)
_EXACT = {Precision.SECOND: 4, Precision.MINUTE: 3, Precision.DAY: 2, Precision.MONTH: 1, Precision.YEAR: 0}


def weight(claim: Claim) -> float:
    """How much a claim on the date of publication counts."""
    how, source = claim.how, claim.source
    if source == "rule":
        return 50.0
    if source == "json-ld":
        return (3.0 if how.endswith("datePublished") else 1.4) * (0.8 if how.startswith("page") else 1.0)
    if source == "meta":
        return _META.get(how, 2.0)
    if source == "microdata":
        return 2.6 if how == "datepublished" else 1.4
    if source == "feed":
        return 2.4
    if source == "card":
        return 2.2
    if source == "address":
        return 2.0
    if source == "script":
        return 1.5 if how == "published" else 0.9
    if source == "visible":
        value = 0.0
        if how.startswith("time"):
            value = 2.2 if "near" in how else 0.7
        elif how.startswith("marked"):
            value = 2.2 if "near" in how else 0.6
        elif how.startswith("line"):
            value = 2.0 if "alone" in how else 1.0
        elif how.startswith("masthead"):
            value = 0.6
        elif how.startswith("tail"):
            value = 0.8 if "alone" in how else 0.2
        elif how.startswith("dateline"):
            value = 1.2
        elif how.startswith("loose"):
            value = 0.6
        elif how.startswith("title"):
            value = 1.5
        return value + (1.0 if "labelled" in how else 0.0)
    return 0.5


def choose(
    claims: Sequence[Claim], modified: Sequence[Claim], *, now: datetime | None, zone: tzinfo | None = None
) -> Choice:
    """The date of publication; see the module's policy. Never raises."""
    latest = (now or datetime.now(UTC)).date() + timedelta(days=2)
    usable = [c for c in claims if c.stamp and _FIRST_DAY <= c.stamp.day <= latest]
    days = [c for c in usable if c.stamp and _EXACT[c.stamp.precision] >= 2]
    if not days and (beside := _at_the_headline(modified, latest)):
        return beside
    if not days:
        loose = max(usable, key=weight, default=None)
        return (
            Choice(loose.stamp, (loose,), "only a month or a year is known")
            if loose and weight(loose) > 1.0
            else Choice(None)
        )
    votes: dict[date, float] = {}
    zone = zone or _offset_of([*days, *modified])
    instants = {c.stamp.value[:16] for c in days if c.stamp and c.stamp.zone is Zone.UTC}
    local = {id(c): _localised(_completed(c, instants), zone) for c in days if c.stamp}
    for day in {c.stamp.day for c in days if c.stamp} | {stamp.day for stamp in local.values()}:
        votes[day] = _votes(day, usable, local)
    changed = {c.stamp.day for c in modified if c.stamp}
    for day in votes:
        if day in changed and not _said_published(day, days):
            votes[day] *= 0.45
    top = max(votes.values())
    winner = min(day for day, count in votes.items() if count >= top - 0.05)
    if top < 0.5:
        return Choice(None)
    carriers = tuple(c for c in days if c.stamp and winner in (c.stamp.day, local[id(c)].day))
    printings = [
        (stamp, weight(c))
        for c in carriers
        for stamp in (local[id(c)], c.stamp)
        if stamp and stamp.day == winner
    ]
    best = max(printings, key=lambda pair: (_EXACT[pair[0].precision], _zone(pair[0]), pair[1]))[0]
    sources = sorted({f"{c.source} {c.how}".strip() for c in carriers})
    reason = "the day is said by " + ", ".join(sources[:6])
    if any(
        c.stamp
        and c.stamp.zone is Zone.UTC
        and c.stamp.day != winner
        and abs((c.stamp.day - winner).days) == 1
        for c in days
    ):
        reason += "; a moment in UTC lies on the day beside it, the printed day wins"
    return Choice(best, carriers, reason)


def _at_the_headline(modified: Sequence[Claim], latest: date) -> Choice | None:
    """The one date that a reader sees at the headline, though a word beside it says it is of the last change."""
    shown = [
        c for c in modified
        if c.stamp and c.source == "visible" and c.how.startswith(("line", "time near", "marked near"))
        and _EXACT[c.stamp.precision] >= 2 and _FIRST_DAY <= c.stamp.day <= latest
    ]  # fmt: skip
    if not shown:
        return None
    best = min(shown, key=lambda c: (c.stamp.day if c.stamp else latest, -len(str(c.stamp))))
    return Choice(best.stamp, (best,), "only the day of the last change is known")


def _offset_of(claims: Sequence[Claim]) -> tzinfo | None:
    """The clock of a page that prints one of its own dates with an offset."""
    for claim in claims:
        moment = claim.stamp.moment if claim.stamp and claim.stamp.zone is Zone.OFFSET else None
        if moment is not None:
            return moment.tzinfo
    return None


def _completed(claim: Claim, instants: Set[str]) -> DateStamp:
    """What a machine wrote without a zone is in UTC when it wrote the same minute in UTC elsewhere."""
    stamp = claim.stamp
    assert stamp is not None
    if stamp.zone is Zone.NONE and claim.source != "visible" and stamp.value[:16] in instants:
        return DateStamp(f"{stamp.value}Z", stamp.precision, Zone.UTC)
    return stamp


def _localised(stamp: DateStamp, zone: tzinfo | None) -> DateStamp:
    """A moment in UTC as the site's own clocks showed it; anything else as it is."""
    moment = stamp.moment if stamp.zone is Zone.UTC and zone is not None else None
    if moment is None:
        return stamp
    local = moment.astimezone(zone)
    shown = local.isoformat(timespec="minutes" if stamp.precision is Precision.MINUTE else "seconds")
    return DateStamp(shown, stamp.precision, Zone.OFFSET)


def _zone(stamp: DateStamp | None) -> int:
    return 0 if stamp is None or stamp.zone is Zone.NONE else 1 if stamp.zone is Zone.UTC else 2


def _said_published(day: date, days: Sequence[Claim]) -> bool:
    return any(
        c.stamp and c.stamp.day == day and (c.source != "visible" or "labelled" in c.how) for c in days
    )


def _votes(day: date, claims: Sequence[Claim], local: Mapping[int, DateStamp]) -> float:
    """The weight behind a day; each sort of place votes once.

    `local` gives claims, by identity, as the site's own clocks showed them.
    """
    best: dict[tuple[str, str], float] = {}
    for claim in claims:
        stamp = claim.stamp
        if stamp is None:
            continue
        share = 0.0
        if stamp.precision in (Precision.YEAR, Precision.MONTH):
            size = 4 if stamp.precision is Precision.YEAR else 7
            share = 0.5 if str(stamp)[:size] == day.isoformat()[:size] else 0.0
        elif local.get(id(claim), stamp).day == day:
            share = 1.0
        elif stamp.day == day:
            share = 0.0 if _is_midnight(local.get(id(claim))) else 0.85
        elif _is_midnight(local.get(id(claim))):
            continue
        elif stamp.zone is Zone.UTC and abs((stamp.day - day).days) == 1 and _may_slip(stamp, day):
            share = 0.85
        if share:
            place = claim.source, claim.how
            if claim.source == "visible":
                place = claim.source, claim.how.split()[0]
            elif claim.source == "meta":
                place = (
                    claim.source,
                    claim.raw,
                )  # what the head says under several names is one field of the site's
            value = weight(claim) * share
            best[place] = max(best.get(place, 0.0), value)
    return sum(best.values())


def _is_midnight(stamp: DateStamp | None) -> bool:
    """True for the first moment of a day, as a machine writes a day without a time."""
    return stamp is not None and stamp.zone is Zone.OFFSET and stamp.value[10:16] == "T00:00"


def _may_slip(stamp: DateStamp, day: date) -> bool:
    """True when a moment in UTC falls on `day` in some zone of the inhabited world that reaches so far."""
    moment = stamp.moment
    if moment is None:
        return False
    hours = moment.hour + moment.minute / 60
    return hours >= 24 - 14 if day > stamp.day else hours < 12
