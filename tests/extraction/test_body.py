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
from tests.extraction.article import ARTICLE, FIRST, MENU, SECOND, THIRD, body_of, layout_of, texts


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


@pytest.mark.parametrize(
    "line", ["Sidansvarig: Kommunikationsavdelningen", "Page owner: Harbour office", "Sideansvarlig:", "Sivusta vastaa: Viestintä"]
)  # fmt: skip
def test_who_looks_after_a_page_is_none_of_its_text(line: str) -> None:
    assert is_tail(line) and is_tail(line, told=True)
    assert not is_tail("Sidansvarig är den som rättar texten och som svarar när någon ringer.", told=True)


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
