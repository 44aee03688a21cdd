"""Which version of our program reads a page, and by which rules: another one may read the same page otherwise."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import scraper
from scraper.sites import Rulebook, SiteRule

ROOMS = ("extraction", "fields", "markup", "model", "sites")
"""The rooms whose code and words decide how a page is read."""
_SUFFIXES = (".py", ".json", ".toml")


class Versions:
    """The versions that read pages now, by the rules that hold for each."""

    def __init__(self, rules: Rulebook) -> None:
        self._rules = rules
        self._known: dict[tuple[str, ...], str] = {}

    def of(self, url: str) -> str:
        """The version that reads a page: `0.1.0+1f3c5a7e`, with `.` and a digest of its rules where there are some."""
        if not self._rules:
            return program()
        own = self._rules.matching(url)
        names = tuple(rule.name for rule in own)
        if names not in self._known:
            self._known[names] = f"{program()}.{_digest_of(own)}" if own else program()
        return self._known[names]


@cache
def program() -> str:
    """The version of the program, and a digest of all that reads pages: it differs as soon as one line does."""
    total = sha256()
    for room in ROOMS:
        for name, content in sorted(_contents(Path(scraper.__file__).with_name(room))):
            total.update(name.encode() + b"\0" + content)
    return f"{scraper.__version__}+{total.hexdigest()[:8]}"


def _contents(folder: Path) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += [(f"{entry.name}/{name}", content) for name, content in _contents(entry)]
        elif entry.name.endswith(_SUFFIXES):
            found.append((entry.name, entry.read_bytes()))
    return found


def _digest_of(rules: list[SiteRule]) -> str:
    """What the rules say of how to read; not where they are kept, nor what their tests expect."""
    said = [
        (rule.hosts, rule.paths, rule.places, rule.remove, rule.valid_from, rule.valid_until, rule.by_publication,
         rule.zone, rule.language)
        for rule in rules
    ]  # fmt: skip
    return sha256(repr(said).encode("utf-8", "replace")).hexdigest()[:8]
