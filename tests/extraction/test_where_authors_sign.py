"""Where authors sign: lines that date themselves, links, cards, headlines, asides, and the reporters of East Asia."""

from __future__ import annotations

import pytest

from scraper import extract
from tests.extraction.signed import PROSE, URL, names, page, signed


@pytest.mark.parametrize(
    ("lang", "line", "want"),
    [
        ("ja", "2024年5月3日 佐藤花子記者", ("佐藤花子", "記者", None)),
        ("zh", "2024年5月3日 记者王小明", ("王小明", "记者", None)),
        ("ko", "2024.05.03 14:00 김민수 기자", ("김민수", "기자", None)),
        ("en", "Anna Ek<br>The Lantern<br>Fri, 3 May 2024 17:55 UTC", ("Anna Ek", None, "The Lantern")),
        ("sv", "Anna Ek, reporter | 3 maj 2024", ("Anna Ek", "reporter", None)),
    ],
)
def test_a_plain_line_below_the_headline_that_dates_itself_and_says_what_somebody_is_signs(
    lang: str, line: str, want: tuple[str | None, ...]
) -> None:
    post = page(f"<p>{line}</p>", lang=lang)
    assert [(a.name, a.role, a.organisation) for a in post.authors] == [want]


@pytest.mark.parametrize("label", ["Senast Ändrad", "Ort Saarbrücken"])
def test_a_label_before_a_date_signs_nothing(label: str) -> None:
    assert names(f"<p>{label} 3 maj 2024</p>") == []


@pytest.mark.parametrize(
    ("above", "below", "want"),
    [
        (f"<p>{'Vi talade länge om huset. ' * 6}<a href=https://cr.example/person/bo-ek>Bo Ek</a> var med.</p>", "", []),
        ("<p><a href=/person/bo-ek>Bo Ek</a></p>", "", ["Bo Ek"]),
        ("<div class='contributor vcard'><span class=fn>AP</span></div>", "", []),
        ("<div class=contributor>Bo Ek</div>", "", ["Bo Ek"]),
        ("<span class=szerzo>MTI</span>", "", ["MTI"]),
        ("<p class=byline>Av Bo Ek och Siv Ro</p>", "<div>Siv Ro</div><div>Teman Vatten, Hus, U.S. news, Värld</div>", ["Bo Ek", "Siv Ro"]),
        ("", f"<p>{'Den sista meningen står här. ' * 5}Så var det.(c)AFP/Bo EKLUND</p>", ["Bo Eklund"]),
        ("", f"<p>{'Den sista meningen står här. ' * 5}Så var det. © Reuters</p>", ["Reuters"]),
        ("", f"<p>{'Den sista meningen står här. ' * 5}Så var det. © Shutterstock</p>", []),
        ("", f"<p>{'Den sista meningen står här. ' * 5}Så var det. © Kvarn AB</p>", []),
        ("", "<p>© AFP/Bo Eklund</p>", []),
    ],
)  # fmt: skip
def test_who_is_linked_thanked_or_holds_rights_is_no_author_unless_as_a_byline(
    above: str, below: str, want: list[str]
) -> None:
    assert names(above, below, head="") == want


def test_a_body_that_only_a_far_box_names_is_nobodys() -> None:
    replies = "<section><p>Svar</p></section>" + "<p>Mer på sajten.</p>" * 8
    reply = "<div class='author vcard'><a class=fn>Gråmöss AB</a><span class=to>Bo Ek</span></div>"
    assert signed("<p class=byline>Av Bo Ek</p>", replies + reply) == [("Bo Ek", None, None)]


@pytest.mark.parametrize(
    ("lang", "first", "last", "want"),
    [
        ("zh", "〔記者王小河／台北報導〕", "", ["王小河"]),
        ("zh", "新华社北京5月3日电（记者王小河、李小川）", "", ["王小河", "李小川"]),
        ("ko", "(서울=연합뉴스) 김하늘 기자 = ", "", ["김하늘"]),
        ("ja", "【ソウル＝佐藤花子】", "", ["佐藤花子"]),
        ("ja", "", "（佐藤花子）", ["佐藤花子"]),
        ("ja", "【写真】", "（写真あり）", []),
        ("zh", "（记者会现场）", "（完）", []),
    ],
)
def test_reporters_open_or_end_a_text_in_east_asia(lang: str, first: str, last: str, want: list[str]) -> None:
    prose = {
        "ja": "水車は川のそばで三百年も回り続けてきたが、今年の春の洪水で止まった。",
        "ko": "물레방아는 삼백 년이 넘도록 돌아왔지만 올봄 홍수로 멈췄다. ",
    }
    text = prose.get(lang, "河边的水车三百多年来一直在转动，但今年春天的洪水让它停了下来。") * 6
    html = f"<html lang={lang}><article><h1>水車</h1><p>{first}{text}</p><p>{text}{last}</p></article></html>"
    assert [author.name for author in extract(html.encode(), URL).authors] == want


