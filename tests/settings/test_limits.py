"""Every limit there is: set for one site and for all, shown with where it comes from, and kept by the client or the crawl."""

from __future__ import annotations

import gzip
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fixtures.small_sites import listing, posts
from scraper.archive import open_archive
from scraper.cli.listing import settings_in_force
from scraper.crawl import crawl
from scraper.fetching.client import Client
from scraper.model.clock import Clock
from scraper.model.errors import FetchError, LimitExceeded, NetworkError, Refused
from scraper.model.limits import Limits, Manners
from scraper.settings.config import SiteEntry, parse_config
from tests.fetching.rough_server import Line, RoughServer, SkippingClock, answer, moved

NAMES = [limit.name for limit in fields(Limits)]
FILE = Path("scraper.toml")


@pytest.mark.parametrize("name", NAMES)
def test_a_limit_is_set_for_a_site_or_for_all_and_shown(name: str) -> None:
    def shown(text: str) -> tuple[SiteEntry, tuple[object, str]]:
        site = parse_config(text.encode(), FILE).sites[0]
        return site, {row[0]: row[1:] for row in settings_in_force(site)}[f"limits.{name}"]

    site, (value, origin) = shown(f"[[site]]\nurl = 'https://a.example/'\nlimits = {{ {name} = 7 }}")
    assert (getattr(site.manners.limits, name), value, origin) == (7, 7, "site")
    site, (value, origin) = shown(f"[defaults.limits]\n{name} = 9\n[[site]]\nurl = 'https://a.example/'")
    assert (getattr(site.manners.limits, name), value, origin) == (9, 9, "defaults")
    site, (value, origin) = shown("[[site]]\nurl = 'https://a.example/'")
    assert (value, origin) == (getattr(Limits(), name), "built in")


@pytest.fixture
def server() -> Iterator[RoughServer]:
    rough = RoughServer()
    yield rough
    rough.close()


Check = Callable[[RoughServer, Manners, Path], None]
CHECKS: dict[str, tuple[float, Check]] = {}
"""limit → (a value, what must come of it)"""


def checks(name: str, value: float) -> Callable[[Check], Check]:
    def keep(check: Check) -> Check:
        CHECKS[name] = value, check
        return check

    return keep


def fails(url: str, manners: Manners, kind: type[FetchError]) -> None:
    with Client(replace(manners, obey_robots=False), SkippingClock().clock) as client, pytest.raises(kind):
        client.fetch(url)


@checks("received_bytes", 10)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    fails(server.on("/", answer(200, b"x" * 11)), manners, LimitExceeded)


@checks("inflated_bytes", 100)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    fails(
        server.on("/", answer(200, gzip.compress(b"x" * 101), "Content-Encoding: gzip")),
        manners,
        LimitExceeded,
    )


@checks("inflate_ratio", 3)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    fails(
        server.on("/", answer(200, gzip.compress(bytes(2**21)), "Content-Encoding: gzip")),
        manners,
        LimitExceeded,
    )


@checks("header_bytes", 50)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    fails(server.on("/", answer(200, b"x", "X-Long: " + "x" * 60)), manners, LimitExceeded)


@checks("headers", 2)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    fails(server.on("/", answer(200, b"x", "X-A: 1", "X-B: 1")), manners, LimitExceeded)


@checks("redirects", 1)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    for one, other in (("/", "/b"), ("/b", "/c")):
        server.on(one, moved(other))
    server.on("/c", answer(200, b"x"))
    fails(server.url(), manners, Refused)


@checks("robots_bytes", 30)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    server.on("/robots.txt", answer(200, b"User-agent: *\nDisallow: /aaaaa\nDisallow: /b\n"))
    with Client(manners, SkippingClock().clock) as client:
        assert not client.allowed(server.url("/aaaaa"))
        assert client.allowed(server.url("/b"))


@checks("connect_s", 0.2)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    with ExitStack() as stack:
        full = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(3):  # nobody accepts, so that the next one waits
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            with suppress(BlockingIOError):
                waiting.connect(full.getsockname())
        fails(f"http://127.0.0.1:{full.getsockname()[1]}/", manners, NetworkError)


@checks("read_s", 0.1)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    fails(server.on("/", Line.hang), manners, NetworkError)


@checks("request_s", 0.2)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    fails(server.on("/", lambda line: line.drip(b"HTTP/1.1 200 OK\r\n" * 100, 0.02)), manners, LimitExceeded)


@checks("url_s", 5)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    url = server.on("/", answer(503, b"", "Retry-After: 3"))
    with Client(replace(manners, obey_robots=False), SkippingClock().clock, jitter=lambda: 0.0) as client:
        assert client.fetch(url).status == 503
        assert client.requests == 2, "the third would have come after 3 + 3 seconds"


@checks("tries", 2)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    with Client(replace(manners, obey_robots=False), SkippingClock().clock) as client:
        assert client.fetch(server.on("/", answer(500, b""))).status == 500
        assert client.requests == 2


def pages_asked(server: RoughServer, manners: Manners, folder: Path) -> list[str]:
    """Crawls a site of five pages of listings, two posts each; returns what it was asked for."""
    some = posts(10)
    for one in some:
        server.on(one.path, answer(200, one.page().encode(), "Content-Type: text/html"))
    for number in range(5):
        behind = f"<a rel=next href='/page/{number + 2}/'>Older</a>" if number < 4 else ""
        page = listing(some[2 * number : 2 * number + 2], behind).encode()
        server.on(f"/page/{number + 1}/" if number else "/", answer(200, page, "Content-Type: text/html"))
    with open_archive(folder / "a.db") as archive, archive.lock():
        crawl(archive, [server.url()], manners=manners, clock=SkippingClock().clock)
    return [asked.target for asked in server.asked]


@checks("pages", 4)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    asked = pages_asked(server, manners, folder)
    assert len([target for target in asked if target != "/robots.txt"]) == 4


@checks("depth", 2)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    asked = pages_asked(server, manners, folder)
    assert "/page/3/" in asked and "/page/4/" not in asked


@checks("crawl_bytes", 2_000)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    pages_asked(server, manners, folder)
    with open_archive(folder / "a.db") as archive:
        assert len([one for one in archive.leads.of(1) if one.state == "queued"]) > 0


@checks("quiet_requests", 5)
def _(server: RoughServer, manners: Manners, folder: Path) -> None:
    """Whole nights of it are told in `tests/journeys/test_memory_little.py`."""
    pages_asked(server, manners, folder)
    first = len(server.asked)
    with open_archive(folder / "a.db") as archive, archive.lock():
        later = Clock(
            now=lambda: datetime(2026, 6, 1, tzinfo=UTC), monotonic=lambda: 0.0, sleep=lambda seconds: None
        )
        crawl(archive, [server.url()], manners=manners, clock=later)
    assert 3 < len(server.asked) - first <= 5


@pytest.mark.parametrize("name", NAMES)
def test_a_limit_is_kept(server: RoughServer, tmp_path: Path, name: str) -> None:
    value, check = CHECKS[name]
    limits = replace(Limits(tries=1, read_s=5.0, request_s=5.0), **{name: value})
    if name in ("tries", "url_s"):
        limits = replace(limits, tries=int(value) if name == "tries" else 5)
    check(server, Manners(delay_s=0, allow_private=True, limits=limits), tmp_path)
