"""Whether a post is what a rule's test expects of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scraper.model.dates import DateStamp
from scraper.model.post import Author, Post
from scraper.sites.rules import PARTS, Expected, Person

__all__ = ["Failure", "failures"]

MAX_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Failure:
    """One thing that is not as expected: its key, what was expected and what was found, each in one line."""

    key: str
    expected: str
    found: str


def failures(expected: Expected, post: Post) -> list[Failure]:
    """What is not as expected, in the order of the fields; empty when all is."""
    return list(_compare(expected, post))


def _compare(expected: Expected, post: Post) -> Iterator[Failure]:
    for key, wanted, found in (
        ("title", expected.title, post.title), ("image", expected.image, post.image),
        ("language", expected.language, post.language),
    ):  # fmt: skip
        if wanted is not None and wanted != (found or ""):
            yield Failure(key, _shown(wanted), _shown(found))
    for key, day, stamp in (
        ("published", expected.published, post.published), ("modified", expected.modified, post.modified),
    ):  # fmt: skip
        if day is not None and not _same_date(day, stamp):
            yield Failure(key, day or "nothing", str(stamp) if stamp else "nothing")
    if expected.authors is not None and not _same_people(expected.authors, post.authors):
        yield Failure("authors", _people(expected.authors), _people(post.authors))
    if expected.tags is not None and expected.tags != post.tags:
        yield Failure("tags", _shown(", ".join(expected.tags)), _shown(", ".join(post.tags)))
    text = " ".join(post.text.split())
    for words in expected.text_has:
        if " ".join(words.split()) not in text:
            yield Failure("text_has", _shown(words), f"a text of {len(post.text)} characters without it")
    for words in expected.text_lacks:
        at = text.find(" ".join(words.split()))
        if at >= 0:
            yield Failure("text_lacks", f"no {_shown(words)}", _shown(text[max(0, at - 20) : at + 60]))


def _same_date(wanted: str, found: DateStamp | None) -> bool:
    """A day, month or year is met by any moment in it; a moment only by itself."""
    shown = str(found) if found else ""
    return shown == wanted or (0 < len(wanted) <= 10 and shown.startswith(wanted))


def _same_people(wanted: Sequence[Person], found: Sequence[Author]) -> bool:
    return len(wanted) == len(found) and all(
        asked is None or asked == (getattr(author, part) or "")
        for person, author in zip(wanted, found, strict=True)
        for part in PARTS
        for asked in (getattr(person, part),)
    )


def _people(people: Sequence[Person] | Sequence[Author]) -> str:
    lines = [" / ".join(part for part in (one.name, one.role, one.organisation) if part) for one in people]
    return _shown("; ".join(lines))


def _shown(text: str | None) -> str:
    flat = " ".join((text or "").split())
    return f'"{flat[:MAX_SHOWN]}{"…" if len(flat) > MAX_SHOWN else ""}"' if flat else "nothing"
