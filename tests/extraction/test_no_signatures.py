"""What stands at the end of a text and looks like a signature: a quotation's author, facts about a book, headings, notes."""

from __future__ import annotations

import pytest

from tests.extraction.signed import PROSE, names, page


@pytest.mark.parametrize(
    ("lang", "below"),
    [
        ("sv", "<p>”Vi ska slåss på stränderna.”</p><p>– Gustav Lindh</p>"),
        ("en", "<blockquote><p>We shall fight on the beaches.</p></blockquote><p>— Gordon Lindley, Prime Minister</p>"),
        ("en", "<blockquote><p>We shall fight on the beaches.</p><p>— Gordon Lindley</p></blockquote>"),
        ("de", "<p>„Wir kämpfen am Strand.“</p><p>– Gustav Lindner</p>"),
        ("fr", "<p>« Nous nous battrons sur les plages. »</p><p>— Gustave Lemaire</p>"),
        ("ja", "<p>「海辺で戦う」</p><p>— 佐藤 美咲</p>"),
        ("en", "<dl><dt>Author</dt><dd>Ursula Karlin</dd><dt>Title</dt><dd>The Lost River</dd><dt>Publisher</dt><dd>Mill Press</dd></dl>"),
        ("sv", "<table><tr><td>Författare</td><td>Kerstin Ekberg</td></tr><tr><td>Titel</td><td>Händelser vid ån</td></tr></table>"),
        ("sv", "<p>Titel: Händelser vid ån<br>Författare: Kerstin Ekberg<br>Förlag: Kvarnen</p>"),
        ("de", "<p>Autorin: Petra Lohmann<br>Titel: Der lange Fluss<br>Verlag: Mühle</p>"),
    ],
)  # fmt: skip
def test_who_is_quoted_or_wrote_a_book_signs_nothing_and_stays(lang: str, below: str) -> None:
    post = page("", below, lang=lang, head="")
    assert post.authors == ()
    last = below.replace("</td>", "</p>").replace("</dd>", "</p>").split("</p>")[-2].split(">")[-1]
    assert (post.text or "").replace("\n", " ").endswith(last)


@pytest.mark.parametrize(
    "below",
    [
        "<p>Katrin Walden (Photo courtesy of Mill Water)</p>",
        "<dl><dd>Katrin Walden (Photo courtesy of Mill Water)</dd></dl>",
        "<div>Katrin Walden<br>Getty Images</div>",
        "<p>Katrin Walden, Getty Images</p>",
        "<p>Foto Katrin Walden</p>",
    ],
)
def test_who_took_a_picture_or_lent_it_signs_nothing(below: str) -> None:
    assert page("", below, lang="en", head="").authors == ()


@pytest.mark.parametrize("line", [
    "Speaker: Katrin Walden, river keeper", "Winner: Katrin Walden", "Pictured: Katrin Walden, mayor", "Next: Katrin Walden, miller",
    "Referentin: Katrin Walden, Historikerin", "Intervenante : Katrin Walden, historienne", "Plats: Katrin Walden",
    "Prelegentka: Katrin Walden, historyczka", "Katrin Walden, Storgatan 5, Kvarnby",
])  # fmt: skip
def test_a_label_that_no_list_knows_may_name_anybody(line: str) -> None:
    """Who speaks, has won, is shown or comes next: on either side of the text."""
    for lang in ("en", "de", "fr", "pl", "sv"):
        assert page("", f"<p>{line}</p>", lang=lang, head="").authors == ()
        assert page(f"<p>{line}</p>", "", lang=lang, head="").authors == ()


def test_a_picture_editor_signs() -> None:
    (author,) = page("", "<p>Katrin Walden<br>Photo editor</p>", lang="en", head="").authors
    assert (author.name, author.role) == ("Katrin Walden", "Photo editor")


def test_a_fact_about_the_post_itself_names_its_author() -> None:
    facts = "<p>Titel: En titel om huset<br>Författare: Berta Ek</p>"
    assert names(facts, head="") == ["Berta Ek"]


@pytest.mark.parametrize(
    ("lang", "below", "want"),
    [
        ("nl", "<h3>Vragen over de toekomst</h3><p>Die komen later.</p><p>Jan de Vries<br>directeur, Molen</p>", "Jan de Vries"),
        ("fr", "<p>Contact avec la nature</p><p>Oui.</p><p>Marie Dupont<br>directrice, Moulin</p>", "Marie Dupont"),
        ("sv", "<p>Kontakta oss gärna om du har frågor</p><p>Anna Ek<br>projektledare, Almen</p>", "Anna Ek"),
        ("de", "<p>Mit freundlichen Grüßen Ihr Bernd Maier</p>", "Bernd Maier"),
        ("de", "<p>Viele Grüße Ihre Petra Lohmann</p>", "Petra Lohmann"),
        ("de", "<p>Viele Grüsse Petra Lohmann</p>", "Petra Lohmann"),
        ("zh", "<p>此致</p><p>王小明</p>", "王小明"),
        ("ja", "<p>敬具</p><p>佐藤 美咲</p>", "佐藤 美咲"),
    ],
)  # fmt: skip
def test_who_signs_below_is_found(lang: str, below: str, want: str) -> None:
    assert [author.name for author in page("", below, lang=lang, head="").authors] == [want]


