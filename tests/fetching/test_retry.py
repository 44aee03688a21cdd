from __future__ import annotations

import ssl
from collections.abc import Callable
from socket import EAI_AGAIN, EAI_NONAME, gaierror

import pytest

from scraper.fetching.retry import may_pass, with_retries
from scraper.model.capture import Capture
from scraper.model.errors import LimitExceeded, NetworkError, Refused
from tests.fetching.rough_server import SkippingClock

URL = "https://example.org/"


def script(*steps: int | Capture | Exception) -> Callable[[], Capture]:
    """An attempt that answers or raises one step after the other."""
    left = list(steps)

    def attempt() -> Capture:
        step = left.pop(0)
        if isinstance(step, Exception):
            raise step
        return step if isinstance(step, Capture) else Capture(URL, URL, step)

    return attempt


def run(
    hands: SkippingClock, *steps: int | Capture | Exception, tries: int = 3, seconds: float = 180.0
) -> Capture:
    return with_retries(script(*steps), tries=tries, seconds=seconds, clock=hands.clock, jitter=lambda: 0.5)


def test_a_good_answer_is_not_asked_for_twice(hands: SkippingClock) -> None:
    assert run(hands, 200).status == 200
    assert hands.slept == []


def test_one_failure_in_three(hands: SkippingClock) -> None:
    assert run(hands, NetworkError("gone"), 500, 200).status == 200
    assert hands.slept == [1.5, 2.5]


def test_the_last_answer_is_the_answer(hands: SkippingClock) -> None:
    assert run(hands, 500, 502, 503).status == 503


def test_the_last_error_is_the_error(hands: SkippingClock) -> None:
    with pytest.raises(NetworkError, match="third"):
        run(hands, 500, NetworkError("second"), NetworkError("third"))


@pytest.mark.parametrize("status", (204, 206, 301, 304, 400, 401, 403, 404, 410, 451, 501))
def test_statuses_that_stay(hands: SkippingClock, status: int) -> None:
    assert run(hands, status).status == status


def test_what_a_guard_said_stays(hands: SkippingClock) -> None:
    for error in (Refused("private"), LimitExceeded("large")):
        with pytest.raises(type(error)):
            run(hands, error)
    assert hands.slept == []


def test_retry_after_is_waited_for(hands: SkippingClock) -> None:
    assert run(hands, Capture(URL, URL, 503, {"retry-after": "90"}), 200).status == 200
    assert hands.slept == [90.0]


def test_retry_after_nought_still_gets_a_pause(hands: SkippingClock) -> None:
    assert run(hands, Capture(URL, URL, 429, {"retry-after": "0"}), 200).status == 200
    assert hands.slept == [1.5]


def test_retry_after_beyond_our_patience_ends_it(hands: SkippingClock) -> None:
    assert run(hands, Capture(URL, URL, 429, {"retry-after": "86400"})).status == 429
    assert hands.slept == []


def test_the_time_of_an_url_is_bounded(hands: SkippingClock) -> None:
    assert run(hands, *[500] * 50, tries=50, seconds=20.0).status == 500
    assert sum(hands.slept) <= 20.0


def test_pauses_are_bounded(hands: SkippingClock) -> None:
    run(hands, *[500] * 12, tries=12, seconds=1e6)
    assert max(hands.slept) == 60.0


def caused_by(cause: Exception) -> NetworkError:
    try:
        raise NetworkError("wrapped") from cause
    except NetworkError as error:
        return error


def test_trouble_that_another_try_does_not_cure() -> None:
    assert may_pass(NetworkError("reset"))
    assert may_pass(caused_by(gaierror(EAI_AGAIN, "later")))
    assert not may_pass(caused_by(gaierror(EAI_NONAME, "no such name")))
    assert not may_pass(caused_by(ssl.SSLCertVerificationError("expired")))
    assert not may_pass(ValueError())
