"""Which links of a site no card need tell of, so that cards are read only on pages that lead to something new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from typing import NamedTuple

FRAME = 3
"""Pages on which a link stood in one place and was no card of a post: there it is a menu's, as on all the others."""
_MOST = 10_000


class Link(NamedTuple):
    """An address by its key, and where on its page it stands: the innermost boxes around it, by their tags and marks.

    What a menu or a text links to may stand in a card some day, and there it is another link.
    """

    key: str
    place: str


class Known:
    """The keys of what is named already, and links that stand on page after page. Used by one thread at a time."""

    def __init__(self, named: Container[str] = ()) -> None:
        """`named` are leads; others may add to them meanwhile."""
        self._named = named
        self._passed: Counter[Link] = Counter()

    def is_named(self, key: str) -> bool:
        """True for the key of a lead."""
        return key in self._named

    def is_frame(self, link: Link) -> bool:
        """True for a link that was passed by in this place on enough pages."""
        return self._passed.get(link, 0) >= FRAME

    def pass_by(self, links: Iterable[Link]) -> None:
        """Notes links of a page whose cards were read, and that were none of them."""
        if len(self._passed) < _MOST:
            self._passed.update(links)