def test_a_reporters_line_ends_a_text_of_one_block_in_korean() -> None:
    text = "물레방아는 삼백 년이 넘도록 돌아왔지만 올봄 홍수로 멈췄다.<br><br>" * 6
    html = f"<html lang=ko><article><h1>물레방아</h1><div>{text}김하늘 기자 haneul@mill.example</div></article></html>"
    assert [author.name for author in extract(html.encode(), URL).authors] == ["김하늘"]


@pytest.mark.parametrize(
    ("above", "below", "want"),
    [
        # a line between headline and text that counts comments, and the last before the text
        ("<div class=comments_count><p><b>By BO EKLUND</b> 10/ 5/11 09:19 PM ET</p></div>", "", ["Bo Eklund"]),
        ("<p>Dela</p>" * 5 + "<div>By Bo Ek<br>Kvarn.example</div>", "", ["Bo Ek"]),
        # a source behind the date
        ("<p><b>2026. május 3., 11:16</b> forrás: <b>MTI</b></p>", "", ["MTI"]),
        # authors of other posts, in a list between headline and text
        ("<p class=author>AFP</p><ul><li><a href=/a><h2>Ett annat hus</h2></a><span class=author>Av Siv Ro</span></li></ul>", "", ["AFP"]),
        # the one author that a page links to, in its sidebar
        ("", "<aside class=sidebar><h4>Om</h4><p><a rel=author href=/siv-ro>Siv Ro</a></p></aside>", ["Siv Ro"]),
        ("", "<aside><p><a rel=author href=/s>Siv Ro</a></p><p><a rel=author href=/b>Bo Ek</a></p></aside>", []),
        # where a link says the name without its place
        ("<p class=byline><a rel=author href=/ana>Ana Roble Cruz</a> Madrid 3 MAY 2026</p>", "", ["Ana Roble Cruz"]),
        ("<p>Get Mill Business on <a href=/profile/x>Google Buzz</a>!</p>", "", []),
    ],
)  # fmt: skip
def test_whose_byline_stands_between_headline_and_text_or_nowhere_else(
    above: str, below: str, want: list[str]
) -> None:
    assert names(above, below, head="") == want


def test_a_creator_by_name_is_heard_and_an_account_is_not() -> None:
    below = "<p>Samtalet med Bo Ek i huset vid ån varade länge.</p>"
    assert names("", below, head="<meta name=twitter:creator content='Bo Ek'>") == ["Bo Ek"]
    assert names("", below, head="<meta name=twitter:creator content='@boek'>") == []


@pytest.mark.parametrize("name", ["Saddle Creek", "Shopping Basket", "Один Вопрос"])
def test_a_bare_line_of_words_that_the_page_writes_small_signs_nothing(name: str) -> None:
    below = f"<p>In the saddle we went shopping all day long.</p><p>{name}</p>"
    assert names("", below, head="") == []
    assert names("", "<p>In the saddle we went shopping all day long.</p><p>Siv Creek</p>", head="") == [
        "Siv Creek"
    ]


def test_the_last_line_of_a_headline_signs_with_its_function() -> None:
    assert [
        a.name for a in page(title="Huset vid ån<br><small>Redaktör Siv Ro</small>", head="").authors
    ] == ["Siv Ro"]
    assert not page(title="Huset vid ån<br>Siv Ro", head="").authors


def test_a_name_by_its_own_marks_is_heard_before_what_stands_beside_it() -> None:
    box = "<div class=entry-byline>{}<span class='author vcard'><a href=/author/x>{}</a></span> <a href=/c>Röda Hus</a></div>"
    assert names(box.format("", "grodan"), head="") == ["grodan"]
    assert names(box.format("", "Siv Ro"), head="")[0] == "Siv Ro"


def test_the_one_author_by_microdata_is_the_posts_in_an_aside_too() -> None:
    aside = "<aside><p><span class=author itemprop=author>{}</span> — 3 maj 2026</p></aside>"
    assert names("", aside.format("Siv Ro"), head="") == ["Siv Ro"]
    assert names("", aside.format("Siv Ro") + aside.format("Bo Ek"), head="") == []


def test_an_agency_beside_a_person_in_a_byline_leaves_the_person() -> None:
    box = "<div class=byline>By Associated Press <time>Jun 24, 2020, 3:53pm CDT</time><div><b>Bo Ek</b></div></div>"
    assert names(box, head="") == ["Bo Ek"]


def test_the_end_of_a_quote_and_a_logo_sign_nothing() -> None:
    assert names("<div class='byline logo'>WMIL</div>", "<p>Ny Gryning.”</p>", head="") == []


@pytest.mark.parametrize("marks", ["menu", "share-menu", "post-nav"])
def test_a_byline_and_a_date_beside_links_to_share_are_read_though_their_box_is_called_a_menu(
    marks: str,
) -> None:
    links = "".join(f"<a href=/{name}>{name}</a> " for name in ("dela", "skriv", "mejla"))
    post = page(
        f"<div class={marks}><span class=author>Av Anna Ek</span> <span>3 maj 2024</span> {links}</div>"
    )
    assert [a.name for a in post.authors] == ["Anna Ek"]
    assert str(post.published) == "2024-05-03"


