"""Old and new to an intent: pure, so that every case can be tried without a network or a database."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from scraper.model.post import Author, Post

Doing = Literal["insert", "revise", "touch"]


@dataclass(frozen=True, slots=True)
class Intent:
    """What to do with a post that was read; `changed` names the fields that differ."""

    doing: Doing
    digest: str
    changed: tuple[str, ...] = ()


def digest_of(post: Post) -> str:
    """What makes a revision: title, day, authors and text. Cards, frame and machine dates do not."""
    day = str(post.published)[:10] if post.published else ""
    parts = (post.title or "", day, authors_line(post.authors), " ".join(post.text.split()))
    return sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()


def authors_line(authors: tuple[Author, ...]) -> str:
    """Names, roles and organisations in one line, for comparing."""
    return "; ".join(" / ".join(part or "" for part in (a.name, a.role, a.organisation)) for a in authors)


def decide(old: Post | None, old_digest: str, new: Post, *, complete: bool) -> Intent:
    """What to do with `new`, given what is stored; `complete` is false for a stub, which is always filled in."""
    digest = digest_of(new)
    if old is None:
        return Intent("insert", digest)
    if digest == old_digest and complete:
        return Intent("touch", digest)
    return Intent("revise", digest, changed_fields(old, new))


def changed_fields(old: Post, new: Post) -> tuple[str, ...]:
    """The fields whose values differ."""
    pairs = {
        "title": (old.title, new.title),
        "published": (str(old.published)[:10], str(new.published)[:10]),
        "authors": (authors_line(old.authors), authors_line(new.authors)),
        "text": (" ".join(old.text.split()), " ".join(new.text.split())),
    }
    return tuple(field for field, (before, after) in pairs.items() if before != after)
