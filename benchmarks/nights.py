"""Nights, side by side: nothing changed, a little changed, where a filter by lastmod is blind, and forty sites in one run.

python -m benchmarks.nights [POSTS]
"""

from __future__ import annotations

import sqlite3
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.run import Taken, measured, middle
from benchmarks.server import Server, serving

POSTS = 2_000
ROUNDS = 5
EDITED, NEW, DELETED = 10, 6, 4
SITES, POSTS_EACH = 40, 50
NIGHTLY = {"scraper": "ours", "Scrapy with a lastmod filter": "scrapy_nightly"}
OURS, SCRAPY = NIGHTLY


@dataclass(frozen=True, slots=True)
class Night:
    """What a night took, and how many requests were sent."""

    taken: Taken
    requests: int


def night(name: str, server: Server, folder: str, urls: str = "") -> Night:
    """One crawl. Posts that are gone are failed pages for nobody: exit code 3 is for us a night like others."""
    server.requests()
    db = Path(folder, f"{NIGHTLY[name]}.db")
    taken = measured([f"benchmarks.contestants.{NIGHTLY[name]}", urls or server.url, str(db)], fine=(0, 3))
    return Night(taken, server.requests())


def middle_night(nights: list[Night]) -> Night:
    """The median of some."""
    return Night(
        middle([one.taken for one in nights]), sorted(one.requests for one in nights)[len(nights) // 2]
    )


def compare(posts: int) -> dict[str, dict[str, Night]]:
    """Quiet nights and a day's work, for both. The first quiet night after the first crawl does not count for anybody."""
    found: dict[str, dict[str, Night]] = {name: {} for name in NIGHTLY}
    with serving(posts=posts) as server, TemporaryDirectory() as folder:
        for name in NIGHTLY:
            night(name, server, folder)
            night(name, server, folder)
        quiet: dict[str, list[Night]] = {name: [] for name in NIGHTLY}
        for _ in range(ROUNDS):
            for name, nights in quiet.items():
                nights.append(night(name, server, folder))
        server.change(edited=EDITED, new=NEW, deleted=DELETED)
        for name in NIGHTLY:
            found[name] = {"quiet": middle_night(quiet[name]), "busy": night(name, server, folder)}
    return found


def noticed(posts: int) -> dict[str, dict[str, str]]:
    """What each found out the night after: edits with a lastmod and without, deletions; on a site without a sitemap, new posts."""
    found: dict[str, dict[str, str]] = {name: {} for name in NIGHTLY}
    cases = {
        f"{EDITED} edits with a lastmod": ({"edited": EDITED}, True),
        f"{EDITED} edits without": ({"silent": EDITED}, True),
        f"{DELETED} deletions": ({"deleted": DELETED}, True),
        f"{NEW} new posts, no sitemap": ({"new": NEW}, False),
    }
    for case, (change, sitemap) in cases.items():
        with serving(posts=posts, sitemap=sitemap) as server, TemporaryDirectory() as folder:
            for name in NIGHTLY:
                night(name, server, folder)
            server.change(**change)
            for name in NIGHTLY:
                before = _known(name, folder)
                asked = night(name, server, folder).requests
                after = _known(name, folder)
                gained = [after_ - before_ for before_, after_ in zip(before, after, strict=True)]
                found[name][case] = f"{sum(gained)} ({asked} requests)"
    return found


def _known(name: str, folder: str) -> tuple[int, ...]:
    """How many posts, revisions and sightings of something missing a database holds; of Scrapy's, what it fetched."""
    db = sqlite3.connect(Path(folder, f"{NIGHTLY[name]}.db"))
    questions = ["SELECT count(*) FROM posts"]
    if name == OURS:
        questions += ["SELECT count(*) FROM revisions", "SELECT count(*) FROM leads WHERE doubt = 'missing'"]
    else:
        questions += ["SELECT coalesce(max(rowid), 0) - count(*) FROM posts"]
    return tuple(int(db.execute(question).fetchone()[0]) for question in questions)


def many() -> tuple[Night, Night]:
    """A quiet night of one site alone, and one of many in one run: both of a few posts each."""
    with serving(posts=POSTS_EACH, sites=SITES) as server, TemporaryDirectory() as folder:
        nights = []
        for urls in (server.url, ",".join(server.urls)):
            Path(folder, "ours.db").unlink(missing_ok=True)
            for _ in range(2):
                night(OURS, server, folder, urls)
            nights.append(middle_night([night(OURS, server, folder, urls) for _ in range(ROUNDS)]))
        return nights[0], nights[1]


def main(posts: int = POSTS) -> dict[str, float]:
    """Prints the tables; returns the ratios that are recorded."""
    found = compare(posts)
    print(
        f"\na night of a site with {posts} posts (median of {ROUNDS}); busy: {EDITED} edits, {NEW} new, {DELETED} deleted\n"
    )
    print(
        f"{'':30}{'quiet s':>9}{'x Scrapy':>10}{'requests':>10}{'busy s':>9}{'x Scrapy':>10}{'requests':>10}{'MB':>6}"
    )
    for name, nights in found.items():
        quiet, busy = nights["quiet"], nights["busy"]
        print(
            f"{name:30}{quiet.taken.cpu_s:9.2f}{quiet.taken.cpu_s / found[SCRAPY]['quiet'].taken.cpu_s:10.2f}{quiet.requests:10}"
            f"{busy.taken.cpu_s:9.2f}{busy.taken.cpu_s / found[SCRAPY]['busy'].taken.cpu_s:10.2f}{busy.requests:10}"
            f"{busy.taken.peak_mb:6.0f}"
        )
    told = noticed(min(posts, 200))
    print("\nwho noticed what, the night after, of 200 posts\n")
    for case in told[OURS]:
        print(f"{case:30}" + "".join(f"{name}: {said[case]:24}" for name, said in told.items()))
    alone, together = many()
    print(
        f"\n{SITES} quiet sites in one run: {together.taken.cpu_s:.2f} s and {together.requests} requests,"
        f" {together.taken.cpu_s / alone.taken.cpu_s:.1f} times one site alone ({alone.taken.cpu_s:.2f} s)"
    )
    ours, scrapy = found[OURS], found[SCRAPY]
    return {
        "quiet night: CPU / Scrapy's": ours["quiet"].taken.cpu_s / scrapy["quiet"].taken.cpu_s,
        "quiet night: requests": ours["quiet"].requests,
        "busy night: CPU / Scrapy's": ours["busy"].taken.cpu_s / scrapy["busy"].taken.cpu_s,
        "busy night: requests / changes": ours["busy"].requests / (EDITED + NEW + DELETED),
        f"{SITES} quiet sites: CPU / one's": together.taken.cpu_s / alone.taken.cpu_s,
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else POSTS)
