"""Hostile feeds and sitemaps in whole crawls, and proof that no reader of XML here opens a file or a connection."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from fixtures.hostile_xml import feeds, index, sitemaps
from fixtures.small_sites import listing, posts
from scraper.archive import open_archive
from scraper.crawl import Report, crawl
from scraper.crawl.sources import read_document
from scraper.discovery.scope import site_scope
from scraper.model.capture import Capture
from scraper.model.errors import ParseError
from scraper.model.limits import Limits, Manners
from tests.fetching.rough_server import RoughServer, SkippingClock, answer

GOOD = posts(4)
SECRET = "the-secret-of-the-file"
FEEDS = feeds(GOOD[0].path, GOOD[1].path)
SITEMAPS = sitemaps(GOOD[0].path, GOOD[1].path)
ROOT = Path(__file__).parent.parent.parent
UNREADABLE = (
    "a web page",
    "nothing",
    "a path",
    "an address",
    "JSON that is no feed",
    "deep JSON",
    "a gzip bomb",
)
REFUSED = (
    "billion laughs",
    "one entity many times",
    "an external entity",
    "a parameter entity",
    "an entity over the network",
)


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "secret.txt"
    file.write_text(SECRET)
    return file


@pytest.fixture
def server() -> Iterator[RoughServer]:
    rough = RoughServer()
    yield rough
    rough.close()


def put(text: str | bytes, server: str, file: Path) -> bytes:
    """A document with its places filled in."""
    if isinstance(text, bytes):
        return text
    return text.replace("{site}", server).replace("{file}", str(file)).encode("utf-8", "surrogateescape")


def crawled(
    server: RoughServer, folder: Path, pages: dict[str, bytes], *, head: str = ""
) -> tuple[Report, str]:
    """Crawls a site of four posts whose front page shows the last two; returns the archive's whole content, too."""
    home = listing(GOOD[2:], head=head).encode()
    for path, body in {"/": home, **{one.path: one.page().encode() for one in GOOD}}.items():
        server.on(path, answer(200, body, "Content-Type: text/html; charset=utf-8"))
    for path, body in pages.items():
        server.on(path, answer(200, body, "Content-Type: application/xml"))
    limits = Limits(tries=1, pages=60)
    with open_archive(folder / "a.db") as archive, archive.lock():
        report = crawl(
            archive,
            [server.url()],
            manners=Manners(delay_s=0, allow_private=True, limits=limits),
            clock=SkippingClock().clock,
        )
        return report, "\n".join(archive.dump())


def rows(folder: Path, sql: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(folder / "a.db")) as db:
        return db.execute(sql).fetchall()


@pytest.mark.parametrize("case", FEEDS)
def test_a_hostile_feed_costs_no_post(server: RoughServer, tmp_path: Path, secret: Path, case: str) -> None:
    url = server.url()[:-1]
    head = "<link rel=alternate type='application/rss+xml' href='/rss.xml'>"
    report, dump = crawled(server, tmp_path, {"/rss.xml": put(FEEDS[case], url, secret)}, head=head)
    listed = GOOD[2:] if case in UNREADABLE or case in REFUSED else GOOD
    found = rows(tmp_path, "SELECT title, published FROM posts WHERE state = 'complete'")
    assert {(one.title, one.day) for one in listed} <= set(found), "each with the day that it prints itself"
    assert {title for title, _ in found} <= {one.title for one in GOOD}
    assert SECRET not in dump and "hahahaha" not in dump
    assert not [asked for asked in server.asked if asked.target in ("/evil.dtd", "/entity", "/sheet.xsl")]
    if case in UNREADABLE:
        assert [kind for kind, _ in rows(tmp_path, "SELECT kind, message FROM failures")] in (["parse"], [])
        assert report.exit_code in (0, 3)


@pytest.mark.parametrize("case", SITEMAPS)
def test_a_hostile_sitemap_costs_no_post(
    server: RoughServer, tmp_path: Path, secret: Path, case: str
) -> None:
    url = server.url()[:-1]
    around = {f"/circle-{n}.xml": put(index(f"/circle-{n % 3 + 1}.xml"), url, secret) for n in (1, 2, 3)}
    _, dump = crawled(server, tmp_path, {"/sitemap.xml": put(SITEMAPS[case], url, secret), **around})
    lost = (*UNREADABLE, *REFUSED, "a sitemap in gzip cut off", "elements without end")
    listed = GOOD[2:] if case in lost or "index" in case else GOOD
    found = rows(tmp_path, "SELECT title, published FROM posts WHERE state = 'complete'")
    assert {(one.title, one.day) for one in listed} <= set(found)
    assert {title for title, _ in found} <= {one.title for one in GOOD}
    assert SECRET not in dump and "hahahaha" not in dump
    assert max(server.visits(asked.target) for asked in server.asked) <= 2, "no circle is gone round"


