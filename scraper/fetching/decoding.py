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
_ZSTD_STEP = 512
"""A zstd block of four bytes can stand for 128 KiB (RFC 8878 section 3.1.1.2), so one step is 16 MiB at most."""
_ZSTD_WINDOW = 2**23  # RFC 9659: no more than 8 MB over HTTP
_MAX_NESTED = 3
_RATIO_FROM = 2**20
_UNREADABLE = frozenset(("br", "compress", "x-compress", "dcb", "dcz", "exi", "pack200-gzip", "aes128gcm"))
"""Registered content-codings (IANA) that we neither ask for nor undo."""


def decode_stream(
    chunks: Iterable[bytes], encoding: str, limits: Limits, *, cut_at: int | None = None
) -> bytes:
    """The whole body, decoded. Raises LimitExceeded beyond a limit, NetworkError when it is broken off.

    `encoding` is the Content-Encoding header; several are undone from the last to the first. Words that
    are no content-coding at all (`utf-8`, `none`) are passed over, as browsers do.
    With `cut_at`, reading stops after so many bytes, and what came is returned.
    """
    names = [name for part in encoding.lower()[:200].split(",") if (name := part.strip()) in _KNOWN]
    if len(names) > _MAX_NESTED:
        raise LimitExceeded(f"{len(names)} content-encodings within each other")
    counted = _Counted(chunks, limits.received_bytes)
    stream: Iterator[bytes] = iter(counted)
    for name in reversed(names):
        stream = _undo(name, stream)
    body = bytearray()
    for piece in stream:
        body += piece
        if cut_at is not None and len(body) >= cut_at:
            return bytes(body[:cut_at])
        if len(body) > limits.inflated_bytes:
            raise LimitExceeded(f"more than {limits.inflated_bytes} bytes after decoding")
        if names and len(body) > max(_RATIO_FROM, limits.inflate_ratio * counted.received):
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
    raise NetworkError(f"the content-encoding {name!r} was not asked for and cannot be read")


def _inflate(stream: Iterator[bytes], bits: int, name: str) -> Iterator[bytes]:
    """gzip (all members of it), zlib or bare deflate, by zlib's window bits."""
    members = bits > zlib.MAX_WBITS
    decoder = zlib.decompressobj(bits)
    begun = False
    kept = b""  # the first byte of what may be another member
    for chunk in stream:
        begun = begun or bool(chunk)
        rest, kept = kept + chunk, b""
        while rest:
            if decoder.eof:
                if members and rest == b"\x1f":
                    kept = rest
                    break
                if not members or not rest.startswith(b"\x1f\x8b"):
                    return  # bytes behind the end are ignored, as browsers do
                decoder = zlib.decompressobj(bits)
            piece = _piece(decoder, rest, name)
            if piece:
                yield piece
            rest = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
    while begun and not decoder.eof:
        piece = _piece(decoder, b"", name)
        if not piece:
            raise NetworkError(f"the {name} body is cut off")
        yield piece


def _piece(decoder: zlib._Decompress, received: bytes, name: str) -> bytes:
    try:
        return decoder.decompress(received, _STEP)
    except zlib.error as error:
        raise NetworkError(f"broken {name}: {error}") from error


def _deflate(stream: Iterator[bytes]) -> Iterator[bytes]:
    """Deflate comes with the zlib wrapper, as the standard says, or bare, as some servers send it."""
    head = b""
    for chunk in stream:
        head += chunk
        if len(head) >= 2:
            break

    def whole() -> Iterator[bytes]:
        yield head
        yield from stream

    wrapped = len(head) >= 2 and head[0] & 0x0F == 8 and (head[0] * 256 + head[1]) % 31 == 0
    return _inflate(whole(), zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, "deflate")


def _zstd(stream: Iterator[bytes]) -> Iterator[bytes]:
    """All frames of a zstd body, fed by the spoonful: the library bounds what goes in, not what comes out."""
    make = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj
    decoder = make()
    open_frame = False
    for chunk in stream:
        for at in range(0, len(chunk), _ZSTD_STEP):
            rest = chunk[at : at + _ZSTD_STEP]
            while rest:
                if decoder.eof:
                    decoder = make()
                try:
                    piece = decoder.decompress(rest)
                except zstandard.ZstdError as error:
                    raise NetworkError(f"broken zstd: {error}") from error
                open_frame = not decoder.eof
                rest = decoder.unused_data if decoder.eof else b""
                if piece:
                    yield piece
    if open_frame:
        raise NetworkError("the zstd body is cut off")


_KNOWN = _UNREADABLE | {"gzip", "x-gzip", "deflate", "zstd"}
