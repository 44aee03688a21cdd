"""How long each reading page takes on a large archive, and how large it is.

    python -m benchmarks.pages [ARCHIVE] [--posts 100000] [--sites 10]

Without a file an archive is made (`many_posts`). A page is asked of Datasette in this process, as a browser would ask it: time is
that of the whole answer, the best and the middle of several, once the file is in memory. The people, roles and organisations are
those with the most posts: the slowest there are.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from datasette.app import Datasette

from benchmarks.many_posts import fill
from scraper.archive import open_archive

GOAL_MS, GOAL_BYTES = 100, 100_000
_TIMES = 7


def pages(path: Path) -> list[str]:
    """Every kind of page, about the busiest row of its kind."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:

        def most(column: str, table: str = "bylines") -> int:
            sql = f"SELECT {column} FROM {table} WHERE {column} > 0 GROUP BY {column} ORDER BY count(*) DESC LIMIT 1"
            return int(connection.execute(sql).fetchone()[0])

        words = connection.execute("SELECT text FROM texts LIMIT 1").fetchone()[0].lower().split()
        edited = connection.execute("SELECT min(post_id) FROM revisions").fetchone()[0]
        role, organisation, person = most("role_id"), most("organisation_id"), most("person_id")
        site, tag = most("site_id", "posts"), most("tag_id", "post_tags")
        name = connection.execute("SELECT name FROM people WHERE id = ?", (person,)).fetchone()[0]
    return [
        "", "sites", f"sites/{site}", f"sites/{site}?by=organisation", f"sites/{site}?within=2015-03", "posts", "posts?page=2000",
        "posts/1", f"posts/{edited}/revisions/1", "posts/1/page", "posts/1/stored", "people", "people?q=ka", f"people/{person}",
        "organisations", f"organisations/{organisation}", "roles", f"roles/{role}", f"tags/{tag}", "changes", "changes?page=10", "health",
        f"search?q={words[3]}", f"search?q={words[3]}&order=date", f'search?q="{words[3]}+{words[4]}"', f"search?q={words[9]}+year:2019",
        f'search?q=author:"{name}"', f"search?q={words[3]}+org:kommun", "search?q=year:2012-2014&order=date",
    ]  # fmt: skip


async def measured(path: Path) -> list[tuple[str, float, float, float, int]]:
    """(page, best, middle, processor's, bytes): milliseconds. On a busy machine the processor's tell what an idle one needs."""
    datasette = Datasette([str(path)])
    await datasette.invoke_startup()
    found = []
    for page in pages(path):
        times, work = [], []
        for _ in range(_TIMES):
            began, worked = time.perf_counter(), time.process_time()
            response = await datasette.client.get(f"/{path.stem}/-/{page}")
            times.append((time.perf_counter() - began) * 1000)
            work.append((time.process_time() - worked) * 1000)
            assert response.status_code == 200, (page, response.status_code)
        found.append(
            (
                page or "(front page)",
                min(times),
                statistics.median(times),
                statistics.median(work),
                len(response.content),
            )
        )
    return found


def main() -> None:
    """Prints a row a page, and what misses the goal."""
    parser = argparse.ArgumentParser(description="How long each reading page takes on a large archive.")
    parser.add_argument("path", type=Path, nargs="?")
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--sites", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.path or Path(folder) / "many.db"
        if asked.path is None:
            with open_archive(path) as archive:
                fill(archive, posts=asked.posts, sites=asked.sites)
        rows = asyncio.run(measured(path))
    print(f"{'page':<44} {'best':>8} {'middle':>8} {'CPU':>8} {'KB':>6}")
    for page, best, middle, work, size in rows:
        missed = " *" if middle > GOAL_MS or size > GOAL_BYTES else ""
        print(
            f"{page[:44]:<44} {best:>5.0f} ms {middle:>5.0f} ms {work:>5.0f} ms {size / 1000:>6.1f}{missed}"
        )


if __name__ == "__main__":
    main()