@pytest.mark.parametrize(
    ("lang", "below", "want"),
    [
        ("tr", "<p>Ayşe Ak ve Mehmet Er</p>", ["Ayşe Ak", "Mehmet Er"]),
        ("hu", "<p>Kovács Anna és Nagy Béla</p>", ["Kovács Anna", "Nagy Béla"]),
        ("zh", "<p>王小明和李娜</p>", ["王小明", "李娜"]),
        ("ja", "<p>佐藤 和子</p>", ["佐藤 和子"]),
        ("ru", "<table><tr><td>Автор</td><td>Иван Петров</td></tr><tr><td>Должность</td><td>директор</td></tr></table>", ["Иван Петров"]),
        ("zh", "<table><tr><td>作者</td><td>王小明</td></tr><tr><td>单位</td><td>水车大学</td></tr></table>", ["王小明"]),
        ("el", "<p>Με εκτίμηση</p><p>Άννα Παππά<br>διευθύντρια</p>", ["Άννα Παππά"]),
        ("ja", "<h3>お問い合わせ先</h3><p>みどり財団 事務局長 佐藤 美咲</p>", []),
    ],
)  # fmt: skip
def test_signatures_are_told_in_other_languages_too(lang: str, below: str, want: list[str]) -> None:
    post = page("", below, lang=lang, head="")
    assert [author.name for author in post.authors] == want
    assert "Με εκτίμηση" not in (post.text or "")


def test_a_heading_of_contacts_with_more_words_has_somebody_below() -> None:
    below = "<h3>Vragen over dit artikel</h3><p>Jan de Vries, directeur, 070-111 22 33</p>"
    assert page("", below, lang="nl", head="").authors == ()


@pytest.mark.parametrize("line", ["vi ses snart igen", "Vi ses snart igen"])
def test_what_somebody_says_of_themselves_is_no_function(line: str) -> None:
    for below in (f"<p>– Anna Ek<br>{line}</p>", f"<p>Mvh<br>Anna Ek<br>{line}</p>"):
        assert [author.role for author in page("", below, head="").authors] in ([], [None])


def test_a_note_behind_a_dated_signature_is_text() -> None:
    signature = "<p>Anna Ek<br>projektledare, Almen</p><p>3 maj 2024</p>"
    post = page("", f"{signature}<p>PS. Glöm inte anmälan till höstens kurs.</p>", head="")
    assert [author.name for author in post.authors] == ["Anna Ek"]
    assert (post.text or "").endswith("höstens kurs.")


def test_a_surname_is_spoken_of_where_it_is_a_word() -> None:
    note = "<p>Anna Ek is Head of Research at Open Ledger Labs.</p>"
    economy = f"<p>{'Ekonomin i byn är god i år, säger alla här. ' * 5}</p>"
    assert [author.name for author in page("", economy + note, lang="en", head="").authors] == ["Anna Ek"]
    spoken = f"<p>{'Eks hus i byn är gult i år, säger alla här. ' * 5}</p>"
    assert page("", spoken + note, lang="en", head="").authors == ()


@pytest.mark.parametrize("place", ["Oslo, 3 May 2023", "Stockholm 3 maj 2023", "Kvarnby, 3 maj 2023"])
def test_the_place_before_a_day_is_no_pen_name(place: str) -> None:
    assert names(f"<div class=byline>{place}</div>", head="") == []
    assert names("<div class=byline>bjork, 3 maj 2023</div>", head="") == ["bjork"]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Gardening 3 May 2024"), ("sv", "Pressmeddelande 3 maj 2024"), ("de", "Meldung 3. Mai 2024"),
        ("pl", "Aktualności 3 maja 2024"), ("sv", "Inlagt 3 maj 2024"),
    ],
)  # fmt: skip
def test_a_word_beside_a_day_is_no_first_name_where_it_leads_to_nobody(lang: str, line: str) -> None:
    assert names(f"<div class=author-line>{line}</div>", head="", lang=lang) == []


def test_a_first_name_beside_a_day_leads_to_somebody() -> None:
    assert names("<div class=author-line><a href=/author/berta/>Berta</a> 3 maj 2024</div>", head="") == [
        "Berta"
    ]


def test_a_cell_of_many_words_is_no_function() -> None:
    cells = f"<table><tr><td>Autor</td><td>Berta Ek</td></tr><tr><td>Funktion</td><td>{'Wort ' * 60}</td></tr></table>"
    assert [author.role for author in page("", cells, lang="de", head="").authors] in ([], [None])
    assert PROSE[3:20] in (page("", cells, lang="de", head="").text or "")
