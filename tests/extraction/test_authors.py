"""Who signs a post: the marked elements, lines and signatures that name somebody, and who of those that are named it is."""

from __future__ import annotations

import pytest

from tests.extraction.signed import SITE, THE_SITE, names, page, signed


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
