"""A post as the archive holds it: what is exported, fed and served."""

from __future__ import annotations

from dataclasses import dataclass

from scraper.model.post import Post


@dataclass(frozen=True, slots=True)
class Record:
    """A post with its number in the archive, its site, and what became of it. `*_at` are UTC, ISO 8601.

    `state` is `complete`, `stub` (known from a card or feed only) or `gone` (no longer on its site); `changed_at` is when
    it was last found edited, `gone_at` when it was found gone.
    """

    id: int
    post: Post
    site: str
    site_url: str
    state: str
    first_seen_at: str
    changed_at: str | None = None
    gone_at: str | None = None
