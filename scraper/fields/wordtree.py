"""Patterns for any of many words, written as a tree: at each letter but one branch is tried, however many words there are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

__all__ = ["any_of"]


def any_of(words: Iterable[str], *, whole_numbers: bool = False) -> str:
    """The text of a pattern for any of the words, the longest that fits; white space in a word is any.

    With `whole_numbers` a word that ends in a digit is not the head of a longer number.
    """
    tree: dict[str, Any] = {}
    for word in words:
        branch = tree
        for char in word:
            branch = branch.setdefault(" " if char.isspace() else char, {})
        branch[""] = {}
    return _branch(tree, "", whole_numbers)


def _branch(tree: dict[str, Any], end: str, whole_numbers: bool) -> str:
    parts = []
    for char, below in sorted(tree.items()):
        if char:
            literal = r"\s+" if char == " " else re.escape(char)
            number = whole_numbers and char.isdigit() and "" in below
            parts.append(literal + _branch(below, r"(?!\d)" if number else "", whole_numbers))
    if "" in tree and (parts or end):
        parts.append(end)
    return parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")" if parts else ""
