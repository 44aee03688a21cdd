"""What tells the pieces of a byline apart: names, functions, bodies, accounts."""

from __future__ import annotations

import pytest

from scraper.fields.bylines import (
    clean_name,
    is_agency,
    is_login,
    is_organisation,
    is_person_name,
    is_role,
    parse_byline,
    split_role,
)
from scraper.model.post import Author


@pytest.mark.parametrize(
    "text",
    [
        "Anna Ek", "ANNA EK", "Anna-Karin Öberg", "Karin af Klint", "Ludo van der Berg", "Joris van 't Zand", "J. R. Whitlow",
        "Marco dell'Acqua", "Conor O’Rourke", "Martin Luther Coyle Jr.", "Dr. Anna Ek", "Anna Ek, PhD", "Tom Cook", "Anna Richter",
        "April Hale", "Анна Речная", "Άννα Μύλου", "佐藤花子", "佐藤 花子", "王小河", "김하늘", "سمير الطاحون", "Marc LEFORT",
    ],
)  # fmt: skip
def test_what_people_are_called_is_a_name(text: str) -> None:
    assert is_person_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Anna", "anna ek", "Read More", "Privacy Policy", "New York", "Anna Ek 2", "@anna ek", "https://a.example b", "Foto Privat Bild",
        "El Molinero", "Die Flut", "Meine Freunde", "Link Copied", "A Mill", "TT AB", "東京", "記者", "編集部", "Redaktionen Nyheter",
        "Anna Ek said that the mill would open again", "اقرأ المزيد", "Ek von",
    ],
)  # fmt: skip
def test_what_pages_say_is_no_name(text: str) -> None:
    assert not is_person_name(text)


@pytest.mark.parametrize(("language", "expected"), [("fr", False), ("vi", True), (None, True)])
def test_an_article_is_one_in_its_own_language_only(language: str | None, expected: bool) -> None:
    assert is_person_name("Le Moulin", language=language) is expected


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("KARIN ÅSTRÖM", "Karin Åström"), ("Marc LEFORT", "Marc Lefort"), ("Ayşe DEĞİRMENCİ", "Ayşe Değirmenci"),
        ("Prof. Dr. Greta Lohmann, PhD", "Greta Lohmann"), ("Ben Frost, M.D.", "Ben Frost"), ("Martin Coyle, Jr.", "Martin Coyle, Jr."),
        ("Anna Ek Anna Ek", "Anna Ek"), (" – Anna Ek | ", "Anna Ek"), ("Anna Ek @annaek", "Anna Ek"), ("Juan Carlos P.", "Juan Carlos P."),
    ],
)  # fmt: skip
def test_a_name_is_freed_from_what_hangs_about_it(printed: str, name: str) -> None:
    assert clean_name(printed) == name


@pytest.mark.parametrize(
    "text",
    [
        "admin",
        "webbredaktionen",
        "majainfos_zlfca4v6",
        "jsmith2",
        "anna.ek@mill.example",
        "@annaek",
        "105092",
        "wp-admin",
        "user12",
    ],
)
def test_accounts_are_logins(text: str) -> None:
    assert is_login(text)


@pytest.mark.parametrize("text", ["Anna Ek", "Anna", "The Lantern Staff", "Élise", "佐藤花子"])
def test_names_and_departments_are_no_logins(text: str) -> None:
    assert not is_login(text)


@pytest.mark.parametrize(
    "text",
    [
        "reporter", "Staff Writer", "stadsdelsutvecklare", "Politikredakteurin", "reportrar", "staff writers", "Korrespondenten",
        "redaktorem", "журналистом", "спецкорреспондент", "főszerkesztő", "記者", "水車大学教授", "기자", "öğretim üyesi", "tf chefredaktör",
    ],
)  # fmt: skip
def test_words_for_functions_are_roles_compound_or_declined(text: str) -> None:
    assert is_role(text)


@pytest.mark.parametrize("text", ["", "Anna Ek", "The Lantern", "water", "3 May 2021", "東京"])
def test_other_words_are_no_roles(text: str) -> None:
    assert not is_role(text)


