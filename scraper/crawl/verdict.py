"""Whether a page is a post of its site: what the page says and what others say of it, weighed in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scraper.discovery.scope import section_of
from scraper.model.evidence import Evidence
from scraper.model.post import PageKind, Post

MIN_SIGNED = 1000
"""Characters of a text that a person's printed byline makes a post without a date."""


class Judgement(NamedTuple):
    """The answer, and why in words."""

    is_post: bool
    reason: str


def judge_page(post: Post, hints: Sequence[Evidence], *, asked_for: bool = False) -> Judgement:
    """Whether to keep a page as a post.

    A page without a text (a video, a picture, a wall before it) is one when it calls itself an article and is dated and
    signed. `hints` is what feed, sitemap and cards said; `asked_for` that a person named this very page, which needs no
    more than a title and a text.
    """
    if post.kind is PageKind.LOCKED:
        return Judgement(False, _why(post))
    called_so = post.kind is PageKind.POST and _why(post).startswith(("JSON-LD", "og:type"))
    if not post.title or not (post.text or (called_so and post.published and post.authors)):
        return Judgement(False, "no title" if not post.title else "no text")
    if asked_for:
        return Judgement(True, "asked for")
    listed = {(hint.source, hint.field) for hint in hints}
    sorts = {hint.value for hint in hints if hint.field == "kind"}
    in_feed = any(source == "feed" for source, _ in listed)
    dated_card = ("card", "published") in listed
    if in_feed:
        return Judgement(True, "the feed lists it")
    if "listing" in sorts or ("page" in sorts and not dated_card):
        return Judgement(False, "the sitemap lists it among pages that are no posts")
    if dated_card and post.kind is not PageKind.LISTING:
        return Judgement(True, "a dated card leads to it")
    if "post" not in sorts and not called_so and (section := section_of(post.url)):
        return Judgement(False, f"it lies among {section}, and nothing else calls it a post")
    by_address = any(e.field == "published" and e.chosen and e.source == "address" for e in post.evidence)
    dated = post.published is not None and (len(str(post.published)) >= 10 or by_address)
    if post.kind is PageKind.POST and dated:
        return Judgement(True, _why(post))
    if post.kind is PageKind.POST and len(post.text) >= MIN_SIGNED and _is_signed_in_print(post):
        return Judgement(True, "a person signs it in print, though nothing dates it")
    if "post" in sorts and post.kind in (PageKind.POST, PageKind.PAGE):
        return Judgement(True, "the sitemap of posts lists it")
    return Judgement(
        False, f"{post.kind}: {_why(post)}" if not dated or post.kind is not PageKind.POST else "not a post"
    )


def _is_signed_in_print(post: Post) -> bool:
    """True when the page prints a byline of a person; what a machine says of its author, it says of any page."""
    printed = any(e.field == "authors" and e.chosen and e.source == "visible" for e in post.evidence)
    return printed and any(author.name for author in post.authors)


def _why(post: Post) -> str:
    said = (one.reason for one in post.evidence if one.field == "kind" and one.chosen)
    return next(said, str(post.kind))
