"""Scale: what a small archive and a large one cost, question by question.

python -m benchmarks.scale [POSTS …]      10,000 and 100,000 unless told; a million takes 6 GB and ten minutes
python -m benchmarks.scale ARCHIVE        the questions alone, of an archive that is there (`benchmarks.big_archive` makes one)

Questions and pages are to answer within 100 ms (p95); what does not has a star.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.big_archive import NOW, make

if TYPE_CHECKING:
    from scraper.archive import Archive
    from scraper.model.post import Post

SIZES = (10_000, 100_000)
NEW, ROUNDS = 300, 5
REPEATED = 20
GOAL_MS = 100
Measured = dict[str, float]


def new_posts(path: Path) -> float:
    """CPU ms that a new post costs to store, with all that is asked before: the middle of five rounds of 300 posts."""
    from benchmarks.site import blog_of
    from scraper.archive import open_archive
    from scraper.extraction import extract

    blog = blog_of("https://blog1.example", NEW)
    answers = ((entry.path, blog.answer(entry.path)) for entry in blog.posts.values())
    pages = [("https://blog1.example" + path, answer[0]) for path, answer in answers if answer]
    read = [(url, page, extract(page, url)) for url, page in pages]
    for _, _, post in read:
        assert post.html and post.markdown
    taken = []
    with open_archive(path) as archive:
        for place in range(ROUNDS):
            begun = time.process_time()
            with archive.batch() as batch:
                for url, page, post in read:
                    with batch.atomic():
                        _store(archive, f"{url}{place}", page + b" " * place, post)
            taken.append(1000 * (time.process_time() - begun) / NEW)
    return sorted(taken)[ROUNDS // 2]


def _store(archive: Archive, url: str, page: bytes, post: Post) -> None:
    from scraper.model.capture import Capture
    from scraper.model.lead import Lead, LeadKind

    digest = sha256(url.encode()).hexdigest()
    archive.leads.add(1, [Lead(url, LeadKind.POST, "https://blog1.example/sitemap.xml")])
    archive.posts.find(url)
    archive.posts.same_as(1, digest)
    archive.posts.titled(1, post.title or "")
    archive.captures.newest(url)
    capture = archive.captures.store(Capture(url, url, 200, {}, page, NOW))
    archive.posts.insert(1, replace(post, url=url), digest=digest, now=NOW, capture_id=capture)
    archive.leads.settle(1, url, "done", reason="read")


def opened(path: Path) -> float:
    """CPU ms to open and close."""
    from scraper.archive import open_archive

    return _repeated(lambda: open_archive(path).close())


def status(path: Path) -> float:
    """CPU ms of `scraper status`, beyond its start."""
    from scraper.archive import open_archive
    from scraper.archive.standing import standing

    with open_archive(path, read_only=True) as archive:
        return _repeated(
            lambda: [standing(archive.sites.facts(row.id), now=NOW) for row in archive.sites.status()], 3
        )


def planned(path: Path) -> float:
    """CPU ms from the start of the crawl of the largest site to its first request, and what is planned behind it."""
    from scraper.archive import open_archive
    from scraper.crawl.site import SiteCrawl
    from scraper.fetching.client import Client
    from scraper.model.clock import Clock
    from scraper.model.limits import Manners

    clock, manners = Clock(now=lambda: NOW), Manners()
    with open_archive(path) as archive, Client(manners, clock) as client:

        def plan() -> None:
            site = SiteCrawl(archive, client, clock, manners, "https://blog1.example/")
            while site.next_job() is not None:
                pass

        return _repeated(plan, 3)


def asked(path: Path) -> Measured:
    """CPU ms of what readers ask: the slowest of twenty of each sort but one (p95)."""
    from benchmarks.site import _lexicon
    from scraper.archive import open_archive
    from scraper.archive.records import Selection

    words = _lexicon()
    with open_archive(path, read_only=True) as archive:
        run = archive._db.execute
        sorts: dict[str, Callable[[int], object]] = {
            "search: a frequent word": lambda n: archive.search.posts(words[n]),
            "search: a rare word": lambda n: archive.search.posts(words[5000 + 97 * n]),
            "search: two words, newest first": lambda n: archive.search.posts(
                f"{words[n]} {words[40 + n]}", order="date"
            ),
            "search: two words": lambda n: archive.search.posts(f"{words[n]} {words[40 + n]}"),
            "search: a word in between": lambda n: archive.search.posts(words[600 + n]),
            "search: a beginning, with a star": lambda n: archive.search.posts(f"{words[n]}*"),
            "search: a beginning of two letters": lambda n: archive.search.posts(f"{words[n][:2]}*"),
            "search: two letters behind a word": lambda n: archive.search.posts(
                f"{words[n]} {words[n + 1][:2]}"
            ),
            "search: a word and two letters*, rare": lambda n: archive.search.posts(
                f"{words[5000 + 97 * n]} {words[n][:2]}*"
            ),
            "search: a word in a year": lambda n: archive.search.posts(f"{words[n]} year:{2017 + n % 9}"),
            "search: two words in a year": lambda n: archive.search.posts(
                f"{words[n]} {words[n + 3]} year:{2017 + n % 9}"
            ),
            "search: a word in a year, newest": lambda n: archive.search.posts(
                f"{words[n]} year:{2017 + n % 9}", order="date"
            ),
            "search: a word of a site": lambda n: archive.search.posts(f"{words[n]} site:blog{n + 1}"),
            "search: a phrase": lambda n: archive.search.posts(f'"{words[n]} {words[n + 3]}"'),
            "search: a phrase, newest first": lambda n: archive.search.posts(
                f'"{words[n]} {words[n + 3]}"', order="date"
            ),
            "search: a word and an author": lambda n: archive.search.posts(f"{words[n]} author:{n + 3}"),
            "search: a role, in a year": lambda n: archive.search.posts(
                f"role:{words[n + 1]} after:2020 before:2021"
            ),
            "search: an author, by a digit": lambda n: archive.search.posts(f"author:{n % 9 + 1}"),
            "search: an organisation": lambda n: archive.search.posts(f"organisation:{words[n + 1]}"),
            "feed of a frequent word": lambda n: archive.records.collect(Selection(query=words[n]), limit=50),
            "newest posts": lambda n: archive.search.newest(limit=50),
            "person: signatures": lambda n: run(
                "SELECT * FROM signatures WHERE person_id = ? LIMIT 100", (n + 1,)
            ).fetchall(),
            "person: roles over time": lambda n: run(
                "SELECT * FROM role_history WHERE person_id = ?", (n + 1,)
            ).fetchall(),
            "timeline": lambda n: run("SELECT * FROM timeline LIMIT 500").fetchall(),
            "timeline of a site": lambda n: run(
                "SELECT * FROM timeline WHERE site = ?", (f"Blog {n + 1}",)
            ).fetchall(),
            "reading list": lambda n: run("SELECT * FROM reading_list LIMIT 100").fetchall(),
            "history of a post": lambda n: archive.history.log(n * 20 + 20),
            "changes": lambda n: archive.history.log(limit=50),
            "site health": lambda n: run("SELECT * FROM site_health").fetchall(),
            "stats": lambda n: archive.lists.stats(),
        }
        return {name: _p95(ask) for name, ask in sorts.items()}


def pages(path: Path) -> Measured:
    """CPU ms of reading pages, as Datasette in this process answers: p95, but for what it does before its first answer."""
    from datasette.app import Datasette

    of_site = "sites/1?within={year}-{month:02}"
    sorts = {
        "page: front": "",
        "page: the largest site, by author": "sites/1",
        "page: the same, by organisation": "sites/1?by=organisation",
        "page: the same, a month": of_site,
        "page: a month by organisation": of_site + "&by=organisation",
        "page: the same, a year": "sites/1?within={year}",
        "page: the same, far back": "sites/1?page={far}",
        "page: another site": "sites/{n}",
        "page: all posts, far back": "posts?page={far}",
        "page: a person": "people/{n}",
        "page: an organisation": "organisations/{n}",
        "page: a role": "roles/{n}",
        "page: a tag": "tags/{few}",
        "page: people by name": "people?q={n}",
        "page: changes": "changes?page={n}",
        "page: health": "health",
    }

    async def all_pages() -> Measured:
        datasette = Datasette([str(path)])
        await datasette.invoke_startup()

        async def took(page: str, place: int) -> float:
            n = place + 1
            asked = page.format(
                n=n, few=1 + place % 5, far=20 * n, year=2017 + place % 9, month=1 + place % 12
            )
            begun = time.process_time()
            answer = await datasette.client.get(f"/{path.stem}/-/{asked}")
            assert answer.status_code == 200, (asked, answer.status_code)
            return 1000 * (time.process_time() - begun)

        await took("", 0)
        return {
            name: sorted([await took(page, place) for place in range(REPEATED)])[-2]
            for name, page in sorts.items()
        }

    return asyncio.run(all_pages())


def _p95(ask: Callable[[int], object]) -> float:
    """CPU ms, the slowest of twenty but one; of fewer where they take very long."""
    taken: list[float] = []
    for place in range(REPEATED):
        begun = time.process_time()
        ask(place)
        taken.append(1000 * (time.process_time() - begun))
        if sum(taken) > 20_000:
            break
    return sorted(taken)[-2 if len(taken) > 1 else -1]


def _repeated(ask: Callable[[], object], times: int = 5) -> float:
    """CPU ms, the least of some."""
    least = float("inf")
    for _ in range(times):
        begun = time.process_time()
        ask()
        least = min(least, 1000 * (time.process_time() - begun))
    return least


def all_of(path: Path) -> Measured:
    """Every question, in this process; and its peak of memory in MB."""
    found = {
        "open and close": opened(path),
        "status": status(path),
        "start of a crawl": planned(path),
    } | asked(path)
    found["peak MB of all that"] = _peak_mb()
    return found | pages(path) | {"a new post": new_posts(path)}


def _peak_mb() -> float:
    """Of this process alone: what getrusage says begins at what its parent held."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def measure(path: Path) -> Measured:
    """`all_of` in a process of its own."""
    program = f"import json; from pathlib import Path; from benchmarks.scale import all_of; print(json.dumps(all_of(Path({str(path)!r}))))"
    import json

    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    if answer.returncode:
        sys.exit(answer.stderr)
    found: Measured = json.loads(answer.stdout)
    return found


