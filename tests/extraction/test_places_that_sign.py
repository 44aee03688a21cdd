"""Who signs by the place of a line: functions of which no word is known, bodies by their form, and what stands there and signs nothing."""

from __future__ import annotations

import pytest

from scraper import extract
from tests.extraction.signed import page

Person = tuple[str | None, str | None, str | None]

BELOW: list[tuple[str, str, list[Person]]] = [
    ("fr", "<p>Maëva Keroual<br>chargée de mission zones humides<br>Syndicat des marais</p>", [("Maëva Keroual", "chargée de mission zones humides", "Syndicat des marais")]),
    ("fr", "<p>— Loïc Brassart, référent berges, et Odette Lormeau, trésorière</p>", [("Loïc Brassart", "référent berges", None), ("Odette Lormeau", "trésorière", None)]),
    ("fr", "<p>Anaïs Quéré, facilitatrice, Fondation des Rives<br>Malo Piriou, charpentier bénévole</p>", [("Anaïs Quéré", "facilitatrice", "Fondation des Rives"), ("Malo Piriou", "charpentier bénévole", None)]),
    ("es", "<p>Remedios Olivar<br>jefa del servicio de acequias<br>Tel. 921 44 55 66</p>", [("Remedios Olivar", "jefa del servicio de acequias", None)]),
    ("es", "<p>Texto: Marisa Cordal, delegada de zona (Asociación de Molineros)</p>", [("Marisa Cordal", "delegada de zona", "Asociación de Molineros")]),
    ("it", "<p>Il tesoriere<br>Ettore Malvasi</p>", [("Ettore Malvasi", "tesoriere", None)]),
    ("it", "<p>A cura di Donata Merlini, referente area didattica di Fondazione Acque</p>", [("Donata Merlini", "referente area didattica", "Fondazione Acque")]),
    ("pt", "<p>O Presidente da Câmara de Vale Fundo,<br>Abílio Carrasco</p>", [("Abílio Carrasco", "Presidente", "Câmara de Vale Fundo")]),
    ("pt", "<p>Jussara Pilar – bolsista de extensão<br>Supervisão: Heitor Valadão</p>", [("Jussara Pilar", "bolsista de extensão", None)]),
    ("ro", "<p>Articol scris de Ioana Morar, coordonatoare de programe, Fundația Moara</p>", [("Ioana Morar", "coordonatoare de programe", "Fundația Moara")]),
    ("pl", "<p>mgr inż. Kamil Rutkowiak<br>inspektor ds. melioracji<br>Urząd Gminy Zalesie</p>", [("Kamil Rutkowiak", "inspektor ds. melioracji", "Urząd Gminy Zalesie")]),
    ("cs", "<p>Za výbor<br>Vojtěch Kříž, místopředseda spolku</p>", [("Vojtěch Kříž", "místopředseda spolku", None)]),
    ("cs", "<p>Lenka Doubravová<br>správkyně depozitáře</p><p>Muzeum mlýnů</p>", [("Lenka Doubravová", "správkyně depozitáře", "Muzeum mlýnů")]),
    ("sk", "<p>Zuzana Hrušková, referentka pre vodu, Obecný úrad Lipovec</p>", [("Zuzana Hrušková", "referentka pre vodu", "Obecný úrad Lipovec")]),
    ("hu", "<p>Kerekes Boglárka</p><p>önkéntes-koordinátor</p><p>Malom Alapítvány</p>", [("Kerekes Boglárka", "önkéntes-koordinátor", "Malom Alapítvány")]),
    ("lv", "<p>Informāciju sagatavoja:<br>Mārtiņš Ozols<br>sabiedrisko attiecību speciālists</p>", [("Mārtiņš Ozols", "sabiedrisko attiecību speciālists", None)]),
    ("lt", "<p>Rasa Vaitkienė<br>Kultūros skyrius, vyriausioji specialistė</p>", [("Rasa Vaitkienė", "vyriausioji specialistė", "Kultūros skyrius")]),
    ("ru", "<p>Вероника Дёмина, хранительница фонда Музея мельниц</p>", [("Вероника Дёмина", "хранительница фонда", "Музея мельниц")]),
    ("ru", "<p><b>Игорь СЕВЕРЦЕВ.</b><br>Фото автора.</p>", [("Игорь Северцев", None, None)]),
    ("bg", "<p>Десислава Танева<br>главен експерт „Вода“<br>Община Горна река</p>", [("Десислава Танева", "главен експерт „Вода“", "Община Горна река")]),
    ("id", "<p>Penulis: Ratna Wulandari, staf humas Dinas Perairan Jernih</p>", [("Ratna Wulandari", "staf humas", "Dinas Perairan Jernih")]),
    ("ja", "<p>川辺市立図書館　司書　中島 由紀</p>", [("中島 由紀", "司書", "川辺市立図書館")]),
    ("zh", "<p>作者：周晓岚（河岸公益基金会市场部经理）</p>", [("周晓岚", "市场部经理", "河岸公益基金会")]),
    ("zh", "<p>（记者 高志远）</p>", [("高志远", "记者", None)]),
    ("ko", "<p>글=박지훈 홍보팀장, 사진=최유리</p>", [("박지훈", "홍보팀장", None)]),
    ("ar", "<p>سلمى الخطيب<br>منسقة المشاريع، مؤسسة الطاحونة</p>", [("سلمى الخطيب", "منسقة المشاريع", "مؤسسة الطاحونة")]),
    ("he", "<p>מיכל ברזילי<br>רכזת קהילה, עמותת הטחנה</p>", [("מיכל ברזילי", "רכזת קהילה", "עמותת הטחנה")]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "below", "want"), BELOW)
