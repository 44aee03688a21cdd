"""Trying again: which trouble may pass, how long to wait for it, and when to give up."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from socket import EAI_AGAIN, gaierror

from tenacity import RetryCallState, Retrying
from tenacity.retry import retry_if_exception, retry_if_result

from scraper.fetching.pacing import retry_after
from scraper.model.capture import Capture
from scraper.model.clock import Clock
from scraper.model.errors import NetworkError

TEMPORARY = frozenset((408, 425, 429, 500, 502, 503, 504))
"""Statuses that another try may cure (RFC 9110 section 15, RFC 8470 section 5.2, RFC 6585 section 4)."""
FIRST_PAUSE_S = 1.0
MAX_PAUSE_S = 60.0


def with_retries(
    attempt: Callable[[], Capture],
    *,
    tries: int,
    seconds: float,
    clock: Clock,
    jitter: Callable[[], float],
) -> Capture:
    """The answer of the first try that brings one, or the last one's, whatever its status.

    Pauses are 1, 2, 4 … seconds and up to one more by `jitter` (0 to 1), or as long as the server's
    Retry-After asks. Stops after `tries`, and when the next pause would end later than `seconds` from now.
    Raises what the last try raised.
    """
    begun = clock.monotonic()

    def wait(state: RetryCallState) -> float:
        pause = min(FIRST_PAUSE_S * 2.0 ** (state.attempt_number - 1) + jitter(), MAX_PAUSE_S)
        if state.outcome is None or state.outcome.failed:
            return pause
        asked = retry_after(state.outcome.result().headers, clock.now())
        return max(pause, asked or 0.0)

    def stop(state: RetryCallState) -> bool:
        return state.attempt_number >= tries or clock.monotonic() - begun + state.upcoming_sleep > seconds

    def last(state: RetryCallState) -> Capture:
        assert state.outcome is not None  # tenacity asks only after a try
        answer: Capture = state.outcome.result()
        return answer

    return Retrying(
        sleep=clock.sleep,
        wait=wait,
        stop=stop,
        retry=retry_if_exception(may_pass) | retry_if_result(lambda answer: answer.status in TEMPORARY),
        retry_error_callback=last,
    )(attempt)


def may_pass(error: BaseException) -> bool:
    """True for trouble of the network that another try may find gone.

    A name that does not exist and a certificate that does not hold will be the same in a second.
    """
    return isinstance(error, NetworkError) and not any(_lasts(cause) for cause in causes(error))


def _lasts(cause: BaseException) -> bool:
    if isinstance(cause, gaierror):
        return cause.errno != EAI_AGAIN
    return isinstance(cause, ssl.SSLCertVerificationError)


def causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came from, outermost first."""
    cause: BaseException | None = error
    for _ in range(12):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__ or cause.__context__
