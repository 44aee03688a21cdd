"""Old and new to an intent: pure, so that every case can be tried without a network or a database."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from typing import Literal, NamedTuple

from scraper.crawl.volatile import Surroundings, is_edited, only_relative, steady
from scraper.model.evidence import Evidence
from scraper.model.post import Author, Post

Doing = Literal["insert", "revise", "touch", "rewrite"]


class Intent(NamedTuple):
    """What to do with `post`, as it was read and settled; `changed` names the fields that differ."""

    doing: Doing
    post: Post
    digest: str
    changed: tuple[str, ...] = ()


def digest_of(post: Post) -> str:
    """What makes a revision: title, day, authors and text. Cards, frame, counters and machine dates do not."""
    return sha256("\x00".join(_compared(post).values()).encode("utf-8", "replace")).hexdigest()


def authors_line(authors: tuple[Author, ...]) -> str:
    """Names, roles and organisations in one line, for comparing."""
    return "; ".join(" / ".join(part or "" for part in (a.name, a.role, a.organisation)) for a in authors)


def settled(old: Post | None, new: Post, page: Callable[[], str] = str) -> Post:
    """`new`, with the stored value where today's page tells less without taking anything back.

    The date, where the page by now says only how long ago it was, or nothing; the authors, where none can be read but
    `page` (all that it prints, should it be asked for) still has the names of those that were.
    """
    if old is None:
        return new
    vague = new.published is None or only_relative(new.evidence, "published", language=new.language)
    if old.published is not None and vague:
        new = replace(new, published=old.published)
    names = [author.name for author in old.authors if author.name]
    if names and not new.authors:
        printed = page()
        if all(name in printed for name in names):
            new = replace(new, authors=old.authors)
    return new


def was_told(old: Post, hints: Iterable[Evidence]) -> bool:
    """True when whatever feed, card and sitemap say of title, day and authors was known when a stored post was read."""
    known = {(said.source, said.field, said.raw) for said in old.evidence}
    compared = ("title", "published", "authors")
    return all((hint.source, hint.field, hint.raw) in known for hint in hints if hint.field in compared)


def decide(
    old: Post | None,
    old_digest: str,
    new: Post,
    *,
    complete: bool,
    before: Post | None = None,
    around: Surroundings | None = None,
) -> Intent:
    """What to do with `new`, given what is stored; `complete` is false for a stub, which is always filled in.

    `before` is the stored page, read by today's program, where that would not give what is stored: where it gives what
    the new page gives, only we have learnt, and the site has edited nothing. `around` is what the texts stood in.
    """
    digest = digest_of(new)
    if old is None:
        return Intent("insert", new, digest)
    if not complete:
        return Intent("rewrite", new, digest)
    if digest == old_digest:
        return Intent("touch", new, digest)
    changed = changed_fields(before or old, new)
    if not changed:
        return Intent("rewrite", new, digest)
    said = (before or old).text
    if "text" in changed and not is_edited(said, new.text, around or Surroundings(), language=new.language):
        changed = tuple(field for field in changed if field != "text")
    return Intent("revise", new, digest, changed) if changed else Intent("touch", new, old_digest)


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