def test_staff_that_is_listed_behind_the_article_signs_nothing() -> None:
    staff = "<div class=team><h3>Redaktionen</h3><p>Anna Ek, redaktör</p><p>Bo Ek, fotograf</p></div>"
    html = f"<article><h1>Huset</h1><p class=byline>Av Cy Dahl</p>{PROSE}{{}}</article>{{}}"
    behind, last = html.format("", staff), html.format("<p>Anna Ek, redaktör</p>", "")
    assert [a.name for a in extract(behind.encode(), URL).authors] == ["Cy Dahl"]
    assert "Anna Ek" in [a.name for a in extract(last.encode(), URL).authors]


def test_linked_data_between_single_quotes_is_read() -> None:
    data = r"""{'@type': 'NewsArticle', 'headline': 'Huset "vid" ån', 'author': [{'name': 'Siobhán O\'Ek'}, {"name": "Bo 'B' Ek"}],}"""
    head = f"<script type='application/ld+json'>{data}</script>"
    assert names(head=head) == ["Siobhán O'Ek", "Bo 'B' Ek"]
    assert names(head="<script type='application/ld+json'>{'author': 'It's Ek'}</script>") == []


@pytest.mark.parametrize(
    ("author", "body"),
    [("Court Reporter", None), ("Calder Court", "Calder Court")],
)
def test_a_function_that_signs_is_no_body_for_a_word_of_bodies_in_it(author: str, body: str | None) -> None:
    post = page(f"<div>{author}</div>", head=f"<meta name=author content='{author}'>")
    assert [a.organisation for a in post.authors] == [body]


BAY = '<meta property="og:site_name" content="Bay Lantern">'


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("<div class=byline><div>By Anna Ek</div><div>North Bay Lantern</div></div>", [("Anna Ek", None, "North Bay Lantern")]),
        ("<div class=byline><div>Anna Ek</div><div>PARA BAY LANTERN</div></div>", [("Anna Ek", None, "Bay Lantern")]),
        ("<div class=byline><div>Anna Ek</div><div>Für Bay Lantern</div></div>", [("Anna Ek", None, "Bay Lantern")]),
        ("<div class=byline><div>Anna Ek</div><div>Bo Berg</div></div>", [("Anna Ek", None, None), ("Bo Berg", None, None)]),
        ("<div class=byline><h6>Written by</h6><h5>Reuters</h5><ul><li>Filed under</li><li>News</li><li>Old Quays</li></ul></div>", [(None, None, "Reuters")]),
        ("<div class=byline><p>Geschrieben von</p><p>Anna Ek</p><p>Abgelegt unter</p><p>Alte Häfen</p></div>", [("Anna Ek", None, None)]),
        ("<p class=byline>By Anna Ek</p><a class=journalistlink href=/rules>Bay Lantern's Journalistic Standards and Practices</a>", [("Anna Ek", None, None)]),
    ],
)  # fmt: skip
def test_the_sites_own_name_filings_and_rules_in_a_byline_are_no_people(
    line: str, want: list[tuple[str | None, ...]]
) -> None:
    assert signed(line, head=BAY) == want


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("By <a href=/about>Anna Ek</a> | <a rel='category tag' href=/c/1>Old Harbours</a>, <a rel=tag href=/c/2>Focus</a>", ["Anna Ek"]),
        ("Fredag, 3 maj 2024<br>Anna Berg", ["Anna Berg"]),
        ("<span class=byline>Kvarnbladet/AP/</span>", ["Kvarnbladet", "AP"]),
        ("3 maj 2024<br>Anna Ek", ["Anna Ek"]),
        ("3 maj 2024<br>Ort Kvarnby", []),
        ("<p class=byline>Av<a href=/x>Anna Ek</a></p>", ["Anna Ek"]),
        ("<p class=byline><span>By</span><span><a rel=author href=/x>Anna Ek</a></span></p>", ["Anna Ek"]),
        ("<span class=byline><span class=byline-name>Av Anna Ek</span> <span class=byline-title>Stora Kvarnbladet News</span></span>", ["Anna Ek"]),
        ("<span class=byline><span class=first>Anna</span> <span class=last>Ek</span></span>", ["Anna Ek"]),
    ],
)  # fmt: skip
def test_links_to_tags_sign_nothing_and_a_day_and_somebody_do(line: str, want: list[str]) -> None:
    assert names(f"<div>{line}</div>") == want


def test_who_is_announced_above_the_rights_behind_a_text_signs_it() -> None:
    rights = "Skrivet av Anna Ek<br>Copyright: Kvarnbladet<br><b>Får inte tryckas av på nytt utan att vi har sagt ja till det först</b>"
    assert names("", f"<div>{rights}</div>") == ["Anna Ek"]
