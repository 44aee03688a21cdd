"""Where a text begins and ends: what its marks, headings and last lines say."""

from __future__ import annotations

import pytest

from scraper import extract
from scraper.extraction.boilerplate import is_ending
from tests.extraction.article import ARTICLE, FIRST, MENU, SECOND, THIRD, body_of, texts


@pytest.mark.parametrize("part", ["section", "div", "h2"])
def test_an_id_made_of_the_words_of_its_heading_is_no_mark(part: str) -> None:
    names = ["Introduction", "Privacy concerns", "Related work", "Cookies", "Iterating over latest news"]
    slugs = [name.lower().replace(" ", "-") for name in names]
    parts = [
        f"<h2 id={slug}>{name}</h2><p>{name}. {SECOND}</p>"
        if part == "h2"
        else f"<{part} id=h-{slug}><h2>{name}</h2><p>{name}. {SECOND}</p></{part}>"
        for name, slug in zip(names, slugs, strict=True)
    ]
    below = f"<{part} id=related-posts><h2>Related posts</h2><p>Another tale. {THIRD}</p></{part}>"
    body = body_of(f"<article><h1>Quay stays open</h1><p>{FIRST}</p>{''.join(parts)}{below}</article>")
    assert texts(body) == [FIRST, *[line for name in names for line in (name, f"{name}. {SECOND}")]]


def test_one_part_that_is_named_by_its_heading_stands_for_what_it_says() -> None:
    body = body_of(
        f"<main>{ARTICLE}<div id=cookie-settings><h2>Cookie settings</h2><p>Say yes to all. {SECOND}</p></div></main>"
    )
    assert texts(body) == [FIRST, SECOND, "Ferries keep running", THIRD]


@pytest.mark.parametrize(
    "last",
    [
        "The minister wrote on Twitter that the talks had failed and that no others were planned.",
        "Shareholders of LinkedIn approved the sale of the harbour's shares on the second day of May.",
        "The court ruled that the copyright of the harbour's old maps had run out long ago.",
        "Das schrieb der Hafenmeister am Abend auf Facebook, ohne weitere Gründe zu nennen.",
        "Le quotidien du port a perdu deux mille abonnés en une seule année, dit la direction.",
        "Zarząd portu napisał na Facebooku, że nabrzeże zostanie otwarte w poniedziałek rano.",
        # words that begin as calls do
        "Volgens Facebook is het lek inmiddels gedicht en zijn er geen gegevens gestolen.",
        "Jetzt prüft Facebook die Vorwürfe, und der Hafen wartet auf eine Antwort.",
        "Mehr als zwei Millionen Menschen nutzen Instagram inzwischen jeden Tag im Land.",
        "Besucher des Hafens konnten die Fahrt auf Youtube verfolgen und waren begeistert.",
        "Följderna för Facebook blev stora, och ingen vet hur det slutar i hamnen.",
        "Seguirono mesi difficili per il porto, e Twitter perse la metà dei suoi utenti.",
        "Sigue abierta la investigación sobre Facebook, que debe responder en mayo.",
        "Support for Twitter has fallen among the dockers, and nobody expects it to rise again.",
        "Following the complaints, Instagram took the pictures of the quay down within a day.",
        "Подписанный договор с Telegram вступит в силу в мае, сообщили в порту города.",
        # and words of labels and notices in sentences of their own
        "Źródło tych kłopotów leży gdzie indziej, mówi młynarz, i nikt temu nie przeczy.",
        "المصدر الرئيسي للمياه في القرية هو النهر القديم الذي يمر قرب الميناء.",
        "Posted in 1943 to a small town by the sea, she wrote a letter home every week.",
        "The boats are licensed under the old law, and that will not change before the autumn.",
        "The harbour board is not responsible for the bridge, and says that it never was.",
        "Die Stadt sei nicht verantwortlich für den Schaden, sagte der Bürgermeister am Abend.",
        "Le maire n'est pas responsable du quai, et il le répète à tous ceux qui demandent.",
        "La farina proviene da un mulino vicino al porto, e il pane si vende ogni sabato.",
        "The dry summer and the old dam contributed to this. Nobody could have known it then.",
        "The storm of that year and a lack of money contributed.",
        "后来她在微信上给他写信，每天都写，一直到冬天来临的时候才停下来。",
    ],
)
def test_a_last_paragraph_may_name_a_network(last: str) -> None:
    assert texts(body_of(f"<article><h1>Quay</h1>{ARTICLE}<p>{last}</p></article>"))[-1] == last


