"""Any part of a group may be lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.archive import parity


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=40), st.integers(0, 70), st.data())
def test_one_part_of_each_group_may_be_lost(seed: bytes, times: int, data: st.DataObject) -> None:
    blob = (seed + bytes(range(256)) * 15)[:3_900] * times + seed
    parts = parity.split(blob)
    spare = parity.spares(parts)
    assert b"".join(parts) == blob and parity.cost(len(blob)) == len(blob) + sum(map(len, spare))
    holed: list[bytes | None] = list(parts)
    for group in range(len(spare)):
        holed[data.draw(st.sampled_from(range(group, len(parts), len(spare))))] = None
    mended = parity.mended(holed, list(spare))
    assert mended is not None and b"".join(mended).startswith(blob)
    assert not b"".join(mended)[len(blob) :].strip(b"\0")


def test_two_neighbours_may_be_lost_where_there_are_groups() -> None:
    parts = parity.split(bytes(range(251)) * 800)
    assert len(parity.spares(parts)) == 2
    holed = [None if place in (20, 21) else part for place, part in enumerate(parts)]
    mended = parity.mended(holed, list(parity.spares(parts)))
    assert mended == parts


def test_what_cannot_be_worked_out_is_not_made_up() -> None:
    parts = parity.split(bytes(range(251)) * 100)
    assert parity.mended([None, None, *parts[2:]], list(parity.spares(parts))) is None
    assert parity.mended([None, *parts[1:]], [None]) is None
