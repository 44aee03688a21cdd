"""Which stored post a page says again under another address."""

from __future__ import annotations

from typing import NamedTuple

from scraper.archive import Archive
from scraper.archive.posts import StoredPost
from scraper.crawl.twins import MIN_TEXT, same_text, say_the_same
from scraper.model.post import Post
from scraper.model.urls import key, same_host


class Double(NamedTuple):
    """A stored post, the kind of alias that the other address becomes (empty for none), and the reason in words."""

    post: StoredPost
    alias: str
    reason: str


def double_of(post: Post, digest: str, url: str, archive: Archive, site_id: int) -> Double | None:
    """The stored post that a page at `url` says again: the one it calls its own, or one that says the very same.

    `digest` is `decision.digest_of` the post.
    """
    posts, canonical = archive.posts, post.canonical_url
    if canonical and key(canonical) != key(url) and same_host(canonical, url):
        stored = posts.find(canonical)
        other = posts.load(stored.id) if stored is not None and stored.whole else None
        if stored is not None and other is not None and say_the_same(post, other):
            return Double(stored, "canonical", f"the same post as {stored.url}")
    if len(post.text) >= MIN_TEXT and (stored := posts.same_as(site_id, digest)) is not None:
        return Double(stored, "canonical", f"the same post as {stored.url}")
    titled = {post_id: posts.load(post_id) for post_id in posts.titled(site_id, post.title or "")}
    copied = same_text(post, ((post_id, other) for post_id, other in titled.items() if other))
    original = titled.get(copied) if copied is not None else None
    stored = posts.find(original.url) if original is not None else None
    if original is None or stored is None:
        return None
    same_day = str(original.published)[:10] == str(post.published)[:10]
    return Double(stored, "copy" if same_day else "", f"the same text as {stored.url}")
