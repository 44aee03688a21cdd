"""`python -m benchmarks.memory [PAGES]`: what a long crawl holds in memory, from its first page to its last.

A server of its own process makes PAGES (20,000) posts of 300 KB each on the fly, no two alike, and a sitemap that
lists them. They are crawled over loopback without any pause into an archive that is thrown away, and crawled again
as on the next night. Printed are the resident memory as the crawl goes on, and its peak; the last line says whether
it stayed flat and below 300 MB (Linux only: it reads /proc).
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path

PAGES = 20_000
PAGE_BYTES = 300_000
MOST_BYTES = 300 * 10**6
ROWS = 20
_WORDS = "the house by sea holds garden road people meeting council spring water light window kitchen letter boat".split()
_MARK = (
    '<div class="card c{}"><a href="/about/{}/" class="link">About {}</a><span data-id="{}">{}</span></div>'
)


def page(number: int) -> bytes:
    """A post of some 300 KB: a tenth is text, the rest is what pages are made of. No two are alike."""
    text = "".join(
        f"<p>{_sentence(number, place)} {_sentence(place, number)} {number}.{place}</p>"
        for place in range(60)
    )
    chrome = "".join(_MARK.format(place % 9, place, number, place, number * place) for place in range(500))
    head = (
        f"<!doctype html><html lang=en><head><title>Report {number} from the house</title>"
        f"<meta property='article:published_time' content='20{10 + number % 10}-0{1 + number % 9}-1{number % 10}'></head>"
        f"<body><nav>{chrome}</nav><article><h1>Report {number} from the house</h1><p class=byline>By Anna Ek</p>{text}</article>"
    )
    filler = f"<script>var state{number} = '"
    room = PAGE_BYTES - len(head) - len(filler) - 20
    run = f"{number * 7919:x}-"
    return f"{head}{filler}{(run * (room // len(run) + 1))[:room]}'</script></body></html>".encode()


def _sentence(one: int, other: int) -> str:
    return " ".join(_WORDS[(one * (place + 3) + other * (place + 1)) % len(_WORDS)] for place in range(14))


class _Site(BaseHTTPRequestHandler):
    """The site; `pages` is how many posts it has."""

    protocol_version = "HTTP/1.1"
    pages = PAGES

    def do_GET(self) -> None:
        path, base = self.path, f"http://{self.headers['Host']}"
        if path == "/sitemap.xml":
            listed = "".join(f"<url><loc>{base}/posts/report-{n}/</loc></url>" for n in range(self.pages))
            self._answer(200, f"<urlset>{listed}</urlset>".encode(), "application/xml")
        elif path.startswith("/posts/report-"):
            self._answer(200, page(int(path.strip("/").rpartition("-")[2])), "text/html; charset=utf-8")
        else:
            self._answer(404, b"", "text/plain")

    def _answer(self, status: int, body: bytes, media_type: str) -> None:
        etag = f'"{hash(self.path)}"'
        if status == 200 and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.send_response(status)
        self.send_header("ETag", etag)
        self.send_header("Content-Type", media_type)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: twenty thousand lines tell nobody anything."""


def serve(port: Connection, pages: int) -> None:
    """Serves the site on a free port of loopback, which it tells first, until its process is ended."""
    _Site.pages = pages
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    port.send(server.server_address[1])
    server.serve_forever()


def resident_bytes() -> int:
    """The memory of this process that lies in RAM now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


def measure(pages: int, note: Callable[[str, int], None]) -> int:
    """Crawls twice; `note` is told (what, resident bytes) at the start and as it goes on. Returns the posts stored."""
    from scraper.archive import open_archive
    from scraper.crawl import crawl
    from scraper.model.limits import Limits, Manners

    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    site = context.Process(target=serve, args=(there, pages), daemon=True)
    site.start()
    try:
        start = f"http://127.0.0.1:{here.recv()}/sitemap.xml"
        manners = Manners(delay_s=0, allow_private=True, limits=Limits(pages=pages + 100))
        with tempfile.TemporaryDirectory() as folder, open_archive(Path(folder) / "a.db") as archive:
            note("before", resident_bytes())
            with archive.lock():
                first = crawl(
                    archive,
                    [start],
                    manners=manners,
                    progress=lambda crawled: (
                        note(f"{crawled.visited} pages", resident_bytes())
                        if crawled.visited % max(pages // ROWS, 1) == 0
                        else None
                    ),
                )
                crawl(archive, [start], manners=manners)
                note("next night", resident_bytes())
        return first.sites[0].counts.new
    finally:
        site.terminate()
        site.join(10)


def main() -> int:
    """Prints the table; 0 when memory stayed flat and below the bound."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    begun, seen = time.monotonic(), list[int]()

    def note(what: str, size: int) -> None:
        seen.append(size)
        print(f"{what:>14}  {size / 10**6:6.0f} MB  {time.monotonic() - begun:6.0f} s", flush=True)

    stored = measure(pages, note)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    early = seen[len(seen) // 4]
    print(
        f"{stored} posts; peak {peak / 10**6:.0f} MB; {(seen[-2] - early) / 10**6:+.0f} MB after the first quarter"
    )
    return 0 if peak <= MOST_BYTES and stored == pages else 1


if __name__ == "__main__":
    sys.exit(main())
