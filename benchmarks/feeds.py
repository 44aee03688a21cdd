"""`python -m benchmarks.feeds FEEDS`: what comes out of recorded feeds, ours beside feedparser and fastfeedparser.

FEEDS is a folder or a .tar.gz of feeds, such as feedparser's own test suite. Counted are feeds that end as a feed, those
that are refused with a reason, crashes (anything but a ParseError), entries, entries with a date and with an address.
fastfeedparser is compared where it is installed; it is no dependency. Times are CPU seconds of one round.
"""

from __future__ import annotations

import importlib
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import feedparser

from scraper.discovery.feeds import read_feed
from scraper.model.errors import ParseError

ADDRESS = "https://feeds.example/feed.xml"
Count = Callable[[bytes], list[tuple[bool, bool]]]
"""(dated, linked) of every entry; raises for what is no feed."""


def recorded(source: Path) -> Iterator[bytes]:
    """Every file that looks like a feed."""
    if source.is_dir():
        yield from (
            file.read_bytes() for file in sorted(source.rglob("*")) if file.suffix in (".xml", ".json")
        )
        return
    with tarfile.open(source) as packed:
        for member in packed:
            file = packed.extractfile(member) if member.name.endswith((".xml", ".json")) else None
            if file is not None:
                yield file.read()


def ours(body: bytes) -> list[tuple[bool, bool]]:
    """Our own reader."""
    entries = read_feed(body, ADDRESS).entries
    return [(bool(entry.published or entry.updated), bool(entry.url)) for entry in entries]


def plain_feedparser(body: bytes) -> list[tuple[bool, bool]]:
    """feedparser as it is called in its own documentation; a silently empty answer counts as refused."""
    read = feedparser.parse(body)
    if not read.get("version") and not read.entries:
        raise ParseError("silently empty")
    return [
        (bool(entry.get("published") or entry.get("updated")), bool(entry.get("link")))
        for entry in read.entries
    ]


def fastfeedparser() -> Count:
    """fastfeedparser; raises ImportError where it is not installed."""
    module: Any = importlib.import_module("fastfeedparser")

    def count(body: bytes) -> list[tuple[bool, bool]]:
        entries = module.parse(body).entries
        return [
            (bool(entry.get("published") or entry.get("updated")), bool(entry.get("link")))
            for entry in entries
        ]

    return count


def measure(count: Count, feeds: list[bytes]) -> tuple[Counter[str], float]:
    """What came out of all feeds, and the CPU seconds it took."""
    came: Counter[str] = Counter()
    begun = time.process_time()
    for body in feeds:
        try:
            entries = count(body)
        except ParseError:
            came["refused"] += 1
            continue
        except Exception:  # another reader's own way to say no
            came["crashes"] += 1
            continue
        came["feeds"] += 1
        came["entries"] += len(entries)
        came["dates"] += sum(dated for dated, _ in entries)
        came["links"] += sum(linked for _, linked in entries)
    return came, time.process_time() - begun


def main(arguments: list[str]) -> int:
    """Prints a table; 2 when no feeds are named."""
    if len(arguments) != 1 or not Path(arguments[0]).exists():
        print("name a folder or .tar.gz of feeds: python -m benchmarks.feeds FEEDS", file=sys.stderr)
        return 2
    readers: dict[str, Count] = {"ours": ours, "feedparser": plain_feedparser}
    try:
        readers["fastfeedparser"] = fastfeedparser()
    except ImportError:
        print("fastfeedparser is not installed; install it to compare with it")
    feeds = list(recorded(Path(arguments[0])))
    columns = ("feeds", "refused", "crashes", "entries", "dates", "links")
    print(f"{len(feeds)} files".ljust(16), *(name.rjust(8) for name in columns), "    CPU s")
    for name, count in readers.items():
        came, seconds = measure(count, feeds)
        print(name.ljust(16), *(str(came[column]).rjust(8) for column in columns), f"{seconds:9.2f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
