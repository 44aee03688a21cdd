"""When two names are near each other: initials, slips of the pen, letters that sound alike. Pure, for any text."""

from __future__ import annotations

import re

from scraper.archive.people import MAX_NAME, fold

MIN_SLIP = 6
"""Letters that a word must have before one other letter in it is a slip: `Nord` and `Norr` are two words."""

_WORD = re.compile(r"[^\s.,\-‐‑–]+\.?")
_SOUNDS = (
    ("th", "t"), ("ph", "f"), ("ck", "k"), ("qu", "kv"), ("sch", "s"), ("c", "k"), ("q", "k"), ("w", "v"),
    ("z", "s"), ("x", "ks"), ("j", "i"), ("y", "i"), ("h", ""),
)  # fmt: skip


def short_form(name: str) -> tuple[list[str], list[str]] | None:
    """`Y. Ganse`, `Y-K Ganse`, `Ganse, Y.` → (['y'], ['ganse']): initials and what is written out; None for other names.

    An initial is one letter of a script that has capitals, or up to three with a full stop (`Chr. Ek`).
    """
    if name.isascii() and len(name) <= MAX_NAME and all(len(w) > 1 and w.isalpha() for w in name.split()):
        return None  # most names: nothing in them is an initial
    words = _words(name)
    first = next((place for place, (_, short) in enumerate(words) if not short), len(words))
    if not first or first == len(words) or any(short for _, short in words[first:]):
        return None
    return [word for word, _ in words[:first]], [word for word, _ in words[first:]]


def full_form(name: str) -> list[str]:
    """The folded words of a name in the order in which they are spoken: `Ganse, Yasmina` → ['yasmina', 'ganse']."""
    return [word for word, _ in _words(name)]


def fits(short: tuple[list[str], list[str]], full: list[str]) -> bool:
    """True when initials may stand for a name: all that is written out is in it, and the rest begins so, in order."""
    initials, written = short
    rest = list(full)
    for word in written:
        if word not in rest:
            return False
        rest.reverse()
        rest.remove(word)  # the last one of its kind: a family name stands behind
        rest.reverse()
    return len(initials) <= len(rest) and all(
        len(word) > len(initial) and word.startswith(initial)
        for initial, word in zip(initials, rest, strict=False)
    )


def slip(one: str, other: str) -> bool:
    """True when two folded texts differ by one slip in one long word, or by a blank: never in a first letter or a digit."""
    a, b = one.split(), other.split()
    if one == other:
        return False
    if len(a) != len(b):
        return abs(len(a) - len(b)) == 1 and len(one) > MIN_SLIP and "".join(a) == "".join(b)
    differing = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    return (
        min(len(x), len(y)) >= MIN_SLIP
        and x[0] == y[0]
        and not any(c.isdigit() for c in x + y)
        and one_edit(x, y)
    )


def one_edit(one: str, other: str) -> bool:
    """True when one letter more, less or other, or two that changed places, make one text of the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    while a and b and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    return (len(a) < 2 and len(b) < 2) or (len(a) == len(b) == 2 and a == b[::-1])


def shorter_by_one(text: str) -> set[str]:
    """The text and all that is left of it without one letter: two texts of one edit share one of these."""
    return {text} | {text[:place] + text[place + 1 :] for place in range(len(text))}


def sound(key: str) -> str:
    """A folded name as it is spoken, roughly: `Thomas Lindquist` and `Tomas Lindkvist` are the same."""
    for letters, spoken in _SOUNDS:
        key = key.replace(letters, spoken)
    return re.sub(r"(.)\1+", r"\1", key)


def _words(name: str) -> list[tuple[str, bool]]:
    name = name[:MAX_NAME]
    family, comma, given = name.partition(",")
    if comma and given.strip() and family.strip():
        name = f"{given} {family}"
    found = []
    for printed in _WORD.findall(name):
        word = fold(printed)
        if any(c.isalnum() for c in word):
            found.append((word, _is_initial(printed, word)))
    return found


def _is_initial(printed: str, word: str) -> bool:
    cased = printed[0].lower() != printed[0].upper()
    return cased and (len(word) == 1 or (printed.endswith(".") and len(word) <= 3))
