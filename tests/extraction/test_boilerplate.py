"""Lines that are told by their words, wherever in a line those stand."""

from __future__ import annotations

import pytest

from scraper.extraction.boilerplate import is_credited, is_reading_time


@pytest.mark.parametrize(
    "credit",
    [
        "Photo: Ada Brink",
        "Photograph courtesy of: " + "Ada Brink and Bo Ek of " * 2 + "The Mill",
        "Foto: Anna Ek)",
        "Crédit photo : Anne Bois",
        "写真：佐藤花子",
        "（圖／水車新聞）",
    ],
)
def test_a_caption_of_any_length_ends_in_a_credit(credit: str) -> None:
    caption = "The old quay in the evening, before the river rose and took the boats with it."
    assert is_credited(credit)
    assert is_credited(f"{caption} {credit}") and is_credited(f"{caption * 3} {credit}")
    assert not is_credited(f"{credit} {caption * 2}")


@pytest.mark.parametrize(
    "line", ["5 min read", "Lesezeit: 4 Min.", "読了時間 3 分", "Reading time: 120 minutes"]
)
def test_reading_times_are_told_by_minutes_and_a_word(line: str) -> None:
    assert is_reading_time(line)
    assert not is_reading_time(line.replace("m", "x").replace("M", "x").replace("分", "x"))
