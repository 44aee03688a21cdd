"""`scraper replay`: stored pages read again by today's program, and what that changes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from scraper.archive import Archive, open_archive
from scraper.archive.differences import words
from scraper.archive.readings import Reading
from scraper.cli.bars import bar
from scraper.cli.history import id_of, marked
from scraper.cli.tables import print_rows
from scraper.crawl.replay import Replayed, replay, waiting
from scraper.crawl.rereading import Reread
from scraper.model.clock import Clock
from scraper.model.errors import SettingsError
from scraper.model.urls import host
from scraper.sites import find_folder, load_rules

SOME_FAILED, INTERRUPTED = 3, 130
_LONG = ("text", "html", "markdown", "evidence")
"""Fields of which the change is not printed: there is much of it, and it follows from the others or is shown by `diff`."""
_MOST = 300


def run_replay(
    posts: list[str],
    *,
    db: Path,
    site: str | None,
    rules: Path | None,
    limit: int | None,
    again: bool,
    dry_run: bool,
    processes: int | None,
    quiet: bool,
    as_json: bool,
    clock: Clock | None = None,
) -> int:
    """Reads stored pages again; prints what differs, and returns the exit code."""
    rulebook = load_rules(find_folder(rules, archive=db))
    told: list[dict[str, Any]] = []
    console = Console(highlight=False)
    with ExitStack() as stack:
        archive = stack.enter_context(open_archive(db, create=False, read_only=dry_run))
        if not dry_run:
            stack.enter_context(archive.lock())

        def todo() -> Iterator[Reading]:
            asked = _asked(archive, posts, site, db)
            return islice(asked if again or posts else waiting(asked, rulebook), limit)

        total = sum(1 for _ in todo())
        before = 0 if again or posts else sum(1 for _ in _asked(archive, posts, site, db)) - total
        advance = stack.enter_context(bar(quiet=quiet or as_json))
        done = Replayed()

        def tell(one: Reread) -> None:
            done.count(one)
            advance("reading again", done.read, total)
            if one.outcome in ("damaged", "unreadable"):
                print(f"scraper: {one.url}: {_why(one)}", file=sys.stderr)
            if one.fields and as_json:
                told.append(_as_json(one))
            elif one.fields and dry_run and not quiet:
                _print(one, console)

        try:
            replay(
                archive, todo(), total, rules=rulebook, now=(clock or Clock()).now, write=not dry_run,
                processes=processes, tell=tell,
            )  # fmt: skip
        except KeyboardInterrupt:
            kept = "nothing was written" if dry_run else "the next replay goes on from there"
            print(f"scraper: interrupted after {done.read} of {total} posts; {kept}", file=sys.stderr)
            return INTERRUPTED
    if as_json:
        counts = {**asdict(done), "read_before": before, "written": not dry_run}
        print(json.dumps({**counts, "posts": told}, ensure_ascii=False, indent=2))
    elif not quiet:
        _summarise(done, 0 if limit else before, dry_run)
    return SOME_FAILED if done.damaged else 0


def _asked(archive: Archive, posts: list[str], site: str | None, db: Path) -> Iterator[Reading]:
    """The posts that were named; else those of a site; else all."""
    if posts:
        found = (archive.readings.get(id_of(archive, post, db)) for post in posts)
        return iter([reading for reading in found if reading is not None])
    if site is None:
        return archive.readings.of()
    wanted = host(site) or site.strip("/").lower()
    for known in archive.sites.all():
        if wanted.removeprefix("www.") == host(known.url).removeprefix("www.") or site == known.name:
            return archive.readings.of(known.id)
    raise SettingsError(f"{site} is no site of {db}; see: scraper status --db {db}")


def _why(one: Reread) -> str:
    if one.outcome == "damaged":
        return f"{one.message}; see: scraper verify"
    return "today's program finds no post there; the record stays as it is"


def _print(one: Reread, console: Console) -> None:
    console.print(Text(one.url, "bold"), soft_wrap=True)
    for name, (before, after) in one.fields.items():
        line = Text.assemble("  ", (f"{name}: ", "dim"))
        if name not in _LONG:
            line.append(f"{_short(before)} → {_short(after)}")
        elif name == "text":
            line.append(marked(list(words(before, after)), plain=not console.is_terminal))
        else:
            line.append(f"{len(before):,} → {len(after):,} characters")
        console.print(line, soft_wrap=True)


def _short(value: str) -> str:
    one_line = " ".join(value.split())
    return (one_line if len(one_line) <= _MOST else one_line[: _MOST - 1] + "…") or "–"


def _as_json(one: Reread) -> dict[str, Any]:
    fields = {name: {"before": before, "after": after} for name, (before, after) in one.fields.items()}
    return {"post_id": one.post_id, "url": one.url, "revision": list(one.changed), "fields": fields}


def _summarise(done: Replayed, before: int, dry_run: bool) -> None:
    if done.fields:
        print_rows(
            [{"field": name, "posts": count} for name, count in sorted(done.fields.items(), key=lambda pair: -pair[1])],
            as_json=False, as_csv=False,
        )  # fmt: skip
    if not done.read:
        print(
            "Nothing to read again"
            + (f": today's program has read all {before} posts (--again)." if before else ".")
        )
        return
    would = "would differ" if dry_run else "differ"
    parts = [f"{done.read} posts read again: {done.same} as they were, {done.differ} {would}"]
    parts += [f"{done.revised} {'would leave' if dry_run else 'leave'} a revision"] if done.revised else []
    parts += [f"{done.without_bytes} without stored bytes"] if done.without_bytes else []
    parts += [f"{done.unreadable} kept, as nothing is read there today"] if done.unreadable else []
    parts += [f"{done.damaged} damaged"] if done.damaged else []
    print("; ".join(parts) + ".")
    if before:
        print(f"{before} were read by today's program before (--again reads them, too).")
    if dry_run and done.differ:
        print("Nothing was written.")