@pytest.mark.parametrize(
    "behind",
    [
        "<p>Follow us on Facebook and Twitter for all that happens at the harbour.</p>",
        "<p>The harbour's news is <a href=/n>in our newsletter</a>, too, every Monday.</p>",
        "<p>Tags: harbour, quay, ferries, divers</p>",
        "<p>Schlagworte: Hafen, Kai, Taucher</p><p>AK</p>",
        "<p>Jetzt kostenlos den Newsletter des Hafens bestellen und nichts verpassen!</p>",
        "<p>Volg ons op Facebook en Instagram voor al het nieuws uit de haven.</p>",
        "<p>欢迎关注我们的微信公众号，获取更多港口新闻。</p>",
        "<p>Filed under</p><p>Harbour</p>",
        "<p>Two of the paper's writers contributed to this report.</p>",
        "<p>Źródło: PAP</p><p>Źródło zdjęcia: PAP/EPA</p>",
        "<p>Rückfragehinweis</p><p>Hafenamt der Stadt</p><p>Presseabteilung</p>",
        "<p>Contact presse</p><p>Port autonome</p><p>01 23 45 67 89</p>",
        "<div>The Harbour Post is not responsible for the opinions of those who write to it, nor for their tone.</div>",
        "<p>Disclaimer: what the experts say of shares are their own views, and none of the paper's or its owners.</p>",
        "<p>Materiał chroniony prawem autorskim, dalsze rozpowszechnianie za zgodą wydawcy.</p>",
        "<p>This article was originally published by The Other Post.</p>",
        "<p>Todos los derechos reservados por el puerto.</p>",
        "<div><p>Be the first to know</p><p>Get the harbour's news delivered to your inbox!</p></div>",
    ],
)
def test_what_files_reprints_or_calls_behind_the_last_paragraph_is_no_text(behind: str) -> None:
    assert texts(body_of(f"<article><h1>Quay</h1>{ARTICLE}{behind}</article>"))[-1] == THIRD


def test_what_is_quoted_last_calls_for_nothing() -> None:
    quoted = "Our boats are back, see them all pic.twitter.com/abc123"
    html = f"<article>{ARTICLE}<blockquote><p>{quoted}</p>— Port (@port) May 2</blockquote></article>"
    assert quoted in texts(body_of(html))


@pytest.mark.parametrize(
    "marks", ["td-a-rec", "release_footer", "authorbox", "d-print-none", "headermodal", "support-us", "sidecontent", "read_more",
              "push-layer", "img", "mainphoto photo-text-container"],
)  # fmt: skip
def test_boxes_that_are_none_of_the_text_by_their_marks(marks: str) -> None:
    beside = f"<div class='{marks}'><p>Somebody wrote this about the ferry, but it is none of the tale that is told here.</p></div>"
    assert texts(body_of(f"<article><h1>Quay</h1>{ARTICLE}<p>{FIRST}</p>{beside}</article>"))[-1] == FIRST


@pytest.mark.parametrize("marks", ["operating", "integrating", "katalog_inhalt", "sticker", "paywall"])
def test_words_that_only_end_in_a_mark_or_lock_the_text_say_nothing(marks: str) -> None:
    last = f"<div class={marks}><p>{THIRD}</p></div>"
    body = body_of(f"<article><h1>Quay</h1><p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>{last}</article>")
    assert texts(body)[-1] == THIRD


def test_a_teaser_with_links_amid_its_paragraphs_is_the_beginning_of_the_text() -> None:
    first = FIRST.replace("divers", "<a href=/divers>divers</a>") * 2
    html = f"<article><div class=teaser-content><p>{first}</p></div><div class=rest>{ARTICLE}<p>{SECOND}</p></div></article>"
    assert texts(body_of(html))[0] == FIRST * 2


