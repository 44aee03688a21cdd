"""One polite client for one host: guards, robots, pace, redirects by hand, retries, bounded reading.

Not shared between threads: each host's thread has its own, with one connection. That is cheaper, too:
a pool of many connections is looked through at every request.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from types import TracebackType

from scraper.fetching import robots as robots_txt
from scraper.fetching.exchange import Exchange
from scraper.fetching.guards import check_url
from scraper.fetching.pacing import Pace, retry_after
from scraper.fetching.retry import with_retries
from scraper.fetching.robots import Robots
from scraper.model import urls
from scraper.model.capture import Capture, Validators
from scraper.model.clock import Clock
from scraper.model.errors import (
    FetchError,
    Interrupted,
    LimitExceeded,
    NetworkError,
    Refused,
    RobotsDenied,
    StatusError,
    URLError,
)
from scraper.model.limits import Manners

__all__ = ["DEFAULT_ACCEPT", "Client"]

DEFAULT_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
ROBOTS_ACCEPT = "text/plain,*/*;q=0.5"
REDIRECTS = frozenset((301, 302, 303, 307, 308))
ROBOTS_REDIRECTS = 5  # RFC 9309 section 2.3.1.2
MAX_VALIDATOR = 1_000
_CONDITIONS = frozenset(("if-none-match", "if-modified-since"))


class BadRedirect(Refused):
    """The server sends us where we do not go."""


class Client:
    """Fetches pages of one host. A context manager; closing it closes the connection.

    `jitter` gives a number from 0 to 1, by which pauses between tries differ. `agent` is our name in robots.txt.
    `requests` and `received_bytes` count what was done.
    """

    def __init__(
        self,
        manners: Manners,
        clock: Clock | None = None,
        *,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.manners = manners
        self.clock = clock or Clock()
        self._jitter = jitter
        self.agent = robots_txt.product_token(manners.user_agent)
        self._exchange = Exchange(manners, self.clock)
        self._robots: dict[str, Robots] = {}
        self._stale: dict[str, Robots] = {}
        self._old_robots: dict[str, Capture] = {}
        self._paces: dict[str, Pace] = {}

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the connection."""
        self._exchange.close()

    @property
    def requests(self) -> int:
        """How many requests were sent, retries, redirects and robots.txt among them."""
        return self._exchange.requests

    @property
    def received_bytes(self) -> int:
        """Bytes of bodies as received, those of failed answers among them."""
        return self._exchange.received_bytes

    def fetch(
        self, url: str, *, validators: Validators | None = None, accept: str = DEFAULT_ACCEPT
    ) -> Capture:
        """One page, redirects followed: any final answer of the server, 304, 404 and 503 among them.

        Raises RobotsDenied, Refused, LimitExceeded, StatusError for a 304 that nothing asked for, or NetworkError
        after the last try. A robots.txt that cannot be had is a NetworkError too: it may be there tomorrow.
        """
        most = self.manners.limits.redirects
        return self._follow(url, _headers(accept, validators), accept, most, obey=True)

    def allowed(self, url: str) -> bool:
        """True when robots.txt lets us fetch the address (or is not to be obeyed). Raises as `robots` does."""
        return not self.manners.obey_robots or self.robots(url).allows(url, self.agent)

    def robots(self, url: str) -> Robots:
        """The robots.txt that rules an address; fetched once per origin. Raises Refused for a private one."""
        check_url(url, allow_private=self.manners.allow_private)
        origin = urls.origin(url)
        if origin not in self._robots:
            answered = self._fetch_robots(origin + "/robots.txt")
            self.remember_robots(origin, self._stale.get(origin, answered) if answered.closed else answered)
        return self._robots[origin]

    def remember_stale_robots(self, origin: str, robots: Robots) -> None:
        """Older rules, for the case that robots.txt cannot be had now (RFC 9309 section 2.4)."""
        self._stale[origin] = robots

    def remember_robots(self, origin: str, robots: Robots) -> None:
        """Uses these rules for an origin, so that a robots.txt known from the archive is not asked for."""
        self._robots[origin] = robots
        self._pace(origin).crawl_delay_s = robots.crawl_delay(self.agent)

    def confirm_robots(self, origin: str, known: Capture) -> None:
        """Hands in a robots.txt that is too old to be used: the origin is asked whether it still holds."""
        self._old_robots[origin] = known

    def _fetch_robots(self, url: str) -> Robots:
        limits = self.manners.limits
        try:
            old = self._old_robots.get(urls.origin(url))
            headers = _headers(
                ROBOTS_ACCEPT, old.validators if old and old.ok and old.final_url == url else None
            )
            cut_at = limits.robots_bytes
            capture = self._follow(url, headers, ROBOTS_ACCEPT, ROBOTS_REDIRECTS, obey=False, cut_at=cut_at)
        except BadRedirect as error:
            return Robots("", f"robots.txt {error}: everything is allowed")
        except (Refused, Interrupted):
            raise
        except FetchError as error:
            return robots_txt.closed(f"robots.txt cannot be had, so we stay away for now: {error}")
        if capture.not_modified and old is not None:
            capture = old._replace(fetched_at=capture.fetched_at)
        return robots_txt.from_capture(capture, limits)

    def _pace(self, url: str) -> Pace:
        host = urls.host(url)
        if host not in self._paces:
            self._paces[host] = Pace(self.manners.delay_s, self.clock)
        return self._paces[host]

    def _follow(
        self,
        asked: str,
        headers: dict[str, str],
        accept: str,
        most: int,
        *,
        obey: bool,
        cut_at: int | None = None,
    ) -> Capture:
        """Follows redirects by hand, so that every hop passes the guards and robots.txt.

        Validators go to the address they came from and not along: another page would answer 304 to a date.
        """
        url, passed = asked, list[str]()
        end = self.clock.monotonic() + self.manners.limits.url_s
        while True:
            answer = self._hop(url, headers, end, obey=obey, cut_at=cut_at, after=passed)
            target = answer.headers.get("location", "") if answer.status in REDIRECTS else ""
            if not target:
                if answer.not_modified and _CONDITIONS.isdisjoint(map(str.lower, headers)):
                    raise StatusError(
                        "answered 304, as if it had been asked for changes", status=304, url=asked
                    )
                return answer._replace(url=asked, final_url=url, redirects=tuple(passed))
            following = urls.join(url, target)
            passed.append(url)
            if following is None:
                raise BadRedirect(f"redirects to {target[:120]!r}, which is not followed", url=asked)
            if following in passed:
                raise BadRedirect(f"redirects in a circle, back to {following}", url=asked)
            if len(passed) > most:
                raise BadRedirect(f"redirects more than {most} times", url=asked)
            url, headers = following, _headers(accept, None)

    def _hop(
        self,
        url: str,
        headers: dict[str, str],
        end: float,
        *,
        obey: bool,
        cut_at: int | None,
        after: list[str],
    ) -> Capture:
        """One address with its retries, if we may go there."""
        try:
            check_url(url, allow_private=self.manners.allow_private)
            if obey and not self.allowed(url):
                robots = self.robots(url)
                if robots.closed:
                    raise NetworkError(robots.reason, url=url)
                raise RobotsDenied(f"{robots.reason} disallows it", url=url)
            left = end - self.clock.monotonic()
            if left <= 0:
                raise LimitExceeded(f"not done after {self.manners.limits.url_s:g} s", url=url)
            return with_retries(
                lambda: self._once(urls.normalise(url), headers, end, cut_at),
                tries=self.manners.limits.tries,
                seconds=left,
                clock=self.clock,
                jitter=self._jitter,
            )
        except URLError as error:
            raise Refused(str(error), url=url) from error
        except Refused as error:
            if after:
                raise BadRedirect(f"redirects to {url[:120]}: {error}", url=after[0]) from error
            raise

    def _once(self, url: str, headers: dict[str, str], end: float, cut_at: int | None) -> Capture:
        """One request, at the host's pace."""
        pace = self._pace(url)
        pace.wait()
        begun = self.clock.monotonic()
        answer = None
        try:
            seconds = min(self.manners.limits.request_s, max(end - begun, 1.0))
            answer = self._exchange.get(url, headers, seconds=seconds, cut_at=cut_at)
            return answer
        finally:
            elapsed = self.clock.monotonic() - begun
            asked = retry_after(answer.headers, self.clock.now()) if answer else None
            pace.done(elapsed, status=answer.status if answer else 0, retry_after_s=asked)


def _headers(accept: str, validators: Validators | None) -> dict[str, str]:
    """Request headers; validators that no server could have meant (RFC 9110 section 5.5) are left out."""
    headers = {"accept": accept}
    if validators is not None:
        sent = (("if-none-match", validators.etag), ("if-modified-since", validators.last_modified))
        headers.update((name, value) for name, value in sent if value and _sendable(value))
    return headers


def _sendable(value: str) -> bool:
    return len(value) <= MAX_VALIDATOR and value.isascii() and value.isprintable()
