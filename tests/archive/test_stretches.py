"""Stretches of ids: every id lies in one, none goes on past a wide gap; and what of the index they make SQLite walk through."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.archive.stretches import OPENED, Stretch, cost, joined, stretches
from scraper.archive.window import having_among

_IDS = st.lists(st.integers(1, 9_000), unique=True, max_size=40)


@given(ids=_IDS, gap=st.integers(1, 2_000))
def test_ids_lie_in_stretches_with_wide_gaps_between_them(ids: list[int], gap: int) -> None:
    found = stretches(ids, gap)
    assert all(sum(first <= one <= last for first, last in found) == 1 for one in ids)
    assert all(first in ids and last in ids for first, last in found)
    assert all(other.first - one.last > gap for one, other in pairwise(found))
    assert joined((Stretch(one, one) for one in sorted(ids)), gap) == found


def test_what_they_cost() -> None:
    assert cost([]) == 0
    assert cost(stretches([5, 9, 6])) == 4 + OPENED
    assert cost(stretches([5, 9, 5_000]), opened=10) == 24


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """20,000 texts, all with two words."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE texts_fts USING fts5 (text)")
        db.executemany("INSERT INTO texts_fts (text) VALUES (?)", [("ek alm",)] * 20_000)
        yield db


def _steps(db: sqlite3.Connection, ids: list[int]) -> int:
    """How many rows SQLite stepped through, roughly: instructions of its virtual machine."""
    steps = 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    db.set_progress_handler(count, 1)
    try:
        assert having_among(db, ids, '"ek" "alm"') == set(ids)
    finally:
        db.set_progress_handler(None, 0)
    return steps


def test_the_index_is_walked_through_no_further_than_the_stretches(index: sqlite3.Connection) -> None:
    near, apart = list(range(10_000, 10_060)), [*range(100, 130), *range(19_000, 19_030)]
    assert _steps(index, apart) < 3 * _steps(index, near)
