"""Which words name a function, and which only end like one that does."""

from __future__ import annotations

import pytest

from scraper.fields.bylines import is_role


@pytest.mark.parametrize(
    "word",
    [
        "Flowcharts", "Stuttgarts", "Wintersemester", "Privilege", "Hoorcollege", "Hauspflege", "Gegenwart",
        "Einleitung", "Reiseführer", "Billeder", "Läsvärd", "Beundransvärd", "Teknologin", "Ravenzwart", "Canon EOS",
    ],
)  # fmt: skip
def test_what_ends_like_a_function_is_none(word: str) -> None:
    assert not is_role(word)


@pytest.mark.parametrize(
    "word",
    [
        "Tandarts", "Kinderarts", "Distriktslege", "Overlæge", "Hauswart", "Fraktionsführerin", "Geschäftsleitung", "Bovärd",
        "Avdelingsleder", "Byggmästare", "Ornitolog", "Ethnologe", "Amtsvorsteher", "Krankenpfleger", "Songwriter",
    ],
)  # fmt: skip
def test_what_names_a_function_does(word: str) -> None:
    assert is_role(word)
