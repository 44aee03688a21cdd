"""A page in, a post out: the policies on pages made for them, and a Post for any bytes at all."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fixtures.sample_site import TRUTH, classic, plain, sample_site
from scraper import extract
from scraper.model.evidence import Evidence
from scraper.model.post import Author, Credit, PageKind, Post

URL = "https://blog.example/en-titel/"
PROSE = "".join(
    f"<p>{'Det här är en mening om huset, gården och alla som bor där just nu. ' * 4}</p>" for _ in range(5)
)


def read(html: str, *, url: str = URL, hints: tuple[Evidence, ...] = ()) -> Post:
    return extract(html.encode(), url, fetched_at=datetime(2026, 11, 23, 12, tzinfo=UTC), hints=hints)


def page(head: str = "", above: str = "", below: str = "") -> Post:
    return read(
        f"<html lang=sv><head>{head}</head><body><h1>En titel om huset</h1>{above}{PROSE}{below}</body></html>"
    )


@pytest.mark.parametrize("theme", [classic, plain])
def test_the_sample_posts_by_themselves(theme) -> None:  # type: ignore[no-untyped-def]
    """Without any hint, the page alone gives day, authors and roles; the plain theme's headline, too."""
    site = sample_site()
    for fact in TRUTH:
        post = extract(
            theme.post_page("https://blog.example", site, fact).encode(), "https://blog.example" + fact.path
        )
        assert post.title == fact.title
        assert str(post.published)[:10] == fact.day
        assert [(a.name, a.role, a.organisation) for a in post.authors] == [
            (a.name, a.role, a.organisation) for a in fact.authors
        ]
        assert post.language in ("sv", "sv-SE")


def test_a_printed_signature_beats_the_account_in_the_head() -> None:
    post = page('<meta name=author content="webbredaktionen2">', below="<p>Bo Ekman<br>chef på Kvarnhem</p>")
    assert post.authors == (
        Author("Bo Ekman", "chef", "Kvarnhem", Credit.AUTHOR, "Bo Ekman chef på Kvarnhem"),
    )
    assert "Bo Ekman" not in post.text


def test_people_in_the_text_and_in_captions_are_no_authors() -> None:
    post = page(
        below="<p>På bilden: Rakel Stenmark, direktör på Verket, och Viktor Broman. Foto: Kim Berg</p>"
    )
    assert post.authors == ()


def test_the_printed_day_wins_over_a_moment_in_utc() -> None:
    post = page(
        '<meta property="article:published_time" content="2019-05-28T22:15:00+00:00">',
        above="<p>29 maj 2019</p>",
    )
    assert str(post.published) == "2019-05-29T00:15:00+02:00", (
        "the moment, as the site's own clocks showed it"
    )
    head = '<meta property="article:published_time" content="2019-05-28T22:15:00+00:00">'
    nowhere = read(
        f"<html><head>{head}</head><body><h1>A headline of some length</h1><p>May 29, 2019</p>{PROSE}"
    )
    assert str(nowhere.published)[:10] == "2019-05-29", "also where nobody knows the site's clock"


def test_a_date_of_change_is_no_date_of_publication() -> None:
    post = page(above="<p>Publicerad 3 maj 2019</p><p>Uppdaterad 9 juni 2020</p>")
    assert (str(post.published), str(post.modified)) == ("2019-05-03", "2020-06-09")


def test_days_in_the_future_and_in_the_text_are_not_believed() -> None:
    assert page('<meta property="article:published_time" content="2031-01-01">').published is None


def test_the_sites_name_is_cut_from_the_title() -> None:
    post = read(
        f"<title>Husets nya tak: så gick det – Kvarnbloggen</title><meta property=og:site_name content=Kvarnbloggen>{PROSE}"
    )
    assert post.title == "Husets nya tak: så gick det"


def test_text_html_and_markdown_hold_the_same() -> None:
    post = page(
        below='<h2>Så gjorde vi</h2><ul><li>ett</li><li>två</li></ul><p>Se <a href="/x" onclick="evil()">här</a> <script>bad()</script><strong>nu</strong>.</p><p>Och så ännu en sista lång mening som avslutar hela texten.</p>'
    )
    assert (
        "<li>ett</li>" in "".join(post.html.split("\n"))
        and "script" not in post.html
        and "onclick" not in post.html
    )
    assert '<a href="https://blog.example/x"' in post.html
    assert (
        "## Så gjorde vi" in post.markdown
        and "- ett\n- två" in post.markdown
        and "[här](https://blog.example/x)" in post.markdown
    )
    assert "ett\ntvå" in post.text


def test_every_field_keeps_its_losers() -> None:
    post = page(
        '<meta name=author content="Kim Annan"><meta property="og:title" content="En helt annan rubrik">',
        below="<p>Bo Ekman<br>chef på Kvarnhem</p>",
    )
    values = {(e.field, e.value, e.chosen) for e in post.evidence}
    assert ("authors", "Kim Annan", False) in values
    assert ("authors", "Bo Ekman / chef / Kvarnhem", True) in values
    assert ("title", "En helt annan rubrik", False) in values