def readers(path: Path) -> None:
    """Prints what readers ask of an archive that is there, and what misses the goal."""
    for name, taken in (asked(path) | pages(path)).items():
        print(f"{name:40}{taken:10.1f}{' *' if taken > GOAL_MS else ''}", flush=True)


def main(sizes: tuple[int, ...] = SIZES) -> Measured:
    """Prints the table; returns the ratios that are recorded."""
    results = {}
    with TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder, f"{size}.db")
            make(path, size)
            print(f"{size:,} posts: {path.stat().st_size / 2**20:,.0f} MB", flush=True)
            results[size] = measure(path)
            path.unlink()
    print(
        f"\nCPU ms (questions: p95 of {REPEATED})\n\n{'posts':40}" + "".join(f"{size:>12,}" for size in sizes)
    )
    for name in results[sizes[0]]:
        missed = name.startswith(("search", "page", "person", "timeline")) and any(
            found[name] > GOAL_MS for found in results.values()
        )
        print(f"{name:40}" + "".join(f"{results[size][name]:12.1f}" for size in sizes) + " *" * missed)
    small, large = results[sizes[0]], results[sizes[-1]]
    return {
        f"scale: a new post at {sizes[-1]:,} / at {sizes[0]:,}": large["a new post"] / small["a new post"],
        f"scale: memory at {sizes[-1]:,} / at {sizes[0]:,}": large["peak MB of all that"]
        / small["peak MB of all that"],
    }


if __name__ == "__main__":
    if sys.argv[1:] and not sys.argv[1].isdecimal():
        readers(Path(sys.argv[1]))
    else:
        main(tuple(map(int, sys.argv[1:])) or SIZES)
