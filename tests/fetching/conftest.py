"""A rough server, and clients that talk to it without waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from scraper.fetching.client import Client
from scraper.model.limits import Limits, Manners
from tests.fetching.rough_server import RoughServer, SkippingClock

QUICK = Manners(delay_s=0, allow_private=True, obey_robots=False, limits=Limits(tries=1))
"""No pause, no robots.txt, one try: what most tests of a single exchange want."""


@pytest.fixture
def server() -> Iterator[RoughServer]:
    rough = RoughServer()
    yield rough
    rough.close()


@pytest.fixture
def hands() -> SkippingClock:
    return SkippingClock()


@pytest.fixture
def make_client(hands: SkippingClock) -> Iterator[Callable[..., Client]]:
    """`make_client(received_bytes=10, obey_robots=True)`: limits and manners by name."""
    with ExitStack() as stack:

        def make(manners: Manners = QUICK, **changes: object) -> Client:
            known = set(Limits.__slots__)
            limits = replace(manners.limits, **{name: changes.pop(name) for name in known & set(changes)})
            manners = replace(manners, limits=limits, **changes)
            return stack.enter_context(Client(manners, hands.clock, jitter=lambda: 0.0))

        yield make


@pytest.fixture
def client(make_client: Callable[..., Client]) -> Client:
    return make_client()