def test_where_all_marks_mislead_the_tags_still_say_what_is_no_text() -> None:
    lines = "".join(f"<p>{line}</p>" for line in (FIRST, SECOND, THIRD))
    html = f"<div class='with-right-sidebar sidebar'><h1>Quay</h1>{lines}</div><footer><p>{SECOND} {THIRD}</p></footer>"
    assert texts(body_of(html, title="Quay")) == [FIRST, SECOND, THIRD]


def test_an_ending_line_in_a_box_of_its_own_does_not_end_the_paragraphs_about_it() -> None:
    lines = "".join(f"<p>{number}. {SECOND}</p>" for number in range(8))
    html = f"<article><div>{lines}<div class=callout><h4>SUBSCRIBE</h4><p>Read us every day, {SECOND}</p></div><p>{THIRD}</p></div>"
    body = body_of(html + f"<div><h4>Related articles</h4><p>{FIRST}</p></div></article>")
    assert texts(body)[-2:] == [f"7. {SECOND}", THIRD]


def test_an_ending_line_at_the_top_of_the_text_passes_over_its_own_box_only() -> None:
    html = f"<article><p>{FIRST}</p><div><div><div>Mehr zum Thema:</div><a href=/x>Hafen</a></div>{ARTICLE}<p>{THIRD} {SECOND}</p></div>"
    assert texts(body_of(html + "</article>"))[-1] == f"{THIRD} {SECOND}"


def test_short_lines_in_the_box_of_the_text_are_text() -> None:
    riddle = "<p>What do you call a crab that never shares the harbour's news with anybody at all?</p><div>A shellfish one.</div>"
    listed = "".join(
        f"<div>– {line}</div>"
        for line in ("The quay and all the piles it stands on since 1911", "The crane", "The ferry")
    )
    bare = f"<div class=half>A wharf opened in the north<p>{SECOND}</p>Divers found an old anchor<p>{THIRD}</p></div>"
    body = body_of(
        f"<article><p>{FIRST}</p>{riddle * 2}{listed}<div>– The lighthouse and the lamp that burns in it</div>{bare}</article>"
    )
    assert (
        texts(body)[1:5:2]
        == ["What do you call a crab that never shares the harbour's news with anybody at all?"] * 2
    )
    assert texts(body)[2:5:2] == ["A shellfish one."] * 2
    assert "– The crane" in texts(body) and "– The ferry" in texts(body)
    assert "Divers found an old anchor" in texts(body)


def test_lines_of_other_boxes_between_paragraphs_are_none() -> None:
    beside = "<div><span>Get alerts for live updates</span></div><div class=x><b>Ada B.</b></div>"
    assert texts(
        body_of(f"<article><p>{FIRST}</p>{beside}<p>{SECOND}</p>{beside}<p>{THIRD}</p></article>")
    ) == [FIRST, SECOND, THIRD]


def test_a_standfirst_printed_as_a_heading_heads_no_other_heading() -> None:
    html = f"<article><h1>Quay</h1><h2>{FIRST}</h2><h2>How it was found</h2><p>{SECOND}</p><p>{THIRD}</p></article>"
    assert texts(body_of(html, title="Quay"))[0] == FIRST


def test_a_pull_quote_is_read_once() -> None:
    pulled = "Three of the piles are sound, the fourth is not"
    html = f"<article><h1>Quay</h1><div class=x>{pulled}</div>{ARTICLE}<div class=y><div>“{pulled}”</div></div><p>{FIRST}</p></article>"
    assert texts(body_of(html, title="Quay")) == [FIRST, SECOND, "Ferries keep running", THIRD, FIRST]


@pytest.mark.parametrize(
    "line", ["Lesezeit: 4 Min.", "5 min read", "Temps de lecture : 4 minutes", "Jeszcze 3 minuty czytania", "Время чтения: 2 мин.",
             "Tiempo de lectura: 3 min", "Lästid 4 min", "この記事は3分で読むことができます"],
)  # fmt: skip
def test_how_long_it_takes_to_read_is_no_text(line: str) -> None:
    assert texts(body_of(f"<article><h1>Quay</h1><p>{line}</p>{ARTICLE}</article>", title="Quay"))[0] == FIRST


