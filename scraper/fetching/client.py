"""One polite client for one host: guards, robots, pace, redirects by hand, retries, bounded reading.

Not shared between threads: each host's thread has its own, with one connection. That is cheaper, too:
a pool of many connections is looked through at every request.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import certifi
import httpcore
import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt
from tenacity.wait import wait_exponential_jitter

from scraper.fetching import robots as robots_txt
from scraper.fetching.decoding import ACCEPT_ENCODING, decode_stream
from scraper.fetching.guards import check_url
from scraper.fetching.network import Deadline, guarded_transport
from scraper.fetching.pacing import Pace, retry_after
from scraper.fetching.robots import Robots
from scraper.model import urls
from scraper.model.capture import Capture, Validators
from scraper.model.clock import Clock
from scraper.model.errors import FetchError, LimitExceeded, NetworkError, Refused, RobotsDenied, StatusError
from scraper.model.limits import Manners

DEFAULT_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
TEMPORARY = frozenset((408, 425, 429, 500, 502, 503, 504))
REDIRECTS = frozenset((301, 302, 303, 307, 308))
ROBOTS_REDIRECTS = 5


def tls_context(ca_file: str | None = None) -> ssl.SSLContext:
    """The TLS settings that all clients of a run share; making one takes some ten milliseconds."""
    context = ssl.create_default_context(cafile=certifi.where())
    if ca_file:
        context.load_verify_locations(ca_file)
    return context


class Client:
    """Fetches pages of one host. A context manager; closing it closes the connection."""

    def __init__(
        self, manners: Manners, clock: Clock | None = None, *, context: ssl.SSLContext | None = None
    ) -> None:
        self.manners = manners
        self.clock = clock or Clock()
        self.requests = 0
        self.received_bytes = 0
        self._agent = robots_txt.product_token(manners.user_agent)
        self._deadline = Deadline()
        self._robots: dict[str, Robots] = {}
        self._paces: dict[str, Pace] = {}
        transport = guarded_transport(
            context or tls_context(manners.ca_file), self._deadline,
            allow_private=manners.allow_private, proxy=manners.proxy,
        )  # fmt: skip
        limits = manners.limits
        self._http = httpx.Client(
            transport=transport,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(limits.read_s, connect=limits.connect_s),
            headers={"user-agent": manners.user_agent, "accept-encoding": ACCEPT_ENCODING},
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection."""
        self._http.close()

    def fetch(
        self, url: str, *, validators: Validators | None = None, accept: str = DEFAULT_ACCEPT
    ) -> Capture:
        """One page, redirects followed: any final answer of the server, 304, 404 and 503 among them.

        Raises RobotsDenied, Refused, LimitExceeded, or NetworkError after the last try.
        """
        return self._follow(url, validators or Validators(), accept, self.manners.limits.redirects, obey=True)

    def allowed(self, url: str) -> bool:
        """True when robots.txt lets us fetch the address (or is not to be obeyed)."""
        return not self.manners.obey_robots or self.robots(url).allows(url, self._agent)

    def robots(self, url: str) -> Robots:
        """The robots.txt that rules an address; fetched once per origin."""
        origin = urls.origin(url)
        if origin not in self._robots:
            try:
                capture = self._follow(
                    origin + "/robots.txt", Validators(), "text/plain,*/*;q=0.5", ROBOTS_REDIRECTS, obey=False
                )
                found = robots_txt.from_capture(capture, self.manners.limits)
            except Refused:
                raise
            except FetchError as error:
                found = robots_txt.unreachable(str(error))
            self.remember_robots(origin, found)
        return self._robots[origin]

    def remember_robots(self, origin: str, robots: Robots) -> None:
        """Uses these rules for an origin, so that a robots.txt known from the archive is not asked for."""
        self._robots[origin] = robots
        if self.manners.delay_s > 0:
            self._pace(origin).crawl_delay_s = robots.crawl_delay(self._agent)

    def _pace(self, origin: str) -> Pace:
        if origin not in self._paces:
            self._paces[origin] = Pace(self.manners.delay_s, self.clock)
        return self._paces[origin]

    def _follow(self, url: str, validators: Validators, accept: str, most: int, *, obey: bool) -> Capture:
        """Follows redirects by hand, so that every hop passes the guards and robots.txt."""
        asked = url
        passed: list[str] = []
        while True:
            check_url(url, allow_private=self.manners.allow_private)
            if obey and not self.allowed(url):
                robots = self.robots(url)
                if robots.unreachable:  # RFC 9309: no fetching; but the trouble is the network's
                    raise NetworkError(robots.reason, url=url)
                raise RobotsDenied(f"{robots.reason} disallows it", url=url)
            answer = self._with_retries(url, validators if url == asked else Validators(), accept)
            target = answer.headers.get("location", "") if answer.status in REDIRECTS else ""
            if not target:
                return Capture(
                    asked,
                    url,
                    answer.status,
                    answer.headers,
                    answer.body,
                    answer.fetched_at,
                    tuple(passed),
                    answer.elapsed_ms,
                )
            following = urls.join(url, target)
            passed.append(url)
            if following is None:
                raise Refused(f"redirects to {target[:120]!r}, which is not followed", url=asked)
            if following in passed:
                raise Refused(f"redirects in a circle, back to {following}", url=asked)
            if len(passed) > most:
                raise Refused(f"more than {most} redirects", url=asked)
            url = following

    def _with_retries(self, url: str, validators: Validators, accept: str) -> Capture:
        """One address, tried again while the trouble may pass; the last answer is the answer."""
        limits = self.manners.limits
        begun = self.clock.monotonic()
        backoff = wait_exponential_jitter(initial=1.0, max=60.0, jitter=1.0)

        def wait(state: RetryCallState) -> float:
            error = state.outcome.exception() if state.outcome else None
            asked = error.retry_after_s if isinstance(error, FetchError) else None
            return asked if asked is not None else float(backoff(state))

        def stop(state: RetryCallState) -> bool:
            pause = state.upcoming_sleep
            return (
                stop_after_attempt(limits.tries)(state)
                or self.clock.monotonic() - begun + pause > limits.url_s
            )

        last: Capture | None = None
        try:
            for attempt in Retrying(
                sleep=self.clock.sleep,
                wait=wait,
                stop=stop,
                reraise=True,
                retry=retry_if_exception(_may_pass),
            ):
                with attempt:
                    last = None
                    last = self._once(url, validators, accept)
                    if last.status in TEMPORARY:
                        pause = retry_after(last.headers, self.clock.now())
                        raise StatusError(
                            f"answered {last.status}", status=last.status, url=url, retry_after_s=pause
                        )
        except StatusError:
            if last is None:
                raise
        assert last is not None
        return last

    def _once(self, url: str, validators: Validators, accept: str) -> Capture:
        """One request. Raises LimitExceeded, Refused or NetworkError."""
        limits = self.manners.limits
        headers = {"accept": accept}
        if validators.etag:
            headers["if-none-match"] = validators.etag
        if validators.last_modified:
            headers["if-modified-since"] = validators.last_modified
        pace = self._pace(urls.origin(url))
        pace.wait()
        begun = self.clock.monotonic()
        self._deadline.start(limits.request_s)
        self.requests += 1
        try:
            with _network_errors(url), self._http.stream("GET", url, headers=headers) as response:
                _check_headers(response, limits.headers, limits.header_bytes)
                fields = {name.lower(): response.headers[name] for name in response.headers}
                body = decode_stream(response.iter_raw(), fields.get("content-encoding", ""), limits)
                self.received_bytes += response.num_bytes_downloaded
        finally:
            elapsed = self.clock.monotonic() - begun
            pace.done(elapsed)
        return Capture(
            url, url, response.status_code, fields, body, self.clock.now(), (), round(elapsed * 1000)
        )


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, NetworkError | StatusError)


def _check_headers(response: httpx.Response, most: int, most_bytes: int) -> None:
    raw = response.headers.raw
    if len(raw) > most or sum(len(name) + len(value) for name, value in raw) > most_bytes:
        raise LimitExceeded("more headers than any page needs")


@contextmanager
def _network_errors(url: str) -> Iterator[None]:
    """Foreign errors become ours at this door."""
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, httpcore.TimeoutException) as error:
        raise _ours(error, url) from error
    except (ssl.SSLError, OSError, UnicodeError, ValueError) as error:
        raise NetworkError(f"{type(error).__name__}: {error}"[:300], url=url) from error


def _ours(error: Any, url: str) -> FetchError:
    host = urls.host(url)
    if isinstance(error, httpx.TimeoutException | httpcore.TimeoutException):
        return NetworkError(f"{host} did not answer in time", url=url)
    if isinstance(error, httpx.ConnectError | httpx.ProxyError):
        return NetworkError(f"{host} cannot be reached: {error}"[:300], url=url)
    return NetworkError(f"{host} broke off: {error or type(error).__name__}"[:300], url=url)
