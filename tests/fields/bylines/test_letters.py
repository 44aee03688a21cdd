"""How letters end, and what the labels of a signature's fields hold."""

from __future__ import annotations

import pytest

from scraper.fields.bylines.letters import (
    field_of,
    field_value,
    heads_contact,
    is_contact,
    is_farewell,
    work_of,
)
from scraper.fields.bylines.words import words


@pytest.mark.parametrize(
    "line",
    ["Viele Grüße,", "Mit freundlichen Grüßen", "HERZLICHE GRÜSSE", "Liebe Grüße von", "此致", "敬具", "Mvh", "Z poważaniem"],
)  # fmt: skip
def test_a_letters_end_in_all_spellings(line: str) -> None:
    assert is_farewell(line)


def test_words_with_a_sharp_s_are_found_in_bylines_too() -> None:
    assert words().farewell.match("Viele Grüße Berta Ek") and words().farewell.match("Viele GRÜSSE Berta Ek")


@pytest.mark.parametrize(
    ("label", "value", "kind"),
    [
        ("Title", "Head of Research", "role"), ("Title:", "The Lost River", "work"), ("Titel", "Projektleiterin", "role"),
        ("Funktion", "Brückenwart", "role"), ("Autorin:", "Berta Ek", "name"), ("Företag", "Kvarnen", "body"),
        ("Verlag", "Mühle", None),
    ],
)  # fmt: skip
def test_what_stands_behind_a_label(label: str, value: str, kind: str | None) -> None:
    assert field_of(label, value) == kind


@pytest.mark.parametrize(
    ("line", "value", "work"),
    [
        ("Titel: projektledare", "projektledare", None),
        ("Titel: Händelser vid ån", None, "Händelser vid ån"),
        ("Titre : La rivière", None, "La rivière"),
        ("Berta Ek", None, None),
    ],
)
def test_a_labelled_line_says_what_somebody_is_or_what_a_work_is_called(
    line: str, value: str | None, work: str | None
) -> None:
    assert (field_value(line), work_of(line)) == (value, work)


@pytest.mark.parametrize(
    ("line", "alone"),
    [
        ("Kontakt", True),
        ("Pressekontakt:", True),
        ("Contact with nature", False),
        ("Vragen over de toekomst", False),
    ],
)
def test_a_heading_of_contacts_alone_or_with_more_words(line: str, alone: bool) -> None:
    assert (heads_contact(line), is_contact(line)) == (True, alone)
