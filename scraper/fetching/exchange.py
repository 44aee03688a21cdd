"""One request and its one answer: the only lines that speak to httpx. Its errors become ours here.

The transport is used without `httpx.Client`: that would keep cookies and follow its own notions of
redirects and authentication, and cost as much again for each request.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import httpcore

from scraper.fetching.decoding import ACCEPT_ENCODING, decode_stream
from scraper.fetching.lean import httpx
from scraper.fetching.network import Deadline, GuardedBackend, drop_leftovers, transport_over
from scraper.fetching.retry import causes
from scraper.model import urls
from scraper.model.capture import Capture
from scraper.model.clock import Clock
from scraper.model.errors import FetchError, LimitExceeded, NetworkError, SettingsError
from scraper.model.limits import Manners

_HEADERS_TOO_LARGE = 431
"""What h11 hints a server should answer when headers do not end; here it tells us why h11 gave up."""
_DISCONNECTED = "disconnected without sending"
"""How httpcore calls a connection that ended before the first byte of an answer."""


@cache
def tls_context(ca_file: str | None) -> ssl.SSLContext:
    """The TLS settings that all clients share; making them takes some ten milliseconds.

    Raises SettingsError when `ca_file` holds no certificate.
    """
    import certifi  # whoever asks for http alone needs none of this

    context = ssl.create_default_context(cafile=certifi.where())
    context.set_alpn_protocols(["http/1.1"])
    if ca_file:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise SettingsError(f"the certificate file {ca_file} cannot be read: {error}") from error
    return context


class Exchange:
    """Sends one GET at a time over one kept connection. `requests` and `received_bytes` count what it did."""

    def __init__(self, manners: Manners, clock: Clock) -> None:
        self.requests = 0
        self.received_bytes = 0
        self._clock = clock
        self._limits = manners.limits
        self._deadline = Deadline()
        self._backend = GuardedBackend(
            self._deadline,
            _tls(manners.ca_file),
            allow_private=manners.allow_private,
            trusted=(httpx.URL(manners.proxy).host,) if manners.proxy else (),
        )
        self._transport = transport_over(self._backend, proxy=manners.proxy)
        self._always = [("user-agent", manners.user_agent), ("accept-encoding", ACCEPT_ENCODING)]
        read_s, connect_s = manners.limits.read_s, manners.limits.connect_s
        self._timeouts = {"connect": connect_s, "read": read_s, "write": read_s, "pool": read_s}

    def close(self) -> None:
        """Closes the connection."""
        self._transport.close()

    def get(self, url: str, headers: Mapping[str, str], *, seconds: float, cut_at: int | None) -> Capture:
        """One request, redirects not followed, done within `seconds`.

        Raises LimitExceeded, Refused or NetworkError. With `cut_at`, that many bytes are read and no more.
        """
        limits = self._limits
        begun = self._clock.monotonic()
        self._deadline.start(seconds)
        with _our_errors(url, self._deadline, seconds):
            request = httpx.Request(
                "GET",
                url,
                headers=[*self._always, *headers.items()],
                extensions={"timeout": self._timeouts},
            )
            response = self._send(request)
            try:
                fields = self._fields(response.headers.raw)
                encoding = fields.get("content-encoding", "")
                body = decode_stream(response.iter_raw(), encoding, limits, cut_at=cut_at)
            finally:
                self.received_bytes += response.num_bytes_downloaded
                response.close()
                drop_leftovers(self._transport)
        elapsed_ms = round((self._clock.monotonic() - begun) * 1000)
        return Capture(url, url, response.status_code, fields, body, self._clock.now(), (), elapsed_ms)

    def _send(self, request: httpx.Request) -> httpx.Response:
        """The answer's head. A kept connection that the server closed just then is no trouble of the server's.

        The request is sent once more over a new one (RFC 9112 section 9.3.1); only then is it an error.
        """
        connected = self._backend.connected
        self.requests += 1
        try:
            return self._transport.handle_request(request)
        except (httpx.ReadError, httpx.WriteError, httpx.RemoteProtocolError) as error:
            is_new = self._backend.connected != connected
            if is_new or (isinstance(error, httpx.RemoteProtocolError) and _DISCONNECTED not in str(error)):
                raise
        self.requests += 1
        return self._transport.handle_request(request)

    def _fields(self, raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
        """Headers by lower-case name, repeated ones joined. Raises LimitExceeded when there are too many."""
        limits = self._limits
        size = sum(len(name) + len(value) for name, value in raw)
        if len(raw) > limits.headers or size > limits.header_bytes:
            raise LimitExceeded(f"{len(raw)} headers of {size} bytes")
        fields: dict[str, str] = {}
        for name, value in raw:
            key, text = name.decode("latin-1").lower(), _text(value)
            fields[key] = f"{fields[key]}, {text}" if key in fields else text
        return fields


def _tls(ca_file: str | None) -> Callable[[], ssl.SSLContext]:
    """The context at its first use; at once where a file of the user's must be read, for it may be wrong."""
    if ca_file:
        tls_context(ca_file)
    return lambda: tls_context(ca_file)


def _text(value: bytes) -> str:
    """A header's value: ASCII by the standard, UTF-8 where a server writes letters, Latin-1 as of old."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


@contextmanager
def _our_errors(url: str, deadline: Deadline, seconds: float) -> Iterator[None]:
    """Foreign errors become ours at this door, and ours learn which address they are about."""
    try:
        yield
    except FetchError as error:
        error.url = error.url or url
        raise
    except (
        httpx.HTTPError,
        httpx.InvalidURL,
        httpx.StreamError,
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        OSError,
        ValueError,
    ) as error:
        raise _ours(error, url, deadline, seconds) from error


_OWN = "; an authority of your own is named with ca_file in the list of sites"
_UNKNOWN_ISSUER = (18, 19, 20)
"""X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, _SELF_SIGNED_CERT_IN_CHAIN, _UNABLE_TO_GET_ISSUER_CERT_LOCALLY (OpenSSL)."""


def _ours(error: Exception, url: str, deadline: Deadline, seconds: float) -> FetchError:
    host = urls.host(url)
    if deadline.passed:
        return LimitExceeded(f"{host} was not done after {seconds:g} s", url=url)
    if any(getattr(cause, "error_status_hint", 0) == _HEADERS_TOO_LARGE for cause in causes(error)):
        return LimitExceeded(f"{host} sends headers without end", url=url)
    if isinstance(error, httpx.TimeoutException | httpcore.TimeoutException):
        return NetworkError(f"{host} did not answer in time", url=url)
    for cause in causes(error):
        if isinstance(cause, ssl.SSLCertVerificationError):
            advice = _OWN if cause.verify_code in _UNKNOWN_ISSUER else ""
            return NetworkError(
                f"the certificate of {host} does not hold: {cause.verify_message}{advice}", url=url
            )
    if isinstance(error, httpx.ConnectError | httpx.ProxyError):
        return NetworkError(f"{host} cannot be reached: {error}"[:300], url=url)
    return NetworkError(f"{host} broke off: {error or type(error).__name__}"[:300], url=url)
