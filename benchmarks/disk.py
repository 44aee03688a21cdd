"""What page bytes take on disk: gzip per page, one solid xz of all pages, and the archive, dictionaries and spare parts counted.

    python -m benchmarks.disk [SITE...]

SITE is a folder or a .tar.gz of one site's pages (`*.html`, `*.html.gz`); or a folder with a list `*.jsonl` beside the
pages, whose lines name `page` and `url`: then each host counts for itself. Two made-up sites are always measured. The archive
is a real one: pages are stored as a crawl stores them, packed as `scraper compact` packs them, and read back one by one
in random order by a reader that has nothing in memory.
"""

from __future__ import annotations

import gzip
import json
import lzma
import random
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from fixtures.long_blog import long_blog, serve_blog
from scraper.archive import open_archive
from scraper.model.capture import Capture
from scraper.model.urls import host

LEAST, FEWEST = 50, 4
"""Hosts with fewer than 50 pages are added up in one line, those with fewer than 4 are left out."""
READS = 200
NOW = datetime(2031, 3, 1, 9, tzinfo=UTC)
Pages = list[tuple[str, bytes]]
"""(address, bytes)."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Sizes in bytes; times of one random page in milliseconds of CPU; seconds of CPU to pack all."""

    name: str
    pages: int
    plain: int
    gzip: int
    xz: int
    ours: int
    read_ms: float
    slowest_ms: float
    packing_s: float


def measure(name: str, pages: Pages, folder: Path) -> Measured:
    """Stores the pages in an archive of its own, packs them, and reads some back."""
    bodies = list({body: None for _, body in pages})
    path = folder / "archive.db"
    path.unlink(missing_ok=True)
    with open_archive(path) as archive, archive.lock():
        with archive.atomic():
            archive.sites.ensure(f"https://{host(pages[0][0])}/", now=NOW)
            for url, body in pages:
                archive.captures.store(Capture(url, url, 200, {}, body, NOW))
        begun = time.process_time()
        archive.compaction.run(archive.compaction.waiting())
        packing_s = time.process_time() - begun
        ours = archive.captures.stored_bytes() + archive.dictionaries.stored_bytes()
    digests = [Capture("", "", 200, {}, body).digest for body in bodies]
    chance = random.Random(1)
    taken = []
    with open_archive(path, read_only=True) as archive:
        archive.captures.body(digests[0])
        for digest in (chance.choice(digests) for _ in range(READS)):
            archive.dictionaries.forget()
            begun = time.process_time()
            archive.captures.body(digest)
            taken.append(1000 * (time.process_time() - begun))
    gz = sum(len(gzip.compress(body, 9)) for body in bodies)
    solid = len(lzma.compress(b"".join(bodies), preset=9 | lzma.PRESET_EXTREME))
    plain = sum(map(len, bodies))
    return Measured(name, len(pages), plain, gz, solid, ours, median(taken), max(taken), packing_s)


def long_site(size: int) -> Pages:
    """Short pages in a small frame."""
    blog = long_blog(size, newest=NOW)
    with serve_blog(blog, now=lambda: NOW) as served:
        found = []
        for one in blog.posts:
            with urlopen(f"{served.url}/{one.slug}/") as answer:
                found.append((f"https://long.example/{one.published:%Y/%m/%d}/{one.slug}/", answer.read()))
    return found


