"""Whether a site needs a person: fresh, stale or failing, and why. Pure: facts and the hour in, words out.

- *failing*: its last crawl failed, or brought less than it should three times in a row; or a field that posts used to
  have is missing from the new ones (the site changed its clothes).
- *stale*: it was never crawled to the end, or not for three times its usual pause (and two days); or the site
  itself is silent for longer than its habit: three times the gap that nine of ten of its gaps stay below, and no
  less than two weeks. A site that was silent already when it was added is at rest, and needs nobody.
- *fresh*: everything else; *unlisted*: a site that nobody crawls any more, of which nothing is asked.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from scraper.archive.facts import FIELDS, Facts, PastCrawl, PastPost

Word = Literal["fresh", "stale", "failing", "unlisted"]

BAD_IN_A_ROW = 3
LEAST_PAUSE = timedelta(days=2)
LEAST_SILENCE = 14
"""Days. Holidays are no alarm."""
LEAST_GAPS = 8
"""Fewer gaps between posts show no habit."""
PATIENCE = 3
LONGEST = 240
"""Characters of a failure's message in a reason."""
NEW_POSTS = 5
OLD_POSTS = 20
USUAL = 0.6
"""The share of posts that have a field which is expected of the next one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a site stands, with a reason for each thing that needs a person."""

    word: Word
    reasons: tuple[str, ...] = ()


def standing(facts: Facts, *, now: datetime) -> Standing:
    """The verdict on a site. `now` is aware. Never raises for facts as an archive keeps them."""
    failing = [*_failures(facts.crawls), *_lost_fields(facts)]
    if failing:
        return Standing("failing", tuple(failing))
    stale = [*_unvisited(facts.crawls, now), *_silence(facts, now)]
    return Standing("stale", tuple(stale)) if stale else Standing("fresh")


def _failures(crawls: Sequence[PastCrawl]) -> list[str]:
    over = [crawl for crawl in crawls if crawl.outcome not in ("running", "interrupted")]
    bad = 0
    for crawl in over:
        if crawl.outcome == "done":
            break
        bad += 1
    if over and over[0].outcome == "failed":
        return [(f"the last {bad} crawls failed" if bad > 1 else "the last crawl failed") + _such_as(over[0])]
    if bad >= BAD_IN_A_ROW:
        return [f"pages failed in each of the last {bad} crawls{_such_as(over[0])}"]
    return []


def _such_as(crawl: PastCrawl) -> str:
    """What the first failure was, in one line."""
    told = " ".join(crawl.failure.split())
    return f"; {told[:LONGEST]}{'…' if len(told) > LONGEST else ''}" if told else ""


def _unvisited(crawls: Sequence[PastCrawl], now: datetime) -> list[str]:
    ended = [
        moment for crawl in crawls if crawl.outcome in ("done", "partial") and (moment := _moment(crawl))
    ]
    if not ended:
        begun = _read(crawls[0].started_at) if crawls and crawls[0].outcome == "running" else None
        if begun is not None and now - begun < LEAST_PAUSE:
            return []  # the first crawl of a large site takes hours
        return ["it was never crawled to the end"]
    pauses = sorted(later - earlier for later, earlier in itertools.pairwise(ended))
    usual = pauses[len(pauses) // 2] if pauses else LEAST_PAUSE
    pause = now - ended[0]
    if pause > max(LEAST_PAUSE, PATIENCE * usual):
        return [f"the last finished crawl was {pause.days} days ago"]
    return []


def _silence(facts: Facts, now: datetime) -> list[str]:
    days = sorted({day for post in facts.posts if (day := _day(post.published)) and day <= now.date()})
    gaps = sorted((later - earlier).days for earlier, later in itertools.pairwise(days))
    if len(gaps) < LEAST_GAPS:
        return []
    habit = gaps[min(len(gaps) - 1, len(gaps) * 9 // 10)]
    patience = max(LEAST_SILENCE, PATIENCE * habit)
    silent = (now.date() - days[-1]).days
    added = _day(facts.added_at)
    at_rest = added is not None and (added - days[-1]).days > patience
    if silent > patience and not at_rest:
        return [f"no post for {silent} days; nine of ten gaps between posts are at most {habit} days"]
    return []


def _lost_fields(facts: Facts) -> list[str]:
    """Fields that most posts had, and few of those have that were printed since the first crawl.

    A backlog that is fetched over many nights is no news: its posts are as old as their clothes.
    """
    first = next((crawl.finished_at or crawl.started_at for crawl in reversed(facts.crawls)), "")
    later = [
        post for post in facts.posts if post.first_seen_at > first and (post.published or first) >= first[:10]
    ]
    new = later[: max(NEW_POSTS, len(later) // 10)]
    old = [post for post in facts.posts if post not in new]
    if len(new) < NEW_POSTS or len(old) < OLD_POSTS:
        return []
    lost = []
    for field in FIELDS:
        before, after = _share(old, field), _share(new, field)
        if before >= USUAL and after <= before / 2:
            lost.append(
                f"{field}: {after:.0%} of the last {len(new)} posts have one, of those before {before:.0%};"
                " the site may have changed how it prints it"
            )
    return lost


def _share(posts: Sequence[PastPost], field: str) -> float:
    return sum(field in post.has for post in posts) / len(posts)


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None


def _moment(crawl: PastCrawl) -> datetime | None:
    return _read(crawl.finished_at)


def _read(stamp: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat((stamp or "").replace("Z", "+00:00")).astimezone(UTC)
    except ValueError:
        return None
