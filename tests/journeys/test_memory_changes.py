"""Memory: edits leave revisions, what moves by itself does not, and no failure overwrites a good record."""

from __future__ import annotations

import random
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from fixtures.long_blog import LongBlog
from fixtures.sample_site import sample_site
from fixtures.sample_site.app import Theme
from fixtures.sample_site.server import Served, serve
from scraper.archive import Archive, open_archive
from scraper.model.limits import Limits
from tests.journeys.conftest import SIZE, Nights, happened, look_at_everything, stored, text_of


def test_an_edit_keeps_what_was_said_and_names_the_fields(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    one = blog.posts[5]
    nights.crawl(archive, served.url)
    first = (one.title, one.paragraphs[0])
    for title, fields in (("Another title altogether", ("title", "text")), ("A third one", ("title",))):
        nights.pass_by()
        one.title, one.updated = title, nights.at
        if "text" in fields:
            one.paragraphs[0] = one.paragraphs[0].replace("told", "sung")
        nights.crawl(archive, served.url)
    assert happened(archive) == ["edited", "edited"]
    versions = archive.history.versions(stored(archive, served, one).id)
    assert [version.number for version in versions] == [1, 2, None]
    assert [version.changed for version in versions] == [("title", "text"), ("title",), ()]
    assert [version.title for version in versions] == [first[0], "Another title altogether", "A third one"]
    assert first[1] in versions[0].text and first[1] not in versions[1].text


@pytest.mark.parametrize(("read_by", "fields"), [("0.0.1+older", ("text",)), (None, ("authors", "text"))])
def test_a_stored_page_is_read_again_where_another_program_read_it(
    blog: LongBlog,
    served: Served,
    archive: Archive,
    nights: Nights,
    read_by: str | None,
    fields: tuple[str, ...],
) -> None:
    """What an older program did not see on it is no edit; what this one read is believed, and not read twice."""
    one = blog.posts[5]
    nights.crawl(archive, served.url)
    known = stored(archive, served, one)
    archive._db.execute("UPDATE bylines SET printed_name = 'As Misread' WHERE post_id = ?", (known.id,))
    archive._db.execute("UPDATE posts SET read_by = coalesce(?, read_by) WHERE id = ?", (read_by, known.id))
    nights.pass_by()
    one.paragraphs[0], one.updated = one.paragraphs[0].replace("told", "sung"), nights.at
    nights.crawl(archive, served.url)
    assert archive.history.versions(known.id)[0].changed == fields


def _redesigned(blog: LongBlog, nights: Nights) -> None:
    blog.frame = 1


def _with_new_cards(blog: LongBlog, nights: Nights) -> None:
    for number in range(SIZE + 1, SIZE + 6):
        blog.publish(number, nights.at)


def _in_days(blog: LongBlog, nights: Nights) -> None:
    blog.today = nights.now


def _counted(blog: LongBlog, nights: Nights) -> None:
    numbers = count(990, 7)
    blog.counter = lambda: next(numbers)


@pytest.mark.parametrize("change", [_redesigned, _with_new_cards, _in_days, _counted])
def test_what_surrounds_a_post_makes_no_revision(
    change: object, blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    assert callable(change)
    nights.crawl(archive, served.url)
    change(blog, nights)
    for _ in range(3):
        look_at_everything(blog, archive, nights, served, days=9)
    assert happened(archive) == []


@pytest.mark.parametrize("start", [_in_days, _counted])
def test_what_runs_by_itself_from_the_first_makes_no_revision(
    start: object, blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    assert callable(start)
    start(blog, nights)
    nights.crawl(archive, served.url)
    days = [str(post.published)[:10] for post in _posts(archive)]
    for _ in range(3):
        look_at_everything(blog, archive, nights, served, days=9)
    assert happened(archive) == []
    assert [str(post.published)[:10] for post in _posts(archive)] == days


def test_a_rotating_banner_makes_no_revision(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    wheel = random.Random(4)
    banners = [
        "Support the long blog: become a friend today and get our calendar.",
        "Our summer fair opens on the square again, and everybody is welcome to join us there.",
        "Read the new yearbook, which is out now in all good shops of the island.",
    ]

    class Wheel(str):
        __slots__ = ()

        def __bool__(self) -> bool:
            return True

    blog.banner = banners[0]
    nights.crawl(archive, served.url)
    for _ in range(4):
        blog.banner = wheel.choice(banners)
        look_at_everything(blog, archive, nights, served, days=9)
    assert happened(archive) == []


@pytest.mark.parametrize(
    ("first", "second"), [("classic", "plain"), ("plain", "classic"), ("plain", "breaks")]
)
def test_a_whole_site_in_new_clothes_makes_no_revision(
    tmp_path: Path, nights: Nights, first: Theme, second: Theme
) -> None:
    site = sample_site()
    nights.at = datetime.fromisoformat("2020-03-01T03:17:00+00:00")
    with open_archive(tmp_path / "a.db") as archive:
        with serve(first, site=site, now=nights.now) as served:
            nights.crawl(archive, served.url)
            port = int(served.url.rsplit(":", 1)[1])
        with serve(second, site=site, now=nights.now, port=port) as served:
            archive._db.execute("UPDATE leads SET next_visit_at = '2001-01-01T00:00:00Z'")
            for _ in range(5):
                nights.pass_by()
                nights.crawl(archive, served.url, limits=Limits(quiet_requests=30))
            assert {fact.path for fact in site.posts} <= {
                entry.path for entry in served.log if entry.status == 200
            }
        assert happened(archive) == []


@pytest.mark.parametrize("state", ["500", "503", "401", "403", "login", "empty"])
def test_a_failed_refetch_never_overwrites_a_good_record(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights, state: str
) -> None:
    one = blog.posts[4]
    nights.crawl(archive, served.url)
    before = archive.posts.load(stored(archive, served, one).id)
    one.state = state
    for _ in range(4):
        nights.pass_by()
        one.updated = nights.at
        report = nights.crawl(archive, served.url)
        assert archive.posts.load(stored(archive, served, one).id) == before
        assert stored(archive, served, one).state == "complete"
    assert report.exit_code == 3
    assert [kind for _, kind, _ in report.sites[0].failures][:1] in (["status"], ["no-post"])
    one.state, one.updated = "ok", nights.at
    nights.pass_by()
    assert nights.crawl(archive, served.url).exit_code == 0
    assert happened(archive) == []


def test_a_text_cut_to_a_teaser_is_an_edit_only_when_it_stays_so(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    one = blog.posts[4]
    nights.crawl(archive, served.url)
    whole = text_of(archive, served, one)
    one.paragraphs = ["This post was taken down by its author, who thinks otherwise today."]
    one.updated = nights.at
    nights.pass_by()
    nights.crawl(archive, served.url)
    assert text_of(archive, served, one) == whole
    nights.pass_by()
    nights.crawl(archive, served.url)
    assert "taken down" in text_of(archive, served, one)
    assert happened(archive) == ["edited"]
    assert archive.history.versions(stored(archive, served, one).id)[0].text == whole


def test_one_text_under_two_addresses_is_one_post(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    nights.crawl(archive, served.url)
    copy = blog.publish(SIZE + 1, nights.at)
    original = blog.posts[5]
    copy.title, copy.author, copy.paragraphs = original.title, original.author, original.paragraphs
    copy.published = original.published
    nights.pass_by()
    nights.crawl(archive, served.url)
    assert archive.posts.count(1) == SIZE
    assert stored(archive, served, copy).id == stored(archive, served, original).id


def test_a_clock_that_jumps_loses_nothing_and_believes_nothing_too_soon(
    blog: LongBlog, served: Served, archive: Archive, nights: Nights
) -> None:
    one, other = blog.posts[7], blog.posts[8]
    blog.dated_index = False
    nights.pass_by(900)
    nights.crawl(archive, served.url)
    nights.pass_by(-900)
    one.state, one.listed = "404", False
    other.paragraphs[0] += " Edited while the clock was wrong."
    other.updated = nights.at
    nights.crawl(archive, served.url)
    assert (stored(archive, served, one).state, happened(archive)) == ("complete", ["edited"])
    nights.pass_by(-30)
    nights.crawl(archive, served.url)
    nights.pass_by(0.9)
    nights.crawl(archive, served.url)
    assert stored(archive, served, one).state == "complete", "seen twice, but by a clock that went back"
    for _ in range(2):
        nights.pass_by()
        nights.crawl(archive, served.url)
    assert stored(archive, served, one).state == "gone"
    for days in (1000, -2000, 5):
        nights.pass_by(days)
        blog.publish(SIZE + 10 + days % 7, nights.at)
        report = nights.crawl(archive, served.url)
        assert report.sites[0].counts.failed == 0
    assert archive.posts.count(1) == len(blog.posts)


def _posts(archive: Archive) -> list[object]:
    ids = [row[0] for row in archive._db.execute("SELECT id FROM posts ORDER BY url")]
    return [archive.posts.load(number) for number in ids]
