"""The server of a blog, in a process and on a core of its own, so that what it costs is on nobody's bill.

    with serving(posts=2000) as server: … server.urls, server.requests(), server.change(edited=10)

It listens on 127.0.0.1, 127.0.0.2 …, a blog each, and speaks as much HTTP/1.1 as is needed to serve from memory.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.site import Blog, blog_of, etag_of

SERVER_CORE = 0
"""Which of the cores that this process may use; who is measured has the last of them."""


class Server:
    """The driver's end: what can be asked of the process."""

    def __init__(self, process: subprocess.Popen[str], urls: list[str]) -> None:
        self._process = process
        self.urls = urls

    @property
    def url(self) -> str:
        """The first blog's front page."""
        return self.urls[0]

    def requests(self) -> int:
        """How many requests came since this was asked last."""
        return int(self._tell("requests")["requests"])

    def change(self, **what: int) -> None:
        """A day's work on all blogs (see `Blog.change`)."""
        self._tell("change", **what)

    def _tell(self, command: str, **values: int) -> dict[str, int]:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([command, values]) + "\n")
        self._process.stdin.flush()
        answer: dict[str, int] = json.loads(self._process.stdout.readline())
        return answer


@contextmanager
def serving(*, posts: int, sites: int = 1, sitemap: bool = True) -> Iterator[Server]:
    """Serves blogs until the block ends."""
    command = [sys.executable, "-m", "benchmarks.server", str(posts), str(sites), str(int(sitemap))]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Server(process, json.loads(process.stdout.readline()))
    finally:
        process.terminate()
        process.wait()


class _Answering(asyncio.Protocol):
    """One connection; requests are short enough to come in one piece or two."""

    count = 0

    def __init__(self, blogs: dict[str, Blog]) -> None:
        self._blogs = blogs
        self._received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head, self._received = self._received[:end].decode("latin-1"), self._received[end + 4 :]
            _Answering.count += 1
            self._transport.write(self._answer(head))

    def _answer(self, head: str) -> bytes:
        first, *lines = head.split("\r\n")
        path = first.split(" ")[1]
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        found = self._blogs[fields["host"]].answer(path)
        if found is None:
            return b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\nNot found"
        body, media_type = found
        etag = etag_of(body)
        if fields.get("if-none-match") == etag:
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        return (
            f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\nETag: {etag}\r\n"
            "Cache-Control: max-age=60\r\nVary: Accept-Encoding\r\nServer: benchmark\r\n\r\n"
        ).encode() + body


async def _serve(posts: int, sites: int, sitemap: bool) -> None:
    loop = asyncio.get_running_loop()
    blogs: dict[str, Blog] = {}
    port = 0
    for number in range(1, sites + 1):
        server = await loop.create_server(lambda: _Answering(blogs), f"127.0.0.{number}", port)
        port = server.sockets[0].getsockname()[1]
        host = f"127.0.0.{number}:{port}"
        blogs[host] = blog_of(f"http://{host}", posts, sitemap=sitemap)
    if sites == 1:
        for blog in blogs.values():
            blog.prepare()
    print(json.dumps([f"{blog.base}/" for blog in blogs.values()]), flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        command, values = json.loads(line)
        if command == "change":
            for blog in blogs.values():
                blog.change(**values)
        print(json.dumps({"requests": _Answering.count}), flush=True)
        _Answering.count = 0


if __name__ == "__main__":
    os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[SERVER_CORE]})
    asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "1"))
