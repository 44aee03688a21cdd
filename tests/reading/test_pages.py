"""The reading pages as they are sent: what they say, how large they are, and under which headers."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fixtures import lived_archive
from scraper.archive import beginnings, open_archive
from scraper.archive.pages import listing, sites
from scraper.archive.search import find
from scraper.reading.pages import sites as site_pages
from tests.reading.conftest import Ask, asker

ROOT = Path(__file__).parents[2]
EVERY = (
    "", "sites", "sites/1", "sites/2", "sites/1?by=organisation&within=2025", "posts", "posts?page=2", "posts/1", "posts/2", "posts/3",
    "posts/4", "posts/5", "posts/6", "posts/1/page", "people", "people?q=tveit", "people/1", "organisations", "organisations/1",
    "roles", "roles/1", "tags/1", "changes", "changes?what=gone", "health", "search", "search?q=isen", "search?q=isen&order=date&page=9",
)  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pages") / "lived.db"
    with open_archive(path) as archive:
        lived_archive.fill(archive)
    return path


@pytest.fixture(scope="module")
def ask(path: Path) -> Ask:
    return asker(path, ROOT / "archive.db")


class Outline(HTMLParser):
    """The headings and links of a page, and whether every element is one that a reading page may have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.links: list[str] = []
        self.bad: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag in ("script", "style", "object", "embed", "base") or any(
            name.startswith("on") or name == "style" for name in given
        ):
            self.bad.append(tag)
        if tag == "a":
            self.links.append(given.get("href") or "")


def test_every_page_is_small_strict_and_in_order(ask: Ask) -> None:
    for database, pages in (("lived", EVERY), ("archive", [page for page in EVERY if page != "sites/2"])):
        for page in pages:
            response = ask(f"/{database}/-/{page}")
            assert response.status_code == (404 if (database, page) == ("lived", "x") else 200), page
            assert len(response.content) < 100_000, page
            headers = response.headers
            assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';"), (
                page
            )
            assert "script-src" not in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
            assert headers["referrer-policy"] == "no-referrer"
            outline = Outline(response.text)
            assert outline.bad == [], page
            assert outline.levels.count(1) == 1, page
            steps = zip([0, *outline.levels], outline.levels, strict=False)
            assert all(after <= before + 1 for before, after in steps), (page, outline.levels)


def test_every_link_of_ours_leads_somewhere(ask: Ask) -> None:
    known: set[str] = set()
    for page in (
        "",
        "sites/1",
        "posts/1",
        "people/1",
        "organisations/1",
        "roles/1",
        "changes",
        "posts/1/revisions/1",
        "search?q=isen",
    ):
        for link in Outline(ask(f"/lived/-/{page}").text).links:
            if link.startswith("/lived/-/"):
                known.add(link.split("#")[0])
    shapes = {re.sub(r"\d+|=[^&]*", "", link): link for link in sorted(known)}
    assert len(shapes) > 15
    for link in shapes.values():
        assert ask(link).status_code == 200, link


def test_a_post_says_who_wrote_it_as_what_and_what_became_of_it(ask: Ask) -> None:
    page = ask("/lived/-/posts/1").text
    assert '<a href="/lived/-/people/1">Olof Brännström</a>, <a class="plain" href="/lived/-/roles/' in page
    assert '<time datetime="2026-02-11T08:15:00+01:00">11 February 2026, 08:15 (UTC+01:00)</time>' in page
    assert 'lang="sv"' in page and "revisions/1" in page and "revisions/2" in page
    assert "from visible" in page and "an account" in page  # who was believed, and who was not
    assert 'rel="noopener noreferrer external">https://dammen.example/inlagg-1/' in page
    assert "This post is no longer on its site" in ask("/lived/-/posts/2").text
    returned = ask("/lived/-/posts/3").text
    assert "This post is no longer on its site" not in returned and "returned" in returned
    stub = ask("/lived/-/posts/4").text
    assert "Page not read." in stub and "As it was" not in stub
    without = ask("/lived/-/posts/5").text
    assert (
        "no date known" in without
        and "No copy of the page is kept" in without
        and "/posts/5/page" not in without
    )
    assert '<time datetime="2021">2021</time>' in ask("/lived/-/posts/6").text


