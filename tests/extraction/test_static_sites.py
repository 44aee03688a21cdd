"""Pages as generators of static sites write them: code in lines of elements, boxes that file the post, whose site it is."""

from __future__ import annotations

import pytest

from scraper import extract
from scraper.model.post import PageKind, Post
from tests.extraction.article import FIRST, SECOND, layout_of

URL = "https://quay.example/2024/05/24/piles/"
PROSE = f"<p>{FIRST}</p><p>{SECOND}</p>"


def post(body: str, *, head: str = "", lang: str = "en") -> Post:
    html = f"<html lang={lang}><head><title>Four piles | Quay Notes</title>{head}</head><body><h1>Four piles</h1>{body}</body></html>"
    return extract(html.encode(), URL)


# Code, tables, notes


def test_lines_of_code_that_are_elements_are_one_block_of_code() -> None:
    code = (
        "<pre><code><div class=line><span>def</span> <span>depth</span>(pile):</div>"
        "<div class=line>    <span>return</span> pile * 2</div><div class=line><br></div></code></pre>"
    )
    blocks = [block.text for block in layout_of(f"{PROSE}{code}{PROSE}").blocks if block.tag == "pre"]
    assert blocks == ["def depth(pile):\n    return pile * 2"]
    assert "def depth(pile):\n    return pile * 2" in (post(f"{PROSE}{code}{PROSE}").text or "")


def test_numbered_lines_of_code_are_lines() -> None:
    assert [block.text for block in layout_of("<pre><ol><li>one</li><li>two</li></ol></pre>").blocks] == [
        "one\ntwo"
    ]


def test_a_column_that_numbers_lines_of_code_is_no_text() -> None:
    table = "<table><tr><td class=gutter><pre>{}</pre></td><td><pre>{}</pre></td></tr></table>"
    numbered = layout_of(table.format("<span>1</span><br><span>2</span><br>", "sink(pile)<br>rise(pile)"))
    assert [block.text for block in numbered.blocks] == ["sink(pile)\nrise(pile)"]
    assert layout_of(table.format("10<br>12", "17")).blocks[0].text == "10\n12"
    assert layout_of("<pre>1\n2</pre>").blocks[0].text == "1\n2"


def test_a_paragraph_in_a_cell_is_the_cell() -> None:
    rows = "".join(f"<tr><td><p>Pile {i}</p></td><td><p>{i}0</p></td></tr>" for i in range(1, 4))
    assert "Pile 1\t10\nPile 2\t20\nPile 3\t30" in (post(f"{PROSE}<table>{rows}</table>{PROSE}").text or "")


def test_cells_that_lay_a_page_out_keep_their_paragraphs() -> None:
    layout = layout_of(f"<table><tr><td>{PROSE}</td><td><p>{FIRST * 3}</p></td></tr></table>")
    assert [block.tag for block in layout.blocks] == ["p", "p", "p"]


@pytest.mark.parametrize("mark", ["#", "¶", "§", "🔗"])
def test_the_mark_by_which_a_heading_is_linked_is_no_part_of_it(mark: str) -> None:
    layout = layout_of(f"<h1>Four piles<a class=anchor href='#four-piles'>{mark}</a></h1><p>{FIRST}</p>")
    assert layout.blocks[0].text == "Four piles"
    assert layout_of("<h2>See <a href='#piles'>below</a></h2>").blocks[0].text == "See below"


@pytest.mark.parametrize(
    "notes",
    [
        "<aside class=footnote role=doc-footnote><p>The fifth was never counted, and nobody has seen it since.</p></aside>",
        "<section class=footnotes><ol><li class=anchorTarget_x1>"
        "<p>The fifth was never counted, and nobody has seen it since. <a href='#r'>↩</a></p></li></ol></section>",
    ],
)
def test_notes_below_a_text_are_its_own(notes: str) -> None:
    assert "never counted" in (post(f"<article>{PROSE}{PROSE}{notes}</article>").text or "")


def test_a_pages_foot_that_is_called_a_footnote_is_its_foot() -> None:
    foot = "<footer class='page-foot footnote'><p>All posts of this site may be printed anew by whoever says where they stood.</p></footer>"
    assert "printed anew" not in (post(f"<main><article>{PROSE}</article></main>{foot}").text or "")


# What stands about the text


@pytest.mark.parametrize(
    "fields",
    [
        (
            "Title: Four piles",
            "Created at : 2024-05-24 10:00:00",
            "Updated at : 2024-05-24 11:00:00",
            f"Link: {URL}",
        ),
        ("Titel: Fyra pålar", "Skapad: 2024-05-24", "Licens: CC BY 4.0"),
        ("本文标题：四根桩", "发布时间：2024-05-24", "许可协议：CC BY-NC-SA 4.0"),
    ],
)
def test_fields_that_file_a_post_end_no_text(fields: tuple[str, ...]) -> None:
    box = "".join(f"<li>{field}</li>" for field in fields)
    text = post(f"<article>{PROSE}<div><ul>{box}</ul></div></article>").text or ""
    assert text.endswith(SECOND)


@pytest.mark.parametrize(
    ("below", "want"),
    [
        (
            "<footer>Tagged: <a rel=tag href='/t/ice'># ice</a> <a rel=tag href='/t/人'>\ue867 人</a></footer>",
            ("ice", "人"),
        ),
        ("<nav class=article-tags>\n     <a href='/tags/ice/'>\n        ice</a></nav>", ("ice",)),
        ("<footer><a href='/tags/'>All tags</a></footer>", ()),
        ("<aside><div class=tag-cloud><a href='/tags/ice/'>ice</a></div></aside>", ()),
    ],
)
def test_tags_right_below_a_text_are_its_own(below: str, want: tuple[str, ...]) -> None:
    assert post(f"<main>{PROSE}</main>{below}").tags == want


