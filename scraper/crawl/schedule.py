"""When an address is worth asking again. Pure: the hour comes in as a value.

An address that is found as it was is left alone for a quarter of the time it has not changed, between a day and
eight weeks: what changes is seen often, what never changes seldom. A crawl may ask `quiet_requests` (`model.limits`)
and two for each change that it found; what feeds, sitemaps and changes leave over goes to posts whose turn has come. There
is at least one place for them in two crawls (`plan`), and every other place is for the one that has waited longest, so
none is left unseen for more than `certain_crawls` nightly crawls.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from scraper.archive.stored_leads import Schedule, StoredLead
from scraper.model.lead import LeadKind
from scraper.model.limits import Limits

QUIET = Limits().quiet_requests
PER_CHANGE = 2
POSTS = (LeadKind.POST, LeadKind.OTHER)
"""What may be a post."""
SHORTEST, LONGEST = timedelta(days=1), timedelta(weeks=8)
LONGEST_FOR_SOURCES = timedelta(weeks=2)
DISTANCE = timedelta(days=1)
"""Between two sightings of what contradicts the archive, before it is believed."""


def scheduled(changed_at: datetime | None, now: datetime, *, longest: timedelta = LONGEST) -> Schedule:
    """The turn of an address that last changed at `changed_at` (aware; None when nobody knows) and was seen now."""
    still = now - changed_at if changed_at is not None else timedelta(0)
    return Schedule(now, now + min(max(still / 4, SHORTEST), longest))


def later(lead: StoredLead, now: datetime, *, longest: timedelta = LONGEST) -> Schedule:
    """The turn of an address that is as it was, where nobody knows since when: a quarter of the time since later."""
    visited, turn = moment(lead.visited_at), moment(lead.next_visit_at)
    last, since = (turn - visited, now - visited) if visited and turn else (timedelta(0), timedelta(0))
    return Schedule(now, now + min(max(last + since / 4, SHORTEST), longest))


def retried(tries: int, now: datetime) -> Schedule:
    """The turn of an address that failed for the `tries`th time in a row: after a day, two, four, …"""
    return Schedule(now, now + min(SHORTEST * 2 ** min(max(tries - 1, 0), 10), LONGEST))


def looked_at_again(now: datetime) -> Schedule:
    """The turn of an address where something was seen that must be seen twice."""
    return Schedule(now, now + DISTANCE)


def moment(text: str | None) -> datetime | None:
    """A stored date or moment as an aware one, UTC where no zone is told; None for none and for a month or year."""
    if not text or len(text) < 10:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def latest(*texts: str | None, now: datetime) -> datetime | None:
    """The last of some stored moments that is not in the future."""
    known = [when for text in texts if (when := moment(text)) is not None and when <= now]
    return max(known, default=None)


def waited(lead: StoredLead, now: datetime) -> timedelta:
    """How long an address has been due; negative when its turn is still to come.

    Without a turn, or with a last visit in the future (the clock was ahead), it has waited for as long as any may.
    """
    visited, turn = moment(lead.visited_at), moment(lead.next_visit_at)
    if turn is None or (visited is not None and visited > now + timedelta(hours=1)):
        return LONGEST
    return now - turn


def due(lead: StoredLead, now: datetime) -> bool:
    """True when an address has its turn."""
    return waited(lead, now) >= timedelta(0)


def far_enough(since: str, now: datetime) -> bool | None:
    """Whether a first sighting lies far enough back to believe the second; None when it lies in the future."""
    first = moment(since)
    if first is None or first > now:
        return None
    return now - first >= DISTANCE


def spare(changes: int, requests: int, *, quiet: int = QUIET) -> int:
    """How many requests a crawl has left for posts that nobody called changed."""
    return max(0, quiet + PER_CHANGE * changes - requests)


def revisited(leads: Sequence[StoredLead], now: datetime, *, left: int, crawls: int = 0) -> list[StoredLead]:
    """Whom of a site's whole posts to visit without being called, `left` at most: half of them those that have waited
    longest, half those that are late for their own pace.

    `crawls` is how many there were: where there is one place, it is for the one kind in two crawls, for the other in
    the next two.
    """
    waiting = [lead for lead in leads if due(lead, now)]
    longest = sorted(waiting, key=lambda lead: -waited(lead, now))
    latest_of_all = sorted(waiting, key=lambda lead: -_lateness(lead, now))
    chosen: dict[int, StoredLead] = {}
    for place in range(min(left, len(waiting))):
        order = latest_of_all if (crawls // 2 + place) % 2 else longest
        lead = next(lead for lead in order if lead.id not in chosen)
        chosen[lead.id] = lead
    return list(chosen.values())


def _lateness(lead: StoredLead, now: datetime) -> float:
    """How long a post has waited, in lengths of its own turn."""
    visited, turn = moment(lead.visited_at), moment(lead.next_visit_at)
    if visited is None or turn is None or turn <= visited:
        return float("inf")
    return waited(lead, now) / (turn - visited)


def certain_crawls(posts: int, *, quiet: int = QUIET) -> int:
    """Within how many nightly crawls a silent edit of any of a site's posts is noticed, whatever else goes on.

    The longest turn, and then a place for each post of the site: one in four crawls is sure (at least one in two has
    one to spare, and every other one goes to the longest wait), and half of all that is allowed beyond three requests.
    """
    return LONGEST.days + math.ceil(posts / (0.25 + max(quiet - QUIET, 0) // 2)) + 4