@pytest.mark.parametrize(
    "caption", ["The quay in the summer of last year, as the divers saw it. Photo: Ada Brink", "Nabrzeże zimą tego roku, fot. Ada Brink/PAP",
                "Der Kai im letzten Sommer, gesehen vom alten Kran aus (Foto: dpa)", "去年夏天的碼頭，潛水員所看到的樣子，並且有舊起重機（取自港務局臉書）"],
)  # fmt: skip
def test_a_line_of_its_own_that_ends_in_who_made_the_picture_is_a_caption(caption: str) -> None:
    assert (
        texts(
            body_of(
                f"<article><h1>Quay</h1><div class=a><div class=b>{caption}</div></div>{ARTICLE}</article>"
            )
        )[0]
        == FIRST
    )


@pytest.mark.parametrize(
    ("line", "ends"),
    [("More Great HARBOUR Stories", True), ("Aktuelle Artikel aus der Region", True), ("Más noticias de puertos", True),
     ("Więcej artykułów", True), ("More bad news awaits the ferry", False), ("More than a quay", False), ("Mehr Geld", False),
     ("Other features", False), ("More features in version two", False), ("Other news about the quay was good.", False)],
)  # fmt: skip
def test_lines_that_announce_more_of_the_site_are_endings(line: str, ends: bool) -> None:
    assert is_ending(line) is ends


def test_the_headline_printed_again_with_other_points_is_no_text() -> None:
    html = f"<h1>Divers: Quay stays open</h1><article><h2>Divers Quay stays open</h2>{ARTICLE}</article>"
    assert texts(body_of(html, title="Divers: Quay stays open"))[0] == FIRST


@pytest.mark.parametrize(
    "behind",
    [
        "<p>Ada Brink in Norrhamn and Bo Ek in Sund contributed.</p>",
        "<p>Views: 120 | Added by: Ada | Tags: | Rating: 0.0/0</p>",
        "<section><h3>About the writer</h3><p>Ada Brink has written of harbours for a long time, and of ferries, too.</p></section>",
        "<div><h4>O autorze</h4><p>Ada Brink pisze o portach od wielu lat, a także o promach i latarniach.</p></div>",
        f"<p>Copyright © 2012 Harbour Post. {FIRST * 8}</p>",
        "<p>Adresse für Rückfragen</p><p>Hafenamt, Kai 3, 3003 Sund +41.31.322.00.11</p><p>Amt für Umwelt, Verkehr, Energie und Kommunikation am Hafen, im alten Speicher<br>https://hafen.example/de/home.html</p>",
        f"<div class='content blurred article-body'><p>Dolor ipsam et est cumque. {FIRST}</p></div>",
        "<p>Explore further</p><p>More information: A. Brink et al., Piles of old quays, Journal of Harbours (2020).</p>",
    ],
)
def test_data_bios_rights_and_addresses_behind_the_text_are_none_of_it(behind: str) -> None:
    lines = "".join(f"<p>{number}. {SECOND}</p>" for number in range(9))
    assert texts(body_of(f"<article><h1>Quay</h1>{lines}<p>{THIRD}</p>{behind}</article>"))[-1] == THIRD


def test_paragraphs_with_an_element_about_each_may_be_about_a_network() -> None:
    lines = "".join(
        f"<div><p>{number}. The inquiry asked for all WhatsApp messages of the harbour board.</p></div>"
        for number in range(9)
    )
    assert texts(body_of(f"<article><h1>Quay</h1>{lines}</article>"))[-1].startswith("8.")


def test_the_tail_of_a_text_of_two_paragraphs() -> None:
    html = f"<article><h1>Quay</h1><p>{FIRST}</p><p>Disclaimer: {SECOND}</p></article>"
    assert texts(body_of(html, title="Quay")) == [FIRST]


SHORT = "<p>Water is turned off on Tuesday from nine to eleven in all houses by the mill pond.</p>"


@pytest.mark.parametrize(
    "words", [("Posted", "in", "by"), ("Publicerat", "i", "av"), ("Veröffentlicht", "in", "von")]
)
def test_words_that_label_day_tag_and_author_below_a_short_text_are_none_of_it(
    words: tuple[str, str, str],
) -> None:
    posted, into, by = words
    page = (
        f"<title>Notes of the mill</title><main><div>{SHORT}</div><div><div><p>{posted}</p><div><time datetime='2026-10-01'>1.10.2026</time></div>"
        f"<p>{into}</p><div><a rel=tag href='/t/1'>Water</a></div></div><div><p>{by}</p><div class='post-author'>Ada Brink</div></div></div></main>"
    )
    post = extract(page.encode(), "https://mill.example/98-2/")
    assert post.text == SHORT[3:-4]
    assert posted not in (post.title or "")


