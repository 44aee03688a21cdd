"""Any of many words, told by their first letters: at each letter of a pattern but one branch is tried, until few words are left."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

__all__ = ["any_of", "begins_with"]

_FEW = 8
"""So many words that share a beginning are tried one by one: a pattern of fewer branches is made in less time."""


def any_of(words: Iterable[str], *, blank: str = r"\ ", whole_numbers: bool = False) -> str:
    """The text of a pattern for any of the words, the longest that fits; a blank in a word is the pattern `blank`.

    With `whole_numbers` a word that ends in a digit is not the head of a longer number.
    """

    def written(text: str) -> str:
        return blank.join(map(re.escape, text.split(" ")))

    def rest(word: str, at: int) -> str:
        return written(word[at:]) + (r"(?!\d)" if whole_numbers and word[-1:].isdigit() else "")

    def branches(some: Sequence[str], at: int) -> str:
        """What stands behind the first `at` letters, which all have in common; of two that fit, the longer comes first."""
        parts = []
        if len(some) <= _FEW:
            parts = [rest(word, at) for word in some]
        else:
            for letter, below in groupby(some, key=lambda word: word[at : at + 1]):
                parts.append(written(letter) + branches(list(below), at + 1))
        return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})" if parts else ""

    return branches(sorted(set(words), reverse=True), 0)


def begins_with(words: Iterable[str]) -> Callable[[str], bool]:
    """A question put to texts: whether one begins with any of the words. No pattern is made, and few words are tried."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        alike[word[:2]].append(word)
    by_letters = {letters: tuple(some) for letters, some in alike.items()}

    def begins(text: str) -> bool:
        return text.startswith(by_letters.get(text[:2], ())) or text[:1] in by_letters

    return begins