ENDLESS = {
    "JSON of empty objects": b"[" + b"{}," * 2_000_000 + b"{}]",
    "a JSON Feed of empty entries": b'{"version":"https://jsonfeed.org/version/1","items":[' + b"{}," * 2_000_000 + b"{}]}",
    "a feed's tag of a million attributes": b"<rss " + b" ".join(b'a%d="1"' % n for n in range(300_000)) + b"></rss>",
    "a sitemap's tag of a million attributes": b"<urlset " + b" ".join(b'a%d="1"' % n for n in range(300_000)) + b"></urlset>",
}  # fmt: skip


@pytest.mark.parametrize("case", ENDLESS)
def test_no_document_is_many_times_larger_in_memory_than_it_was_on_the_wire(case: str) -> None:
    """An empty object is two bytes in JSON and sixty-four in memory, and feedparser took minutes for the tag."""
    body = ENDLESS[case]
    tracemalloc.start()
    try:
        read_document(
            Capture("http://a.example/", "http://a.example/", 200, {}, body), site_scope("http://a.example/")
        )
    except ParseError:
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 10 * len(body)


WATCHED = """
import encodings.cp1252, encodings.utf_8_sig, json, os, sys
import scraper.crawl.listings  # loaded by the first page with cards: to load looks into folders, too
seen = []
def hook(event, arguments):
    if event == "os.listdir" and any(os.path.abspath(folder) == arguments[0] for folder in sys.path_importer_cache):
        return  # the import system, looking again into one of its folders, which another process changed meanwhile
    if event == "open" or event.split(".")[0] in ("socket", "subprocess", "os", "urllib", "ftplib", "http"):
        seen.append((event, str(arguments[0]) if arguments else ""))
from scraper.crawl.sources import read_document
from scraper.discovery.feeds import read_feed
from scraper.discovery.scope import site_scope
from scraper.discovery.sitemaps import read_sitemap
from scraper.extraction import extract
from scraper.fetching.robots import parse_robots
from scraper.model.capture import Capture
from scraper.model.errors import ScraperError
from scraper.settings.opml import read_opml
from pathlib import Path
SITE = "http://127.0.0.1:9/"
def everything(body):
    out = []
    for kind in ("text/html", "application/xml"):
        capture = Capture(SITE, SITE, 200, {"content-type": kind}, body)
        for read in (
            lambda: read_feed(body, SITE), lambda: read_sitemap(body, SITE), lambda: read_opml(body, Path("x.opml")),
            lambda: read_document(capture, site_scope(SITE)), lambda: extract(body, SITE), lambda: parse_robots(body.decode("latin-1")),
        ):
            try:
                out.append(repr(read()))
            except ScraperError as error:
                out.append(str(error))
    return out
bodies = [bytes.fromhex(line) for line in sys.stdin]
everything(bodies[0])  # whatever is loaded at first use is loaded now
sys.addaudithook(hook)
print(json.dumps({"said": [text for body in bodies for text in everything(body)], "seen": seen}))
"""


def test_no_reader_of_documents_opens_a_file_or_a_connection(secret: Path) -> None:
    """Told by the interpreter itself: its audit events name every file, socket and process that anything opens."""
    documents = [put(text, "http://127.0.0.1:9", secret) for text in (*FEEDS.values(), *SITEMAPS.values())]
    small = [body for body in documents if len(body) < 20_000]
    assert len(small) > 25
    warm = put(FEEDS["relative links"], "http://127.0.0.1:9", secret)
    lines = "\n".join(body.hex() for body in (warm, *small))
    done = subprocess.run(
        [sys.executable, "-B", "-c", WATCHED],
        input=lines,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    told = json.loads(done.stdout)
    opened = [one for one in told["seen"] if not one[1].endswith((".py", ".pyc", ".so", ".json", ".toml"))]
    assert opened == []
    assert not [text for text in told["said"] if SECRET in text]
