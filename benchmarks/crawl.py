"""A full crawl, side by side: CPU a post, peak memory, pages a second with one core and with two.

python -m benchmarks.crawl [POSTS]
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.run import Taken, forget, measured, middle
from benchmarks.server import serving
from benchmarks.site import PAGES

POSTS = 2_000
ROUNDS = 3
CONTESTANTS = {
    "scraper": ("ours", 1),
    "scraper, two cores": ("ours", 2),
    "scraper, without extraction": ("ours_unread", 1),
    "Scrapy, title only": ("scrapy_title", 1),
    "Crawlee, four fields": ("crawlee_fields", 1),
    "trafilatura's pipeline": ("trafilatura_pipeline", 1),
}
"""Each as a module, and how many cores it may use. With two, the server has a share in one of them."""
SCRAPY, TRAFILATURA = "Scrapy, title only", "trafilatura's pipeline"


def race(posts: int = POSTS, rounds: int = ROUNDS) -> dict[str, Taken]:
    """What each took, the median of some rounds, in which all have their turn."""
    runs: dict[str, list[Taken]] = {name: [] for name in CONTESTANTS}
    with serving(posts=posts) as server, TemporaryDirectory() as folder:
        for _ in range(rounds):
            for name, (module, cores) in CONTESTANTS.items():
                db = Path(folder, f"{module}.db")
                command = [f"benchmarks.contestants.{module}", server.url, str(db)]
                runs[name].append(measured(command, cores=cores))
                _check(db, posts, name)
                forget(db)
    return {name: middle(taken) for name, taken in runs.items()}


def _check(db: Path, posts: int, name: str) -> None:
    found = sqlite3.connect(db).execute("SELECT count(*) FROM posts WHERE title <> ''").fetchone()[0]
    if not posts <= found <= posts + len(PAGES):  # without extraction, a page is taken for a post
        sys.exit(f"{name} stored {found} posts of {posts}")


def main(posts: int = POSTS) -> dict[str, float]:
    """Prints the tables; returns the ratios that are recorded."""
    taken = race(posts)
    scrapy, trafilatura = taken[SCRAPY], taken[TRAFILATURA]
    print(f"{posts} posts, median of {ROUNDS} rounds\n")
    print(
        f"{'':32}{'ms a post':>10}{'x Scrapy':>10}{'x trafilatura':>15}{'peak MB':>9}{'x Scrapy':>10}{'pages/s':>9}"
    )
    for name, one in taken.items():
        print(
            f"{name:32}{1000 * one.cpu_s / posts:10.2f}{one.cpu_s / scrapy.cpu_s:10.2f}"
            f"{one.cpu_s / trafilatura.cpu_s:15.2f}{one.peak_mb:9.0f}{one.peak_mb / scrapy.peak_mb:10.2f}"
            f"{posts / one.wall_s:9.0f}"
        )
    ours, with_two = taken["scraper"], taken["scraper, two cores"]
    print(f"\nwith two cores {ours.wall_s / with_two.wall_s:.2f} times the pages a second of one")
    return {
        "crawl: CPU / Scrapy's": ours.cpu_s / scrapy.cpu_s,
        "crawl: CPU / trafilatura's": ours.cpu_s / trafilatura.cpu_s,
        "crawl: peak memory / Scrapy's": ours.peak_mb / scrapy.peak_mb,
        "crawl: seconds, two cores / one": with_two.wall_s / ours.wall_s,
    }


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else POSTS)
