"""Whether what answers at a post's address is still that post. Pure.

A good record is never overwritten by what is no post (a login, an error said with 200, an empty page), and what may
mean that the post is gone or was replaced has to be seen twice, a day apart, before it is believed.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from scraper.crawl.words import Phrases, words
from scraper.model.capture import Capture
from scraper.model.post import PageKind, Post
from scraper.model.urls import host, key, path

GONE = (404, 410)
_FOREIGN = 0.2
"""Share of words in a row that two versions of one post have in common at least."""
_CUT = 3
"""A text cut to less than one part in so many is a teaser, or a loss."""
_LONG = 60
_FEW = 800
"""Characters of a page that may be nothing but a wall; a post that quotes one is longer."""
_PASSWORD = re.compile(rb"""<input[^>]{0,300}\btype\s*=\s*["']?password\b""", re.IGNORECASE)
_REFRESH = re.compile(
    rb"""<meta(?=[^>]{0,200}http-equiv\s*=\s*["']?refresh)[^>]{0,200}content\s*=\s*["']?\s*\d(?:\.\d+)?\s*[;,]\s*\S""",
    re.IGNORECASE,
)
"""A refresh that leads elsewhere within ten seconds (HTML, "shared declarative refresh steps")."""
_BEGINNING = 2**20
"""Bytes of a page in which these are looked for: what stands before a post is small."""
_STROKE = re.compile(r"\s+[|–—·»-]\s+")
_OWN = ("visible", "meta", "json-ld", "microdata")

Sort = Literal["missing", "replaced", "refused"]


class Contradiction(NamedTuple):
    """What speaks against the stored record: `missing` (the post is not there), `replaced` (something else is) or
    `refused` (we are not let in, or the page is broken: says nothing about the post)."""

    sort: Sort
    reason: str


def by_status(capture: Capture) -> Contradiction:
    """What an answer without a page says."""
    reason = f"answered {capture.status}"
    return Contradiction("missing" if capture.status in GONE else "refused", reason)


def by_page(old: Post, new: Post, capture: Capture, *, home: str) -> Contradiction | None:
    """What a page says that answers where `old` was read; None where it is that post, edited or not."""
    moved = key(capture.final_url) not in (key(capture.url), key(old.url))
    if moved and _above(capture.final_url, old.url, home):
        return Contradiction("missing", f"redirects to {capture.final_url}, a page above it")
    if new.kind is PageKind.LOCKED:
        return Contradiction("refused", "asks for a password")
    titles = own_titles(new)
    length = len(old.text.split())
    is_named = length < _LONG and _named(old.title, titles)  # a few words can all be edited at once
    foreign = not is_named and shared(old.text, new.text) < _FOREIGN
    lost = not new.text or (length >= _LONG and len(new.text.split()) * _CUT < length)
    if not foreign and not lost:
        return None
    if says_missing(new):
        return Contradiction("missing", f"says that it is not there: {next(iter(titles), '')[:80]}")
    if sends_on(new, capture):
        return Contradiction("refused", "sends its readers on to another page (meta refresh)")
    if says_door(new) or _PASSWORD.search(capture.body, 0, _BEGINNING):
        return Contradiction("refused", f"asks for a login or a check: {next(iter(titles), '')[:80]}")
    if not new.title or not new.text:
        return Contradiction("refused", "a page without a text")
    if moved:
        return Contradiction("missing", f"redirects to {capture.final_url}, another page")
    if foreign and new.kind is PageKind.LISTING:
        return Contradiction("missing", "a listing answers in its place")
    what = "another page answers in its place" if foreign else "most of its text is not there"
    return Contradiction("replaced", what)


def can_replace(new: Post) -> bool:
    """True for a page that may take a post's place when it was seen twice: it says itself that it is a post."""
    dated = any(e.field == "published" and e.source in _OWN and e.value for e in new.evidence)
    return new.kind is PageKind.POST and dated


def says_missing(post: Post) -> bool:
    """True when the page's own title says that there is no such page, as a soft 404 does."""
    return _says(post, words().missing)


def says_door(post: Post) -> bool:
    """True for what stands before a post or in place of a whole site: logins, payments, checks for robots, consents,
    domains for sale. Its own title says so, or one of the few words that it has."""
    if len(post.text) < _FEW and words().wall.search(post.text.casefold()):
        return True
    return _says(post, words().door)


def sends_on(post: Post, capture: Capture) -> bool:
    """True for a page of few words that sends its readers on at once. We are not sent: that is what checks and traps do."""
    return len(post.text) < _FEW and _REFRESH.search(capture.body, 0, _BEGINNING) is not None


def own_titles(post: Post) -> list[str]:
    """The titles that the page itself bears, whatever feeds and cards call it; each once."""
    said = (one.raw for one in post.evidence if one.field == "title" and one.source in _OWN)
    return list(dict.fromkeys(said))


def shared(one: str, other: str) -> float:
    """How much of the shorter text stands in the other: the share of its words in a row of three, 0 to 1."""
    first, second = _rows(one), _rows(other)
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def _rows(text: str) -> set[tuple[str, ...]]:
    tokens = text.casefold().split()
    return {tuple(tokens[place : place + 3]) for place in range(max(len(tokens) - 2, min(len(tokens), 1)))}


def _named(title: str | None, titles: list[str]) -> bool:
    wanted = " ".join((title or "").casefold().split())
    return bool(wanted) and any(wanted in " ".join(one.casefold().split()) for one in titles)


def _says(post: Post, phrases: Phrases) -> bool:
    """A phrase that is most of a title, or of what stands between two strokes in it: a post may be about logging in."""
    titles = (" ".join(title.casefold().split()) for title in own_titles(post))
    parts = {part for title in titles for part in _STROKE.split(title)}
    return any(
        (found := phrases.search(part)) is not None and 2 * len(found[0]) >= len(part.strip(" .!?…"))
        for part in parts
    )


def _above(final: str, asked: str, home: str) -> bool:
    """True for the front page, and for the section that an address lies in."""
    if host(final).removeprefix("www.") != host(asked).removeprefix("www."):
        return False
    above = path(final).rstrip("/") + "/"
    return key(final) == key(home) or (
        path(asked).rstrip("/") != above.rstrip("/") and path(asked).startswith(above) and "?" not in asked
    )
