"""When to stop turning pages: a listing or feed is followed while its pages show something not seen before."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.model.lead import Lead
from scraper.model.urls import key

SAME_AGAIN = "trap: the page behind shows the same again"
SAME_TITLES = "trap: the same cards under other addresses, page after page"
_MIN_KNOWN = 3


class Paging:
    """Remembers, for one crawl, what pages of each kind have shown.

    Kinds are kept apart: what a feed shows must not end the listing that shows it too.
    """

    def __init__(self) -> None:
        self._addresses: dict[str, set[str]] = {}
        self._cards: dict[str, set[tuple[str, ...]]] = {}

    def stop(self, kind: str, posts: Sequence[Lead]) -> str:
        """Why the pages behind are not worth a visit; empty while they are. Notes what this page shows.

        The first page of a kind leads on whatever it shows: some front pages show no posts.
        """
        reason = self.would_stop(kind, posts) if kind in self._addresses else ""
        self._addresses.setdefault(kind, set()).update(key(lead.url) for lead in posts)
        self._cards.setdefault(kind, set()).update(card for lead in posts if (card := _card(lead)))
        return reason

    def would_stop(self, kind: str, posts: Sequence[Lead]) -> str:
        """The same, for any page, and without noting it."""
        if {key(lead.url) for lead in posts} <= self._addresses.get(kind, set()):
            return SAME_AGAIN
        said = {card for lead in posts if (card := _card(lead))}
        return SAME_TITLES if len(said) >= _MIN_KNOWN and said <= self._cards.get(kind, set()) else ""


def _card(lead: Lead) -> tuple[str, ...]:
    """Title, day and excerpt of a card; empty without a title."""
    said = {hint.field: hint.raw for hint in lead.hints}
    if "title" not in said:
        return ()
    return (said["title"], said.get("published", ""), said.get("excerpt", "")[:80])
