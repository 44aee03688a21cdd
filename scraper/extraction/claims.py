"""A source's word on one field, while it is still being weighed; `Evidence` is what stays of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from scraper.markup.dom import without_controls
from scraper.model.dates import DateStamp
from scraper.model.evidence import Evidence
from scraper.model.post import Author

Value = str | DateStamp | tuple[Author, ...] | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's word on one field.

    `value` is what was read: text for titles and tags, a DateStamp for dates, authors for bylines.
    `how` names the sort of place within the source (`og:title`, `h1`, `byline`, `box`, `links`, …); the
    policies rank by source and `how`. `blocks` are the blocks of the layout it was printed in.
    """

    field: str
    raw: str
    value: Value
    source: str
    how: str = ""
    locator: str = ""
    blocks: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The value as a string; empty when nothing was read."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def stamp(self) -> DateStamp | None:
        """The value as a date."""
        return self.value if isinstance(self.value, DateStamp) else None

    @property
    def authors(self) -> tuple[Author, ...]:
        """The value as authors."""
        return self.value if isinstance(self.value, tuple) else ()


def letters_named(text: str, authors: Iterable[Author]) -> int:
    """How many letters of a text are the authors' names, roles and organisations: what a byline is, and prose is not."""
    parts = {part for author in authors for part in (author.name, author.role, author.organisation) if part}
    named = 0
    for part in parts:
        if part in text:
            named += len(part)
        else:  # spelt otherwise in print: in capitals, with the surname first
            words = set(part.casefold().replace(",", " ").split())
            named += sum(len(word) for word in text.casefold().split() if word.strip(",.:;|()") in words)
    return named


class Choice(NamedTuple):
    """What a policy chose for a field: the value, the claims that carry it, and why in words."""

    value: Value
    winners: tuple[Claim, ...] = ()
    reason: str = ""


def as_evidence(claim: Claim, *, chosen: bool, reason: str) -> Evidence:
    """The claim as it is kept in the archive."""
    return Evidence(
        claim.field, without_controls(claim.raw[:500]), printed(claim.value), claim.source,
        without_controls(f"{claim.how} {claim.locator}".strip()[:200]), chosen, reason,
    )  # fmt: skip


def printed(value: Value) -> str | None:
    """A value in one line: ISO 8601 for dates, `name / role / organisation` for authors, `;` between."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return "; ".join(author_line(author) for author in value) or None
    return str(value)


def author_line(author: Author) -> str:
    """`name / role / organisation`, without what is unknown."""
    return " / ".join(part for part in (author.name, author.role, author.organisation) if part)
