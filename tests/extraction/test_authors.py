"""Who signs a post: the marked elements, lines and signatures that name somebody, and who of those that are named it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from scraper import extract
from scraper.model.post import Post

URL = "https://www.kvarnbladet.example/2026/11/huset/"
PROSE = "".join(
    f"<p>{'Det här är en mening om huset, gården och alla som bor där just nu. ' * 4}</p>" for _ in range(5)
)
SITE = '<meta property="og:site_name" content="Kvarnbladet">'
THE_SITE = [(None, None, "Kvarnbladet")]


def page(
    above: str = "", below: str = "", *, head: str = SITE, title: str = "En titel om huset", lang: str = "sv"
) -> Post:
    html = f"<html lang={lang}><head>{head}</head><body><main><h1>{title}</h1>{above}{PROSE}{below}</main></body></html>"
    return extract(html.encode(), URL, fetched_at=datetime(2026, 11, 23, 12, tzinfo=UTC))


def signed(above: str = "", below: str = "", *, head: str = SITE) -> list[tuple[str | None, ...]]:
    return [(a.name, a.role, a.organisation) for a in page(above, below, head=head).authors]


def names(above: str = "", below: str = "", *, head: str = SITE, lang: str = "sv") -> list[str | None]:
    return [a.name or a.organisation for a in page(above, below, head=head, lang=lang).authors]


def ld(author: str, publisher: str = "") -> str:
    more = f', "publisher": {publisher}' if publisher else ""
    return (
        f'{SITE}<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "En titel om huset",'
        f' "author": {author}{more}}}</script>'
    )


# What stands in a marked element


@pytest.mark.parametrize(
    ("html", "want"),
    [
        ("<p class=byline><em>von</em><span>Berta Ek</span> <em>3.4.2024</em></p>", ["Berta Ek"]),
        ("<p class=author>durch Berta Ek</p>", ["Berta Ek"]),
        ("<span class='post-author vcard'>Posted by <span class=fn>B E</span></span>", ["B E"]),
        ("<div class=author-name><a href='/autorzy/be-12'>be</a></div>", ["be"]),
        ("<div class=byline><p>By Berta Ek</p><ul class=sharebar><li>Whats App</li></ul></div>", ["Berta Ek"]),
        ("<div class=byline>By Berta Ek<h3 class=sr-only>Social Links</h3></div>", ["Berta Ek"]),
        ("<div class=byline>By Berta Ek<p>TOPICS:</p><p>HOUSES</p></div>", ["Berta Ek"]),
        (
            "<div class=byline-row><p>By Berta Ek</p><p>Crossing Rivers with no boat, no oars and hardly any"
            " money.</p></div>",
            ["Berta Ek"],
        ),
        ("<div class=author><ul><li>Autor: www.kvarnbladet.example</li><li>Data: 28-04-2021</li></ul></div>",
         ["www.kvarnbladet.example"]),
    ],
)  # fmt: skip
def test_a_byline_box_names_who_wrote_and_nobody_else(html: str, want: list[str]) -> None:
    assert names(html) == want


def test_two_links_side_by_side_are_two_pieces() -> None:
    html = "<div class=byline>By <a href=/p/berta>Berta Ek</a> <a href=/>Mill News</a></div>"
    assert signed(html) == [("Berta Ek", None, "Mill News")]


@pytest.mark.parametrize(
    ("html", "want"),
    [
        ("<p class=byline>by Northern River Agency</p>", "Northern River Agency"),
        ("<p class=byline>von Redaktion KVB</p>", "Redaktion KVB"),
        ("<h4 class=author-name>Zespół Kvarnbladet.example</h4>", "Zespół Kvarnbladet.example"),
        ("<span class=post-author>Kvarnbladet</span>", "Kvarnbladet"),
    ],
)
def test_what_is_no_person_in_a_byline_is_a_body(html: str, want: str) -> None:
    assert signed(html) == [(None, None, want)]


@pytest.mark.parametrize(
    "html",
    [
        "<figure><img src=a.jpg><figcaption>Ein Haus / Autor: Berta Ek</figcaption></figure>",
        "<div class='image-description__author'>Berta Ek</div>",
        "<h5>Text Size</h5>",
        "<blockquote><cite class=author>Berta Ek</cite></blockquote>",
    ],
)
def test_captions_quotes_and_buttons_are_no_bylines(html: str) -> None:
    assert names(html, head="") == []


def test_the_photographer_of_a_caption_stays_a_contributor() -> None:
    post = page("<figure><img src=a.jpg><figcaption>Huset. Foto: Berta Ek</figcaption></figure>", head="")
    assert [a.name for a in post.contributors] == ["Berta Ek"]


def test_the_headlines_own_people_do_not_sign_below_it() -> None:
    post = page("<div>Entrevista: Rakel Stenmark</div>", title="Rakel Stenmark berättar om huset", head="")
    assert post.authors == ()


# Where it stands


def test_a_byline_below_standfirst_and_picture_is_near() -> None:
    standfirst = (
        "<h2>Ett hus vid ån</h2><figure><img src=a.jpg><figcaption>Huset vid ån</figcaption></figure>"
    )
    lines = "".join(f"<div>Kort rad {number}</div>" for number in range(5))
    box = "<div class=author><span>Par <span>AFP</span></span></div>"
    columnists = "".join(
        f"<div class=opinion><a href=/{n}>Om annat</a><div class=author>{n} Ek</div></div>"
        for n in ("Bo", "Eva")
    )
    assert signed(standfirst + lines + box, "<p>Läs mer om hus.</p>" * 12 + columnists) == [
        (None, None, "AFP")
    ]


def test_the_foot_of_a_post_and_utility_classes_are_its_own() -> None:
    foot = (
        "<div class='entry-footer lg:w-with-sidebar'><span class=post-author>Posted by Berta Ek</span></div>"
    )
    assert names("", foot, head="") == ["Berta Ek"]
    assert (
        names("", "<div class=footer><span class=post-author>Posted by Berta Ek</span></div>", head="") == []
    )


# What is taken out of the text for it


def test_a_paragraph_that_was_read_as_a_byline_stays_in_the_text() -> None:
    letter = (
        "<blockquote><p>DEAR SIR<br>THE CAR IS FREE AT THE WEEK END<br>BEST REGARDS (sic!)</p></blockquote>"
    )
    post = page(letter, head="")
    assert post.authors == ()
    assert "THE CAR IS FREE" in post.text
    arabic = "<p>١٢ مايو ٢٠٢٠</p><p>قالت سيدة البيت إن الحقائب اختفت من الغرفة، وعلمت لدى عودتها، أن الجيران سمعوا شيئا</p>"
    assert "الجيران" in page(arabic, head="").text


def test_a_farewell_signs_behind_the_text() -> None:
    assert names("", "<p>Med vänliga hälsningar<br>Berta Ek</p>", head="") == ["Berta Ek"]


# The site itself


@pytest.mark.parametrize(
    "head",
    [
        SITE + '<meta name=author content="Kvarnbladet">',
        ld('{"@type": "Person", "name": "Kvarnbladet"}'),
        ld('{"@type": "Organization", "name": "Kvarnbladet"}'),
    ],
)
def test_the_site_that_machines_name_is_an_organisation_and_stands_beside_nobody(head: str) -> None:
    assert signed(head=head) == THE_SITE
    assert names("<p class=byline>Av Berta Ek</p>", head=head) == ["Berta Ek"]
    assert names("<p class=byline>AFP</p>", head=head) == ["AFP"]
    assert names("", "<p>(mwo)</p>", head=head, lang="de") == ["mwo"]


def test_a_blog_that_is_called_like_its_author_keeps_the_person() -> None:
    head = '<meta property="og:site_name" content="Berta Ek"><meta name=author content="Berta Ek">'
    assert signed("<p class=byline>Av Berta Ek</p>", head=head) == [("Berta Ek", None, None)]
    person = '<meta property="og:site_name" content="Berta Ek">' + ld(
        '{"@type": "Person", "name": "Berta Ek"}', '{"@type": ["Person", "Organization"], "name": "Berta Ek"}'
    ).removeprefix(SITE)
    assert signed(head=person) == [("Berta Ek", None, None)]


def test_who_built_the_site_or_publishes_it_wrote_nothing() -> None:
    assert signed(head='<meta name=author content="Webbyrån Ek - www.webbyran-ek.example.com">') == []
    publisher = ld(
        '{"@type": "Person", "name": "Berta Ek"}', '{"@type": "Organization", "name": "Anders Norr"}'
    )
    head = publisher + '<meta name=author content="Anders Norr">'
    assert names("<p class=byline>Av Berta Ek</p>", head=head) == ["Berta Ek"]


@pytest.mark.parametrize(
    "name", ["News.Az", "Webbyrån Ek GmbH", "Redacción Norte 2", "Kvarn News Bureau", "Mill Staff"]
)
def test_hosts_bodies_and_departments_are_organisations(name: str) -> None:
    assert signed(head=f'<meta name=author content="{name}">') == [(None, None, name)]


def test_an_account_that_nobody_sees_loses_to_a_printed_desk() -> None:
    head = ld('{"@type": "Person", "name": "Dag Norrman"}')
    assert names("<div class=byline><a rel=author href=/desk>7 News Kvarn</a></div>", head=head) == [
        "7 News Kvarn"
    ]
    assert names(head=head) == ["Dag Norrman"]


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


def test_an_agency_beside_a_person_in_a_byline_leaves_the_person() -> None:
    box = "<div class=byline>By Associated Press <time>Jun 24, 2020, 3:53pm CDT</time><div><b>Bo Ek</b></div></div>"
    assert names(box, head="") == ["Bo Ek"]


def test_the_end_of_a_quote_and_a_logo_sign_nothing() -> None:
    assert names("<div class='byline logo'>WMIL</div>", "<p>Ny Gryning.”</p>", head="") == []


def test_linked_data_between_single_quotes_is_read() -> None:
    data = r"""{'@type': 'NewsArticle', 'headline': 'Huset "vid" ån', 'author': [{'name': 'Siobhán O\'Ek'}, {"name": "Bo 'B' Ek"}],}"""
    head = f"<script type='application/ld+json'>{data}</script>"
    assert names(head=head) == ["Siobhán O'Ek", "Bo 'B' Ek"]
    assert names(head="<script type='application/ld+json'>{'author': 'It's Ek'}</script>") == []


# Agencies and initials at either end of the text


@pytest.mark.parametrize(
    ("above", "below", "want"),
    [
        (
            "<p>Oslo (dpa) - Das Haus am Fluss ist verkauft. " + "Es stand dort lange. " * 12 + "</p>",
            "",
            ["dpa"],
        ),
        ("<p>(EFE).- La casa del río. " + "Estuvo allí mucho tiempo. " * 12 + "</p>", "", ["EFE"]),
        ("", f"<p>{'Der letzte Satz steht hier. ' * 8}Aus. (dpa)</p>", ["dpa"]),
        ("", f"<p>{'The last sentence is here. ' * 8}It is. PTI</p>", ["PTI"]),
        ("", "<p>aja/PAP</p>", ["PAP"]),
        ("", "<p>Quelle: Reuters</p>", ["Reuters"]),
        ("", "<p>Source: Calder University</p>", ["Calder University"]),
        ("", "<p>Källa: Kvarnbladet</p>", ["Kvarnbladet"]),
        ("", "<p>Kvarnbladet.example</p>", []),
        ("", "<p>www.kvarnbladet.example</p>", ["www.kvarnbladet.example"]),
        ("", "<p>(se bild 3)</p>", []),
        ("", "<p>Källa: https://kvarn.example/rapport</p>", []),
        ("", f"<p>{'Den sista meningen står här. ' * 8}Så var det (2024)</p>", []),
    ],
)
def test_who_opens_or_ends_the_text_signs_it(above: str, below: str, want: list[str]) -> None:
    assert names(above, below, head="") == want
    assert names("<p class=byline>Av Berta Ek</p>" + above, below, head="") == ["Berta Ek"]


def test_newsrooms_sign_with_initials_and_unknown_sources_in_some_languages() -> None:
    last = f"<p>{'Der letzte Satz steht hier. ' * 8}So war es. (mwo)</p>"
    assert names("", "<p>(mwo)</p>", head="", lang="de") == ["mwo"]
    assert names("", last, head="", lang="de") == ["mwo"]
    assert names("", "<p>Źródło: ISBbiuro</p>", head="", lang="pl") == ["ISBbiuro"]


@pytest.mark.parametrize("lang", ["en", "sv", "fr", "de", "pl"])
@pytest.mark.parametrize(
    "below",
    [
        *("<p>FIN</p>", "<p>ENDE</p>", "<p>XOXO</p>", "<p>AMEN</p>", "<span>LIKE</span>", "<p>PDF</p>", "<p>KONIEC</p>"),
        f"<p>{'The last sentence is here. ' * 8}And nobody got wet (lol)</p>",
        f"<p>{'The last sentence is here. ' * 8}It costs three million (usd)</p>",
        *("<p>Source: Wikipedia</p>", "<p>Source: Own work</p>", "<p>Źródło: Opracowanie własne</p>"),
        "<p>More about mills on kvarnbladet.example?</p>",
    ],
)  # fmt: skip
def test_what_else_ends_a_text_signs_nothing(below: str, lang: str) -> None:
    assert names("", below, head="", lang=lang) == []


@pytest.mark.parametrize("name", ["P.Li", "J.de Vries", "Dr.Wu Han"])
def test_initials_glued_to_a_name_are_no_host(name: str) -> None:
    assert [n for n, _, _ in signed(f"<p class=byline>Av {name}</p>")] == [name]


def test_an_agency_at_the_end_of_a_paragraph_leaves_it_whole() -> None:
    post = page("", f"<p>{'Der letzte Satz steht hier. ' * 8}Aus. (dpa)</p><p>aja/PAP</p>", head="")
    assert "steht hier. Aus. (dpa)" in post.text
    assert "aja/PAP" not in post.text
