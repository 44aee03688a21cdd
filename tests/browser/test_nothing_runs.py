"""Whatever a page put into the archive, nothing of it runs in the reader's browser, nor asks the network."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote

import pytest

from fixtures import hostile_archive
from fixtures.payloads import payloads
from scraper.archive import open_archive
from tests.browser.conftest import Served

pytestmark = pytest.mark.browser


class Canary:
    """A server that nobody may ask. It counts connections, and serves a page with payloads that nothing protects."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path.startswith("/unprotected/"):
                    number = int(self.path.rsplit("/", 1)[1])
                    self.send_response(200)
                    self.send_header("content-type", "text/html; charset=utf-8")
                    self.end_headers()
                    self.wfile.write(f"<body>{texts[number]}".encode("utf-8", "replace"))
                    return
                asked.append(self.path)
                self.send_error(404)

            do_POST = do_GET

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def verify_request(self, request: Any, client_address: Any) -> bool:
                self.connections += 1
                return True

            connections = 0

        self.server = Server(("127.0.0.1", 0), Handler)
        self.at = f"http://127.0.0.1:{self.server.server_address[1]}"
        texts = payloads(self.at)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()

    @property
    def connections(self) -> int:
        """How often anybody connected, whether or not anything was asked: a preconnect asks nothing."""
        return self.server.connections


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    made = Canary()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, canary: Canary) -> Iterator[Served]:
    path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    with open_archive(path) as archive:
        hostile_archive.fill(archive, payloads(canary.at))
    served = Served([path])
    try:
        served.wait()
        yield served
    finally:
        served.stop()


class Watched:
    """A page of the browser that remembers what went off in it."""

    def __init__(self, browser: Any, *, pictures: str = "off") -> None:
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.fired: list[str] = []
        self.page.on("dialog", self._dialog)
        self.page.on("popup", lambda popup: self.fired.append(f"popup {popup.url}"))
        self.page.on("download", lambda download: self.fired.append(f"download {download.url}"))

    def _dialog(self, dialog: Any) -> None:
        self.fired.append(f"dialog at {self.page.url}")
        dialog.dismiss()

    def visit(self, address: str, *, touch: bool = True) -> None:
        """Opens a page, moves over it and through it as a reader does, and looks whether anything went off."""
        self.page.goto(address, wait_until="load")
        if touch:
            self.page.mouse.move(200, 200)
            self.page.keyboard.press("Tab")
        url, *bad = self.page.evaluate(_LOOK)
        if url != address:
            self.fired.append(f"{address} moved to {url}")
        self.fired += [f"{one} at {address}" for one in bad]


_LOOK = """() => [location.href.split("#")[0], ...(window.fired ? ["script"] : []), ...[...document.querySelectorAll(
    "a[href], area[href], form[action], iframe[src], [formaction]")]
    .map(one => one.protocol || new URL(one.getAttribute("action") || one.getAttribute("src") || "", location).protocol)
    .filter(protocol => !["http:", "https:"].includes(protocol))]"""


@pytest.fixture
def watched(browser: Any) -> Iterator[Watched]:
    made = Watched(browser)
    made.page.set_default_timeout(15_000)
    yield made
    made.context.close()


def test_the_payloads_do_go_off_where_nothing_stops_them(watched: Watched, canary: Canary) -> None:
    """Or the tests below would prove nothing."""
    off = 0
    for number in (0, 7, 18, 19, 24, 30, 33, 57, 90, 96):
        watched.fired.clear()
        before = canary.connections
        watched.page.goto(f"{canary.at}/unprotected/{number}", wait_until="load")
        watched.page.mouse.move(200, 200)
        off += bool(watched.fired) or canary.connections - before > 1
    assert off >= 9
    assert canary.asked


def test_nothing_goes_off_on_any_reading_page(watched: Watched, canary: Canary, hostile: Served) -> None:
    count = len(payloads(canary.at))
    base = f"{hostile.at}/hostile/-"
    lists = [
        "/",
        "/posts",
        "/people",
        "/organisations",
        "/roles",
        "/changes",
        "/health",
        "/sites",
        "/sites/1",
        "/people?page=2",
    ]
    numbers = range(1, count + 1)
    pages = [
        *lists,
        *(f"/posts/{number}" for number in numbers),
        *(f"/posts/{number}/revisions/1" for number in numbers[::12]),
    ]
    for place, kind in enumerate(("people", "organisations", "roles", "tags")):
        pages += [f"/{kind}/{number}" for number in range(1 + place, count, 40)]
    watched.page.goto(f"{base}/?pictures=off")
    before = canary.connections
    for place, page in enumerate(pages):
        watched.visit(base + page, touch=place % 8 == 0)
    assert watched.fired == []
    assert canary.connections == before


def test_nothing_goes_off_where_pictures_are_loaded(
    watched: Watched, canary: Canary, hostile: Served
) -> None:
    """Pictures may be asked for, and nothing else."""
    before = len(canary.asked)
    for number in range(1, len(payloads(canary.at)) + 1, 5):
        watched.visit(f"{hostile.at}/hostile/-/posts/{number}", touch=False)
    assert watched.fired == []
    assert all(path.endswith(".png") for path in canary.asked[before:])


def test_nothing_goes_off_in_stored_pages(watched: Watched, canary: Canary, hostile: Served) -> None:
    before = canary.connections
    base = f"{hostile.at}/hostile/-/posts"
    for number in range(1, len(payloads(canary.at)) + 1):
        address = f"{base}/{number}/stored{'/1' if number % 2 else ''}"
        watched.page.goto(address, wait_until="load")
        assert watched.page.url == address
    for number in range(1, len(payloads(canary.at)) + 1, 24):
        watched.visit(f"{base}/{number}/page")
        watched.page.frame_locator("iframe").locator("body").wait_for(state="attached")  # it may come later
    assert watched.fired == []
    assert canary.connections == before


def test_searching_for_a_payload_is_safe(watched: Watched, canary: Canary, hostile: Served) -> None:
    before = canary.connections
    for text in payloads(canary.at)[::8]:
        watched.page.goto(
            f"{hostile.at}/hostile/-/search?q={quote(text, safe='', errors='replace')}", wait_until="load"
        )
    watched.visit(f"{hostile.at}/hostile/-/search?q=word&order=date")
    assert watched.page.locator("mark").count() > 5
    assert watched.fired == []
    assert canary.connections == before


def test_datasettes_own_pages_of_an_archive_are_safe(
    watched: Watched, canary: Canary, hostile: Served
) -> None:
    before = canary.connections
    tables = "posts people roles organisations tags sites bylines evidence texts revisions aliases failures captures".split()
    views = "reading_list signatures role_history changes history".split()
    for table in ["", *(f"/{name}?_size=200" for name in tables + views), "/search?words=word", "/posts/1"]:
        watched.page.goto(f"{hostile.at}/hostile{table}", wait_until="load")
        if watched.page.evaluate("window.fired === 1"):
            watched.fired.append(f"script at {table}")
    assert watched.fired == []
    assert canary.connections == before


def test_a_reader_without_any_of_this_is_still_asked_for(hostile: Served) -> None:
    """The server stands."""
    host, port = hostile.at.removeprefix("http://").split(":")
    socket.create_connection((host, int(port)), 5).close()
