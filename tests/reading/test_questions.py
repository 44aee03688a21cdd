"""The questions: a dozen at least, each described, and documented with what they really answer."""

from __future__ import annotations

import re

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
