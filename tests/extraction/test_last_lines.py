"""What stands last and is none of a text: credits, notices, notes about who wrote it, cards; and what only looks so."""

from __future__ import annotations

import pytest

from scraper import extract
from tests.extraction.article import ARTICLE, FIRST, SECOND, THIRD, body_of, texts


@pytest.mark.parametrize(
    "behind",
    [
        "<p>(Reporting by Ada Brink in Norrhamn; Additional reporting by Bo Ek and a good many others who stood on the quay that night; Editing by Cy Dahl)</p>",
        "<p>Contributing: Ada Brink, Bo Ek, the Harbour Press.</p>",
        "<p style='text-align:right'>（责任编辑：王小明）</p>",
        "<p>責任編輯：王小明</p>",
        "<p>Read or share this story: https://post.example/q</p>",
        "<p>Bildnachweise (von oben nach unten):<br>Der Kai von Ada Brink<br>Der Kran von Bo Ek<br>Die Fähre von einem, der nicht genannt sein will, und von vielen anderen</p>",
        "<p>___</p>",
        "<p>* * *</p><p>Some of the links above are affiliate links, and the paper gets its share of them.</p>",
        "<p>Die mit einem Stern sind Affiliate-Links. Kauft jemand etwas, erhalten wir eine Provision.</p>",
        "<p>Ces propos n'engagent que leurs auteurs, et non le journal du port.</p>",
        "<p>Las opiniones no reflejan necesariamente las del puerto.</p>",
        "<p>Мнение автора может не совпадать с мнением порта.</p>",
        "<p>الآراء الواردة أدناه لا تعبر عن رأي الميناء.</p>",
        "<p>Markieren Sie den Fehler und drücken Sie Ctrl+Enter, dann sehen wir nach.</p>",
        "<div class=z><b>Kļūda rakstā?</b><p>Iezīmējiet tekstu un nosūtiet to ostas avīzes redaktoram jau šodien.</p></div>",
        "<div class=z><b>Нашли ошибку?</b><p>Выделите её и отправьте нам, чтобы мы могли всё быстро исправить.</p></div>",
        "<div><p>The paper is glad of all that its readers say about the quay, and prints it as it stands.</p><p>Views below do not necessarily reflect its own.</p></div>",
        "<div><p>Figyelem! Az alábbi írások nem tükrözik a szerkesztőség álláspontját.</p><p>Kérjük, hogy mindenki kulturáltan írjon a többieknek a kikötőről!</p></div>",
        "<div class=z>ติดตามข่าวท่าเรือได้ที่ เฟซบุ๊ก ทวิตเตอร์ และไลน์ของเราทุกวัน</div>",
        "<div class=z>Порт теперь есть и в телеграме: заходите и читайте каждый день</div>",
        "<p>Readers may contact the harbour master at ada@harbour.example.</p>",
    ],
)
def test_credits_notices_and_calls_to_report_mistakes_are_no_text(behind: str) -> None:
    lines = "".join(f"<p>{number}. {SECOND}</p>" for number in range(9))
    assert texts(body_of(f"<article><h1>Quay</h1>{lines}<p>{THIRD}</p>{behind}</article>"))[-1] == THIRD


@pytest.mark.parametrize(
    "last",
    [
        "Hinweise nimmt die Wache am Hafen unter wache@hafen.example entgegen.",
        'Hinweise nimmt die Wache unter <a href="mailto:wache@hafen.example">wache@hafen.example</a> entgegen.',
        "The list of all piles is kept under piles@harbour.example, and it grows every year.",
        "Если вы заметили трещины в причале, не подходите к нему и уйдите на берег.",
    ],
)
def test_a_last_paragraph_may_name_an_address_and_begin_as_a_credit_does(last: str) -> None:
    html = f"<article><h1>Quay</h1>{ARTICLE}<p>{last}</p></article>"
    assert texts(body_of(html))[-1].startswith(last[:20])


def test_a_list_that_ends_in_whom_to_ask_is_text() -> None:
    lines = "".join(f"<p>{number}. {SECOND}</p>" for number in range(9))
    html = f"<article><h1>Quay</h1>{lines}<ul><li>{THIRD}</li><li>Contact: Ada Brink, Harbour Board, Kai 3</li></ul></article>"
    assert texts(body_of(html))[-1] == THIRD


