"""`scraper log` and `scraper diff`: what happened to posts, and what was changed in them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from scraper.archive import Archive, open_archive
from scraper.archive.differences import Piece, shortened, words
from scraper.archive.history import Change, Version
from scraper.cli.options import is_number
from scraper.cli.printable import printable
from scraper.model.errors import ArchiveError, SettingsError

FIELDS = ("title", "published", "byline", "text")
_COLOURS = {
    "new": "green",
    "completed": "green",
    "edited": "yellow",
    "gone": "red",
    "returned": "cyan",
    "reread": "magenta",
}


def run_log(post: str | None, *, db: Path, limit: int, as_json: bool) -> None:
    """Prints what happened, newest first: one line each, or JSON."""
    with open_archive(db, create=False, read_only=True) as archive:
        changes = archive.history.log(id_of(archive, post, db) if post else None, limit=limit)
    if as_json:
        print(json.dumps([change._asdict() for change in changes], ensure_ascii=False, indent=2))
        return
    if not changes:
        print("Nothing happened yet.", file=sys.stderr)
    console = Console(highlight=False)
    for change in changes:
        console.print(_line(change), soft_wrap=True)


def _line(change: Change) -> Text:
    what = f"{change.what} (stub)" if change.what == "new" and change.state == "stub" else change.what
    line = Text.assemble(
        (change.at.replace("T", " ").rstrip("Z"), "dim"),
        "  ",
        (f"{what:<10}", _COLOURS.get(change.what, "")),
        "  ",
        (printable(change.title) or "(no title)", "bold"),
    )
    if change.fields:
        line.append(f"  {', '.join(change.fields)}, revision {change.revision}")
    if change.reason:
        line.append(f"  {printable(change.reason)}")
    line.append(f"  {printable(change.url)}", "dim")
    return line


def run_diff(post: str, *, db: Path, revision: int | None, as_json: bool) -> None:
    """Prints what an edit changed, word by word; the last edit unless `revision` names another."""
    with open_archive(db, create=False, read_only=True) as archive:
        versions = archive.history.versions(id_of(archive, post, db))
    former, later = _pair(versions, post, revision)
    told = {field: list(words(getattr(former, field) or "", getattr(later, field) or "")) for field in FIELDS}
    changed = {field: pieces for field, pieces in told.items() if any(kind != "same" for kind, _ in pieces)}
    if as_json:
        rows = {
            "revision": former.number,
            "seen_at": former.seen_at,
            "cause": former.cause,
            "fields": list(former.changed),
            "before": {field: getattr(former, field) for field in changed},
            "after": {field: getattr(later, field) for field in changed},
        }
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    console = Console(highlight=False)
    found = "read better by us" if former.cause == "program" else "found"
    head = f"revision {former.number}, {found} {former.seen_at.replace('T', ' ').rstrip('Z')}"
    console.print(Text(f"{printable(later.title) or '(no title)'}: {head}", "bold"), soft_wrap=True)
    for field, pieces in changed.items():
        console.print(Text(field, "dim"))
        console.print(marked(pieces, plain=not console.is_terminal), soft_wrap=True)


def id_of(archive: Archive, post: str, db: Path) -> int:
    """The number of a post that is named by its address or number."""
    if is_number(post) and archive.posts.load(int(post)) is not None:
        return int(post)
    stored = archive.posts.find(post) if "://" in post else None
    if stored is None:
        raise ArchiveError(f"{post} is not in {db}; look for it with: scraper search WORDS --db {db}")
    return stored.id


def _pair(versions: list[Version], post: str, revision: int | None) -> tuple[Version, Version]:
    if len(versions) < 2:
        raise SettingsError(f"{post} was never found edited; see: scraper log {post}")
    numbers = [version.number for version in versions[:-1]]
    if revision is None:
        return versions[-2], versions[-1]
    if revision not in numbers:
        raise SettingsError(f"{post} has the revisions {numbers[0]} to {numbers[-1]}, and no {revision}")
    place = numbers.index(revision)
    return versions[place], versions[place + 1]


def marked(pieces: list[Piece], *, plain: bool) -> Text:
    """The pieces in a line of text: in colours, or as `[-removed-]` and `{+added+}`; what is the same is cut short."""
    line = Text()
    for place, (kind, told) in enumerate(pieces):
        text = printable(told)
        if kind == "same":
            line.append(shortened(text, first=place == 0, last=place == len(pieces) - 1))
        elif plain:
            said, blank = text.rstrip(), text[len(text.rstrip()) :]
            line.append((f"[-{said}-]" if kind == "removed" else f"{{+{said}+}}") + blank)
        else:
            line.append(text, "red strike" if kind == "removed" else "green underline")
    return line
