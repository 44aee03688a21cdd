"""What the marks of a box (class, id, role, itemprop) say, remembered: the pages of a site share theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

__all__ = ["says"]


def says(pattern: str) -> Callable[[str], bool]:
    """A question put to marks: whether the pattern stands anywhere in them."""
    search = re.compile(pattern).search

    @lru_cache(maxsize=32_768)
    def found(marks: str) -> bool:
        return search(marks) is not None

    return found
