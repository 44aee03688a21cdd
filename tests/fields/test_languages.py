"""Language tags as BCP 47 writes them, and what language a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.fields.languages import detect_language, language_of, normalise_language, primary


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


LONGER = {
    "sv": "På lördag ska vi måla om staketet vid odlingen, och den som har en pensel kan ta med den. Det är inte så mycket som är kvar att göra, men vi blir gärna några till.",
    "en": "On Saturday we are going to paint the fence by the garden, and those who have a brush can bring it with them. There is not much left to do, but it is nice to be a few more.",
    "de": "Am Samstag streichen wir den Zaun am Garten, und wer einen Pinsel hat, kann ihn mitbringen. Es ist nicht mehr viel zu tun, aber wir sind auch für eine halbe Stunde dankbar, die jemand für uns hat.",
    "es": "El sábado vamos a pintar la valla del jardín, y el que tenga una brocha la puede traer. No queda mucho por hacer, pero es más agradable con los vecinos que vienen de la otra calle.",
    "fi": "Lauantaina maalataan aita, ja se on kaikille avoin, mutta pensseli on otettava mukaan. Kun työ on tehty, niin saunakin on lämmin, eikä kahvi lopu. Lapset ovat mukana kuin aina.",
    "ar": "سنصبغ يوم السبت السياج الذي يحيط بالحديقة مع الجيران، ومن كان لديه فرشاة فليحضرها. لم يبق الكثير من العمل على هذا الجانب، لكن لا ما يمنع أن نكون أكثر في هذا اليوم.",
    "ja": "土曜日に庭の柵を塗り直します。刷毛をお持ちの方はご持参ください。残りの作業はあまり多くありませんが、人数が多いほうが楽しいです。",
}  # fmt: skip


IN_DOUBT = {("ja", "zh-Hant-TW"), ("es", "fr"), ("fi", "en-US")}
"""Pairs that share letters or common words: a doubt is left, and what is declared stands."""


@pytest.mark.parametrize("language", LONGER)
@pytest.mark.parametrize("declared", ["en-US", "sv-SE", "fr", "eo", "zh-Hant-TW"])
def test_a_text_in_plainly_another_language_than_its_page_declares(language: str, declared: str) -> None:
    stands = language == primary(declared) or (language, declared) in IN_DOUBT
    assert language_of(LONGER[language], declared) == (declared if stands else language)


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        ("", "en"), ("Der Zaun ist grün.", "en"), ("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23", "sv"),
        (TEXTS["nb"] + " " + TEXTS["nb"], "da"), (TEXTS["da"] + " " + TEXTS["da"], "nb-NO"),
        (TEXTS["nb"] + " " + TEXTS["nb"], "nn"), (TEXTS["en"] + " " + TEXTS["de"], "en"), (TEXTS["en"] + " " + TEXTS["de"], "de"),
        ("Siku ya Jumamosi tutapaka rangi ua la bustani pamoja na majirani wote wa mtaa huu na kila mtu anaweza kuleta brashi yake ya rangi nyumbani.", "sw"),
        ("Lilla Torg Stora Torg Nygatan Storgatan Kyrkogatan Västra Hamngatan Östra Hamngatan Norra Allén Södra Allén Kungsgatan Drottninggatan Parken Bryggan Kajen Sluss", "en"),
    ],
)  # fmt: skip
def test_what_a_page_declares_stands_where_its_words_leave_a_doubt(text: str, declared: str) -> None:
    assert language_of(text, declared) == declared


@given(st.text(max_size=400), st.sampled_from(["sv-SE", "xx", "", "no", "ja"]))
def test_any_text_has_the_declared_language_or_another(text: str, declared: str) -> None:
    assert isinstance(language_of(text, declared), str)
