"""The questions: a dozen at least, each described, and documented with what they really answer."""

from __future__ import annotations

import re
import sqlite3

from fixtures.queries import DOCUMENT, document
from scraper.reading.questions import QUESTIONS


def test_the_document_shows_what_the_questions_answer_today() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "write it anew: python -m fixtures.queries"


def test_every_question_is_shown_with_an_answer() -> None:
    assert len(re.findall(r"^\| --- ", DOCUMENT.read_text("utf-8"), re.MULTILINE)) == len(QUESTIONS)


def test_there_are_a_dozen_and_each_is_described() -> None:
    assert len(QUESTIONS) >= 12
    for question in QUESTIONS.values():
        assert question.title.endswith("?") or question.title == "Search all texts"
        assert question.description
        assert set(question.example) == set(re.findall(r":([a-z]+)\b", question.sql))


def test_who_changed_organisation_though_both_are_signed_for_for_a_while() -> None:
    """A visit to another organisation within the years of one is no change; overlapping years are."""
    signed = [("Ada", "A", "2018"), ("Ada", "B", "2019"), ("Ada", "A", "2020"), ("Ada", "B", "2022"),
              ("Ada", "visited", "2020"), ("Ada", "C", "2024"), ("Bo", "A", "2018"), ("Bo", "B", "2019"), ("Bo", "A", "2021")]  # fmt: skip
    db = sqlite3.connect(":memory:")
    db.execute(
        "CREATE TABLE role_history (person_id, person, organisation_id, organisation, first_published, last_published)"
    )
    db.executemany(
        "INSERT INTO role_history VALUES (?, ?, ?, ?, ?, ?)",
        [(person, person, to, to, f"{year}-05-29", f"{year}-05-29") for person, to, year in signed],
    )
    rows = db.execute(QUESTIONS["changed_organisation"].sql).fetchall()
    assert [row[:5] for row in rows] == [
        ("Ada", "A", "2020-05-29", "B", "2019-05-29"),
        ("Ada", "B", "2022-05-29", "C", "2024-05-29"),
    ]
