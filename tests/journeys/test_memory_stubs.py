"""Stubs: what cards and feeds say of a post is kept until its page is read, and told apart from posts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from fixtures.long_blog import Entry, LongBlog, long_blog, serve_blog
from fixtures.sample_site.server import Served
from scraper.archive import Archive, open_archive
from scraper.archive.posts import StoredPost
from tests.journeys.conftest import Nights


@pytest.fixture
def blog(nights: Nights) -> LongBlog:
    blog = long_blog(6, newest=nights.at - timedelta(days=3))
    blog.feed = blog.sitemap = False
    return blog


def stored(archive: Archive, served: Served, one: Entry) -> StoredPost:
    found = archive.posts.find(f"{served.url}/{one.slug}/")
    assert found is not None
    return found


@pytest.mark.parametrize("state", ["404", "410", "500", "empty", "robots", "budget"])
def test_a_post_known_from_its_card_is_a_stub_until_its_page_is_read(
    tmp_path: Path, nights: Nights, blog: LongBlog, state: str
) -> None:
    one = blog.posts[2]
    if state == "robots":
        blog.closed = (f"/{one.slug}/",)
    elif state != "budget":
        one.state = state
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url, max_pages=3 if state == "budget" else None)
        stub = stored(archive, served, one)
        assert stub.state == "stub"
        post = archive.posts.load(stub.id)
        assert post is not None
        assert (post.title, str(post.published), post.text) == (one.title, f"{one.published:%Y-%m-%d}", "")
        assert [author.name for author in post.authors] == [one.author]
        assert post.excerpt is not None and post.excerpt.startswith(one.paragraphs[0][:60])
        assert {(e.field, e.source) for e in post.evidence if e.chosen} >= {
            ("title", "card"), ("published", "card"), ("authors", "card"),
        }  # fmt: skip
        status = archive.sites.status()[0]
        assert status.posts + status.stubs == 6 and status.stubs >= 1

        one.state, blog.closed = "ok", ()
        nights.pass_by(2)  # robots.txt is asked again by then
        report = nights.crawl(archive, served.url)
        assert report.sites[0].counts.new == status.stubs
        assert stored(archive, served, one).state == "complete"
        whole = archive.posts.load(stub.id)
        assert whole is not None and one.paragraphs[2] in whole.text
        changes = [change.what for change in archive.history.log(stub.id)]
        assert changes == ["completed", "new"]
        assert archive.sites.status()[0].stubs == 0


def test_views_tell_stubs_apart(tmp_path: Path, nights: Nights, blog: LongBlog) -> None:
    blog.posts[1].state = "404"
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url)
        query = archive._db.execute
        assert query("SELECT count(*) FROM stubs").fetchone() == (1,)
        assert query("SELECT title, visit, reason FROM stubs").fetchone() == (
            blog.posts[1].title, "failed", "answered 404",
        )  # fmt: skip
        assert dict(query("SELECT state, count(*) FROM reading_list GROUP BY 1").fetchall()) == {
            "complete": 5, "stub": 1,
        }  # fmt: skip
        assert query("SELECT posts, stubs, gone FROM site_health").fetchone() == (5, 1, 0)
        hit = archive.search.posts(blog.posts[1].title)[0]
        assert hit.state == "stub"


def test_a_stub_that_stays_one_is_not_written_again_and_follows_its_card(
    tmp_path: Path, nights: Nights, blog: LongBlog
) -> None:
    one = blog.posts[1]
    one.state = "404"
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        nights.crawl(archive, served.url)
        before = [line for line in archive.dump() if line.startswith(("posts ", "texts ", "evidence "))]
        nights.crawl(archive, served.url)
        assert before == [
            line for line in archive.dump() if line.startswith(("posts ", "texts ", "evidence "))
        ]
        one.title = "The title has changed on the card"
        nights.pass_by()
        nights.crawl(archive, served.url)
        post = archive.posts.load(stored(archive, served, one).id)
        assert post is not None and post.title == one.title
        assert [change.what for change in archive.history.log(stored(archive, served, one).id)] == ["new"]


def test_a_card_of_what_turns_out_to_be_no_post_leaves_no_stub(
    tmp_path: Path, nights: Nights, blog: LongBlog
) -> None:
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        copy = blog.publish(7, nights.at)
        copy.title, copy.author, copy.paragraphs = (
            blog.posts[3].title,
            blog.posts[3].author,
            blog.posts[3].paragraphs,
        )
        copy.published, copy.state = blog.posts[3].published, "500"
        nights.crawl(archive, served.url)
        assert stored(archive, served, copy).state == "stub"
        copy.state = "ok"
        nights.pass_by()
        nights.crawl(archive, served.url)
        assert archive.posts.count(1) == 6
        assert stored(archive, served, copy).id == stored(archive, served, blog.posts[3]).id


def test_a_locked_post_is_a_stub_and_no_failure_and_is_read_once_it_is_open(
    tmp_path: Path, nights: Nights
) -> None:
    blog = long_blog(6, newest=nights.at - timedelta(days=3))
    one = blog.posts[2]
    one.state = "locked"
    with serve_blog(blog, now=nights.now) as served, open_archive(tmp_path / "a.db") as archive:
        for _ in range(8):
            counts = nights.crawl(archive, served.url).sites[0].counts
            assert (counts.failed, counts.gone) == (0, 0)
            nights.pass_by()
        assert stored(archive, served, one).state == "stub"
        assert one.paragraphs[0] not in str(archive.posts.load(stored(archive, served, one).id))
        assert sum(entry.path.strip("/") == one.slug for entry in served.log) <= 4

        one.state, one.updated = "ok", nights.at
        assert nights.crawl(archive, served.url).sites[0].counts.new == 1
        assert stored(archive, served, one).state == "complete"

        one.state, one.updated = "locked", nights.at
        nights.pass_by()
        nights.crawl(archive, served.url)
        nights.pass_by(2)
        nights.crawl(archive, served.url)
        whole = archive.posts.load(stored(archive, served, one).id)
        assert whole is not None and one.paragraphs[2] in whole.text
