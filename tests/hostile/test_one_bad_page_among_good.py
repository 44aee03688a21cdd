"""A whole crawl of a site that misbehaves: the good posts are archived, each bad one is a recorded failure of its kind."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from scraper.archive import open_archive
from scraper.crawl import Report, crawl
from scraper.model.limits import Limits, Manners
from tests.fetching.rough_server import Reply, RoughServer, SkippingClock, answer, moved
from tests.fetching.test_exchange import BROKEN, TOO_MUCH

HTML = "Content-Type: text/html; charset=utf-8"


def post(
    title: str, text: str = "Grannarna bygger ett växthus på gården, och alla får vara med. " * 6
) -> bytes:
    page = (
        f"<html lang=sv><head><title>{title}</title></head><body><article><h1>{title}</h1><p>29 maj 2019</p>"
        f"<p>{text}</p></article></body></html>"
    )
    return answer(200, page.encode("utf-8", "surrogatepass"), HTML)


REFUSED: dict[str, Reply] = {
    "redirect to file:": moved("file:///etc/passwd"),
    "redirect to ftp:": moved("ftp://files.example/a"),
    "redirect to data:": moved("data:text/html,<h1>x</h1>"),
    "redirect with a password": moved("http://user:secret@127.0.0.1/"),
    "redirect to itself": moved("/redirect-to-itself"),
}


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


ELSEWHERE: dict[str, Reply] = {
    "a name that does not exist": moved("http://no-such-name.invalid/"),
    "nobody listens": moved(f"http://127.0.0.1:{unused_port()}/"),
    "nobody listens on IPv6": moved(f"http://[::1]:{unused_port()}/"),
    "TLS where none is spoken": lambda line: line.send(moved(line.server.url("/").replace("http", "https"))),
}
"""Where no answer comes from."""
STATUS: dict[str, Reply] = {
    "401": answer(401, b"who are you"),
    "403": answer(403, b"no"),
    "500 for ever": answer(500, b"sorry"),
    "503 and an absurd pause": answer(503, b"later", "Retry-After: 99999999999"),
    "304 unasked": b"HTTP/1.1 304 As it was\r\nContent-Length: 0\r\n\r\n",
    "429": answer(429, b"slowly", "Retry-After: 1"),
}
NO_PAGE: dict[str, Reply] = {
    "empty 200": answer(200, b"", HTML),
    "a PDF": answer(200, b"%PDF-1.7\n" + bytes(range(256)) * 20, "Content-Type: application/pdf"),
    "a picture as HTML": answer(200, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, HTML),
    "204": b"HTTP/1.1 204 Nothing\r\n\r\n",
    "205": answer(205),
    "206 unasked": answer(
        206, b"<html><title>Half</title><p>of a page", HTML, "Content-Range: bytes 0-40/900"
    ),
}
ODD_BUT_GOOD: dict[str, Reply] = {
    "a title of half a megabyte": post("Stor " * 100_000),
    "control and bidirectional characters": post("A\x00B\x07 \u202egnirts\u202c \ud800"),
    "100,000 boxes within each other": post(
        "Djup", "<div>" * 100_000 + "Här är texten som alla läser. " * 20
    ),
    "script in every field": post("<script>alert(1)</script><img src=x onerror=alert(1)>Hej"),
}
BAD = {
    **{case: ("network", reply) for case, reply in BROKEN.items()},
    **{case: ("network", reply) for case, reply in ELSEWHERE.items()},
    **{case: ("limit", reply) for case, reply in TOO_MUCH.items()},
    **{case: ("refused", reply) for case, reply in REFUSED.items()},
    **{case: ("status", reply) for case, reply in STATUS.items()},
    **{case: ("", reply) for case, reply in NO_PAGE.items()},
}


@dataclass
class Night:
    """What two crawls of the misbehaving site left behind."""

    report: Report
    second: Report
    posts: dict[str, str]
    """path → state"""
    leads: dict[str, tuple[str, str]]
    """path → state, reason"""
    failures: dict[str, tuple[str, str]]
    """path → kind, message"""
    revisions: int
    sound: str


def path_of(case: str) -> str:
    return "/" + "".join(c if c.isalnum() else "-" for c in case.lower()).strip("-")


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Night]:
    folder: Path = tmp_path_factory.mktemp("hostile")
    server = RoughServer()
    good = [f"/bra-{place}" for place in range(len(BAD) + 1)]
    for place, path in enumerate(good):
        server.on(
            path,
            post(
                f"Ett gott inlägg nummer {place}",
                f"Berättelse {place}. " + "Vi odlar ihop, och det växer. " * 12,
            ),
        )
    for case, (_, reply) in BAD.items():
        server.on(path_of(case), reply)
    for case, reply in ODD_BUT_GOOD.items():
        server.on(path_of(case), reply)
    mixed = [path for pair in zip(good, map(path_of, BAD), strict=False) for path in pair] + good[-1:]
    items = "".join(
        f"<item><title>x</title><link>{server.url(path)}</link><pubDate>Wed, 29 May 2019 08:00:00 +0200</pubDate></item>"
        for path in [*mixed, *map(path_of, ODD_BUT_GOOD)]
    )
    feed = f"<rss version='2.0'><channel><title>F</title><link>{server.url()}</link>{items}</channel></rss>"
    start = server.on("/feed", answer(200, feed.encode(), "Content-Type: application/rss+xml"))
    limits = Limits(
        received_bytes=2**20 + 2**19,
        inflated_bytes=2**22,
        read_s=0.3,
        request_s=0.5,
        url_s=3.0,
        tries=2,
        redirects=5,
    )
    manners = Manners(delay_s=0, allow_private=True, limits=limits)
    try:
        with open_archive(folder / "a.db") as archive, archive.lock():
            first, second = (
                crawl(archive, [start], manners=manners, clock=SkippingClock().clock) for _ in range(2)
            )
        with sqlite3.connect(folder / "a.db") as db:
            base = len(server.url()) - 1

            def by_path(sql: str) -> dict[str, tuple[str, ...]]:
                return {row[0][base:]: row[1:] for row in db.execute(sql)}

            yield Night(
                first,
                second,
                {path: row[0] for path, row in by_path("SELECT url, state FROM posts").items()},
                by_path("SELECT url, state, reason FROM leads"),  # type: ignore[arg-type]
                by_path("SELECT url, kind, message FROM failures"),  # type: ignore[arg-type]
                db.execute("SELECT count(*) FROM revisions").fetchone()[0],
                db.execute("PRAGMA integrity_check").fetchone()[0],
            )
        db.close()
    finally:
        server.close()


def test_all_good_posts_are_archived(night: Night) -> None:
    good = [path for path in night.posts if path.startswith("/bra-")]
    assert len(good) == len(BAD) + 1
    assert {night.posts[path] for path in good} == {"complete"}
    assert night.report.exit_code == 3
    assert (night.revisions, night.sound) == (0, "ok")


@pytest.mark.parametrize("case", BAD)
def test_a_bad_one_is_recorded_with_its_kind_and_makes_no_post(night: Night, case: str) -> None:
    kind, path = BAD[case][0], path_of(case)
    assert night.posts.get(path, "stub") == "stub"  # what the feed said of it may be kept, and is called so
    state, reason = night.leads[path]
    assert state in ("failed", "skipped", "gone") and reason
    if kind:
        assert night.failures[path][0] == kind
        assert "\n" not in night.failures[path][1]


@pytest.mark.parametrize("case", ODD_BUT_GOOD)
def test_an_odd_page_is_a_post_all_the_same(night: Night, case: str) -> None:
    assert night.posts[path_of(case)] == "complete"


def test_the_next_crawl_changes_no_good_record(night: Night) -> None:
    counts = night.second.sites[0].counts
    assert (counts.new, counts.changed, counts.gone) == (0, 0, 0)