def test_one_word_at_the_end_of_the_paragraphs_is_text() -> None:
    assert texts(body_of(f"<h1>The pier</h1><article>{ARTICLE}<p>Enough</p></article>"))[-1] == "Enough"


LINKS = "".join(f"<li><a href=/{n}>The crane on the old quay, part {n}</a></li>" for n in range(4))
PLAYER = f"<div class=player><div>Quay stays open</div><div>Hear it read. {SECOND} {THIRD[:60]}.</div></div>"


@pytest.mark.parametrize(
    "below",
    [
        f"<div class=list><div>What has been written about the harbour so far</div><ul>{LINKS}</ul></div>",
        PLAYER,
        "<p>For more on news and ferries from around the bay please visit the Mill.</p>",
        "<p>Weitere Nachrichten aus der Bucht liest man in der Mühle.</p>",
        "<p>更多新闻请看水车新闻网站，每天早上八点更新，内容包括港口、渡轮和码头。</p>",
    ],
)
def test_what_leads_elsewhere_or_repeats_the_headline_behind_a_text_is_none_of_it(below: str) -> None:
    more = f"<p>Then {FIRST}</p><p>Then {THIRD}</p>" * 3
    body = body_of(f"<main><h1>Quay stays open</h1>{ARTICLE}{more}{below}</main>", title="Quay stays open")
    assert texts(body)[-1] == f"Then {THIRD}"


def test_a_line_above_the_rows_of_a_table_stays() -> None:
    table = "<table><tr><td>Price without tax</td><td><a href=/1>12</a></td><td><a href=/2>14</a></td></tr></table>"
    assert "Price without tax" in texts(body_of(f"<main><h1>Quay</h1>{ARTICLE}{table}<p>{SECOND}</p></main>"))


def test_a_last_paragraph_of_figures_in_a_script_that_says_more_with_each_character_is_text() -> None:
    first = "수도권과 광주를 중심으로 확산세가 지속하는데 더해 항구로 들어오는 배까지 늘어나면서 어제 하루 들어온 배는 이틀째 마흔 척을 넘었다고 항만청이 밝혔다."
    last = "국내 입항률은 2.16%다. 이날 0시까지 들어온 배는 66척 늘어 총 1만1914척이다. 수리 중인 배는 23척 줄어 982척으로 집계되면서 1000척 아래로 떨어졌다."
    line = "전화 : 03-6717-6939 팩스 : 03-6717-6901"
    body = body_of(
        f"<main><h1>항구에 들어온 배</h1><p>{first}</p><p>{first}</p><p>{last}</p><p>{line}</p></main>"
    )
    assert texts(body) == [first, first, last]


def test_a_long_notice_further_down_is_not_the_text() -> None:
    short = f"{FIRST} {SECOND}"
    notice = f"The board says nothing about what others print here, and nobody should rely on it. {FIRST}"
    page = f"<body><h1>Quay stays open</h1><div class=a><div class=b><p>{short}</p></div></div>{MENU}{MENU}<div class=s><p>{notice}</p></div></body>"
    assert texts(body_of(page, title="Quay stays open")) == [short]


def test_a_standfirst_may_say_who_tells_the_tale_and_what_calls_above_the_note_on_them_goes_with_it() -> None:
    lead = "Ada Brink asks the divers of the harbour what they have found below the old crane."
    note = "Ada Brink is a reporter at the Mill and lives beside the quay with two cats."
    call = "Like the Mill on Facebook and follow us on Twitter for tides all day long."
    page = f"<article><h1>Quay stays open</h1><p class=author>By Ada Brink</p><h2>{lead}</h2>{ARTICLE}<p>{call}</p><p>{note}</p></article>"
    post = extract(f"<body>{page}</body>".encode(), "https://mill.example/quay")
    assert post.authors[0].name == "Ada Brink"
    assert post.text.startswith(lead) and post.text.endswith(THIRD)
