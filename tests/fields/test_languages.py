"""Language tags as BCP 47 writes them, and what language a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fields.languages import detect_language, normalise_language, primary


@pytest.mark.parametrize(
    ("tag", "value"),
    [
        ("sv", "sv"), ("sv-se", "sv-SE"), ("sv_SE", "sv-SE"), ("zh-hant-tw", "zh-Hant-TW"), ("EN", "en"), ("es-419", "es-419"),
        ("Swedish", "sv"), ("Deutsch", "de"), ("cz", "cs"), ("se", "sv"), ("dk", "da"), ("jp", "ja"), ("en-US,sv", "en-US"),
        (" de ", "de"), ("", None), ("x", None), ("{{lang}}", None), ("123", None), ("undefined language", None),
    ],
)  # fmt: skip
def test_a_tag_is_written_as_the_standard_has_it(tag: str, value: str | None) -> None:
    assert normalise_language(tag) == value


@pytest.mark.parametrize(
    ("tag", "value"),
    [("sv-SE", "sv"), ("sv_SE", "sv"), ("nb-NO", "no"), ("nn", "no"), ("EN", "en"), ("", ""), (None, "")],
)
def test_the_language_alone(tag: str | None, value: str) -> None:
    assert primary(tag) == value


TEXTS = {
    "sv": "Vi har nu öppnat utlysningen och den som vill söka kan göra det från och med i dag, men inte efter den första juni.",
    "nb": "Vi har nå åpnet utlysningen og den som vil søke kan gjøre det fra og med i dag, men ikke etter første juni, seg selv.",
    "da": "Vi har nu åbnet for ansøgninger, og den som vil søge kan gøre det fra i dag, men ikke efter den første juni af året.",
    "fi": "Haku on nyt auki ja se on voimassa kesäkuun alkuun, mutta hakemuksia ei oteta vastaan sen jälkeen, kun aika on ohi.",
    "en": "The call is now open and those who wish to apply can do so from today, but not after the first of June this year.",
    "de": "Die Ausschreibung ist nun offen und wer sich bewerben will, kann das ab heute tun, aber nicht nach dem ersten Juni.",
    "nl": "De oproep is nu open en wie zich wil aanmelden kan dat vanaf vandaag doen, maar niet na de eerste juni van dit jaar.",
    "fr": "L’appel est maintenant ouvert et ceux qui veulent déposer un dossier peuvent le faire dans les jours qui viennent, pas plus tard.",
    "es": "La convocatoria está abierta y los que quieran presentarse pueden hacerlo desde hoy, pero no después del primero de junio.",
    "it": "Il bando è ora aperto e chi vuole può presentare la domanda da oggi, ma non dopo il primo giugno, come è scritto nel testo.",
    "pt": "O concurso está aberto e os que quiserem podem apresentar uma proposta a partir de hoje, mas não depois do dia um de junho.",
    "pl": "Nabór jest już otwarty i można się zgłaszać od dzisiaj, ale nie po pierwszym czerwca, jak to było w roku ubiegłym.",
    "ru": "Конкурс открыт, и те, кто хочет подать заявку, могут это сделать с сегодняшнего дня, но не после первого июня.",
    "uk": "Конкурс відкрито, і ті, хто хоче подати заявку, можуть це зробити від сьогодні, але не після першого червня, як було.",
    "ja": "募集を開始しました。本日から応募できますが、六月一日を過ぎるとできません。",
    "zh": "招募现已开始，自今日起可以报名，但六月一日之后不再受理。", "ko": "모집을 시작했습니다. 오늘부터 신청할 수 있습니다.",
    "th": "เปิดรับสมัครแล้วตั้งแต่วันนี้เป็นต้นไป", "hi": "आवेदन आज से खुल गए हैं और एक जून तक किए जा सकते हैं", "ka": "განაცხადების მიღება დღეს დაიწყო",
}  # fmt: skip


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_text_is_told(language: str) -> None:
    assert detect_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "OK", "1234 5678", "Xqz wvb prt klm nrt zzz qqq www xxx", "— … !"])
def test_a_text_that_tells_nothing_has_no_language(text: str) -> None:
    assert detect_language(text) is None


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    detect_language(text)
    primary(text)
    tag = normalise_language(text)
    assert tag is None or normalise_language(tag) == tag
