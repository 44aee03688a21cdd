"""Little: a quiet night costs three requests whatever the site's size, and still nothing is missed for long."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from fixtures.long_blog import LongBlog, long_blog, serve_blog
from fixtures.sample_site.server import Served
from scraper.archive import Archive, open_archive
from scraper.crawl.schedule import certain_crawls
from scraper.model.limits import Limits
from tests.journeys.conftest import Nights


def changes(archive: Archive) -> Counter[str]:
    return Counter(change.what for change in archive.history.log(limit=100_000))


def asked(served: Served, since: int) -> list[str]:
    return [f"{entry.path} {entry.status}" for entry in served.log[since:]]


@pytest.mark.timeout(600)
def test_one_in_a_hundred_of_2000_posts_changed_costs_no_more_than_two_requests_each(
    tmp_path: Path, nights: Nights
) -> None:
    blog = long_blog(2000, newest=nights.at - timedelta(days=2))
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        assert nights.crawl(archive, served.url).sites[0].counts.new == 2000

        nights.pass_by()
        before = len(served.log)
        nights.crawl(archive, served.url)
        assert asked(served, before)[:2] == ["/feed.xml 304", "/sitemap.xml 304"]
        assert len(served.log) - before <= 3

        nights.pass_by()
        for number in range(2001, 2007):
            blog.publish(number, nights.at - timedelta(hours=1))
        edited = [
            blog.posts[place]
            for place in (8, 30, 77, 333, 500, 777, 999, 1200, 1402, 1600, 1755, 1800, 1999, 2003)
        ]
        for one in edited:
            one.paragraphs[1] += " This was put right later on."
            one.updated = nights.at - timedelta(hours=2)
        before = len(served.log)
        counts = nights.crawl(archive, served.url).sites[0].counts
        assert (counts.new, counts.changed, counts.failed) == (6, 14, 0)
        assert len(served.log) - before <= 3 + 2 * 20
        assert changes(archive) == {"new": 2006, "edited": 14}


@pytest.mark.parametrize("form", ["plain", "slashes", "no-feed", "no-sitemap", "silent-index", "many-silent"])
def test_every_quiet_night_costs_three_requests_at_most(tmp_path: Path, nights: Nights, form: str) -> None:
    blog = long_blog(120, newest=nights.at - timedelta(days=2), step=timedelta(days=9))
    if form in ("no-feed", "no-sitemap"):
        setattr(blog, form.removeprefix("no-"), False)
    blog.slashes = form == "slashes"
    if form in ("silent-index", "many-silent"):
        blog.dated_index, blog.per_sitemap = False, 60 if form == "silent-index" else 6
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url)
        for night in range(1, 41):
            nights.pass_by()
            before = len(served.log)
            counts = nights.crawl(archive, served.url).sites[0].counts
            assert len(served.log) - before <= 3, (night, asked(served, before))
            assert (counts.new, counts.changed, counts.gone, counts.failed) == (0, 0, 0, 0)
            assert {entry.status for entry in served.log[before:]} <= {304}, asked(served, before)
            if form != "many-silent":
                sources = {"/feed.xml", "/sitemap.xml"} - ({f"/{form[3:]}.xml"} if "no-" in form else set())
                assert form == "silent-index" or sources <= {entry.path for entry in served.log[before:]}


def test_many_silent_sitemaps_and_posts_take_turns(tmp_path: Path, nights: Nights) -> None:
    blog = long_blog(60, newest=nights.at - timedelta(days=700))
    blog.dated_index, blog.per_sitemap = False, 6
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url)
        before = len(served.log)
        for _ in range(200):
            nights.pass_by()
            nights.crawl(archive, served.url)
        seen = Counter(entry.path for entry in served.log[before:])
        assert {path for path in seen if "sitemap-" in path} == {
            f"/sitemap-{part}.xml" for part in range(1, 11)
        }
        assert sum(path.strip("/") in {one.slug for one in blog.posts} for path in seen) >= 30


@pytest.mark.parametrize(
    ("place", "days", "quiet"), [(0, 1, 3), (11, 1, 3), (11, 7, 3), (23, 1, 3), (70, 1, 12)]
)
def test_a_silent_edit_is_caught_within_the_stated_number_of_crawls(
    tmp_path: Path, nights: Nights, place: int, days: int, quiet: int
) -> None:
    blog = long_blog(24 if quiet == 3 else 120, newest=nights.at - timedelta(days=1))
    limits = Limits(quiet_requests=quiet)
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url, limits=limits)
        blog.posts[place].paragraphs[2] = "What stood here was replaced, and nobody said so. " * 3
        certain = certain_crawls(len(blog.posts), quiet=quiet)
        for night in range(1, certain + 1):  # noqa: B007
            nights.pass_by(days)
            before = len(served.log)
            counts = nights.crawl(archive, served.url, limits=limits).sites[0].counts
            assert len(served.log) - before <= quiet + 2 * counts.changed, asked(served, before)
            if counts.changed:
                break
        else:
            raise AssertionError(f"not caught within {certain} crawls")
        assert place or night <= 14
        (edit,) = [change for change in archive.history.log() if change.what == "edited"]
        assert (edit.title, edit.fields) == (blog.posts[place].title, ("text",))


def test_what_changes_is_seen_often_and_what_never_changes_seldom(tmp_path: Path, nights: Nights) -> None:
    blog = long_blog(60, newest=nights.at - timedelta(days=60), step=timedelta(days=6))
    restless, still = blog.posts[0], blog.posts[59]
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url)
        for night in range(1, 100):
            nights.pass_by()
            if night % 5 == 0:
                restless.paragraphs[0] = f"As of night {night} it reads like this, which differs from before."
            nights.crawl(archive, served.url)
        visits = Counter(entry.path.strip("/") for entry in served.log)
        assert visits[restless.slug] > 3 * visits[still.slug]
        assert 2 <= visits[still.slug] <= 4


def test_a_sitemap_that_calls_everything_changed_every_night_is_soon_not_believed(
    tmp_path: Path, nights: Nights
) -> None:
    blog = long_blog(80, newest=nights.at - timedelta(days=300))
    blog.feed = False
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url)
        for _ in range(6):
            nights.pass_by()
            for one in blog.posts:
                one.updated = nights.at
            before = len(served.log)
            nights.crawl(archive, served.url)
            assert len(served.log) - before <= 13, asked(served, before)
        blog.posts[70].paragraphs[1] += " A real change among the false ones."
        for _ in range(12):
            nights.pass_by()
            for one in blog.posts:
                one.updated = nights.at
            nights.crawl(archive, served.url)
        assert changes(archive)["edited"] == 1


def test_a_title_that_changes_in_a_feed_without_dates_is_looked_at(tmp_path: Path, nights: Nights) -> None:
    blog = long_blog(40, newest=nights.at - timedelta(days=300))
    blog.sitemap = False
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url)
        blog.posts[4].title = "A better title than the first"
        nights.pass_by()
        before = len(served.log)
        nights.crawl(archive, served.url)
        assert len(served.log) - before <= 3 + 2
        (edit,) = [change for change in archive.history.log() if change.what == "edited"]
        assert (edit.title, edit.fields) == ("A better title than the first", ("title",))


def test_a_feed_that_turned_into_a_web_page_is_a_failure_each_night_until_it_is_back(
    tmp_path: Path, nights: Nights
) -> None:
    blog = long_blog(12, newest=nights.at - timedelta(days=3))
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url)
        blog.maintained = True
        for _ in range(2):
            nights.pass_by()
            (site,) = nights.crawl(archive, served.url).sites
            told = [(url, message) for url, _, message in site.failures]
            assert (f"{served.url}/feed.xml", "it is no feed any more") in told
            assert (f"{served.url}/sitemap.xml", "it is no sitemap any more") in told
        blog.maintained = False
        blog.publish(13, nights.at)
        nights.pass_by()
        report = nights.crawl(archive, served.url)
        assert (report.exit_code, report.sites[0].counts.new) == (0, 1)
        assert changes(archive) == Counter({"new": 13})


def test_robots_txt_is_asked_for_once_a_day_and_then_conditionally(tmp_path: Path, nights: Nights) -> None:
    blog = long_blog(5, newest=nights.at - timedelta(days=300))
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        for _ in range(8):
            nights.crawl(archive, served.url)
            nights.pass_by(0.25)
        robots = [entry.status for entry in served.log if entry.path == "/robots.txt"]
        assert robots == [200, 304]


def test_a_site_without_validators_is_asked_as_seldom(tmp_path: Path, nights: Nights) -> None:
    blog: LongBlog = long_blog(30, newest=nights.at - timedelta(days=40))
    blog.validators = False
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url)
        nights.pass_by(2)
        before = len(served.log)
        nights.crawl(archive, served.url)
        assert asked(served, before) == ["/robots.txt 200", "/feed.xml 200", "/sitemap.xml 200"]


@pytest.mark.parametrize("per_sitemap", [60, 6])
def test_where_nothing_is_answered_with_304_a_quiet_night_costs_no_more(
    tmp_path: Path, nights: Nights, per_sitemap: int
) -> None:
    blog = long_blog(60, newest=nights.at - timedelta(days=2), step=timedelta(days=9))
    blog.dated_index, blog.per_sitemap, blog.validators = False, per_sitemap, False
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url)
        first = len(served.log)
        for night in range(1, 31):
            nights.pass_by()
            before = len(served.log)
            nights.crawl(archive, served.url)
            assert len(served.log) - before <= 3, (night, asked(served, before))
        seen = Counter(entry.path for entry in served.log[first:])
        assert "/sitemap.xml" in seen, "the index may list new sitemaps"


@pytest.mark.parametrize("sitemap", [True, False])
def test_a_list_by_last_change_tells_of_silent_edits(tmp_path: Path, nights: Nights, sitemap: bool) -> None:
    blog = long_blog(130, newest=nights.at - timedelta(days=30))
    blog.rest, blog.sitemap = True, sitemap
    blog.dated_index = blog.dated_entries = blog.validators = False
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url)
        assert archive.sites.status()[0].posts == 130
        for place in (110, 70):  # neither in the feed
            nights.pass_by()
            blog.posts[place].paragraphs[1] = (
                "What stood here was put right, and only the list of changes says so. " * 3
            )
            blog.posts[place].updated = nights.at
            for night in range(1, 20):  # noqa: B007
                nights.pass_by()
                before = len(served.log)
                counts = nights.crawl(archive, served.url).sites[0].counts
                assert len(served.log) - before <= 3 + 2 * counts.changed, asked(served, before)
                if counts.changed:
                    break
            assert counts.changed == 1, f"not within {night} nights"
            assert sitemap or night == 1


@pytest.mark.parametrize("state", ["500", "locked", "empty"])
def test_a_post_that_cannot_be_read_is_not_asked_for_night_after_night(
    tmp_path: Path, nights: Nights, state: str
) -> None:
    blog = long_blog(12, newest=nights.at - timedelta(days=2))
    one = blog.posts[4]
    one.state = state
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        asked_for = 0
        for _ in range(31):
            before = len(served.log)
            nights.crawl(archive, served.url)
            asked_for += any(entry.path.strip("/") == one.slug for entry in served.log[before:])
            nights.pass_by()
        assert 3 <= asked_for <= 8  # a day later, two, four, …
