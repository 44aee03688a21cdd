"""A server on loopback that does what it is told, byte by byte, and remembers what it was asked."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from scraper.model.clock import Clock


@dataclass(frozen=True)
class Asked:
    """A request as it came in; header names in lower case."""

    target: str
    method: str
    headers: dict[str, str]


Reply = bytes | Callable[["Line"], None]


class Line:
    """One connection, from the server's end."""

    def __init__(self, server: RoughServer, peer: socket.socket) -> None:
        self.server = server
        self.peer = peer

    def send(self, data: bytes) -> bool:
        """False when the other end has gone."""
        try:
            self.peer.settimeout(10)  # a busy machine reads ten megabytes slowly
            self.peer.sendall(data)
            self.peer.settimeout(0.2)
        except OSError:
            return False
        return not self.server.stopping.is_set()

    def drip(self, data: bytes, pause_s: float) -> None:
        """One byte at a time, until nobody listens."""
        for byte in data:
            if not self.send(bytes([byte])) or self.server.stopping.wait(pause_s):
                return

    def hang(self) -> None:
        """Says nothing until the test is over."""
        self.server.stopping.wait(10)

    def reset(self) -> None:
        """Ends the connection with RST."""
        self.peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
        self.peer.close()

    def read_request(self) -> Asked | None:
        received = b""
        while b"\r\n\r\n" not in received:
            try:
                more = self.peer.recv(65_536)
            except OSError:
                return None
            if not more:
                return None
            received += more
        lines = received.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ", 2)
        pairs = (line.split(": ", 1) for line in lines[1:])
        return Asked(target, method, {name.lower(): value for name, value in pairs})


@dataclass
class RoughServer:
    """`on(path, reply, reply, …)`: the first visit gets the first reply, the last one is repeated."""

    tls: ssl.SSLContext | None = None
    address: str = "127.0.0.1"
    asked: list[Asked] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    connections: int = 0

    def __post_init__(self) -> None:
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        self._listening = socket.create_server((self.address, 0), family=family)
        self._replies: dict[str, list[Reply]] = {}
        self._peers: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        return int(self._listening.getsockname()[1])

    def url(self, path: str = "/") -> str:
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def on(self, path: str, *replies: Reply) -> str:
        """The address at which these replies are given, one after the other."""
        self._replies[path] = list(replies)
        return self.url(path)

    def visits(self, path: str) -> int:
        return sum(asked.target == path for asked in self.asked)

    def close(self) -> None:
        self.stopping.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for peer in self._peers:
            with suppress(OSError):
                peer.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                peer, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            self._peers.append(peer)
            peer.settimeout(5)
            thread = threading.Thread(target=self._serve, args=(peer,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, peer: socket.socket) -> None:
        try:
            if self.tls is not None:
                peer = self.tls.wrap_socket(peer, server_side=True)
            line = Line(self, peer)
            peer.settimeout(0.2)
            while not self.stopping.is_set():
                asked = line.read_request()
                if asked is None:
                    if peer.fileno() < 0 or not _alive(peer):
                        break
                    continue
                self.asked.append(asked)
                reply = self._reply(asked.target)
                if callable(reply):
                    reply(line)
                    break
                if not line.send(reply) or b"content-length" not in reply.lower():
                    break
        except (OSError, ValueError):
            pass  # a client that goes away is what half of these tests are about
        finally:
            peer.close()

    def _reply(self, target: str) -> Reply:
        replies = self._replies.get(target)
        if replies is None:
            return answer(404, b"nothing here")
        return replies.pop(0) if len(replies) > 1 else replies[0]


def _alive(peer: socket.socket) -> bool:
    try:
        peer.setblocking(False)
        return peer.recv(1, socket.MSG_PEEK) != b""
    except (BlockingIOError, ssl.SSLWantReadError):
        return True
    except (OSError, ValueError):
        return False
    finally:
        if peer.fileno() >= 0:
            peer.settimeout(0.2)


def answer(status: int, body: bytes = b"", *headers: str) -> bytes:
    """A well-formed answer that keeps the connection."""
    lines = [f"HTTP/1.1 {status} Because", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def moved(to: str, status: int = 302) -> bytes:
    return answer(status, b"", f"Location: {to}")


class SkippingClock:
    """A clock whose `sleep` takes no time but moves the hands; `slept` are the pauses asked for."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)

    @property
    def clock(self) -> Clock:
        return Clock(
            now=lambda: datetime(2026, 3, 1, 12, 0, tzinfo=UTC),
            monotonic=lambda: time.monotonic() + sum(self.slept),
            sleep=self.sleep,
        )
