"""Patterns for any of many words, written as a tree: at each letter but one branch is tried, however many words there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

__all__ = ["any_of"]


def any_of(words: Iterable[str], *, blank: str = r"\ ", whole_numbers: bool = False) -> str:
    """The text of a pattern for any of the words, the longest that fits; a blank in a word is the pattern `blank`.

    With `whole_numbers` a word that ends in a digit is not the head of a longer number.
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for char in word:
            branch = branch.setdefault(char, {})
        branch[""] = {}
    return _branch(tree, "", blank, whole_numbers)


def _branch(tree: dict[str, Any], end: str, blank: str, whole_numbers: bool) -> str:
    parts = []
    for char, below in sorted(tree.items()):
        if char:
            number = whole_numbers and char.isdigit() and "" in below
            rest = _branch(below, r"(?!\d)" if number else "", blank, whole_numbers)
            parts.append((blank if char == " " else re.escape(char)) + rest)
    if "" in tree and (parts or end):
        parts.append(end)
    return parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")" if parts else ""
