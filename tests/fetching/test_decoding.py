from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.fetching.decoding import decode_stream
from scraper.model.errors import LimitExceeded, NetworkError
from scraper.model.limits import Limits

LIMITS = Limits()
MIB = 2**20


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


def zstd_frames(body: bytes) -> bytes:
    middle = len(body) // 2
    return zstandard.compress(body[:middle]) + zstandard.compress(body[middle:])


ENCODERS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("gzip", gzip.compress),
    ("x-gzip", gzip.compress),
    ("GZIP", lambda body: gzip.compress(body[:3]) + gzip.compress(body[3:])),
    ("deflate", zlib.compress),
    ("deflate", bare_deflate),
    ("zstd", zstandard.compress),
    ("zstd", zstd_frames),
    ("gzip, zstd", lambda body: zstandard.compress(gzip.compress(body))),
    ("deflate , gzip", lambda body: gzip.compress(zlib.compress(body))),
    ("", bytes),
    ("identity", bytes),
    ("utf-8", bytes),
    ("none", bytes),
)


def in_pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=2_000), st.sampled_from(ENCODERS), st.integers(1, 700))
def test_what_was_packed_comes_out(
    body: bytes, encoder: tuple[str, Callable[[bytes], bytes]], size: int
) -> None:
    name, pack = encoder
    assert decode_stream(in_pieces(pack(body), size), name, LIMITS) == body


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(("gzip", "deflate", "zstd", "gzip, zstd")))
def test_any_bytes_come_out_or_are_a_network_error(body: bytes, name: str) -> None:
    try:
        decode_stream([body], name, LIMITS)
    except NetworkError:
        pass


@pytest.mark.parametrize(
    ("name", "pack"), [pair for pair in ENCODERS if pair[0] not in ("", "identity", "utf-8", "none")]
)
def test_cut_off(name: str, pack: Callable[[bytes], bytes]) -> None:
    whole = pack(bytes(range(256)) * 40)
    with pytest.raises(NetworkError):
        decode_stream([whole[: len(whole) // 3]], name, LIMITS)
    with pytest.raises(NetworkError):
        decode_stream(in_pieces(whole[:-5], 100), name, LIMITS)


@pytest.mark.parametrize("name", ("gzip", "deflate", "zstd"))
def test_an_empty_body_is_empty(name: str) -> None:
    assert decode_stream([], name, LIMITS) == b""
    assert decode_stream([b"", b""], name, LIMITS) == b""


def test_members_of_a_gzip_body_are_read_byte_by_byte() -> None:
    packed = gzip.compress(b"one, ") + gzip.compress(b"two")
    assert decode_stream(in_pieces(packed, 1), "gzip", LIMITS) == b"one, two"


def test_rubbish_behind_a_gzip_body_is_left() -> None:
    assert decode_stream([gzip.compress(b"page") + b"\r\n\r\n"], "gzip", LIMITS) == b"page"


@pytest.mark.parametrize("name", ("br", "compress", "gzip, br"))
def test_codings_that_we_did_not_ask_for(name: str) -> None:
    with pytest.raises(NetworkError, match="not asked for"):
        decode_stream([b"xxxx"], name, LIMITS)


def test_many_codings_within_each_other() -> None:
    body = b"page"
    for _ in range(5):
        body = gzip.compress(body)
    with pytest.raises(LimitExceeded):
        decode_stream([body], "gzip, gzip, gzip, gzip, gzip", LIMITS)


def gzip_bomb() -> bytes:
    return gzip.compress(bytes(MIB)) * 1024


def zstd_bomb() -> bytes:
    packer = zstandard.ZstdCompressor().compressobj()
    return b"".join(packer.compress(bytes(8 * MIB)) for _ in range(128)) + packer.flush()


def twice_packed_bomb() -> bytes:
    return gzip.compress(gzip_bomb())


@pytest.mark.parametrize(
    ("name", "bomb"), (("gzip", gzip_bomb), ("zstd", zstd_bomb), ("gzip, gzip", twice_packed_bomb))
)
def test_a_gibibyte_in_a_nutshell(name: str, bomb: Callable[[], bytes]) -> None:
    packed = bomb()
    tracemalloc.start()
    try:
        with pytest.raises(LimitExceeded):
            decode_stream(in_pieces(packed, 65_536), name, LIMITS)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 3 * LIMITS.inflated_bytes


def test_the_ratio_ends_a_bomb_before_the_size_does() -> None:
    packed = gzip.compress(bytes(10 * MIB))
    with pytest.raises(LimitExceeded, match="200 times"):
        decode_stream([packed], "gzip", LIMITS)
    assert len(decode_stream([packed], "gzip", Limits(inflate_ratio=2_000))) == 10 * MIB


def test_a_small_page_may_be_dense() -> None:
    assert len(decode_stream([gzip.compress(bytes(MIB))], "gzip", LIMITS)) == MIB


def test_more_than_may_be_received() -> None:
    endless = iter(lambda: bytes(65_536), None)
    with pytest.raises(LimitExceeded, match="received"):
        decode_stream(endless, "", LIMITS)


def test_cut_at_stops_reading() -> None:
    endless = iter(lambda: bytes(65_536), None)
    assert len(decode_stream(endless, "", LIMITS, cut_at=100_000)) == 100_000
    assert len(decode_stream(in_pieces(gzip_bomb(), 65_536), "gzip", LIMITS, cut_at=100_000)) == 100_000
