"""Which blocks are the text: on themes of every age and language, and on pages that are none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.extraction.body import Body, after_title, find_body, without
from scraper.extraction.boilerplate import is_boilerplate, is_ending
from scraper.extraction.pictures import pictures_of
from scraper.extraction.render import plain_text
from scraper.extraction.tails import is_tail
from scraper.markup.dom import parse
from scraper.markup.layout import Layout
from scraper.markup.walk import lay_out

FIRST = "The harbour board met on Tuesday to hear what the divers had found under the old crane, and nobody left early."
SECOND = "Three of the piles are sound, the fourth is not, and the engineers want it replaced before the ice comes back."
THIRD = "“We will not close the quay for a single day,” the harbour master said when she was asked about the ferry."
ARTICLE = f"<p>{FIRST}</p><p>{SECOND}</p><h2>Ferries keep running</h2><p>{THIRD}</p>"
MENU = "<ul>" + "".join(f"<li><a href='/{i}'>Section number {i}</a></li>" for i in range(12)) + "</ul>"


def layout_of(html: str) -> Layout:
    return lay_out(parse(html))


def body_of(html: str, **options: str) -> Body:
    return find_body(layout_of(html), **options)  # type: ignore[arg-type]


def texts(body: Body) -> list[str]:
    return [block.text for block in body.blocks]


def test_a_modern_page_gives_its_article_alone() -> None:
    body = body_of(
        f"""<nav>{MENU}</nav><main><article><h1>Quay stays open</h1><p class="byline">By Ada Brink</p>
        <div class="entry-content">{ARTICLE}
        <figure><img src="a.jpg"><figcaption>The crane as it stood in the summer of last year.</figcaption></figure>
        <aside class="newsletter"><p>Get all the harbour's news in your inbox each morning, it costs nothing.</p></aside>
        <div class="share-buttons"><a href="#">Share this</a></div></div></article>
        <section class="related-posts"><p>Another story about the lighthouse, which was painted over the summer.</p>
        </section></main><footer><p>The Harbour Post is printed by the town since 1911, all rights reserved.</p></footer>""",
        title="Quay stays open",
    )
    assert texts(body) == [FIRST, SECOND, "Ferries keep running", THIRD]
    assert [block.text for block in body.captions] == ["The crane as it stood in the summer of last year."]


def test_text_in_one_div_parted_by_line_breaks() -> None:
    body = body_of(
        f"<div id=top>{MENU}</div><div id=x><b>Quay stays open</b><br><br>{FIRST}<br><br>{SECOND}<br><br>{THIRD}</div>"
        f"<div id=end><a href=/a>Home</a> | <a href=/b>Guests</a></div>"
    )
    text = plain_text(body.blocks)
    assert FIRST in text and SECOND in text and THIRD in text
    assert "Section" not in text and "Guests" not in text


def test_short_lines_between_paragraphs_are_headings_on_pages_of_divs_only() -> None:
    body = body_of(
        f"<div><div>Menu</div><div><div>{FIRST}</div><div>WHAT NOW</div><div>{SECOND}</div><div>{THIRD}</div>"
        f"<div>Ada Brink</div></div></div>"
    )
    assert texts(body) == [FIRST, "WHAT NOW", SECOND, THIRD]


def test_a_layout_table_of_the_nineties() -> None:
    body = body_of(
        f"""<table><tr><td colspan=2><font size=5>The Harbour Post</font></td></tr><tr><td>{MENU}</td>
        <td><font face=Arial><h1>Quay stays open</h1>{FIRST}<p>{SECOND}<p>{THIRD}</font></td></tr>
        <tr><td colspan=2><a href=/m>Mail the webmaster</a></td></tr></table>""",
        title="Quay stays open",
    )
    assert texts(body) == [FIRST, SECOND, THIRD]


def test_a_japanese_page() -> None:
    first = "港の管理委員会は火曜日に会議を開き、古いクレーンの下で潜水士が見つけたものについて報告を受けた。"
    second = "四本の杭のうち三本は健全だが、一本は氷が戻る前に交換する必要があると技術者たちは話している。"
    body = body_of(
        f"<div class=header>{MENU}</div><div class=main><h1>岸壁は閉鎖しない</h1><p>{first}</p><p>{second}</p>"
        f"<p>関連記事</p><ul><li><a href=/1>灯台の塗り直し</a></li><li><a href=/2>新しい渡し船</a></li></ul></div>",
        title="岸壁は閉鎖しない",
    )
    assert texts(body) == [first, second]


def test_marks_are_evidence_and_not_truth() -> None:
    body = body_of(
        f'<div class="sidebar-layout comments-open"><div class="widget">{ARTICLE}</div></div><p>Menu</p>'
    )
    assert texts(body) == [FIRST, SECOND, "Ferries keep running", THIRD]


def test_comments_may_be_longer_than_the_text() -> None:
    remark = "<li class=comment><p>I have crossed with that ferry for forty years and it was late on every single one.</p>"
    body = body_of(
        f"<h1>Quay</h1><div>{ARTICLE}</div><div id=comments><ol>{remark * 40}</ol></div>", title="Quay"
    )
    assert texts(body) == [FIRST, SECOND, "Ferries keep running", THIRD]


def test_a_forum_is_all_remarks() -> None:
    body = body_of(f"<div class=comment><p>{FIRST}</p></div><div class=comment><p>{SECOND}</p></div>")
    assert texts(body) == [FIRST, SECOND]


def test_a_second_post_on_the_page_is_not_the_first() -> None:
    other = "Up on the hill the lighthouse keeper has other worries, for the paint will not dry in this weather at all."
    body = body_of(
        f"<main><article><h1>Quay</h1>{ARTICLE * 2}</article><article><h1>Light</h1>{f'<p>{other}</p>' * 6}</article></main>",
        title="Quay",
    )
    assert other not in texts(body)
    assert FIRST in texts(body)


def test_the_first_words_may_stand_apart_from_the_rest() -> None:
    lead = "Divers found one rotten pile under the crane, and the town has until winter to replace it."
    body = body_of(
        f"<header><h1>Quay stays open</h1><p>{lead}</p><p>12.11.2024 08:15</p></header><div class=text>{ARTICLE}</div>",
        title="Quay stays open",
    )
    assert texts(body)[:2] == [lead, FIRST]


def test_lines_that_are_none_of_the_text() -> None:
    body = body_of(
        f"""<div><p>{FIRST}</p><p>Advertisement</p><p>Läs också: Så målas en fyr</p><p>{SECOND}</p>
        <p><a href=/x>The lighthouse is painted at last, and the keeper is pleased</a></p><p>{THIRD}</p>
        <p>Follow us on Instagram.</p><p>Write to the newsroom: post@harbour.example</p></div>"""
    )
    assert texts(body) == [FIRST, SECOND, THIRD]


def test_an_ending_amid_the_text_hides_its_own_box_only() -> None:
    body = body_of(
        f"<div><p>{FIRST}</p><div><h3>Read next</h3><p>The lighthouse is painted at last.</p></div><p>{SECOND}</p>"
        f"<p>{THIRD}</p><p>{FIRST}!</p></div>"
    )
    assert texts(body) == [FIRST, SECOND, THIRD, FIRST + "!"]


def test_lists_quotes_tables_and_code_belong_to_the_text() -> None:
    body = body_of(
        f"<article><p>{FIRST}</p><ul><li>oak</li><li>larch</li></ul><blockquote>{THIRD}</blockquote>"
        f"<table><tr><th>Pile</th><td>rotten</td></tr></table><pre>let n = 4;</pre><p>{SECOND}</p></article>"
    )
    assert texts(body) == [FIRST, "oak", "larch", THIRD, "Pile", "rotten", "let n = 4;", SECOND]


def test_cards_without_marks_are_told_by_their_shape() -> None:
    cards = "".join(
        f"<div><a href='/post-{n}/'>What was said in year {n} of the quay</a><br>In that year the board met {n} times,"
        f" and each time somebody asked about the old crane and its piles.<br>Ada Brink</div>"
        for n in range(4)
    )
    layout = layout_of(
        f"<div><div><div>{FIRST}</div><div>{SECOND}</div><div>{THIRD}</div></div><div>{cards}</div></div>"
    )
    body = find_body(layout, url="https://harbour.example/post-9/")
    assert texts(body) == [FIRST, SECOND, THIRD]


def test_json_ld_shows_the_way_where_the_shape_misleads() -> None:
    loud = "Buy now, for the summer sale of everything that floats ends as soon as the last boat has left the shop. "
    html = f"<div><div>{ARTICLE}</div></div><div><div><p>{loud * 9}</p><p>{loud * 9}</p></div></div>"
    assert FIRST not in texts(body_of(html))
    assert texts(body_of(html, article_body=f"{FIRST}\n{SECOND}\nFerries keep running\n{THIRD}"))[:2] == [
        FIRST,
        SECOND,
    ]


def test_a_summary_in_json_ld_changes_nothing() -> None:
    html = f"<article>{ARTICLE}</article>"
    assert texts(body_of(html, article_body=FIRST)) == texts(body_of(html))


@pytest.mark.parametrize(
    "html", ["", "<html></html>", "<p></p>", MENU, "<p>Hi</p>", "<title>x</title>", "<frameset><frame>"]
)
def test_pages_without_prose_have_no_body(html: str) -> None:
    body = body_of(html)
    assert body.blocks == () and body.start == body.end


def test_a_listing_has_little_text() -> None:
    cards = "".join(
        f"<article><h2><a href=/{n}>Post {n}</a></h2><p><a href=/{n}>More of it</a></p></article>"
        for n in range(9)
    )
    assert body_of(f"<main>{cards}</main>").blocks == ()


def test_span_and_helpers() -> None:
    layout = layout_of(f"<p>Quay stays open</p><div>{ARTICLE}</div>")
    body = find_body(layout)
    assert [block.index for block in body.blocks] == list(range(body.start, body.end))
    assert texts(without(body, {body.start})) == texts(body)[1:]
    assert without(body, ()) is body
    whole = Body(tuple(layout.blocks), 0, len(layout.blocks))
    assert texts(after_title(whole, "QUAY stays open"))[0] == FIRST
    assert after_title(whole, None) is whole


def test_pictures_of_the_text_and_of_nothing_else() -> None:
    layout = layout_of(
        f"<img src=logo.png><article><p>{FIRST}</p><img src=crane.jpg width=800><img src=dot.gif width=1 height=1>"
        f"<div class=related-posts><img src=other.jpg></div><p>{SECOND}</p></article><img src=foot.png>"
    )
    found = [picture.attributes["src"] for picture in pictures_of(layout, find_body(layout))]
    assert found == ["crane.jpg"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ADVERTISEMENT", True), ("– Anzeige –", True), ("» Lesen Sie auch: Der Leuchtturm", True), ("Foto: Ada Brink", True),
        ("Weiterlesen …", True), ("关联", False), ("シェアする", True), ("The advertisement was wrong.", False),
        ("Photographs of the quay were shown.", False), ("Read the fourth pile and weep", False), ("", False),
    ],
)  # fmt: skip
def test_boilerplate_lines(line: str, expected: bool) -> None:
    assert is_boilerplate(line) is expected


@pytest.mark.parametrize(
    "line", ["Related articles", "3 Kommentare", "Kommentare (12)", "関連記事", "Läs mer:", "À lire aussi"]
)
def test_endings(line: str) -> None:
    assert is_ending(line)
    assert not is_ending(line + " were the reason why nobody came to the meeting")


def test_tails() -> None:
    assert is_tail("Send tips to desk@harbour.example or on Telegram.")
    assert not is_tail("The board meets again in March.")


HTML = st.recursive(
    st.text(max_size=60) | st.sampled_from([FIRST, "<br>", "<img src=a>", "Advertisement"]),
    lambda inner: st.builds(
        lambda tag, mark, parts: f"<{tag} class='{mark}'>{''.join(parts)}</{tag}>",
        st.sampled_from(
            "div p article aside h1 h2 ul li table tr td span a blockquote figure figcaption pre".split()
        ),
        st.sampled_from(["", "comment", "entry-content", "sidebar", "teaser", "hidden", "caption"]),
        st.lists(inner, max_size=5),
    ),
    max_leaves=30,
)


@settings(deadline=None, max_examples=150)
@given(
    html=HTML,
    title=st.none() | st.text(max_size=30) | st.just(FIRST),
    said=st.none() | st.just(f"{FIRST} {SECOND} {THIRD}"),
)
def test_any_page_has_a_body_or_none(html: str, title: str | None, said: str | None) -> None:
    layout = layout_of(html)
    body = find_body(layout, title=title, article_body=said, url="https://a.example/")
    indexes = [block.index for block in body.blocks]
    assert indexes == sorted(set(indexes))
    assert all(body.start <= index < body.end for index in indexes)
    pictures_of(layout, body)


@pytest.mark.parametrize(
    "html",
    [
        "<div class='comment x'>" * 100_000 + FIRST,
        "<span>" * 50_000 + FIRST + "<div>" + SECOND,
        "<p class='" + "related-" * 200_000 + "'>" + FIRST,
        "<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">" + FIRST,
        f"<p>{FIRST}</p><article><h1>x</h1></article>" * 5_000,
        "<ul>" + "<li><ul>" * 3_000 + FIRST,
        "<p>" + "Related " * 300_000,
    ],
)
def test_hostile_pages_end(html: str) -> None:
    layout = layout_of(html)
    body = find_body(layout, title=FIRST)
    assert isinstance(body, Body)


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
     ("Więcej artykułów", True), ("More bad news awaits the ferry", False), ("More than a quay", False), ("Mehr Geld", False)],
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
