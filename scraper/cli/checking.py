"""`scraper sites check`: rules against their test pages."""

from __future__ import annotations

import json
import sys
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path

from scraper.archive import Archive, open_archive
from scraper.cli.pages import fetch_page
from scraper.extraction import extract
from scraper.model.capture import Capture
from scraper.model.errors import RulesError, ScraperError
from scraper.model.limits import Manners
from scraper.model.post import Post
from scraper.sites import Rulebook, RuleTest, SiteRule, failures, find_folder, load_rule, named_files

OK, BROKEN, FAILED = 0, 2, 3


@dataclass(frozen=True, slots=True)
class Finding:
    """A test page that is not as expected."""

    file: str
    key: str
    page: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem} ({self.page})"


@dataclass(slots=True)
class Report:
    """What the check of all rules came to."""

    rules: int = 0
    pages: int = 0
    broken: list[str] = field(default_factory=list)
    untested: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 all hold, 2 a rule file is broken, 3 a page is not as expected."""
        return BROKEN if self.broken else FAILED if self.findings else OK


def run_check(
    names: list[str], *, rules: Path | None, db: Path, manners: Manners | None, quiet: bool, as_json: bool
) -> int:
    """Checks the named rules, or all; prints what does not hold, and returns the exit code.

    With `manners`, pages that are neither in a file nor in the archive are fetched.
    """
    folder = find_folder(rules, archive=db)
    if folder is None:
        raise RulesError(
            "there are no site rules; write sites/NAME.toml, or say where they are with --rules DIR"
        )
    report = Report()
    with _Pages(db, manners) as pages:
        for file in named_files(folder, names):
            try:
                rule = load_rule(file)
            except RulesError as error:
                report.broken.append(str(error))
                continue
            _check(rule, report, pages)
    if as_json:
        print(json.dumps({**asdict(report), "exit_code": report.exit_code}, ensure_ascii=False, indent=2))
        return report.exit_code
    for line in (*report.broken, *map(str, report.findings)):
        print(f"scraper: {line}", file=sys.stderr)
    if not quiet:
        print(_summary(report))
    return report.exit_code


def _check(rule: SiteRule, report: Report, pages: _Pages) -> None:
    report.rules += 1
    if not rule.tests:
        report.untested.append(rule.name)
    for place, test in enumerate(rule.tests, start=1):
        report.pages += 1
        found = report.findings
        try:
            capture = pages.of(test)
        except ScraperError as error:
            found.append(Finding(str(rule.file), f"test[{place}]", test.label, str(error)))
            continue
        post = extract(
            capture.body,
            test.url,
            content_type=capture.content_type,
            fetched_at=capture.fetched_at,
            rules=Rulebook((rule,)),
        )
        if not any(evidence.source == "rule" for evidence in post.evidence):
            found.append(
                Finding(
                    str(rule.file),
                    f"test[{place}]",
                    test.label,
                    "the page lies outside the rule's valid_from and valid_until",
                )
            )
        for key, problem in _problems(test, post):
            found.append(Finding(str(rule.file), f"test[{place}].{key}", test.label, problem))


def _problems(test: RuleTest, post: Post) -> list[tuple[str, str]]:
    """(key, problem) of what is not as expected, and of places that are empty though the value stands elsewhere."""
    missed = {e.field: e.reason for e in post.evidence if e.source == "rule" and e.value is None}
    problems = {}
    for failure in failures(test.expected, post):
        said = f"expected {failure.expected}, found {failure.found}"
        why = missed.get(failure.key)
        problems[failure.key] = f"{said}; {why}" if why else said
    for name, reason in missed.items():
        if name not in problems and getattr(test.expected, name, None):
            problems[name] = f"the value stands elsewhere, but {reason}"
    return list(problems.items())


class _Pages:
    """The pages of tests: from files, from the archive, or from the web where `manners` allow it."""

    def __init__(self, db: Path, manners: Manners | None) -> None:
        self._db, self._manners = db, manners
        self._stack = ExitStack()

    def __enter__(self) -> _Pages:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @cached_property
    def _archive(self) -> Archive | None:
        """The archive, opened when a test first needs it."""
        if not self._db.exists():
            return None
        return self._stack.enter_context(open_archive(self._db, create=False, read_only=True))

    def of(self, test: RuleTest) -> Capture:
        """The page of a test. Raises a ScraperError when it is nowhere, or cannot be read."""
        if test.page is not None:
            captured = datetime.combine(test.captured, time(12), UTC) if test.captured else None
            try:
                return Capture(test.url, test.url, 200, body=test.page.read_bytes(), fetched_at=captured)
            except OSError as error:
                raise RulesError(f"{test.page} cannot be read: {error.strerror}") from error
        capture = self._archive.captures.latest(test.url) if self._archive is not None else None
        if capture is not None and capture.ok:
            return capture
        if self._manners is None:
            raise RulesError("is in no archive; crawl it, name a stored page, or allow fetching with --fetch")
        return fetch_page(test.url, self._manners)


def _summary(report: Report) -> str:
    """One line: `2 rules, 7 pages: all as expected`."""
    counts = f"{_count(report.rules + len(report.broken), 'rule')}, {_count(report.pages, 'page')}"
    problems = [_count(len(report.broken), "broken rule file")] if report.broken else []
    problems += [f"{len(report.findings)} not as expected"] if report.findings else []
    line = f"{counts}: {', '.join(problems) or 'all as expected'}"
    return f"{line}; without tests: {', '.join(report.untested)}" if report.untested else line


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
