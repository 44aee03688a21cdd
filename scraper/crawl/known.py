"""Which addresses of a site no card need tell of, so that cards are read only on pages that lead to something new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable

FRAME = 3
"""Pages on which a link stood and was no card of a post: then it is a menu's, as on all the others."""
_MOST = 10_000


class Known:
    """The keys of what is named already, and of links that stand on page after page. Used by one thread at a time."""

    def __init__(self, named: Container[str] = ()) -> None:
        """`named` are leads; others may add to them meanwhile."""
        self._named = named
        self._passed: Counter[str] = Counter()

    def __contains__(self, key: object) -> bool:
        return key in self._named or self._passed.get(str(key), 0) >= FRAME

    def pass_by(self, keys: Iterable[str]) -> None:
        """Notes links of a page whose cards were read, and that were none of them."""
        if len(self._passed) < _MOST:
            self._passed.update(keys)
