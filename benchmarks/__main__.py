"""`make bench`: reading pages, against a bare parse and, where they are installed, against other extractors.

    python -m benchmarks [FOLDER]

FOLDER holds pages (`*.html` or `*.html.gz`); without one the sample site's pages are read. Times are CPU time of one
process, the best of three rounds, and are printed as ratios to a bare parse of the same pages.
"""

from __future__ import annotations

import gzip
import importlib
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fixtures.sample_site import TRUTH, classic, sample_site
from scraper import extract
from scraper.markup.dom import parse

ROUNDS = 3
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


def others() -> dict[str, Reader]:
    """Other extractors, where they are installed."""
    readers: dict[str, Reader] = {}
    for name, make in (("trafilatura", _trafilatura), ("resiliparse", _resiliparse)):
        try:
            readers[name] = make()
        except ImportError:
            print(f"{name} is not installed; install it to compare with it")
    return readers


def _trafilatura() -> Reader:
    trafilatura = importlib.import_module("trafilatura")
    return lambda page: trafilatura.bare_extraction(page, with_metadata=True)


def _resiliparse() -> Reader:
    html2text = importlib.import_module("resiliparse.extract.html2text")
    return lambda page: html2text.extract_plain_text(page.decode("utf-8", "replace"), main_content=True)


def best_time(read: Reader, some: list[bytes]) -> float:
    """CPU seconds for all pages, the best of some rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        for page in some:
            read(page)
        best = min(best, time.process_time() - begun)
    return best


def main() -> None:
    """Prints the table."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    some = pages(folder)
    if not some:
        sys.exit(f"{folder} holds no pages")
    readers: dict[str, Reader] = {
        "bare parse": lambda page: parse(page.decode("utf-8", "replace")),
        "scraper.extract": lambda page: extract(page, "https://blog.example/post/"),
        **others(),
    }
    print(f"{len(some)} pages, {sum(map(len, some)) // len(some)} bytes each on average")
    base = 0.0
    for name, read in readers.items():
        seconds = best_time(read, some)
        base = base or seconds
        print(f"{name:18} {seconds / base:8.1f} x a bare parse")


if __name__ == "__main__":
    main()
