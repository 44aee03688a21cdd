"""Old and new to an intent: pure, so that every case can be tried without a network or a database."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from scraper.crawl.volatile import only_relative, steady
from scraper.model.post import Author, Post

Doing = Literal["insert", "revise", "touch", "rewrite"]


@dataclass(frozen=True, slots=True)
class Intent:
    """What to do with a post that was read; `changed` names the fields that differ."""

    doing: Doing
    digest: str
    changed: tuple[str, ...] = ()


def digest_of(post: Post) -> str:
    """What makes a revision: title, day, authors and text. Cards, frame, counters and machine dates do not."""
    return sha256("\x00".join(_compared(post).values()).encode("utf-8", "replace")).hexdigest()


def authors_line(authors: tuple[Author, ...]) -> str:
    """Names, roles and organisations in one line, for comparing."""
    return "; ".join(" / ".join(part or "" for part in (a.name, a.role, a.organisation)) for a in authors)


def settled(old: Post | None, new: Post) -> Post:
    """`new`, with the stored date where the page by now only says how long ago it was."""
    if (
        old is None
        or old.published is None
        or not only_relative(new.evidence, "published", language=new.language)
    ):
        return new
    return replace(new, published=old.published)


def decide(
    old: Post | None, old_digest: str, new: Post, *, complete: bool, before: Post | None = None
) -> Intent:
    """What to do with `new`, given what is stored; `complete` is false for a stub, which is always filled in.

    `before` is the stored page, read by today's program: where it gives what the new page gives, only we have
    learnt, and the site has edited nothing.
    """
    digest = digest_of(new)
    if old is None:
        return Intent("insert", digest)
    if not complete:
        return Intent("rewrite", digest)
    if digest == old_digest:
        return Intent("touch", digest)
    changed = changed_fields(before or old, new)
    return Intent("revise", digest, changed) if changed else Intent("rewrite", digest)


def changed_fields(old: Post, new: Post) -> tuple[str, ...]:
    """The fields whose values differ."""
    before, after = _compared(old), _compared(new)
    return tuple(field for field, value in before.items() if value != after[field])


def _compared(post: Post) -> dict[str, str]:
    return {
        "title": " ".join((post.title or "").split()),
        "published": str(post.published)[:10] if post.published else "",
        "authors": authors_line(post.authors),
        "text": steady(post.text, language=post.language),
    }
