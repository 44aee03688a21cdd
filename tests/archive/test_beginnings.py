"""How much of the index a beginning stands for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from random import Random

import pytest

from scraper.archive.beginnings import pages


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """3,000 texts, all with `ek` and `ekar`, and with words of three letters from a to j."""
    random = Random(1)
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(
            "CREATE VIRTUAL TABLE texts_fts USING fts5 (text, tokenize='unicode61 remove_diacritics 2')"
        )
        words = [
            f"{one}{other}{third}" for one in "abcdefghij" for other in "abcdefghij" for third in "abcdefghij"
        ]
        texts = [(f"ek ekar Älv {' '.join(random.choices(words, k=30))}",) for _ in range(3_000)]
        db.executemany("INSERT INTO texts_fts (text) VALUES (?)", texts)
        db.execute("INSERT INTO texts_fts (texts_fts) VALUES ('optimize')")
        db.commit()
        yield db


def test_pages_are_those_of_all_words_that_begin_so(index: sqlite3.Connection) -> None:
    (leaves,) = index.execute("SELECT max(pgno) / 2 - min(pgno) / 2 + 1 FROM texts_fts_idx").fetchone()
    letters = {letter: pages(index, letter) for letter in "abcdefghij"}
    assert leaves > 50 and all(5 <= count <= leaves / 5 for count in letters.values())
    assert abs(sum(letters.values()) - leaves) <= len(letters)
    assert pages(index, "a") > pages(index, "ab") >= pages(index, "abc")


def test_a_single_word_that_takes_many_pages_counts_with_all_of_them(index: sqlite3.Connection) -> None:
    assert pages(index, "ek") >= pages(index, "eka") >= 2


def test_case_and_accents_make_no_difference(index: sqlite3.Connection) -> None:
    assert pages(index, "ÄLV") == pages(index, "alv") >= 2


def test_what_no_word_begins_with_takes_next_to_nothing(index: sqlite3.Connection) -> None:
    assert pages(index, "zz") <= 1 and pages(index, "森") <= 1
