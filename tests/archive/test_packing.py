"""Bodies packed together come out as they went in, and take less room than alone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.archive import packing
from scraper.archive.packing import Dictionary, Packing, smallest


def pages(count: int, *, frame: int = 3_000, seed: int = 1) -> list[bytes]:
    """Pages with one frame around texts of their own."""
    chance = random.Random(seed)
    words = [bytes(chance.choices(b"abcdefghijklmnopqrstuvwxyz", k=chance.randint(2, 9))) for _ in range(900)]
    around = b" ".join(chance.choices(words, k=frame // 6))
    return [around + b"<p>" + b" ".join(chance.choices(words, k=150)) + around[:900] for _ in range(count)]


def unpack(packing_: Packing, known: dict[int, Dictionary]) -> list[bytes]:
    dictionary = packing_.new or known.get(packing_.known or 0)
    return [dictionary.unpack(frame) if dictionary else packing.unpacked(frame) for frame in packing_.frames]


def size(packed: Packing) -> int:
    return sum(map(len, packed.frames)) + (packed.new.cost if packed.new else 0)


def test_pages_that_share_a_frame_are_packed_together() -> None:
    bodies = pages(60)
    packed = smallest(bodies, {}, sample=lambda: bodies)
    assert packed.new is not None and unpack(packed, {}) == bodies
    assert 2 * size(packed) < sum(len(packing.alone(body, packing.QUIETLY)) for body in bodies)


def test_a_few_new_pages_use_the_dictionary_that_is_there() -> None:
    known = {7: Dictionary("pages", b"".join(pages(40)))}
    bodies = pages(42)[40:]
    packed = smallest(bodies, known)
    assert packed.known == 7 and packed.new is None and unpack(packed, known) == bodies


def test_a_trained_dictionary_is_taken_where_it_is_smaller() -> None:
    bodies = pages(400, frame=400)
    packed = smallest(bodies[:12], {}, sample=lambda: bodies[:200], share=12 / 400)
    assert packed.new is not None and packed.new.kind == "trained" and unpack(packed, {}) == bodies[:12]


@pytest.mark.parametrize("bodies", [[], [b""], [b"", b""], [b"x"], [random.Random(3).randbytes(5_000)] * 1])
def test_nothing_in_common(bodies: list[bytes]) -> None:
    packed = smallest(bodies, {}, sample=lambda: bodies)
    assert packed == Packing(packed.frames) and unpack(packed, {}) == bodies


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.binary(max_size=3_000), max_size=6),
    st.lists(st.binary(min_size=1, max_size=2_000), max_size=2),
)
def test_any_bytes(bodies: list[bytes], contents: list[bytes]) -> None:
    known = {number: Dictionary("pages", content) for number, content in enumerate(contents, start=1)}
    assert unpack(smallest(bodies, known, sample=lambda: bodies), known) == bodies


def test_another_dictionary_does_not_unpack_in_silence() -> None:
    bodies = pages(20)
    frame = Dictionary("pages", b"".join(bodies)).pack(bodies)[0]
    try:
        assert Dictionary("pages", b"other").unpack(frame) != bodies[0]
    except ValueError:
        pass
