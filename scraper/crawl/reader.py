"""The other end of `readers`: a process that reads pages until nobody hands it any more."""

from __future__ import annotations

import gc
import pickle
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from scraper.crawl.known import Known
from scraper.crawl.outcome import Reading, Visit
from scraper.crawl.watchdog import READING_S, allow
from scraper.model.post import Post, Rendered

_LENGTH = 8


def send(pipe: BinaryIO | Any, value: object) -> None:
    """Writes a value. Raises OSError when nobody reads."""
    packed = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    pipe.write(len(packed).to_bytes(_LENGTH, "big"))
    pipe.write(packed)
    pipe.flush()


def receive(pipe: BinaryIO | Any) -> Any:
    """The next value. Raises EOFError when there is none."""
    length = int.from_bytes(pipe.read(_LENGTH), "big")
    packed = pipe.read(length)
    if not packed or len(packed) < length:
        raise EOFError
    return pickle.loads(packed)


def main() -> None:
    """Reads what comes on standard input, and answers on standard output."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    from scraper.crawl.pages import read  # at this end only

    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # whoever prints must not speak in between
    try:
        rules, named = receive(asked)
        known = Known(named)
        gc.freeze()  # what was loaded stays: the collector need not look at it again
        while True:
            visit, reading, now = receive(asked)
            allow(READING_S)
            send(answers, _answer(read, visit, replace(reading, rules=rules, known=known), now))
    except (EOFError, OSError):
        pass


def _answer(read: Callable[..., Visit], visit: Visit, reading: Reading, now: datetime) -> Visit | Exception:
    """The visit without what the other end has already; a fault is handed back as its error."""
    try:
        came = read(visit, reading, now)
        return came._replace(capture=None, layout=None, post=_written(came.post))
    except Exception as fault:
        return RuntimeError(f"{type(fault).__name__}: {fault}")


def _written(post: Post | None) -> Post | None:
    """With HTML and Markdown written: the tree that they are made from stays here."""
    return replace(post, rendering=Rendered(post.html, post.markdown)) if post is not None else None