def test_tags_in_one_element_with_commas_between() -> None:
    tags = '<meta property="article:tag" content="{}">'
    assert post(PROSE, head=tags.format("ice,quays")).tags == ("ice", "quays")
    assert post(PROSE, head=tags.format("Ships, Trade, &amp; Ice")).tags == ("Ships, Trade, & Ice",)


def test_a_headline_that_links_to_the_front_page_is_not_the_sites_name() -> None:
    top = "<nav><a href='/'><b class=site-title>Quay Notes</b></a><a href='/'><span>Four piles</span> <span>Home</span></a></nav>"
    head = '<meta property="og:title" content="Four piles">'
    assert post(top + PROSE, head=head).title == "Four piles"


def test_a_headline_without_blanks_is_more_than_a_word() -> None:
    html = f"<title>潮汐记的长名字大全 - 码头下的四根老木桩</title><h1><a href='/'>潮汐记的长名字大全</a></h1><h2>码头下的四根老木桩</h2><p>{'潜水员在旧吊车下面看了很久。' * 12}</p>"
    assert extract(html.encode(), URL).title == "码头下的四根老木桩"


# Who signs


@pytest.mark.parametrize(
    "owner",
    [
        "<meta name=author content='Berta Ek'>|",
        "|<aside><div class=site-author><p class=author-name itemprop=author>Berta Ek</p></div></aside>",
        "|<div class=post-copyright-author>Author: <a href='https://quay.example'>Berta Ek</a></div>",
    ],
)
def test_whose_site_it_is_stands_beside_nobody_who_signs(owner: str) -> None:
    head, _, box = owner.partition("|")
    foot = "<footer><span>© 2019 – 2024 Berta Ek</span></footer>"
    signed = "<p>Omar Lind, harbour engineer at Quay Works</p>"
    assert [
        one.name for one in post(f"<article>{PROSE}{signed}</article>{box}{foot}", head=head).authors
    ] == ["Omar Lind"]
    assert [one.name for one in post(f"<article>{PROSE}</article>{box}{foot}", head=head).authors] == [
        "Berta Ek"
    ]


@pytest.mark.parametrize("label", ["Post author:", "Article author:", "Beitragsautor:", "Artikelförfattare:"])
def test_a_label_for_who_wrote_is_no_function(label: str) -> None:
    (author,) = post(
        f"<article>{PROSE}</article><ul><li class=post-author>{label} Berta Ek</li></ul>"
    ).authors
    assert (author.name, author.role) == ("Berta Ek", None)


def test_a_box_that_is_called_the_posts_authors_is_so_in_a_sidebar_too() -> None:
    side = "<div class=sidebar><div class=x-post__authors><div class=profile><strong>Omar Lind</strong></div></div></div>"
    foot = "<footer>Copyright © 2024 Berta Ek</footer>"
    read = post(f"{side}<article>{PROSE}</article>{foot}", head="<meta name=author content='Berta Ek'>")
    assert [one.name for one in read.authors] == ["Omar Lind"]


def test_who_publishes_her_own_blog_is_a_person_though_it_is_called_an_organisation() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Four piles", "author": {"@type": "Person", "name": "Anna Ek"},'
        ' "publisher": {"@type": "Organization", "name": "Anna Ek"}}</script>'
    )
    assert [(one.name, one.organisation) for one in post(PROSE, head=data).authors] == [("Anna Ek", None)]


# Language and kind


def test_a_page_that_lists_its_posts_to_machines_is_no_post() -> None:
    posts = ", ".join(f'{{"@type": "BlogPosting", "headline": "Pile {i}"}}' for i in range(3))
    data = f'<script type="application/ld+json">{{"@type": "Blog", "blogPost": [{posts}]}}</script>'
    assert post(f"<time>2024-05-24</time>{PROSE}", head=data).kind is PageKind.LISTING
    part = '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Four piles", "isPartOf": {"@type": "Blog"}}</script>'
    assert post(PROSE, head=part).kind is PageKind.POST


def test_a_text_is_in_its_own_language_and_read_in_it_whatever_its_template_declares() -> None:
    swedish = (
        "Hamnstyrelsen fick i dag veta vad dykarna har sett under den gamla kranen, och ingen gick hem för tidigt. Tre av pålarna är"
        " hela, men den fjärde är det inte, och ingenjörerna vill att den ska bytas innan isen kommer tillbaka till hösten."
    )
    read = post(f"<article><p>{swedish}</p><p>Omar Lind, trafikplanerare på Kajstaden</p></article>")
    assert read.language == "sv"
    (author,) = read.authors
    assert (author.role, author.organisation) == ("trafikplanerare", "Kajstaden")


def test_a_short_text_in_chinese_is_a_text() -> None:
    text = "潜水员在旧吊车下面看了很久，发现四根木桩中有一根已经坏了。工程师希望在结冰之前把它换掉，码头主任说渡船一天也不会停。"
    html = f"<html lang=zh><title>四根木桩</title><h1>四根木桩</h1><time datetime=2024-05-24>2024-05-24</time><p>{text}</p><p>{text}</p>"
    assert extract(html.encode(), URL).kind is PageKind.POST


def test_a_day_in_the_name_of_a_file_dates_nothing() -> None:
    assert post(
        f"<p>Write a file such as <code>notes/2021-02-28-greetings.md</code> first.</p>{PROSE}"
    ).published is None or (
        "2021"
        not in str(
            post(
                f"<p>Write a file such as <code>notes/2021-02-28-greetings.md</code> first.</p>{PROSE}"
            ).published
        )
    )