@pytest.mark.parametrize("name", ["Discussion", "Weitere Themen", "Contributors", "Más información"])
def test_an_ending_may_be_one_of_the_texts_own_headings(name: str) -> None:
    parts = "".join(f"<h2>Part {number}</h2><p>{number}. {SECOND}</p>" for number in range(9))
    own = f"<article><h1>Quay</h1>{parts}<h2>{name}</h2><p>{THIRD}</p></article>"
    assert texts(body_of(own))[-2:] == [name, THIRD]
    foreign = f"<article><h1>Quay</h1>{parts}<h2>{name}</h2><ul><li><a href=/x>{THIRD}</a></ul><p>{FIRST}</p></article>"
    assert name not in texts(body_of(foreign)) and FIRST not in texts(body_of(foreign))
    other_rank = f"<article><h1>Quay</h1>{parts}<h4>{name}</h4><p>{THIRD}</p></article>"
    assert THIRD not in texts(body_of(other_rank))


def test_a_caption_between_headline_and_text_is_no_lead() -> None:
    picture = "<div class=lead>Ada Brink, Bo Ek on the quay (Credit: Harbour Press/Cy Dahl)</div>"
    html = f"<div><h1>Quay</h1>{picture}<div class=story>{ARTICLE}<p>{FIRST}</p></div></div>"
    assert texts(body_of(html, title="Quay"))[0] == FIRST


def test_remarks_are_told_in_other_languages_and_captions_of_films_by_their_marks() -> None:
    remarks = "".join(f"<li><h4>#{number}</h4><p>{number}. {SECOND}</p></li>" for number in range(9))
    film = f"<p class='video-desc description'>{SECOND}</p>"
    html = f"<article><h1>Quay</h1>{film}{ARTICLE * 2}<div class=comentarios_lectores><h3>9 »</h3><ol>{remarks}</ol></div></article>"
    assert texts(body_of(html, title="Quay"))[0] == FIRST
    assert texts(body_of(html, title="Quay"))[-1] == THIRD


def _signed(last: str) -> str:
    """The text of a post by Ada Brink that ends in some paragraphs."""
    page = f"<article><h1>Quay stays open</h1><p class=byline>By Ada Brink</p>{ARTICLE}{last}</article>"
    return extract(page.encode(), "https://post.example/quay").text


@pytest.mark.parametrize(
    "note",
    [
        "<p>Ada Brink has written of harbours and ferries for a long time and lives in Norrhamn with two cats.</p>",
        "<p>ADA BRINK IS THE HARBOUR POST'S SHIPPING EDITOR</p>",
        "<h3>New at the post</h3><p>• Ada Brink schreibt seit vielen Jahren über Häfen und lebt in Norrhamn.</p>",
        "<p>Ada Brinks Buch über alte Kräne ist im letzten Jahr erschienen.</p>",
    ],
)
def test_a_last_paragraph_that_begins_with_the_name_of_who_signs_is_about_them(note: str) -> None:
    kept = _signed(note).rstrip().endswith(THIRD)
    assert kept is not note.startswith("<p>Ada Brinks")  # the name is whole


def test_who_signs_may_speak_last_and_be_what_the_text_is_about() -> None:
    assert _signed("<p>Ada Brink: And what will become of the ferry?</p>").endswith("of the ferry?")
    about = "".join(
        f"<p>Ada Brink wrote book number {number} of this row. {SECOND}</p>" for number in range(9)
    )
    assert "number 8" in _signed(about)
    told = f"<p>{SECOND} It was then that they met Ada Brink on the quay.</p><p>Ada Brink took the last boat home.</p>"
    assert _signed(told).endswith("last boat home.")
    results = "<ul><li>Bo Ek won the first race of the day.</li><li>Ada Brink came in second, right behind him.</li></ul>"
    assert _signed(results).endswith("right behind him.")


@pytest.mark.parametrize("around", ["main", "article"])
def test_a_short_text_is_not_outweighed_by_the_cards_below_it(around: str) -> None:
    cards = "".join(
        f"<div><h3><a href=/2024/{number}/tale>Tale number {number} of the town</a></h3><p>{number}. {FIRST}</p></div>"
        for number in range(8)
    )
    page = f"<main><h1>Quay stays open</h1><{around}><p>{THIRD}</p></{around}><div><h2>In town</h2>{cards}</div></main>"
    assert extract(page.encode(), "https://post.example/2024/quay").text == THIRD
