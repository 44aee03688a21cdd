"""Memory: what is gone is kept, believed late, and found when it comes back."""

from __future__ import annotations

import pytest

from fixtures.long_blog import LongBlog
from fixtures.sample_site.server import Served
from scraper.archive import Archive
from tests.journeys.conftest import Nights, happened, look_at_everything, stored, text_of


@pytest.mark.parametrize("state", ["404", "410", "front", "soft"])
def test_a_deleted_post_is_gone_when_seen_so_twice_a_day_apart_and_is_kept(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights, state: str
) -> None:
    one = blog.posts[7]
    blog.dated_index = False
    nights.crawl(archive, served.url)
    text = text_of(archive, served, one)
    one.state, one.listed = state, False
    nights.pass_by()
    assert nights.crawl(archive, served.url).exit_code == 0, "a post that is gone is no failure of ours"
    assert stored(archive, served, one).state == "complete"
    for hours in (1, 5, 17):
        nights.pass_by(hours / 24)
        nights.crawl(archive, served.url)
        assert stored(archive, served, one).state == "complete"
    nights.pass_by(2 / 24)
    nights.crawl(archive, served.url)
    assert stored(archive, served, one).state == "gone"
    assert text_of(archive, served, one) == text
    assert happened(archive) == ["gone"]
    (change,) = archive.history.log(stored(archive, served, one).id, limit=1)
    assert change.reason

    one.state, one.listed, one.updated = "ok", True, nights.at
    nights.pass_by()
    nights.crawl(archive, served.url)
    assert stored(archive, served, one).state == "complete"
    assert happened(archive) == ["gone", "returned"]
    assert text_of(archive, served, one) == text


def test_a_post_that_the_feed_drops_from_its_midst_is_asked_that_night(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    blog.sitemap = False
    nights.crawl(archive, served.url)
    one = blog.posts[4]
    one.state, one.listed = "404", False
    for _ in range(2):
        nights.pass_by()
        before = len(served.log)
        nights.crawl(archive, served.url)
        assert f"/{one.slug}/" in [entry.path for entry in served.log[before:]]
    assert stored(archive, served, one).state == "gone"
    assert happened(archive) == ["gone"]


def test_a_post_that_leaves_the_feed_at_its_end_is_merely_old(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    blog.sitemap = False
    nights.crawl(archive, served.url)
    nights.pass_by()
    before = len(served.log)
    for number in range(2):
        blog.publish(9000 + number, nights.at)
    nights.crawl(archive, served.url)
    asked = [entry.path for entry in served.log[before:]]
    assert len(asked) <= 3 + 2 * 2
    assert not {f"/{blog.posts[place].slug}/" for place in (10, 11)} & set(asked)
    assert happened(archive) == []


def test_a_gone_post_that_is_listed_again_as_it_was_is_alive_that_night(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    away = blog.posts[7:19]
    blog.dated_index = blog.feed = False
    blog.per_sitemap = 400
    nights.crawl(archive, served.url)
    for some in (away[:6], away[6:]):
        for one in some:
            one.state, one.listed = "404", False
        for _ in range(2):
            nights.pass_by()
            nights.crawl(archive, served.url)
    assert happened(archive) == ["gone"] * 12
    for one in away:
        one.state, one.listed = "ok", True
    nights.pass_by()
    nights.crawl(archive, served.url)
    assert [stored(archive, served, one).state for one in away] == ["complete"] * 12
    before = len(served.log)
    nights.pass_by()
    nights.crawl(archive, served.url)
    assert len(served.log) - before <= 3


def test_a_post_that_was_away_for_a_night_was_never_gone(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    one = blog.posts[7]
    nights.crawl(archive, served.url)
    for state in ("404", "ok", "404", "ok"):
        one.state = state
        look_at_everything(blog, archive, nights, served)
        assert stored(archive, served, one).state == "complete"
    assert happened(archive) == []


def test_a_gone_post_comes_back_unlisted_and_is_found_alive(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    one = blog.posts[7]
    nights.crawl(archive, served.url)
    one.state = "404"
    for _ in range(3):
        look_at_everything(blog, archive, nights, served)
    assert stored(archive, served, one).state == "gone"
    one.state = "ok"
    for _ in range(9):
        nights.pass_by()
        nights.crawl(archive, served.url)
    assert happened(archive) == ["gone", "returned"]
