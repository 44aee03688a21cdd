"""`make bench`: reading pages, side by side with a bare lexbor parse, trafilatura and resiliparse, in one run.

    python -m benchmarks [FOLDER]

FOLDER holds pages (`*.html` or `*.html.gz`); without one the sample site's pages are read. Times are CPU time of one
process; every page is read by all readers in turn, so that a slow moment of the machine strikes all alike, and of three
rounds the best counts; "first" is the first round, in which nothing is remembered of any page. Then hostile pages of 5 MB,
one by one, and what memory the largest page takes.
"""

from __future__ import annotations

import gzip
import importlib
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from statistics import fmean

from selectolax.lexbor import LexborHTMLParser

from fixtures.hostile_pages import hostile_pages
from fixtures.sample_site import TRUTH, classic, sample_site
from scraper import extract

ROUNDS = 3
HOSTILE_BYTES = 5_000_000
ADDRESS = "https://blog.example/a-post/"
BARE, OURS, RENDERED = "bare lexbor parse", "scraper", "scraper, with HTML and Markdown"
Reader = Callable[[bytes], object]


def pages(folder: Path | None) -> list[bytes]:
    """The pages to read."""
    if folder is None:
        site = sample_site()
        return [classic.post_page("https://bo-i-balans.example", site, fact).encode() for fact in TRUTH]
    found = []
    for file in sorted(folder.glob("*.html*")):
        data = file.read_bytes()
        found.append(gzip.decompress(data) if file.suffix == ".gz" else data)
    return found


def readers() -> dict[str, Reader]:
    """Ours and the others', where they are installed (`pip install -e '.[bench]'`)."""
    found: dict[str, Reader] = {
        BARE: LexborHTMLParser,
        OURS: lambda page: extract(page, ADDRESS),
        RENDERED: _rendered,
    }
    for name, make in (("trafilatura", _trafilatura), ("resiliparse", _resiliparse)):
        try:
            found[name] = make()
        except ImportError:
            print(f"{name} is not installed; `make bench` installs it")
    return found


def _rendered(page: bytes) -> object:
    post = extract(page, ADDRESS)
    return post.html, post.markdown


def _trafilatura() -> Reader:
    trafilatura = importlib.import_module("trafilatura")
    return lambda page: trafilatura.bare_extraction(page, url=ADDRESS, with_metadata=True)


def _resiliparse() -> Reader:
    html2text = importlib.import_module("resiliparse.extract.html2text")
    return lambda page: html2text.extract_plain_text(page.decode("utf-8", "replace"), main_content=True)


def timed(some: list[bytes], compared: dict[str, Reader]) -> dict[str, list[list[float]]]:
    """CPU seconds that each reader takes for each page, round by round."""
    taken: dict[str, list[list[float]]] = {name: [] for name in compared}
    for _ in range(ROUNDS):
        for name in compared:
            taken[name].append([])
        for page in some:
            for name, read in compared.items():
                begun = time.process_time()
                read(page)
                taken[name][-1].append(time.process_time() - begun)
    return taken


def best_of(rounds: list[list[float]]) -> list[float]:
    """The least that each page took in any round."""
    return [min(times) for times in zip(*rounds, strict=True)]


def compare(some: list[bytes]) -> None:
    """Prints the table of all readers."""
    print(
        f"{len(some)} pages, {sum(map(len, some)) // len(some):,} bytes each on average; best of {ROUNDS} rounds\n"
    )
    rounds = timed(some, readers())
    best = {name: best_of(taken) for name, taken in rounds.items()}
    base, peer = fmean(best[BARE]), fmean(best.get("trafilatura", [0.0]))
    print(f"{'':34}{'mean ms':>9}{'first ms':>10}{'p99 ms':>9}{'x bare':>9}{'pace: trafilatura = 1':>24}")
    for name, seconds in best.items():
        mean, worst = fmean(seconds), sorted(seconds)[min(len(seconds) - 1, int(0.99 * len(seconds)))]
        faster = f"{peer / mean:.1f}" if peer else "-"
        first = fmean(rounds[name][0])
        print(
            f"{name:34}{1000 * mean:9.2f}{1000 * first:10.2f}{1000 * worst:9.2f}{mean / base:9.1f}{faster:>24}"
        )
    ours = fmean(best[OURS])
    print(f"\nratio: one page of ours = {ours / base:.1f} bare parses", end="")
    print(f"; {peer / ours:.1f} pages of ours = one of trafilatura's" if peer else "")


def endure() -> None:
    """Prints how long the slowest hostile pages take."""
    taken = []
    for name, page in hostile_pages(HOSTILE_BYTES):
        begun = time.process_time()
        extract(page, ADDRESS)
        taken.append((time.process_time() - begun, name))
    taken.sort(reverse=True)
    print(f"\n{len(taken)} hostile pages of {HOSTILE_BYTES // 1_000_000} MB; the slowest:")
    for seconds, name in taken[:5]:
        print(f"{seconds:9.2f} s  {name}")


def weigh(some: list[bytes]) -> None:
    """Prints what memory the reading of the largest page takes at most, the parser's tree included."""
    largest = max(some, key=len)
    tracemalloc.start()
    extract(largest, ADDRESS)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(
        f"\nthe largest page, {len(largest):,} bytes: {peak / len(largest):.1f} times as much memory at most"
    )


def main() -> None:
    """Prints the tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    some = pages(folder)
    if not some:
        sys.exit(f"{folder} holds no pages")
    compare(some)
    weigh(some)
    endure()


if __name__ == "__main__":
    main()
