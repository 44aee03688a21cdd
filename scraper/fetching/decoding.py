"""Content-encodings undone with a bound: a page of a kilobyte must not become a gigabyte.

httpx's own decoding turns a whole chunk at once, whatever comes out; so the stream is read raw and
decoded here, a little at a time (RFC 9110 section 8.4).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import zstandard

from scraper.model.errors import LimitExceeded, NetworkError
from scraper.model.limits import Limits

ACCEPT_ENCODING = "gzip, deflate, zstd"
_STEP = 256 * 1024
_MAX_NESTED = 3


def decode_stream(chunks: Iterable[bytes], encoding: str, limits: Limits) -> bytes:
    """The whole body, decoded. Raises LimitExceeded beyond a limit, NetworkError when it is broken off.

    `encoding` is the Content-Encoding header; several are undone from the last to the first.
    """
    names = [name for part in encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(names) > _MAX_NESTED:
        raise LimitExceeded(f"{len(names)} content-encodings within each other")
    counted = _Counted(chunks, limits.received_bytes)
    stream: Iterator[bytes] = iter(counted)
    for name in reversed(names):
        stream = _undo(name, stream)
    body = bytearray()
    for piece in stream:
        body += piece
        if len(body) > limits.inflated_bytes:
            raise LimitExceeded(f"more than {limits.inflated_bytes} bytes after decoding")
        if names and len(body) > 2**20 and len(body) > limits.inflate_ratio * max(1, counted.received):
            raise LimitExceeded(f"inflates more than {limits.inflate_ratio} times")
    return bytes(body)


class _Counted:
    """Counts what is received, and stops at the limit."""

    def __init__(self, chunks: Iterable[bytes], limit: int) -> None:
        self.chunks = chunks
        self.limit = limit
        self.received = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.received += len(chunk)
            if self.received > self.limit:
                raise LimitExceeded(f"more than {self.limit} bytes received")
            yield chunk


def _undo(name: str, stream: Iterator[bytes]) -> Iterator[bytes]:
    if name in ("gzip", "x-gzip"):
        return _inflate(stream, 16 + zlib.MAX_WBITS, name)
    if name == "deflate":
        return _deflate(stream)
    if name == "zstd":
        return _zstd(stream)
    raise NetworkError(f"the content-encoding {name[:30]!r} was not asked for and cannot be read")


def _inflate(stream: Iterator[bytes], bits: int, name: str) -> Iterator[bytes]:
    decoder = zlib.decompressobj(bits)
    begun = False
    for chunk in stream:
        rest = chunk
        while rest:
            if decoder.eof:
                if bits < zlib.MAX_WBITS + 1 or not rest.startswith(b"\x1f\x8b"):
                    return  # bytes behind the end are ignored, as browsers do
                decoder = zlib.decompressobj(bits)
            try:
                piece = decoder.decompress(rest, _STEP)
            except zlib.error as error:
                raise NetworkError(f"broken {name}: {error}") from error
            begun = True
            if piece:
                yield piece
            rest = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    while begun and not decoder.eof:
        piece = decoder.decompress(decoder.unconsumed_tail, _STEP)
        if not piece:
            raise NetworkError(f"the {name} body is cut off")
        yield piece


def _deflate(stream: Iterator[bytes]) -> Iterator[bytes]:
    """Deflate comes with the zlib wrapper, as the standard says, or bare, as some servers send it."""
    first = next(stream, b"")

    def whole() -> Iterator[bytes]:
        yield first
        yield from stream

    wrapped = len(first) >= 2 and first[0] & 0x0F == 8 and (first[0] * 256 + first[1]) % 31 == 0
    return _inflate(whole(), zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, "deflate")


class _Pull:
    """A file-like view of a stream, as the zstd reader wants it."""

    def __init__(self, stream: Iterator[bytes]) -> None:
        self.stream = stream
        self.rest = b""

    def read(self, size: int = -1) -> bytes:
        if not self.rest:
            self.rest = next(self.stream, b"")
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken


def _zstd(stream: Iterator[bytes]) -> Iterator[bytes]:
    decoder = zstandard.ZstdDecompressor(max_window_size=2**27)
    try:
        with decoder.stream_reader(_Pull(stream), read_across_frames=True) as reader:  # type: ignore[arg-type]
            while piece := reader.read(_STEP):
                yield piece
    except zstandard.ZstdError as error:
        raise NetworkError(f"broken zstd: {error}") from error
