"""Several nights over one site: whatever answers instead of a good post, the record stays and no revision is made."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from fixtures.small_sites import NOT_FOUND, SmallPost, posts
from fixtures.walls import WALLS, Wall
from scraper.archive import Archive, open_archive
from scraper.crawl import crawl
from scraper.crawl.run import SiteReport
from scraper.model import urls
from scraper.model.clock import Clock
from scraper.model.limits import Limits, Manners
from tests.fetching.rough_server import Line, Reply, RoughServer, answer
from tests.journeys.conftest import Nights

HTML = "Content-Type: text/html; charset=utf-8"
MANNERS = Manners(delay_s=0, allow_private=True, limits=Limits(tries=2, read_s=1.0, request_s=2.0))


def of_wall(wall: Wall) -> bytes:
    return answer(wall.status, wall.html.encode(), HTML, *wall.headers)


MISSING: dict[str, Reply] = {
    "404": answer(404, b"not here"),
    "410": answer(410, b"gone"),
    "soft 404": answer(200, NOT_FOUND.encode(), HTML),
}
"""What is believed when it was seen twice, a day apart; the record is kept and called gone."""
TROUBLE: dict[str, Reply] = {
    "429 and seconds": answer(429, b"slowly", "Retry-After: 30"),
    "429 and a date": answer(
        429,
        b"slowly",
        f"Retry-After: {format_datetime(Nights().at + timedelta(days=2, hours=1), usegmt=False)}",
    ),
    "503 and an absurd pause": answer(503, b"later", "Retry-After: 99999999999"),
    "503 and a date long past": answer(503, b"later", "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT"),
    "500 for ever": answer(500, b"sorry"),
    "500 with a whole page": answer(500, SmallPost(77).page().encode(), HTML),
    "401": answer(401, b"who are you", 'WWW-Authenticate: Basic realm="x"'),
    "403": answer(403, b"no"),
    "451": answer(451, b"no"),
    "304 unasked": b"HTTP/1.1 304 As it was\r\nContent-Length: 0\r\n\r\n",
    "206 unasked": answer(206, SmallPost(3).page().encode()[:500], HTML, "Content-Range: bytes 0-499/900"),
    "empty 200": answer(200, b"", HTML),
    "blank 200": answer(200, b" \r\n" * 40, HTML),
    "half a page": answer(200, SmallPost(3).page().encode()[:260], HTML),
    "a picture": answer(200, b"\x89PNG\r\n\x1a\n" + bytes(range(256)), HTML),
    **{case: of_wall(wall) for case, wall in WALLS.items()},
}


@dataclass
class Paper:
    """A small site behind a rough server: a feed, a sitemap that calls every post changed every night, and its posts.

    `instead` says what answers at a path in place of the post there; `everywhere` what answers at all addresses.
    """

    server: RoughServer
    nights: Nights
    archive: Archive
    posts: list[SmallPost]
    instead: dict[str, Reply] = field(default_factory=dict)
    everywhere: Reply | None = None

    def open(self) -> None:
        """Puts everything in its place for the night. The newest post is edited every night."""
        day, url = self.nights.now().date().isoformat(), self.server.url
        listed = "".join(
            f"<url><loc>{url(one.path)}</loc><lastmod>{day}</lastmod></url>" for one in self.posts
        )
        items = "".join(
            f"<item><title>{one.title}</title><link>{url(one.path)}</link><pubDate>{one.day}T08:00:00Z</pubDate></item>"
            for one in self.posts
        )
        feed = f"<rss version='2.0'><channel><title>Paper</title><link>{url()}</link>{items}</channel></rss>"
        pages: dict[str, Reply] = {
            "/robots.txt": answer(
                200, f"Sitemap: {url('/sitemap.xml')}".encode(), "Content-Type: text/plain"
            ),
            "/sitemap.xml": answer(200, f"<urlset>{listed}</urlset>".encode(), "Content-Type: text/xml"),
            "/": answer(200, feed.encode(), "Content-Type: application/rss+xml"),
        }
        for one in self.posts:
            page = one.page()
            if one is self.posts[0]:
                page = page.replace("for hours", f"until the {self.nights.at:%j}th song")
            pages[one.path] = self.instead.get(one.path) or answer(200, page.encode(), HTML)
        for path, reply in pages.items():
            self.server.on(path, self.everywhere or reply)

    def night(self, days: float = 1.0) -> SiteReport:
        """A crawl, some days after the last."""
        self.nights.pass_by(days)
        self.open()
        clock = Clock(now=self.nights.now, monotonic=lambda: 0.0, sleep=lambda seconds: None)
        return crawl(self.archive, [self.server.url()], manners=MANNERS, clock=clock).sites[0]

    def rows(self, sql: str) -> dict[str, tuple[object, ...]]:
        """path → the other columns of a row about it."""
        with closing(sqlite3.connect(self.archive.path)) as db:
            return {urls.path(row[0]): row[1:] for row in db.execute(sql)}

    def records(self) -> dict[str, tuple[object, ...]]:
        """All that is known of each post, but for whether it is there and when it was seen last."""
        return self.rows(
            "SELECT p.url, p.title, p.published, p.excerpt, p.digest, p.changed_at, t.text, t.html, t.byline,"
            " (SELECT group_concat(field || raw) FROM evidence e WHERE e.post_id = p.id),"
            " (SELECT count(*) FROM revisions r WHERE r.post_id = p.id)"
            " FROM posts p JOIN texts t ON t.post_id = p.id"
        )

    def states(self) -> dict[str, str]:
        """path → complete, stub or gone."""
        return {path: str(row[0]) for path, row in self.rows("SELECT url, state FROM posts").items()}


@contextmanager
def opened(folder: Path, size: int) -> Iterator[Paper]:
    server = RoughServer()
    try:
        with open_archive(folder / "a.db") as archive, archive.lock():
            yield Paper(server, Nights(), archive, posts(size))
    finally:
        server.close()


@dataclass
class Story:
    """What was known of each post after each night, by the case that answered at its address."""

    known: dict[str, str] = field(default_factory=dict)
    """case → path of a post that was read before it began"""
    new: dict[str, str] = field(default_factory=dict)
    """case → path of a post that it hid from the first night on"""
    records: list[dict[str, tuple[object, ...]]] = field(default_factory=list)
    states: list[dict[str, str]] = field(default_factory=list)
    failures: list[dict[str, tuple[object, ...]]] = field(default_factory=list)


BEFORE, FIRST, LAST, AFTER = 0, 1, 4, 5
"""Nights: before anything happened, the first and the last of trouble, and when all is well again."""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Six nights of one site: each case answers in place of a post that is known, and of one that is not."""
    cases = {**TROUBLE, **MISSING}
    told = Story()
    with opened(tmp_path_factory.mktemp("nights"), 2 * len(cases) + 2) as paper:
        for number, case in enumerate(cases):
            told.known[case], told.new[case] = (paper.posts[2 * number + 1 + place].path for place in (0, 1))
        for night, days in enumerate((0, 1, 1, 2, 8, 60)):
            paper.instead = {}
            if night < AFTER:
                paper.instead.update({told.new[case]: reply for case, reply in cases.items()})
            if FIRST <= night <= LAST:
                paper.instead.update({told.known[case]: reply for case, reply in cases.items()})
            paper.night(days)
            told.records.append(paper.records())
            told.states.append(paper.states())
            told.failures.append(paper.rows("SELECT url, kind FROM failures ORDER BY id"))
    return told


