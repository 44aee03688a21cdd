"""`scraper verify`: whether an archive holds together, a line per problem."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Any

from scraper.archive import Archive, open_archive
from scraper.archive.open import is_writable
from scraper.archive.verify import Problem
from scraper.cli.bars import bar
from scraper.model.errors import ArchiveDamaged

DAMAGED = 6
_RECOVER = "restore a backup, or save what can be read: sqlite3 {db} .recover | sqlite3 new.db"


def run_verify(*, db: Path, repair: bool, quiet: bool, as_json: bool) -> int:
    """Checks everything, mends what can be mended if `repair`; prints what is wrong and returns the exit code."""
    read_only = not repair and db.exists() and not is_writable(db)
    mended: list[Problem] = []
    try:
        with ExitStack() as stack:
            archive = stack.enter_context(open_archive(db, create=False, read_only=read_only, checked=False))
            if not read_only:
                stack.enter_context(archive.lock())
            problems = _look(archive, quiet=quiet or as_json)
            if repair and problems and archive.repair.mend(problems):
                left = _look(archive, quiet=quiet or as_json)
                mended, problems = _mended(problems, left), left
    except ArchiveDamaged as error:
        mended, problems = [], [Problem("file", str(db), str(error).removeprefix(f"{db} "))]
    advice = _advice(problems, db, repair)
    if as_json:
        print(
            json.dumps(
                _as_json(problems, mended, advice, searched=not read_only), ensure_ascii=False, indent=2
            )
        )
    else:
        for problem in mended:
            print(f"mended: {problem}")
        for problem in problems:
            print(f"scraper: {problem}", file=sys.stderr)
        if advice:
            print(f"scraper: {advice}", file=sys.stderr)
        if not quiet and not problems:
            print(
                f"{db} holds together."
                + (" The search index was not compared: the file cannot be written." if read_only else "")
            )
    return DAMAGED if problems else 0


def _look(archive: Archive, *, quiet: bool) -> list[Problem]:
    with bar(quiet=quiet) as advance:
        return list(archive.verification.problems(advance))


def _mended(before: list[Problem], after: list[Problem]) -> list[Problem]:
    """The problems of which nothing is left. SQLite's own findings bear no name, and are compared as they are."""
    left = {(problem.check, problem.where) for problem in after if problem.check != "file"}
    return [
        problem for problem in before if problem not in after and (problem.check, problem.where) not in left
    ]


def _advice(problems: list[Problem], db: Path, repair: bool) -> str:
    if not problems:
        return ""
    if any(problem.of_the_file for problem in problems):
        return "the file itself is damaged, and nothing was written to it; " + _RECOVER.format(db=db)
    if not repair:
        return f"mend what can be mended: scraper verify --repair --db {db}"
    return (
        "what is listed cannot be mended from what the archive knows; restore a backup, or keep it as it is"
    )


def _as_json(
    problems: list[Problem], mended: list[Problem], advice: str, *, searched: bool
) -> dict[str, Any]:
    return {
        "exit_code": DAMAGED if problems else 0,
        "problems": [asdict(problem) for problem in problems],
        "mended": [asdict(problem) for problem in mended],
        "search_compared": searched,
        "advice": advice,
    }
