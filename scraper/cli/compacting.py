"""`scraper compact`: page bytes packed closer, and the room given back."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path

from scraper.archive import open_archive
from scraper.archive.compaction import Compacted
from scraper.cli.bars import bar, sized


def run_compact(*, db: Path, max_seconds: float | None, quiet: bool, as_json: bool) -> int:
    """Packs what waits, and prints what it came to; returns the exit code."""
    end = None if max_seconds is None else time.monotonic() + max_seconds
    with open_archive(db, create=False) as archive, archive.lock():
        size_before = db.stat().st_size
        hosts = archive.compaction.waiting()
        total = sum(host.bodies for host in hosts)
        with bar(quiet=quiet or as_json) as advance:

            def tell(done: Compacted) -> None:
                advance("packing pages", done.bodies, total)

            def late() -> bool:
                return end is not None and time.monotonic() >= end

            advance("packing pages", 0, total)
            done = archive.compaction.run(hosts, stop=late, progress=tell)
            advance("giving room back", done.bodies, total)
            archive.compaction.shrink(saved_bytes=done.saved_bytes, stop=late)
    size_after = db.stat().st_size
    left = total - done.bodies - done.damaged
    if as_json:
        told = {
            **asdict(done),
            "waiting": left,
            "file_before_bytes": size_before,
            "file_after_bytes": size_after,
        }
        print(json.dumps(told, indent=2))
    elif not quiet:
        print(_summary(done, left, size_before, size_after))
        if done.damaged:
            print(f"{done.damaged} are damaged and were left as they are; see: scraper verify --db {db}")
    return 0


def _summary(done: Compacted, left: int, size_before: int, size_after: int) -> str:
    waiting = f"; {left} wait for the next time" if left else ""
    if not done.bodies:
        return f"Nothing to pack{waiting}; {sized(size_after)}."
    ratio = done.before_bytes / max(1, done.after_bytes)
    return (
        f"{done.bodies} pages packed, {sized(done.before_bytes)} → {sized(done.after_bytes)} ({ratio:.1f} times smaller){waiting}."
        f" The file: {sized(size_before)} → {sized(size_after)}."
    )
