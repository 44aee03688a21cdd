"""What a reader asks next can be clicked: numbers lead to their posts, names to their pages, a site to its people."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest

from fixtures import lived_archive
from scraper.archive import open_archive
from scraper.model.crawl import CrawlCounts
from scraper.reading.words import COUNTED, HAPPENED, OUTCOMES, SOURCES
from tests.reading.conftest import Ask, asker

ARCHIVE = Path(__file__).parents[2] / "archive.db"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    path = tmp_path_factory.mktemp("ways") / "lived.db"
    with open_archive(path) as archive:
        lived_archive.fill(archive)
    return asker(path, ARCHIVE)


def test_numbers_of_posts_lead_to_as_many_posts(ask: Ask) -> None:
    """Of each role of somebody, of each year, and of those who wrote together."""
    for database, page in (("lived", "people/1"), ("lived", "people/2"), ("archive", "people/6"), ("archive", "people/1"),
                           ("archive", "roles/3"), ("archive", "organisations/3")):  # fmt: skip
        text = ask(f"/{database}/-/{page}").text
        links = re.findall(r'<a[^>]* href="([^"]+)#posts">([\d,]+) posts?</a>', text)
        years = re.findall(
            r'<th scope="row"><a href="([^"]+)#posts">\d{4}</a></th><td class="n">([\d,]+)<', text
        )
        assert links and years, page
        for address, count in (*links, *years):
            shown = ask(unescape(address)).text
            assert re.search(rf'<p class="meta">{count} of [\d,]+: ', shown), (address, count)
            assert shown.count("<h3><a href=") == min(int(count.replace(",", "")), 30), address


def test_what_an_address_narrows_by_and_is_misread_is_told(ask: Ask) -> None:
    """All posts are shown then: a reader would take them for those of the time."""
    page = ask("/lived/-/people/1?since=abc&until=2019&role=<b>x&organisation=0").text
    assert "since=abc is no date: write 2019, 2019-05 or 2019-05-29." in page
    assert "role=&lt;b&gt;x is no number." in page
    assert "until=" not in page.split('id="posts"')[1] and "organisation=0 is" not in page
    assert " is no " not in ask("/lived/-/people/1?since=2019&until=2019-06").text


def test_lists_of_posts_name_authors_as_links(ask: Ask) -> None:
    for page in ("posts", "search?q=isen", "sites/1", "people/1", "tags/1"):
        assert re.search(
            r'<p class="meta"><time[^>]*>[^<]*</time> · <a href="/lived/-/people/\d+">',
            ask(f"/lived/-/{page}").text,
        ), page


def test_what_a_search_finds_leads_to_its_site(ask: Ask) -> None:
    assert '<a href="/lived/-/sites/1">Dammen</a></p>' in ask("/lived/-/search?q=isen").text


def test_a_site_leads_to_its_people_changes_and_search(ask: Ask) -> None:
    page = ask("/lived/-/sites/2").text
    assert {"/lived/-/people?site=2", "/lived/-/changes?site=2", "/lived/-/health?site=2"} <= set(
        re.findall(r'href="([^"]+)"', page)
    )
    name = re.search(r"<h1>([^<]+)</h1>", page)
    people = ask("/lived/-/people?site=2").text
    assert name and set(re.findall(r"</th><td>([^<]+)</td>", people)) == {name[1]}
    assert ask("/lived/-/people?site=9&q=a").status_code == 200
    search = re.search(r'href="([^"]+)">Search in this site<', page)
    assert search and 'value="site:' in ask(unescape(search[1])).text


def test_a_site_that_needs_a_person_stands_first_among_many(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    with open_archive(tmp_path / "many.db") as archive:
        for number in range(30):
            site = archive.sites.ensure(f"https://s{number}.example/", now=now, name=f"Site {number}")
            crawl = archive.crawls.start(site, now=now, version="test")
            counts = CrawlCounts(requests=1, failed=int(number == 29))
            archive.crawls.finish(crawl, "failed" if number == 29 else "done", counts, now=now)
    many = asker(tmp_path / "many.db")
    listed = re.findall(r'<h2 id="site\d+"><a href="[^"]+">([^<]+)</a>', many("/many/-/health").text)
    assert listed[0] == "Site 29" and len(listed) == 25
    assert ">After</a>" in many("/many/-/health").text
    rest = re.findall(r'<h2 id="site\d+"><a href="[^"]+">([^<]+)</a>', many("/many/-/health?page=2").text)
    assert len({*listed, *rest}) == 30
    alone = many("/many/-/health?site=30").text
    assert (
        alone.count("<section") == 1 and ">Site 29<" in alone and 'href="/many/-/health">All sites<' in alone
    )


def test_a_page_behind_the_last_says_so_and_leads_back(ask: Ask) -> None:
    page = ask("/lived/-/posts?page=7").text
    assert "There is no page 7; the last is 2" in page and 'rel="prev" href="/lived/-/posts?page=2"' in page


def test_the_next_page_of_a_search_keeps_the_words_whatever_they_are(ask: Ask) -> None:
    assert (
        'href="/lived/-/search?q=om%20-Older&amp;page=2">After</a>' in ask("/lived/-/search?q=om+-Older").text
    )


def test_words_are_explained_where_they_stand(ask: Ask) -> None:
    assert HAPPENED["returned"] in ask("/lived/-/posts/3").text
    assert SOURCES["visible"] in ask("/lived/-/posts/3").text
    assert HAPPENED["gone"] in ask("/lived/-/changes").text
    health = ask("/lived/-/health").text
    assert OUTCOMES["partial"] in health and COUNTED["skipped"] in health
