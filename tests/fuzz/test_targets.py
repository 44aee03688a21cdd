"""The promises of `fuzz/targets.py` hold for what was found, for the seeds, and for bytes that hypothesis makes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fuzz.__main__ import held
from fuzz.seeds import seeds
from fuzz.targets import TARGETS

FINDINGS = Path(__file__).parent / "findings"
FOUND = sorted(path.relative_to(FINDINGS).as_posix() for path in FINDINGS.glob("*/*"))


@pytest.mark.parametrize("name", FOUND)
def test_what_was_found_is_found_no_more(name: str) -> None:
    held(TARGETS[name.partition("/")[0]], (FINDINGS / name).read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_the_seeds_and_what_is_near_them(name: str) -> None:
    chance = random.Random(name)
    for seed in seeds(name):
        TARGETS[name](seed)
        for changed in _changed(seed, chance):
            TARGETS[name](changed)


def _changed(seed: bytes, chance: random.Random) -> Iterator[bytes]:
    """A seed with a part cut out, with a part twice, and with a byte of another kind."""
    one, other = sorted(chance.randrange(len(seed) + 1) for _ in range(2))
    yield seed[:one] + seed[other:]
    yield seed[:other] + seed[one:]
    yield seed[:one] + bytes([chance.randrange(256)]) + seed[one + 1 :]


@pytest.mark.parametrize("name", TARGETS)
def test_any_bytes(name: str) -> None:
    @settings(deadline=None, max_examples=40, database=None)
    @given(
        st.binary(max_size=300)
        | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
    )
    def tried(data: bytes) -> None:
        TARGETS[name](data)

    tried()


def test_no_example_fails_for_the_time_that_it_takes() -> None:
    """The first one of a process makes patterns, and the machine may be busy."""
    assert settings().deadline is None
