"""What holds for any text at all, and for any byline put together from its usual pieces."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.fields.bylines import (
    clean_name,
    is_login,
    is_organisation,
    is_person_name,
    is_role,
    parse_byline,
    split_role,
)
from scraper.fields.bylines.names import name_key

LANGUAGES = ("sv", "en", "de", "fr", "pl", "ru", "tr", "ja", "zh", "ko", "hu", "ar", "tlh", None)
NAMES = (
    "Anna Ek", "Bo von Berg", "Maeve McKinnon", "Conor O'Rourke", "Élise d'Aubrac", "J. R. Whitlow", "KARIN ÅSTRÖM",
    "Marc LEFORT", "Martin Coyle Jr.", "Olena Richkova", "Анна Речная", "佐藤花子", "王小河", "김하늘", "سمير الطاحون",
    "Dr. Greta Lohmann", "Ben Frost, PhD", "Hale, Anna", "Luis de la Vega", "Karl-Heinz Moos", "Nguyễn Thị Cầu",
)  # fmt: skip
ROLES = (
    "reporter",
    "Staff Writer",
    "Redakteurin",
    "projektledare",
    "директор",
    "記者",
    "rédactrice en chef",
    "CEO",
)
BODIES = (
    "The Lantern",
    "Calder University",
    "Havsverket",
    "Flusswerke GmbH",
    "dpa",
    "TT",
    "水車大学",
    "Fundación Molino",
)
OTHERS = (
    "By",
    "Av",
    "Von",
    "Foto:",
    "Text:",
    "3 May 2021",
    "5 min read",
    "Follow",
    "@annaek",
    "a.ek@mill.example",
    "admin",
)
GLUE = (
    " ",
    ", ",
    " | ",
    "\n",
    " – ",
    " / ",
    "/",
    " and ",
    " och ",
    " und ",
    " at ",
    " på ",
    " (",
    ") ",
    "; ",
    ":",
    "・",
    "、",
)

pieces = st.sampled_from((*NAMES, *ROLES, *BODIES, *OTHERS))


def bylines(glue: tuple[str, ...]) -> st.SearchStrategy[str]:
    pairs = st.lists(st.tuples(pieces, st.sampled_from(glue)), min_size=1, max_size=8)
    return pairs.map(lambda found: "".join(piece + between for piece, between in found))


composed = bylines((*GLUE, ""))
spaced = bylines(GLUE)  # what is glued without a blank is read by what stands about it
texts = st.one_of(st.text(max_size=700), composed)
languages = st.sampled_from(LANGUAGES)


def letters(text: str) -> str:
    return "".join(char for char in name_key(text) if char.isalnum())


@settings(max_examples=400, deadline=None)
@given(texts, languages)
def test_any_text_at_all_is_read_without_an_error(text: str, language: str | None) -> None:
    people = parse_byline(text, language=language)
    assert len(people) <= 25
    for author in people:
        assert author.name or author.organisation


@settings(max_examples=300, deadline=None)
@given(texts, languages)
def test_what_tells_the_pieces_apart_bears_any_text(text: str, language: str | None) -> None:
    assert is_person_name(text, language=language) in (True, False)
    assert is_role(text, language=language) in (True, False)
    assert is_organisation(text, language=language) in (True, False)
    assert is_login(text) in (True, False)
    assert isinstance(clean_name(text), str)
    role, organisation = split_role(text, language=language)
    assert role is None or role.strip() == role
    assert organisation is None or organisation.strip() == organisation


@settings(max_examples=400, deadline=None)
@given(texts, languages)
def test_a_found_name_stands_in_the_text(text: str, language: str | None) -> None:
    """But for case, blanks and the order of `Hale, Anna`."""
    for author in parse_byline(text, language=language):
        for word in (author.name or "").split():
            assert letters(word) in letters(text)


@settings(max_examples=400, deadline=None)
@given(texts, languages)
def test_roles_and_organisations_are_as_printed(text: str, language: str | None) -> None:
    for author in parse_byline(text, language=language):
        for word in f"{author.role or ''} {author.organisation or ''}".split():
            assert letters(word) in letters(text)


@settings(max_examples=400, deadline=None)
@given(texts, languages)
def test_nothing_found_holds_control_characters_or_line_breaks(text: str, language: str | None) -> None:
    for author in parse_byline(text, language=language):
        for found in (author.name, author.role, author.organisation, author.raw):
            assert found is None or not any(
                unicodedata.category(char) in ("Cc", "Zl", "Zp") for char in found
            )


@settings(max_examples=400, deadline=None)
@given(spaced, languages)
def test_a_found_name_by_itself_is_read_as_that_name(text: str, language: str | None) -> None:
    for author in parse_byline(text, language=language):
        if author.name and is_person_name(author.name, language=language):
            again = parse_byline(author.name, language=language)
            assert [found.name for found in again] == [author.name]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "," * 600, ", " * 300, " and " * 120, "a, " * 200, "Anna Ek, " * 66, "Anna Ek and " * 50, "Anna Ek/" * 75,
        "Anna Ek och " * 50 + "reportrar", "editor of " * 60, "Editor And " * 54, "(" * 600, "(a" * 300, "(Anna Ek) " * 60,
        "Foto: " * 100, "by " * 200, "By A B " * 85, "\n" * 600, "A" * 600, "aB" * 300, "Ab" * 300, "1 " * 300, "3 May 2021 " * 54,
        "5 min " * 100, "@a " * 200, "a.b@c.d " * 75, "is a " * 120, "Anna Ek is a " * 46, "A. " * 200, "van der " * 75,
        "記者" * 300, "王小河 " * 150, "・" * 600, "-" * 600, " - " * 200, "The " * 150, "at The " * 85, "på " * 200,
        "Professor Of Of " * 37, "d'A'b’c" * 85, "\u0301" * 600, "İ" * 600, "ß" * 600, "\u200b" * 600,
        "Anna A" + "\u2011’" * 60 + "÷b", "Anna A" + "\u0301" * 200 + "÷b",
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "sv", "ja"])
def test_hostile_repetition_is_read_in_bounded_time(text: str, language: str) -> None:
    assert len(parse_byline(text, language=language)) <= 25
    split_role(text, language=language)
    is_person_name(text)