def test_the_last_lines_sign_though_no_word_of_the_function_is_known(
    lang: str, below: str, want: list[Person]
) -> None:
    post = page("", below, head="", lang=lang)
    assert [(a.name, a.role, a.organisation) for a in post.authors] == want
    assert post.text.endswith("just nu."), "a signature is no text"


@pytest.mark.parametrize(
    ("lang", "above", "want"),
    [
        ("tr", "<div>3 Mayıs 2024</div><div><img src=a.png><div>Orhan Sezgin</div><div>değirmen bekçisi</div></div>", ("Orhan Sezgin", "değirmen bekçisi", None)),
        ("es", "<div><span>Nuria Casals</span><span>técnica de riegos del Instituto del Agua</span></div>", ("Nuria Casals", "técnica de riegos", "Instituto del Agua")),
        ("sk", "<p>Barbora Ondrušová | správkyňa hrádze | Nadácia Mlyn</p>", ("Barbora Ondrušová", "správkyňa hrádze", "Nadácia Mlyn")),
        ("et", "<p>Koostaja: Liisi Raudsepp, kogude hoidja</p>", ("Liisi Raudsepp", "kogude hoidja", None)),
        ("hr", "<div class=autor-info><strong>Stjepan Maretić</strong><small>tajnik</small></div>", ("Stjepan Maretić", "tajnik", None)),
        ("zh-TW", "<p class=reporter>撰文：王柏翰（公共事務組組員）</p>", ("王柏翰", "公共事務組組員", None)),
        ("fr", "<p>Publié par la rédaction web</p>", (None, None, "la rédaction web")),
    ],
)  # fmt: skip
def test_lines_between_headline_and_text_sign_likewise(lang: str, above: str, want: Person) -> None:
    assert [(a.name, a.role, a.organisation) for a in page(above, head="", lang=lang).authors] == [want]


@pytest.mark.parametrize(
    ("lang", "below"),
    [
        ("es", "<p>Más información: Begoña Iriarte, responsable de visitas, 943 12 34 56</p>"),
        ("fr", "<p><b>Contact presse</b><br>Julie Sarrazin<br>attachée de la mairie<br>05 61 00 11 22</p>"),
        ("pt", "<p>Tuca Almeida, participou do coro, foi visto na ponte.</p>"),
        ("de", "<p>(Maurice Chevalet – französischer Sänger und Schauspieler)</p>"),
        ("en", "<p>Slow Cooker Chili, 1 Tbsp. green onions (optional), Side Salad, 1 apple</p>"),
        ("sv", "<div>Teman Vatten, Hus, U.S. news, Värld</div>"),
        ("ja", "<p>このページに関するお問い合わせ<br>文化振興課 文化財係<br>電話：0197-55-0101</p>"),
    ],
)
def test_what_stands_there_and_tells_of_nobody_signs_nothing(lang: str, below: str) -> None:
    assert [a.name for a in page("", below, head="", lang=lang).authors if a.name] == []


def test_whom_the_headline_names_signs_no_unknown_label() -> None:
    post = page("<p>Pokalbis: Rasa Vaitkienė</p>", title="Rasa Vaitkienė apie malūną", head="", lang="lt")
    assert post.authors == ()


def test_the_name_of_the_site_is_a_body_by_its_title_alone() -> None:
    html = (
        "<html lang=pt><title>Obra pronta | Moinho Velho</title><body><h1>Obra pronta</h1>"
        + f"<p>{'A roda voltou a girar e a água corre pelo canal. ' * 5}</p>" * 4
        + "<p>Sílvia Moutal<br>zeladora da levada<br>Moinho Velho</p>"
    )
    authors = extract(html.encode(), "https://www.example.org/obra").authors
    assert [(a.name, a.role, a.organisation) for a in authors] == [
        ("Sílvia Moutal", "zeladora da levada", "Moinho Velho")
    ]


def test_the_account_of_another_reader_is_no_function() -> None:
    """In a thread below the post, its author answers: `Berta Ek` to `aldering`."""
    guests = "<div class=reply><h4>Gäst</h4><p>Håller inte med.</p></div>" * 10
    answer = "<div class=reply><div class=author-line><b>Berta Ek</b><br>aldering</div><p>Läs igen.</p></div>"
    comments = f"<section class=discussion><h2>Diskussion</h2>{guests}{answer}</section>"
    (author,) = page("<p class=byline>Av Berta Ek</p>", comments).authors
    assert (author.name, author.role) == ("Berta Ek", None)


@pytest.mark.parametrize(
    "html",
    [
        "Anna Ek Lind",
        "<p>Anna Ek, lärare",
        "<h1>Anna Ek</h1><p>lärare",
        "<p>Mvh</p><p>Anna Ek",
        "<b>Av Anna Ek",
    ],
)
def test_a_page_of_a_line_or_two_is_read(html: str) -> None:
    assert extract(html.encode(), "https://news.example/a").evidence