@pytest.mark.parametrize(
    "text",
    [
        "Calder University",
        "Havsverket",
        "Flusswerke GmbH",
        "BBC",
        "dpa",
        "Dzienniku Młyńskim",
        "水車新聞",
        "Irmak Vakfı",
        "ARD-Studio Brüssel",
    ],
)
def test_bodies_are_organisations(text: str) -> None:
    assert is_organisation(text)


@pytest.mark.parametrize("text", ["", "Anna Ek", "university", "Martin Coyle III", "Anna Ek PhD"])
def test_names_and_plain_words_are_no_organisations(text: str) -> None:
    assert not is_organisation(text)


@pytest.mark.parametrize(
    "text", ["dpa", "dpa/AFP", "TT", "Reuters", "Agência Lusa", "afp, ap", "新华社", "Getty Images"]
)
def test_agencies_are_known_alone_and_together(text: str) -> None:
    assert is_agency(text)


@pytest.mark.parametrize(
    ("language", "line", "role", "organisation"),
    [
        ("sv", "stadsdelsutvecklare på Kvarnhem", "stadsdelsutvecklare", "Kvarnhem"),
        ("sv", "expert på boendefrågor, KVAB", "expert på boendefrågor", "KVAB"),
        (
            "sv",
            "projektansvarig för Kvarnhems innovationslabb",
            "projektansvarig för Kvarnhems innovationslabb",
            None,
        ),
        (
            "sv",
            "Administrativ projektledare, Hållbar Förnyelse",
            "Administrativ projektledare",
            "Hållbar Förnyelse",
        ),
        ("sv", "generaldirektör Havsverket", "generaldirektör", "Havsverket"),
        ("en", "Director of Water Policy", "Director of Water Policy", None),
        ("en", "Director of Water Policy, Rivers Alliance", "Director of Water Policy", "Rivers Alliance"),
        ("en", "Head of School", "Head of School", None),
        (
            "en",
            "professor at Calder University, Institute of Rivers",
            "professor",
            "Calder University",
        ),
        ("en", "correspondent in Paris", "correspondent in Paris", None),
        ("en", "Calder University professor", "professor", "Calder University"),
        ("de", "Pressesprecherin des Flussverbands", "Pressesprecherin", "Flussverbands"),
        ("fr", "professeur à l’Université de Rivemont", "professeur", "Université de Rivemont"),
        ("pl", "dziennikarka w Dzienniku Młyńskim", "dziennikarka", "Dzienniku Młyńskim"),
        ("tr", "Irmak Üniversitesi'nde öğretim üyesi", "öğretim üyesi", "Irmak Üniversitesi"),
        ("en", "Author", None, None),
        ("en", "", None, None),
    ],
)
def test_a_role_line_is_parted_where_the_body_begins(
    language: str, line: str, role: str | None, organisation: str | None
) -> None:
    assert split_role(line, language=language) == (role, organisation)


def test_a_known_name_passes_whatever_it_looks_like() -> None:
    assert parse_byline("By Mill Pond News, editor", language="en", known_names=["Mill Pond News"]) == (
        Author("Mill Pond News", "editor", raw="By Mill Pond News, editor"),
    )


def test_a_seam_within_a_surname_is_not_cut() -> None:
    assert [author.name for author in parse_byline("Maeve McKinnon", language="en")] == ["Maeve McKinnon"]
    assert [author.name for author in parse_byline("Paul DeVitt, editor", language="en")] == ["Paul DeVitt"]


def test_somebody_named_twice_is_found_once() -> None:
    assert len(parse_byline("Anna Ek\nBy Anna Ek", language="en")) == 1


def test_connectives_mean_something_in_their_own_language_only() -> None:
    swedish = parse_byline("Anna Ek, redaktör i Björkföreningen", language="sv")
    assert [(author.role, author.organisation) for author in swedish] == [("redaktör", "Björkföreningen")]
    german = parse_byline("Anna Ek, redaktör i Björkföreningen", language="de")
    assert [author.organisation for author in german] == [None]
