"""The connection itself: names are resolved once, every address is checked, and the clock is kept.

A name is connected to by the very address that was checked, so a second answer of the name server
(DNS rebinding) changes nothing; TLS still checks the name. The deadline holds for the whole request: a
server that sends one byte a second within every single time-out still ends.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any

import httpcore

from scraper.fetching.guards import check_address
from scraper.fetching.lean import httpx

SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
KEEPALIVE_S = 30.0
MAX_ADDRESSES = 8
"""Addresses of one name that are tried in turn."""


class Deadline:
    """When the request under way must be over.

    It reads the real stopwatch, never a `Clock` that a test or a replay holds still: sockets wait in
    real time.
    """

    def __init__(self) -> None:
        self._at: float | None = None

    def start(self, seconds: float) -> None:
        """Begins a request that may take so many seconds in all."""
        self._at = time.monotonic() + seconds

    @property
    def passed(self) -> bool:
        """True when the time is up."""
        return self._at is not None and time.monotonic() >= self._at

    def cap(self, timeout: float | None) -> float | None:
        """A time-out in seconds, shortened to what is left. Raises httpcore.ReadTimeout when nothing is."""
        if self._at is None:
            return timeout
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the request took too long in all")
        return left if timeout is None else min(timeout, left)


class TimedStream(httpcore.NetworkStream):
    """A network stream whose every read and write heeds the deadline, and whose TLS is made when needed."""

    def __init__(
        self, stream: httpcore.NetworkStream, deadline: Deadline, tls: Callable[[], ssl.SSLContext]
    ) -> None:
        self._stream = stream
        self._deadline = deadline
        self._tls = tls

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Up to `max_bytes`; empty at the end."""
        return self._stream.read(max_bytes, self._deadline.cap(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends all of it."""
        self._stream.write(buffer, self._deadline.cap(timeout))

    def close(self) -> None:
        """Closes the socket."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Goes over to TLS. The context that httpcore hands in is an empty one: see `transport_over`."""
        inner = self._stream.start_tls(self._tls(), server_hostname, self._deadline.cap(timeout))
        return TimedStream(inner, self._deadline, self._tls)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore asks of the socket, above all whether an idle one is still good."""
        return self._stream.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses only, unless `allow_private`; `trusted` hosts (a proxy) always pass.

    `connected` counts the connections made.
    """

    def __init__(
        self,
        deadline: Deadline,
        tls: Callable[[], ssl.SSLContext],
        *,
        allow_private: bool,
        trusted: Iterable[str] = (),
    ) -> None:
        self.connected = 0
        self._inner = httpcore.SyncBackend()
        self._deadline = deadline
        self._tls = tls
        self._allow_private = allow_private
        self._trusted = frozenset(trusted)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        """Tries the checked addresses in turn. Raises Refused, or httpcore.ConnectError."""
        problem: Exception | None = None
        for address in self._resolve(host, port)[:MAX_ADDRESSES]:
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.cap(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
                continue
            self.connected += 1
            return TimedStream(stream, self._deadline, self._tls)
        raise problem or httpcore.ConnectError(f"{host} has no address")

    def _resolve(self, host: str, port: int) -> list[str]:
        """Every address of a name. One private address among them refuses the name: no public site has one."""
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} cannot be resolved") from error
        addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        if host not in self._trusted:
            for address in addresses:
                check_address(ip_address(address.split("%")[0]), name=host, allow_private=self._allow_private)
        return addresses

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[SocketOption] | None = None
    ) -> httpcore.NetworkStream:
        """Never: no page lives in a socket file."""
        raise httpcore.ConnectError("unix sockets are not used")


def transport_over(backend: GuardedBackend, *, proxy: str | None) -> httpx.HTTPTransport:
    """An httpx transport with one connection at a time over the guarded backend.

    httpx holds a context that trusts nobody: the true one is made at the first https connection, for
    loading the certificate authorities takes longer than a dozen requests (see `TimedStream.start_tls`).
    """
    limits = httpx.Limits(max_connections=1, max_keepalive_connections=1, keepalive_expiry=KEEPALIVE_S)
    nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    transport = httpx.HTTPTransport(verify=nobody, trust_env=False, limits=limits, proxy=proxy)
    transport._pool._network_backend = backend  # httpx 0.28 hands no backend on to httpcore
    return transport


def drop_leftovers(transport: httpx.HTTPTransport) -> None:
    """Closes connections on which more came than was announced.

    The rest of one answer would else be read as the beginning of the next one, perhaps of another page.
    """
    for connection in getattr(transport._pool, "connections", ()):
        inner = connection
        while hasattr(inner, "_connection"):  # httpcore 1 wraps a connection once or twice
            inner = inner._connection
        protocol = getattr(inner, "_h11_state", None)
        if protocol is not None and protocol.trailing_data[0]:
            connection.close()
