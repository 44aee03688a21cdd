"""Bytes in parts of which any may be lost: each group of parts has one more, their sum without carry (XOR).

A part fills one page of the file, so that what a bad sector takes is one part. Parts that lie side by side belong to
different groups wherever there are several. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

PART = 3_900
"""Bytes of a part: what an SQLite page of 4,096 holds beside its own bookkeeping."""
GROUP = 32
"""Parts that share a spare one, at most."""


def split(blob: bytes) -> list[bytes]:
    """The parts; the last is as long as what is left."""
    return [blob[at : at + PART] for at in range(0, len(blob), PART)] or [b""]


def spares(parts: Sequence[bytes]) -> list[bytes]:
    """A spare part for each group. Part `i` of `n` groups belongs to group `i % n`."""
    groups = _groups(len(parts))
    return [_sum(parts[group::groups]) for group in range(groups)]


def cost(size: int) -> int:
    """Bytes that so many bytes take in parts, with their spares."""
    parts = -(-size // PART) or 1
    return size + _groups(parts) * min(size, PART)


def mended(parts: Sequence[bytes | None], spare: Sequence[bytes | None]) -> list[bytes] | None:
    """All parts, with those that are None worked out from the others; None where a group lacks too much.

    A last part that was lost comes back with zeros behind it.
    """
    whole = list(parts)
    for group in range(len(spare)):
        lost = [place for place in range(group, len(parts), len(spare)) if parts[place] is None]
        if not lost:
            continue
        rest = spare[group]
        if len(lost) > 1 or rest is None:
            return None
        whole[lost[0]] = _sum([rest, *(part for part in parts[group :: len(spare)] if part is not None)])
    return None if any(part is None for part in whole) else [part for part in whole if part is not None]


def _groups(parts: int) -> int:
    return -(-parts // GROUP) or 1


def _sum(parts: Sequence[bytes]) -> bytes:
    size = max(map(len, parts))
    total = 0
    for part in parts:
        total ^= int.from_bytes(part.ljust(size, b"\0"), "big")
    return total.to_bytes(size, "big")
