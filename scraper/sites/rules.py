"""What a person knows of a site: where its pages print what, and when they did so. Values only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, tzinfo
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from scraper.model import urls

FIELDS = ("title", "published", "modified", "authors", "text", "tags", "image")
"""The fields of a post that a rule may name a place for."""
PARTS = ("name", "role", "organisation")
"""The parts of an author that may stand in elements of their own."""


class Place(NamedTuple):
    """Where a value stands: a CSS selector, an attribute instead of the text, a pattern that keeps part of it.

    Without a `selector` it is the element around it, or the page. `parts` are the places of an author's name, role
    and organisation within each element that the selector finds.
    """

    selector: str = ""
    attribute: str = ""
    pattern: str = ""
    parts: Mapping[str, Place] = {}


class Person(NamedTuple):
    """An author as a test expects one; None for what the test does not ask."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None


class Expected(NamedTuple):
    """What a test expects of a page; None for what it does not ask. Empty values expect that there is none."""

    title: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[Person, ...] | None = None
    tags: tuple[str, ...] | None = None
    image: str | None = None
    language: str | None = None
    text_has: tuple[str, ...] = ()
    text_lacks: tuple[str, ...] = ()


class RuleTest(NamedTuple):
    """A page with what is to be read on it: a stored file, or an address in the archive or on the web."""

    label: str
    url: str
    expected: Expected
    page: Path | None = None
    captured: date | None = None


class SiteRule(NamedTuple):
    """One rule: for pages of some hosts and paths, in a span of time.

    `hosts` and `paths` are patterns with `*`; no paths means all. The span, both days within it, is counted by the
    day of capture, or of publication when `by_publication`. `zone` is a name of the IANA's, `language` BCP 47.
    """

    name: str
    file: Path
    hosts: tuple[str, ...]
    paths: tuple[str, ...] = ()
    places: Mapping[str, Place] = {}
    remove: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    by_publication: bool = False
    zone: str | None = None
    language: str | None = None
    tests: tuple[RuleTest, ...] = ()

    def matches(self, url: str) -> bool:
        """True for an address that the rule is written for, whenever."""
        return self._closeness(url) is not None

    def holds_on(self, day: date | None) -> bool:
        """True for a day within the rule's span. Where no day is known, only for a span that has not ended."""
        if day is None:
            return self.valid_until is None
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)

    @property
    def tzinfo(self) -> tzinfo | None:
        """The clock of the site."""
        from zoneinfo import ZoneInfo  # few sites have rules

        return ZoneInfo(self.zone) if self.zone else None

    def _closeness(self, url: str) -> tuple[int, int] | None:
        """How narrowly host and path fit an address: literal characters of each; None when they do not."""
        whole = urls.host(url).removeprefix("www.")
        alone = (
            whole.rpartition(":")[0] if whole[whole.rfind(":") + 1 :].isdigit() and ":" in whole else whole
        )
        hosts = [
            _literal(host) for host in self.hosts if fnmatchcase(whole, host) or fnmatchcase(alone, host)
        ]
        path = unquote(urls.path(url))
        paths = [_literal(pattern) for pattern in self.paths if fnmatchcase(path, pattern)]
        if not whole or not hosts or (self.paths and not paths):
            return None
        return max(hosts), max(paths, default=0)


@lru_cache(maxsize=1024)
def _literal(pattern: str) -> int:
    return len(pattern.replace("*", ""))


class Rulebook(NamedTuple):
    """All rules. Empty by default; false when it is empty."""

    rules: tuple[SiteRule, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rules)

    def matching(self, url: str) -> list[SiteRule]:
        """The rules for an address, whenever they hold: the narrower host first, then the narrower path, then the
        one that began later, then by name."""
        found = [(closeness, rule) for rule in self.rules if (closeness := rule._closeness(url)) is not None]
        found.sort(key=lambda pair: pair[1].name)
        found.sort(key=lambda pair: (pair[0], pair[1].valid_from or date.min), reverse=True)
        return [rule for _, rule in found]
