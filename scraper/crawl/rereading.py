"""A stored page read again: what today's program makes of it, and how that differs from what is stored. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import Literal

from scraper.archive import Archive
from scraper.archive.people import fold
from scraper.archive.readings import Reading
from scraper.crawl.decision import authors_line, changed_fields, digest_of, settled
from scraper.crawl.printed import printed_on
from scraper.crawl.program import Versions
from scraper.extraction import extract
from scraper.model.capture import Capture
from scraper.model.errors import ArchiveDamaged
from scraper.model.evidence import Evidence
from scraper.model.post import Post, Rendered
from scraper.sites import Rulebook

Outcome = Literal["same", "differs", "unreadable", "damaged", "no bytes"]
"""`unreadable`: today's program finds no post there, and the record stays; `no bytes`: the page asked not to be copied."""
ANSWERS = 3
"""How many answers of an address are read: a page that prints `2 days ago` by now said the day before."""


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of a post. `fields` are (before, after) of what differs; `changed` are those that make a revision.

    `post` is there only where something differs.
    """

    post_id: int
    url: str
    outcome: Outcome
    read_by: str
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)
    changed: tuple[str, ...] = ()
    digest: str = ""
    post: Post | None = None
    message: str = ""


class Rereader:
    """Reads stored pages again, with the rules of today, and all that cards and feeds have said by now."""

    def __init__(self, archive: Archive, rules: Rulebook) -> None:
        self._archive = archive
        self._rules = rules
        self._versions = Versions(rules)
        self._languages = {site.id: site.language for site in archive.sites.all()}

    def reread(self, reading: Reading) -> Reread:
        """What today's program makes of a post."""
        read_by = self._versions.of(reading.url)
        if reading.capture_id is None:
            return Reread(reading.post_id, reading.url, "no bytes", read_by)
        try:
            new = self._read(reading, reading.capture_id)
        except ArchiveDamaged as error:
            return Reread(reading.post_id, reading.url, "damaged", read_by, message=str(error))
        old = self._archive.posts.load(reading.post_id)
        assert old is not None
        if not (new.title and new.text) and (old.title and old.text):
            return Reread(reading.post_id, reading.url, "unreadable", read_by)
        fields = differences(old, new)
        if not fields:
            return Reread(reading.post_id, reading.url, "same", read_by)
        changed = changed_fields(old, new)
        written = replace(new, rendering=Rendered(new.html, new.markdown))
        return Reread(
            reading.post_id, reading.url, "differs", read_by, fields, changed, digest_of(new), written
        )

    def _read(self, reading: Reading, capture_id: int) -> Post:
        """The post as it is read from its answer, settled with what earlier answers said as a crawl settles it."""
        post: Post | None = None
        for number in self._archive.readings.answers(capture_id, ANSWERS):
            capture = self._archive.captures.get(number)
            assert capture is not None
            read = replace(self._extracted(capture, reading.site_id), url=reading.url)
            post = settled(post, read, partial(printed_on, capture)) if post is not None else read
        if post is None:
            raise ArchiveDamaged(f"the answer {capture_id} of {reading.url} is missing")
        return post

    def _extracted(self, capture: Capture, site_id: int) -> Post:
        lead = self._archive.leads.get(site_id, capture.url)
        return extract(
            capture.body,
            capture.final_url,
            content_type=capture.content_type,
            fetched_at=capture.fetched_at,
            hints=lead.lead.hints if lead else (),
            language=self._languages.get(site_id),
            rules=self._rules,
        )


def differences(old: Post, new: Post) -> dict[str, tuple[str, str]]:
    """(before, after) of every field that a stored post and a reading of it do not share."""
    before, after = _told(old), _told(new)
    return {name: (value, after[name]) for name, value in before.items() if value != after[name]}


def _told(post: Post) -> dict[str, str]:
    return {
        "title": post.title or "",
        "published": str(post.published or ""),
        "modified": str(post.modified or ""),
        "authors": authors_line(post.authors),
        "contributors": "; ".join(f"{one.credit}: {authors_line((one,))}" for one in post.contributors),
        "as_printed": "\n".join(author.raw for author in post.authors + post.contributors),
        "language": post.language or "",
        "tags": "; ".join(sorted({fold(tag) for tag in post.tags})),
        "excerpt": post.excerpt or "",
        "image": post.image or "",
        "canonical_url": post.canonical_url or "",
        "text": post.text,
        "html": post.html,
        "markdown": post.markdown,
        "evidence": "\n".join(map(_line, post.evidence)),
    }


def _line(said: Evidence) -> str:
    mark = "✔" if said.chosen else " "
    return f"{mark} {said.field}: {said.value} ({said.source} {said.locator}: {said.raw}) {said.reason}"
