"""A word to a health-check service: that a run began, and how it ended. Nothing else is told."""

from __future__ import annotations

from scraper.fetching.lean import httpx
from scraper.model import urls
from scraper.model.errors import FetchError, NetworkError
from scraper.model.limits import Manners

PING_S = 10.0


def ping(url: str, word: str = "", manners: Manners | None = None) -> None:
    """Asks for URL/word (`start`, or the exit code of a run that failed), or for the bare URL: all is well.

    The address is the user's own, so that no guard of ours stands before it. Redirects are not followed. Raises
    FetchError when it is no address, or when no answer below 400 comes within ten seconds.
    """
    manners = manners or Manners()
    address = urls.normalise(url)
    if word:
        path, mark, query = address.partition("?")
        address = f"{path.rstrip('/')}/{word}{mark}{query}"
    try:
        with (
            httpx.Client(
                timeout=PING_S,
                trust_env=False,
                proxy=manners.proxy,
                headers={"User-Agent": manners.user_agent},
            ) as client,
            client.stream("GET", address) as answer,
        ):
            status = answer.status_code
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError) as error:
        raise NetworkError(f"{type(error).__name__}: {error}", url=url) from error
    if status >= 400:
        raise FetchError(f"the server answered {status}", url=url)
