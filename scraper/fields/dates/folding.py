"""Text made even before it is read: lower case, 0 to 9, plain apostrophes. The length never changes."""

from __future__ import annotations

import re
import unicodedata

_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_EVEN = {
    "İ": "i", "ı": "i", "ς": "σ", "’": "'", "ʼ": "'", "‘": "'", "´": "'", "−": "-", "‑": "-", "‐": "-",
    **dict.fromkeys("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff", " "),
}  # fmt: skip
_UNEVEN = re.compile("[" + "".join(_EVEN) + "]")


def western(text: str) -> str:
    """Arabic-Indic, Devanagari, Thai and all other decimal digits as 0 to 9."""
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0], 0)), text)


def fold(text: str) -> str:
    """Lower case, marks of direction as blanks, dotless i as i: as the table folds its words."""
    if text.isascii():
        return text.lower()
    text = _UNEVEN.sub(lambda match: _EVEN[match[0]], text)
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lowered.replace("ς", "σ")
