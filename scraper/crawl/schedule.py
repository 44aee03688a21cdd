"""When an address is worth asking again. Pure: the hour comes in as a value.

An address that is found as it was is left alone for a quarter of the time it has not changed, between a day and
eight weeks: what changes is seen often, what never changes seldom. A crawl may ask `QUIET` requests and two for
each change that it found; what finding the changes left over goes to posts whose turn has come. The others wait for
company: as soon as one has waited for a week, there is a round, which takes up to a quarter of the site's posts.
So nights are quiet but for one in seven, and no post is left unseen for more than `CERTAIN_DAYS` nightly crawls.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from scraper.archive.leads import Schedule, StoredLead

QUIET = 3
PER_CHANGE = 2
SHORTEST, LONGEST = timedelta(days=1), timedelta(weeks=8)
LONGEST_FOR_SOURCES = timedelta(weeks=2)
WAIT = timedelta(days=7)
ROUND_SHARE, SMALLEST_ROUND = 4, 10
DISTANCE = timedelta(days=1)
"""Between two sightings of what contradicts the archive, before it is believed."""
CERTAIN_DAYS = LONGEST.days + WAIT.days + ROUND_SHARE + 1


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

    Without a turn, or with a last visit in the future (the clock was ahead), it has waited long.
    """
    visited, turn = moment(lead.visited_at), moment(lead.next_visit_at)
    if turn is None or (visited is not None and visited > now + timedelta(hours=1)):
        return WAIT
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


def spare(changes: int, requests: int) -> int:
    """How many requests a crawl has left for posts that nobody called changed."""
    return max(0, QUIET + PER_CHANGE * changes - requests)


def revisited(leads: Sequence[StoredLead], now: datetime, *, left: int) -> list[StoredLead]:
    """Whom of a site's whole posts to visit without being called, those first that have waited longest.

    `left` is what `spare` said; a round takes more.
    """
    waiting = sorted((lead for lead in leads if due(lead, now)), key=lambda lead: -waited(lead, now))
    is_round = bool(waiting) and waited(waiting[0], now) >= WAIT
    most = max(SMALLEST_ROUND, -(-len(leads) // ROUND_SHARE)) if is_round else 0
    return waiting[: max(left, most)]