def test_what_feed_and_card_said_is_heard() -> None:
    hints = (
        Evidence("published", "Wed, 29 May 2019 08:00:00 +0200", None, "feed"),
        Evidence("title", "En titel om huset", None, "feed"),
    )
    post = read(f"<html lang=sv><body>{PROSE}</body></html>", hints=hints)
    assert (str(post.published)[:10], post.title) == ("2019-05-29", "En titel om huset")


SHORT = "<p>Huset vid havet har fått nytt tak, nya fönster och en ny dörr, och i vår ska det målas, säger ägaren. Gården grävs upp i maj, och då hittar man kanske brunnen.</p>"


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("", PageKind.OTHER),
        ("<p>Hej</p>", PageKind.OTHER),
        (f"<h1>Om oss och huset</h1>{PROSE}", PageKind.PAGE),
        (f"<h1>En titel om huset</h1><p>3 maj 2019</p>{PROSE}", PageKind.POST),
        (
            "<ul>"
            + "".join(f"<li><a href=/p{n}>Rubrik nummer {n} om huset</a></li>" for n in range(40))
            + "</ul>",
            PageKind.LISTING,
        ),
        (
            "<ul>"
            + "".join(f"<li><a href=/p{n}>Rubrik nummer {n} om huset</a></li>" for n in range(90))
            + f"</ul><article><h1>En kort nyhet om huset</h1><p class=byline>3 maj 2019 av Astrid Holm</p>{SHORT}</article>",
            PageKind.POST,
        ),
    ],
)
def test_the_kind_of_a_page(html: str, kind: PageKind) -> None:
    assert read(html).kind is kind


BROKEN = [
    b"", b"\x00" * 50, b"\xff\xfe<\x00p\x00>\x00", "<title>日本</title><p>".encode("shift_jis"), b"<html><body><h1>x", b"<!DOCTYPE html><frameset><frame src=x>",
    b"<html amp><p>x</p>", b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><p/>x</html>', b"<div>" * 20_000, b"<p " + b"a=1 " * 20_000 + b">x",
    b'<script type="application/ld+json">{"@graph":[{"@id":"a","author":{"@id":"a"}}]}</script><h1>x</h1>',
    b'<script type="application/ld+json">' + b"[" * 5_000 + b"</script><p>x",
    b'<script type="application/ld+json">{"@type":"Article","headline":["a",{"x":1}],"author":[[["Bo Ek"]],5,null],"datePublished":{"a":1}}</script>',
    b"<time datetime='0000-00-00'>32 maj 0000</time><time datetime=9999-99-99>x</time>", b"<a href='http://[bad'>x</a><base href='::'>",
    "<h1>\u202e\ud7ff\ufffe</h1><p>\u0000\u0008".encode("utf-8", "replace"),
]  # fmt: skip


@pytest.mark.parametrize("body", BROKEN)
def test_broken_pages_still_give_a_post(body: bytes) -> None:
    for url in ("", URL, "hard::no-address", "http://[bad/"):
        assert isinstance(extract(body, url), Post)


@given(
    st.binary(max_size=600)
    | st.text(alphabet="<>/=\"' abdhimnprtv123-:.å日\n", max_size=400).map(lambda text: text.encode()),
    st.text(max_size=40),
)
@settings(deadline=None, max_examples=150)
def test_any_bytes_give_a_post(body: bytes, url: str) -> None:
    assert isinstance(extract(body, url, content_type=url), Post)


def test_a_moment_in_utc_is_shown_by_the_sites_clock_and_its_evidence_stays_marked() -> None:
    post = page('<meta property="article:published_time" content="2019-05-28T22:15:00+00:00">')
    assert str(post.published) == "2019-05-29T00:15:00+02:00"
    assert [e.value for e in post.evidence if e.field == "published" and e.chosen] == ["2019-05-28T22:15:00Z"]


def test_a_printed_day_outweighs_the_guess_at_the_sites_clock() -> None:
    post = page(
        '<meta property="article:published_time" content="2019-05-28T22:15:00+00:00">',
        above="<p>28 maj 2019</p>",
    )
    assert str(post.published)[:10] == "2019-05-28"


def test_entries_of_lists_and_headings_are_no_signatures() -> None:
    post = page(below="<ul><li>Samuel Gallring<br>redaktör</li></ul><h3>Rakel Stenmark</h3>")
    assert post.authors == ()


MENU = (
    "<nav><ul><li><a href='/tag/hamn'>Hamnen</a></li><li><a href='/tag/torg'>Torget</a></li>"
    "<li><a href='/tag/kaj'>Kajen</a></li></ul></nav>"
)


def test_tags_are_those_of_the_post_and_not_of_the_menu() -> None:
    assert page(above=MENU, below="<p><a href='/tag/kranar' rel='tag'>Kranar</a></p>").tags == ("Kranar",)


def test_a_menu_of_sections_is_no_claim_on_the_title() -> None:
    post = page(above=MENU.replace("<nav>", "<nav class='page-title'>"))
    assert not any("Torget" in evidence.raw for evidence in post.evidence)
