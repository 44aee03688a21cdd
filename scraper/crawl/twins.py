"""One text under many addresses: which canonical addresses are believed, which pages say the same, and when to stop. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from scraper.discovery.scope import SiteScope, judge
from scraper.model.lead import LeadKind
from scraper.model.post import Post
from scraper.model.urls import key, path, query

MIN_TEXT = 200
"""Shorter texts may well be said twice."""
_ALIKE = 0.8
_MIN_TWINS = 10
_TWINS_PER_POST = 4
_DIGITS = re.compile(r"\d+")


def believable_canonical(post: Post, url: str, scope: SiteScope, home: str) -> str | None:
    """The address of its own that a page claims, where it differs from `url` and may be true; else None.

    It must lie on the same site, may be neither the front page nor a listing, and no trap. Whether it can be had and
    says the same is seen there.
    """
    canonical = post.canonical_url
    if not canonical or key(canonical) == key(url) or key(canonical) == key(home):
        return None
    verdict = judge(canonical, scope)
    return canonical if verdict.in_scope and verdict.kind is LeadKind.POST else None


def say_the_same(one: Post, other: Post) -> bool:
    """True when two pages are one post: the same text, or the same title over nearly the same text or a part of it.

    Reports of one make differ in title and a few figures only: those are posts of their own.
    """
    mine, theirs = one.text.split(), other.text.split()
    if mine and mine == theirs:
        return True
    if not one.title or one.title != other.title:
        return False
    if one.published is not None and str(one.published)[:10] == str(other.published)[:10]:
        return True
    few, many = sorted((Counter(mine), Counter(theirs)), key=Counter.total)
    return few.total() > 0 and (few & many).total() >= _ALIKE * many.total()


def same_text(post: Post, others: Iterable[tuple[int, Post]]) -> int | None:
    """Which of the stored posts has this very text; short ones must be of one day, too."""
    for post_id, other in others:
        same_day = str(post.published)[:10] == str(other.published)[:10]
        if other.text.split() == post.text.split() and (same_day or len(post.text) >= MIN_TEXT):
            return post_id
    return None


class Shapes:
    """Counts, by the shape of their addresses, the pages that said nothing of their own.

    A shape is the path with its last part and all numbers left out, and the names of the parameters.
    """

    def __init__(self) -> None:
        self._twins: Counter[str] = Counter()
        self._posts: Counter[str] = Counter()

    def note(self, url: str, *, twin: bool) -> None:
        """Notes what a page turned out to be."""
        (self._twins if twin else self._posts)[_shape(url)] += 1

    def is_trap(self, url: str) -> bool:
        """True when addresses of this shape have hardly ever led to anything new."""
        shape = _shape(url)
        return self._twins[shape] >= max(_MIN_TWINS, _TWINS_PER_POST * self._posts[shape])


def _shape(url: str) -> str:
    where = _DIGITS.sub("0", path(url).rstrip("/").rpartition("/")[0])
    names = sorted(pair.partition("=")[0] for pair in query(url).split("&"))
    return f"{where}?{'&'.join(names)}"