def test_the_good_posts_around_are_archived_and_the_edited_one_is_revised(story: Story) -> None:
    bad = {*story.known.values(), *story.new.values()}
    good = [path for path in story.states[AFTER] if path not in bad]
    assert len(good) == 2
    assert [story.states[night][path] for night in range(6) for path in good] == ["complete"] * 12
    assert sorted(story.records[AFTER][path][-1] for path in good) == [0, AFTER]


@pytest.mark.parametrize("case", TROUBLE)
def test_trouble_in_place_of_a_post_changes_nothing(story: Story, case: str) -> None:
    path = story.known[case]
    for night in range(6):
        assert story.states[night][path] == "complete"
        assert story.records[night][path] == story.records[BEFORE][path]
    assert path in story.failures[LAST], "trouble is recorded"


@pytest.mark.parametrize("case", TROUBLE)
def test_trouble_in_place_of_a_new_post_makes_no_post_until_it_is_over(story: Story, case: str) -> None:
    path = story.new[case]
    for night in range(AFTER):
        assert story.states[night].get(path, "stub") == "stub", "what the feed says may be kept"
    assert story.states[AFTER][path] == "complete"
    assert story.records[AFTER][path][-1] == 0


@pytest.mark.parametrize("case", MISSING)
def test_what_is_missing_twice_is_gone_and_kept_and_may_come_back(story: Story, case: str) -> None:
    path = story.known[case]
    assert [story.states[night][path] for night in range(6)] == [
        "complete",
        "complete",
        *["gone"] * 3,
        "complete",
    ]
    for night in range(6):
        assert story.records[night][path] == story.records[BEFORE][path]
    assert story.states[AFTER][story.new[case]] == "complete"


@pytest.mark.parametrize(
    "case",
    ("403", "500 for ever", "503 and an absurd pause", "empty 200", "proof of work", "login page", "before you continue",
     "for sale", "parked by script", "404", "410", "soft 404"),
)  # fmt: skip
def test_trouble_in_place_of_a_whole_site_changes_no_record(tmp_path: Path, case: str) -> None:
    with opened(tmp_path, 4) as paper:
        paper.night()
        before = paper.records()
        paper.everywhere = {**TROUBLE, **MISSING}[case]
        for days in (1, 1, 8):
            paper.night(days)
        assert paper.records() == before
        assert set(paper.states().values()) <= ({"complete", "gone"} if case in MISSING else {"complete"})
        paper.everywhere = None
        report = paper.night(60)
        edited = paper.posts[0].path
        assert {path: row for path, row in paper.records().items() if path != edited} == {
            path: row for path, row in before.items() if path != edited
        }
        assert (set(paper.states().values()), report.problem) == ({"complete"}, "")


def test_one_failure_in_three_costs_no_post(tmp_path: Path) -> None:
    with opened(tmp_path, 9) as paper:
        asked: Counter[str] = Counter()

        def flaky(page: bytes, path: str) -> Callable[[Line], None]:
            def reply(line: Line) -> None:
                asked[path] += 1
                line.send(answer(500, b"not now") if asked.total() % 3 == 0 else page)

            return reply

        paper.instead = {
            one.path: flaky(answer(200, one.page().encode(), HTML), one.path) for one in paper.posts
        }
        first = paper.night()
        assert (first.counts.new, first.counts.failed) == (9, 0)
        before = paper.records()
        for _ in range(3):
            paper.night()
        assert (paper.records(), set(paper.states().values())) == (before, {"complete"})
