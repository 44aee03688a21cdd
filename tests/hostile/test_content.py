"""A crawl of pages that lie about themselves: what is stored is clean, bounded and readable, and the good posts are all there."""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing

import pytest

from fixtures.small_sites import SmallPost, posts
from scraper.archive import open_archive
from scraper.crawl import crawl
from scraper.model.limits import Limits, Manners
from tests.fetching.rough_server import RoughServer, SkippingClock, answer

HTML = "Content-Type: text/html"
TEXT = "Grannarna på Åkervägen bygger ett växthus, och alla får vara med och så frön. "
SCRIPT = '<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a>'
Row = tuple[str, str, str, str | None]
"""state, title, text, published"""


def page(
    title: str = "Växthuset på Åkervägen", text: str = TEXT * 6, *, head: str = "", date: str = "29 maj 2019"
) -> str:
    return (
        f"<!doctype html><html lang=sv><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
        f"<p class=date>{date}</p><p class=byline>Av Anna Ek</p><p>{text}</p></article></body></html>"
    )


def data(**said: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "BlogPosting", **said})}</script>'


def cyclic() -> str:
    return data(**{"@id": "#a", "headline": "Cirkeln", "author": {"@id": "#a"}, "isPartOf": {"@id": "#a"}})


CHARSETS: dict[str, tuple[bytes, str]] = {
    "windows-1252 called UTF-8": (page("Åkervägen ett").encode("cp1252"), HTML + "; charset=utf-8"),
    "UTF-8 called latin-1 by its meta": (
        page("Åkervägen två", head="<meta charset=iso-8859-1>").encode(),
        HTML,
    ),
    "no charset at all": (page("Åkervägen tre").encode(), HTML),
    "windows-1252 without a charset": (page("Åkervägen fyra").encode("cp1252"), HTML),
    "a charset that does not exist": (page("Åkervägen fem").encode(), HTML + "; charset=x-none"),
    "UTF-16 with a mark": (page("Åkervägen sex").encode("utf-16"), HTML),
    "no content type": (page("Åkervägen sju").encode(), "X-Nothing: 1"),
    "called plain text": (page("Åkervägen åtta").encode(), "Content-Type: text/plain"),
}
ODD: dict[str, bytes] = {
    "a million attributes": page("Attribut", f"<b {'a=1 ' * 500_000}{' '.join(f'b{n}=1' for n in range(50_000))}>{TEXT * 6}</b>").encode(),
    "100,000 boxes within each other": page("Djupet", "<div>" * 100_000 + TEXT * 6).encode(),
    "giant linked data": page("Jätten", head=data(headline="Jätten", keywords=["ord"] * 400_000)).encode(),
    "cyclic linked data": page("Cirkeln", head=cyclic()).encode(),
    "deep linked data": page("Djup data", head=f'<script type="application/ld+json">{"[" * 200_000}</script>').encode(),
    "a title of a megabyte": page("Långt " * 170_000).encode(),
    "NULs": page("Null\x00or", TEXT * 3 + "\x00" * 900 + TEXT * 3).encode(),
    "control characters": page("Kontroll\x07\x1b[31m", TEXT * 6 + "\x01\x08\x0b\x7f\x85").encode(),
    "bidirectional characters": page("\u202egnirts\u202c \u2066a\u2069", TEXT * 6 + "\u202e\u2067").encode(),
    "half a surrogate pair": page("Halva \ud800 par", TEXT * 6 + "\udfff").encode("utf-8", "surrogatepass"),
    "noncharacters": page("Inga \uffff tecken &#xD800; &#0; &#x1FFFFF;", TEXT * 6 + "\ufdd0").encode(),
    "a date of year 0": page("År noll", head=data(headline="År noll", datePublished="0000-01-01"), date="1 januari 0000").encode(),
    "a date of year 9999": page("År nio", head=data(headline="År nio", datePublished="9999-12-31T23:59:59-14:00"), date="").encode(),
    "a date that is none": page("Ingen dag", head=data(headline="Ingen dag", datePublished="2019-02-31T25:61:61+99:99"), date="").encode(),
    "a date beyond all numbers": page("Stor dag", head=data(headline="Stor dag", datePublished="9" * 5_000), date="").encode(),
    "script and markup in every field": page(
        "Skript &lt;script&gt;alert(1)&lt;/script&gt;",
        SCRIPT + TEXT * 6 + "<svg><style><img src=x onerror=alert(1)></style></svg><iframe srcdoc='<script>1</script>'></iframe>",
        head=data(
            headline=f"Skript {SCRIPT}", author={"name": f"Anna {SCRIPT} Ek", "jobTitle": SCRIPT}, description=SCRIPT,
            image="javascript:alert(1)", keywords=[SCRIPT], url="javascript:alert(1)",
        ).replace("</script><img", "<\\/script><img")
        + "<link rel=canonical href='javascript:alert(1)'><meta property='og:image' content='data:text/html,<script>'>"
        + f"<meta name=author content='{SCRIPT.replace(chr(39), '')}'>",
    ).encode(),
}  # fmt: skip
NO_PAGE: dict[str, tuple[bytes, str]] = {
    "a PDF": (b"%PDF-1.7\n" + bytes(range(256)) * 200, "Content-Type: application/pdf"),
    "a PDF as HTML": (b"%PDF-1.7\n" + bytes(range(256)) * 200, HTML),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 200, "Content-Type: image/png"),
    "a picture as HTML": (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 200, HTML),
    "binary as HTML": (bytes(range(256)) * 400, HTML),
    "a ZIP file": (b"PK\x03\x04" + bytes(range(256)) * 200, "Content-Type: application/zip"),
    "NULs and nothing else": (bytes(100_000), HTML),
}