def test_what_is_not_there_is_said_so(ask: Ask) -> None:
    for page in ("posts/999", "people/999", "roles/999", "organisations/999", "sites/999", "tags/999", "posts/1/revisions/9",
                 "posts/4/page", "posts/5/page", "posts/1/page/9", "posts/999999999999999", "posts/99999999999999999999",
                 "posts/1/revisions/9999999999", "nothing", "people/anna", "posts/1/x/y"):  # fmt: skip
        response = ask(f"/lived/-/{page}")
        assert (response.status_code, "Not here" in response.text) == (404, True), page
    assert ask("/lived/-/posts/5/stored").status_code == 404
    assert ask("/nothing/-/posts").status_code == 404


def test_the_page_as_it_was_is_shut_in(ask: Ask) -> None:
    response = ask("/lived/-/posts/1/stored/1")
    policy = response.headers["content-security-policy"]
    assert policy.startswith("sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "Mätningarna pågår till våren" in response.text  # it was sent in windows-1252
    for gone in ("<script", "refresh", "windows-1252", "/bild.jpg"):
        assert gone not in response.text
    assert '<iframe class="stored" sandbox=""' in ask("/lived/-/posts/1/page/1").text


def test_search_has_marks_order_and_pages(ask: Ask) -> None:
    page = ask('/lived/-/search?q=isen+author:"tveit+ragna"').text
    assert "<mark>isen</mark>" in page.lower()
    days = [ask(f"/lived/-/search?q=om&order=date&page={number}").text for number in (1, 2)]
    found = [day for page in days for day in re.findall(r'<time datetime="(\d{4}(?:-\d\d){0,2})', page)]
    assert found == sorted(found, reverse=True) and len(found) > 20
    assert "All words must occur" in ask("/lived/-/search?q=xyzzy").text


def test_a_mistake_in_a_search_is_told(ask: Ask) -> None:
    page = ask("/lived/-/search?q=yeer:2019").text
    assert (
        "Nothing found" in page
        and "there is no filter yeer:" in page
        and '<details class="help" open>' in page
    )


@pytest.mark.parametrize("kind", ["person", "organisation", "role", "tag"])
def test_lists_of_very_many_posts_are_the_same(
    path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(path)) as db:
        few = listing.posts(db, kind, 1, limit=5, offset=1)
        monkeypatch.setattr(listing, "_FOUND_SOON", 0)
        assert listing.posts(db, kind, 1, limit=5, offset=1) == few and few


def test_search_says_what_it_does_not_do(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(find.__kwdefaults__, "many", 3)
    best, newest = (ask(f"/lived/-/search?q=om&order={order}").text for order in ("relevance", "date"))
    for page in (best, newest):
        assert "more than 20 posts" in page and "looked for as whole words" in page
    assert "in the title come first" in best and "in the title come first" not in newest
    assert "looked for as whole words" not in ask("/lived/-/search?q=om*").text


def test_beginnings_of_very_much_show_the_newest(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(find.__kwdefaults__, "many", 3)
    monkeypatch.setattr(beginnings, "PAGES", -1)
    page = ask("/lived/-/search?q=om*").text
    assert "words that begin so: the newest come first" in page and "more than 20 posts" in page
    assert 'page=2"' in page and "<mark>" in ask("/lived/-/search?q=om*&page=2").text


def test_a_site_of_very_many_posts_shows_as_many_months_as_can_be_counted(
    path: Path, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ask("/lived/-/sites/1").text
    monkeypatch.setattr(site_pages, "_STACKED", 3)
    few, shown = ask("/lived/-/sites/1").text, []
    assert "the months before" in few and "the months before" not in whole
    address: str | None = "/lived/-/sites/1"
    while address:
        page = ask(address).text
        shown += re.findall(r'<th scope="row"><a href="[^"]*within=(\d{4}-\d\d)', page)
        found = re.search(r'href="([^"]+)">the months before', page)
        address = found[1] if found else None
    assert shown == re.findall(r'<th scope="row"><a href="[^"]*within=(\d{4}-\d\d)', whole)


def test_what_a_site_has_is_counted_right(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        for number in (1, 2):
            row = sites.site(db, number)
            told = "SELECT count(*), sum(state = 'gone'), sum(state = 'stub'), sum(published IS NULL) FROM posts WHERE site_id = ?"
            assert row and db.execute(told, (number,)).fetchone() == (
                row["posts"], row["gone"], row["stubs"], row["undated"],
            )  # fmt: skip
            for within in ("", "2025", "2025-03", "1999"):
                sql = "SELECT count(*) FROM posts WHERE site_id = ? AND coalesce(published, '') LIKE ?"
                (count,) = db.execute(sql, (number, f"{within}%")).fetchone()
                assert listing.count(db, "site", number, narrow=listing.Narrow.within(within)) == count


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_posts_are_shared_among_those_who_signed_them(path: Path, kind: str) -> None:
    with closing(sqlite3.connect(path)) as db:
        counts = sites.signed(db, kind, 1, "0000", "9999", most=1_000)
        (posts,) = db.execute(
            "SELECT count(DISTINCT p.id) FROM posts p JOIN bylines b ON b.post_id = p.id AND b.credit = 'author'"
            f" WHERE p.site_id = 1 AND p.published IS NOT NULL AND b.{kind}_id IS NOT NULL"
        ).fetchone()
        wholes = [sum(months.values()) for months in counts.values()]
        assert sum(wholes) == pytest.approx(posts) and wholes == sorted(wholes, reverse=True)
        assert list(sites.signed(db, kind, 1, "0000", "9999", most=2)) == list(counts)[:2]


@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet="ab\"*()^:-+AND \x00ä<{}%'", max_size=30))
def test_no_search_fails(ask: Ask, text: str) -> None:
    for page in ("search?q=", "people?q="):
        assert ask(f"/lived/-/{page}{quote(text)}").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "page=0",
        "page=-1",
        "page=x",
        "page=99999999999999",
        "within=20x&by=nobody",
        "within=2025-13",
        "what=all",
    ],
)
def test_no_parameter_fails(ask: Ask, query: str) -> None:
    for page in ("posts", "sites/1", "changes", "people/1", "search"):
        assert ask(f"/lived/-/{page}?{query}").status_code == 200


def test_pictures_are_left_out_when_the_reader_says_so(ask: Ask) -> None:
    response = ask("/lived/-/posts/1?pictures=off")
    assert "https://dammen.example/bild.jpg" not in response.text
    assert "img-src 'self' data:;" in response.headers["content-security-policy"]
    assert (
        "archive_pictures=off" in response.headers["set-cookie"]
        and "HttpOnly" in response.headers["set-cookie"]
    )
    later = ask("/lived/-/posts/8", cookies={"archive_pictures": "off"})
    assert "https://dammen.example/bild.jpg" not in later.text


def test_who_may_not_see_the_tables_may_not_read_the_pages(path: Path) -> None:
    for allow in (
        {"databases": {"lived": {"allow": False}}},
        {"databases": {"lived": {"tables": {"texts": {"allow": False}}}}},
        {"allow": False},
    ):
        shut = asker(path, metadata=allow)
        for page in ("", "posts/1", "posts/1/stored", "search?q=isen"):
            response = shut(f"/lived/-/{page}")
            assert response.status_code == 403, (allow, page)
            assert "Isen" not in response.text


def test_the_menu_does_not_name_what_a_reader_may_not_read(path: Path) -> None:
    assert "lived: read" in asker(path)("/-/versions").text
    shut = asker(path, metadata={"databases": {"lived": {"allow": False}}})
    assert "lived: read" not in shut("/").text


def test_other_databases_have_no_such_pages(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT)")
    assert asker(other)("/other/-/people").status_code in (400, 404)
    assert asker(other)("/other/-/posts/1").status_code == 404


def test_a_name_with_a_dot_or_blank_and_a_prefix(path: Path, tmp_path: Path) -> None:
    """Datasette writes such names with a tilde, and may lie below a path."""
    odd = shutil.copy(path, tmp_path / "my blog.v2.db")
    ask = asker(odd, settings={"base_url": "/reading/"})
    page = ask("/my+blog~2Ev2/-/")
    assert page.status_code == 200
    link = next(link for link in Outline(page.text).links if "/posts/" in link)
    assert link.startswith("/reading/my+blog~2Ev2/-/posts/")
    assert ask(link.removeprefix("/reading")).status_code == 200
    assert 'href="/reading/-/reading.css?' in page.text


def test_pages_are_read_while_a_crawl_writes(path: Path, tmp_path: Path) -> None:
    busy = tmp_path / "busy.db"
    shutil.copy(path, busy)
    ask = asker(busy)
    with open_archive(busy) as archive:
        with archive.atomic():
            archive.posts.insert(1, lived_archive.post(90), digest="90", now=lived_archive.NOW)
            assert "60 posts by" in ask("/busy/-/").text
        assert "61 posts by" in ask("/busy/-/").text


def test_an_archive_of_an_older_version_is_explained(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    shutil.copy(path, old)
    with closing(sqlite3.connect(old)) as connection:
        connection.execute("DROP TABLE events")
    response = asker(old)("/old/-/")
    assert response.status_code == 503 and "older version" in response.text


def test_an_empty_archive_is_a_page_too(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    open_archive(empty).close()
    ask = asker(empty)
    for page in ("", "posts", "people", "changes", "health", "search?q=x", "sites"):
        assert ask(f"/empty/-/{page}").status_code == 200, page


def test_datasettes_pages_lead_to_ours(ask: Ask, path: Path) -> None:
    assert 'href="/lived/-/"' in ask("/lived").text
    assert 'href="/lived/-/"' in asker(path)("/").text


def test_a_time_before_the_first_post_shows_the_whole_chart_and_no_posts(ask: Ask) -> None:
    page = ask("/lived/-/sites/1?within=2001-05").text
    assert "Posts of May 2001" in page and "0 in all" in page
    assert 'class="hit"' in page


def test_pages_name_their_feeds(ask: Ask) -> None:
    for page, feed in (
        ("", "feed.atom"),
        ("people/1", "feed.atom?person=1"),
        ("sites/1", "feed.json?site=1"),
        ("search?q=isen", "feed.atom?q=isen"),
    ):
        assert f'href="/lived/-/{feed}"' in ask(f"/lived/-/{page}").text, page
        assert ask(f"/lived/-/{feed}").status_code == 200


def test_the_number_of_somebody_who_was_joined_leads_to_who_it_is_now(path: Path, tmp_path: Path) -> None:
    joined = tmp_path / "joined.db"
    shutil.copy(path, joined)
    with open_archive(joined) as archive:
        tveit, olof = archive.decisions.find("person", "2"), archive.decisions.find("person", "1")
        archive.decisions.merge("person", tveit, olof, now=lived_archive.NOW)
    response = asker(joined)("/joined/-/people/2")
    assert (response.status_code, response.headers["location"]) == (302, "/joined/-/people/1")


def test_a_stored_page_that_is_no_html_is_text(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copy(path, other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute(
            """UPDATE captures SET headers = '{"content-type": "image/svg+xml"}', media_type = 'image/svg+xml'"""
        )
        connection.commit()
    response = asker(other)("/other/-/posts/1/stored")
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_stored_page_whose_bytes_are_lost_is_not_there(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    shutil.copy(path, other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("UPDATE bodies SET data = x'00'")
        connection.commit()
    ask = asker(other)
    assert ask("/other/-/posts/1/stored").status_code == 404
    assert ask("/other/-/posts/1").status_code == 200
    response = ask("/other/-/posts/1/page")
    assert response.status_code == 503 and "damaged" in response.text and "scraper verify" in response.text
