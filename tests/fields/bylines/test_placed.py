"""Lines that sign by their place, read without knowing their words; and that no text at all upsets the reading."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.fields.bylines.placed import may_describe, read_placed
from scraper.fields.bylines.splitting import split_role


@pytest.mark.parametrize(
    ("language", "text", "want"),
    [
        ("fr", "Anna Orme\nagente de la levée", [("Anna Orme", "agente de la levée", None)]),
        ("es", "Ana Orme, guarda de la presa, y Luis Roble, peón", [("Ana Orme", "guarda de la presa", None), ("Luis Roble", "peón", None)]),
        ("tr", "Ebru Taşkır\nsu bekçisi\nIrmak Üniversitesi", [("Ebru Taşkır", "su bekçisi", "Irmak Üniversitesi")]),
        ("ja", "大野 千尋（水車財団 広報課主任）", [("大野 千尋", "広報課主任", "水車財団")]),
        ("fr", "agente de la levée\nsans nom", []),
        ("en", "Anna Orme\naorme22", []),
        ("fr", "Anna Orme\nAnna Orme garde la levée", []),
        ("fr", "Anna Orme\nElle garde la levée depuis dix ans.", []),
    ],
)  # fmt: skip
def test_place_and_shape_tell_function_and_body(
    language: str, text: str, want: list[tuple[str | None, ...]]
) -> None:
    assert [(a.name, a.role, a.organisation) for a in read_placed(text, language=language)] == want


def test_the_sites_own_name_is_a_body_wherever_it_ends_a_function() -> None:
    (author,) = read_placed("Ana Orme\nguarda da Levada Nova", language="pt", is_own="Levada Nova".__eq__)
    assert (author.role, author.organisation) == ("guarda", "Levada Nova")


def test_a_function_is_parted_without_its_words_only_where_its_place_tells_it() -> None:
    text = "staf humas Dinas Perairan"
    assert split_role(text, language="id", placed=True) == ("staf humas", "Dinas Perairan")
    assert split_role(text, language="id") != ("staf humas", "Dinas Perairan")


@settings(max_examples=60)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(("Anna Ek", "och", "\n", ", ", "(", "記者", "佐藤 花子", "guarda", "Fondazione", "5", ":", "–")), max_size=14).map(" ".join),
    st.sampled_from(("sv", "fr", "ja", "ar", "id", None)),
)  # fmt: skip
def test_any_text_is_read(text: str, language: str | None) -> None:
    assert all(author.name for author in read_placed(text, language=language))
    assert may_describe(text) in (True, False)