def path_of(case: str) -> str:
    return "/" + "".join(c if c.isalnum() and c.isascii() else "-" for c in case.lower())


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The archive after a crawl of all these, each between two good posts."""
    server, file = RoughServer(), tmp_path_factory.mktemp("content") / "a.db"
    replies = {
        path_of(case): answer(200, body, header) for case, (body, header) in {**CHARSETS, **NO_PAGE}.items()
    }
    replies |= {path_of(case): answer(200, body, HTML + "; charset=utf-8") for case, body in ODD.items()}
    good = posts(len(replies))
    for one in good:
        server.on(one.path, answer(200, one.page().encode(), HTML))
    for path, reply in replies.items():
        server.on(path, reply)
    paths = [path for pair in zip(replies, (one.path for one in good), strict=True) for path in pair]
    items = "".join(
        f"<item><title>Från flödet</title><link>{server.url(path)}</link></item>" for path in paths
    )
    feed = f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>"
    start = server.on("/feed", answer(200, feed.encode(), "Content-Type: application/rss+xml"))
    manners = Manners(delay_s=0, allow_private=True, limits=Limits(tries=1))
    try:
        with open_archive(file) as archive, archive.lock():
            for _ in range(2):
                crawl(archive, [start], manners=manners, clock=SkippingClock().clock)
        with closing(sqlite3.connect(file)) as db:
            yield db
    finally:
        server.close()


def row(db: sqlite3.Connection, case: str) -> Row:
    found: list[Row] = db.execute(
        "SELECT state, coalesce(p.title, ''), coalesce(t.text, ''), published FROM posts p JOIN texts t ON t.post_id = p.id"
        " WHERE p.url LIKE ?",
        ("%" + path_of(case),),
    ).fetchall()
    assert len(found) == 1, case
    return found[0]


def test_all_good_posts_are_there_and_nothing_was_revised(stored: sqlite3.Connection) -> None:
    titles = {title for (title,) in stored.execute("SELECT title FROM posts WHERE state = 'complete'")}
    count = len(CHARSETS) + len(NO_PAGE) + len(ODD)
    assert {one.title for one in posts(count)} <= titles
    assert stored.execute("SELECT count(*) FROM revisions").fetchone()[0] == 0
    assert stored.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


@pytest.mark.parametrize("case", CHARSETS)
def test_letters_are_read_whatever_the_page_says_of_them(stored: sqlite3.Connection, case: str) -> None:
    state, title, text, published = row(stored, case)
    assert (state, published) == ("complete", "2019-05-29")
    assert title.startswith("Åkervägen") and TEXT.strip() in text


@pytest.mark.parametrize("case", NO_PAGE)
def test_what_is_no_page_is_left_with_a_reason(stored: sqlite3.Connection, case: str) -> None:
    found = stored.execute("SELECT state FROM posts WHERE url LIKE ?", ("%" + path_of(case),)).fetchall()
    assert found in ([], [("stub",)])
    state, reason = stored.execute(
        "SELECT state, reason FROM leads WHERE url LIKE ?", ("%" + path_of(case),)
    ).fetchone()
    assert state in ("skipped", "failed") and reason and "\n" not in reason


@pytest.mark.parametrize("case", ODD)
def test_an_odd_page_is_a_post_of_bounded_clean_fields(stored: sqlite3.Connection, case: str) -> None:
    state, title, text, published = row(stored, case)
    assert state == "complete"
    assert 0 < len(title) <= 2_000 and TEXT.strip()[:40] in text
    assert published is None or "1990" <= published[:4] <= "2030"
    if "date" in case:
        assert published is None


def test_no_field_holds_what_no_text_may_hold(stored: sqlite3.Connection) -> None:
    """Control characters end up in terminals, and half a surrogate pair in no UTF-8 at all."""
    for table in (
        "posts",
        "texts",
        "people",
        "roles",
        "organisations",
        "bylines",
        "tags",
        "evidence",
        "leads",
        "failures",
    ):
        for values in stored.execute(f"SELECT * FROM {table}"):
            for value in values:
                if isinstance(value, str):
                    value.encode("utf-8")
                    controls = {c for c in value if unicodedata.category(c) == "Cc"} - set("\n\t\r")
                    assert not controls, (table, controls, value[:80])


def test_no_html_holds_script_and_no_address_runs_any(stored: sqlite3.Connection) -> None:
    seen = 0
    for html, markdown, image, canonical in stored.execute(
        "SELECT t.html, t.markdown, p.image, p.canonical_url FROM posts p JOIN texts t ON t.post_id = p.id"
    ):
        assert not re.search(
            r"<(?:script|iframe|svg|style|object|embed|form)|\son\w+\s*=|(?:javascript|data):",
            html or "",
            re.I,
        )
        assert not re.search(r"\]\(\s*<?(?:javascript|data|vbscript):", markdown or "", re.I)
        assert all(url is None or url.startswith("http") for url in (image, canonical))
        seen += 1
    assert seen > len(ODD)


def test_names_are_names_and_no_markup(stored: sqlite3.Connection) -> None:
    names = {
        name for (name,) in stored.execute("SELECT name FROM people UNION SELECT name FROM organisations")
    }
    assert "Anna Ek" in names
    assert not [name for name in names if "<" in name or len(name) > 300]


def test_a_small_post_reads_as_it_was_written(stored: sqlite3.Connection) -> None:
    assert SmallPost(0).title in {title for (title,) in stored.execute("SELECT title FROM posts")}