def heavy_site(size: int) -> Pages:
    """Pages of some 50 KB: much frame, the state of a script, a text and comments of their own."""
    chance = random.Random(2)
    words = ["".join(chance.choices("abcdefghiklmnoprstuvy", k=chance.randint(2, 10))) for _ in range(4_000)]

    def text(count: int) -> str:
        return " ".join(chance.choices(words, k=count))

    style = "".join(
        f".{word}-{place}{{margin:{place}px;color:#{chance.randrange(16**6):06x}}}"
        for place, word in enumerate(words[:450])
    )
    menu = "".join(
        f'<li class="menu-item item-{place}"><a href="/{word}/">{word.title()}</a></li>'
        for place, word in enumerate(words[500:650])
    )
    found = []
    for place in range(size):
        state = json.dumps({word: chance.randrange(10**9) for word in words[:120]} | {"id": place})
        paragraphs = "".join(f"<p>{text(60)}.</p>" for _ in range(8))
        comments = "".join(
            f'<li class="comment" id="c{chance.randrange(10**7)}"><p>{text(25)}.</p></li>' for _ in range(20)
        )
        page = (
            f"<!DOCTYPE html><html lang=en><head><title>{text(5).title()}</title><style>{style}</style></head><body><ul>{menu}</ul>"
            f"<article><h1>{text(5).title()}</h1>{paragraphs}</article><ol>{comments}</ol><script>state = {state}</script></body></html>"
        )
        found.append((f"https://heavy.example/{2010 + place // 50}/{place}/", page.encode()))
    return found


def sites(given: Path) -> Iterator[tuple[str, Pages]]:
    """(name, pages) of each host in a folder or a .tar.gz."""
    if given.suffix == ".gz":
        with tempfile.TemporaryDirectory() as folder, tarfile.open(given) as packed:
            packed.extractall(folder, filter="data")
            yield given.name.split(".")[0], _pages_in(Path(folder))
        return
    lists = sorted(given.glob("*.jsonl"))
    if not lists:
        yield given.name, _pages_in(given)
        return
    hosts: dict[str, Pages] = {}
    for line in lists[0].read_text("utf-8").splitlines():
        row = json.loads(line)
        file = next(
            (file for file in (given / row["page"], given / "pages" / row["page"]) if file.exists()), None
        )
        if file is not None and host(row["url"]):
            hosts.setdefault(host(row["url"]), []).append((row["url"], _bytes(file)))
    yield from hosts.items()


def _pages_in(folder: Path) -> Pages:
    return [
        (f"https://site.example/{file.relative_to(folder).as_posix()}", _bytes(file))
        for file in sorted(folder.rglob("*.html*"))
    ]


def _bytes(file: Path) -> bytes:
    data = file.read_bytes()
    return gzip.decompress(data) if file.suffix == ".gz" else data


def row(one: Measured) -> str:
    """A line of the table."""
    best = one.gzip / one.xz
    ratio = one.gzip / one.ours
    return (
        f"| {one.name} | {one.pages:,} | {one.plain / one.pages / 1000:.1f} | {one.gzip / 1000:,.0f} | {one.xz / 1000:,.0f}"
        f" | {one.ours / 1000:,.0f} | **{ratio:.2f}** | {best:.2f} | {100 * ratio / best:.0f}% | {one.read_ms:.2f} |"
        f" {one.slowest_ms:.2f} | {1000 * one.packing_s / one.pages:.1f} |"
    )


def main() -> None:
    """Prints the table."""
    print(
        "| site | pages | kB a page | gzip -9 each, kB | solid xz, kB | ours, kB | gzip ÷ ours | gzip ÷ xz | of xz | read a page, ms"
        " | slowest | pack a page, ms |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
    )
    few: list[Measured] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, pages in (
            ("short pages, made up", long_site(2_000)),
            ("heavy pages, made up", heavy_site(300)),
        ):
            print(row(measure(name, pages, Path(folder))), flush=True)
        for given in sys.argv[1:]:
            for name, pages in sites(Path(given)):
                if len(pages) < FEWEST:
                    continue
                one = measure(name, pages, Path(folder))
                if one.pages >= LEAST:
                    print(row(one), flush=True)
                else:
                    few.append(one)
    if few:
        print(row(_sum(few)))


def _sum(few: list[Measured]) -> Measured:
    total = {
        name: sum(getattr(one, name) for one in few) for name in ("pages", "plain", "gzip", "xz", "ours", "packing_s")
    }  # fmt: skip
    return Measured(
        name=f"{len(few)} hosts with fewer than {LEAST} pages, together",
        read_ms=median(one.read_ms for one in few),
        slowest_ms=max(one.slowest_ms for one in few),
        **total,
    )


if __name__ == "__main__":
    main()
