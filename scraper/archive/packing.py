"""Bytes made small: zstandard frames (RFC 8878), each alone or against what pages of its site have in common.

What they have in common is a dictionary: one that zstandard trained on a sample, or pages as they are (a few, or all
that are packed together, and then each of them is little more than a reference). Which is smallest depends on the site, so all are tried. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

import zstandard

from scraper.archive import parity

Kind = Literal["trained", "pages"]
AT_ONCE, QUIETLY = 3, 19
"""The level of what is stored while a crawl runs, and of what is packed anew when there is time."""
AGAINST = 12
"""The level of a page against pages that hold it, or nearly: more finds nothing more."""
MAX_BODY = 2**30
TRAINED_BYTES = (16 * 2**10, 64 * 2**10, 112 * 2**10)
PROBE_BYTES = 512 * 2**10
"""Of the bodies, what the ways of packing are tried on: fewer tell less truly than all."""
FEW = (1, 5)
"""How many pages make a dictionary of a few pages."""


@dataclass(frozen=True)
class Dictionary:
    """What pages have in common. `content` is a trained dictionary, or pages one behind the other."""

    kind: Kind
    content: bytes = field(repr=False)

    def pack(self, bodies: Sequence[bytes]) -> list[bytes]:
        """Each of the bodies as a frame that only this dictionary unpacks."""
        longest = max(map(len, bodies), default=0)
        settings = _settings(AGAINST if self.kind == "pages" else QUIETLY, longest + len(self.content))
        shared = self._shared()
        shared.precompute_compress(compression_params=settings)
        compressor = zstandard.ZstdCompressor(dict_data=shared, compression_params=settings)
        return [compressor.compress(body) for body in bodies]

    def unpack(self, frame: bytes) -> bytes:
        """The bytes in a frame. Raises ValueError for what is none of this dictionary's."""
        return _unpacked(self._decompressor, frame)

    @cached_property
    def packed(self) -> bytes:
        """The dictionary itself, as it is kept."""
        return alone(self.content, QUIETLY, checked=True)

    @cached_property
    def cost(self) -> int:
        """Bytes that it takes in the archive."""
        return parity.cost(len(self.packed))

    @cached_property
    def _decompressor(self) -> zstandard.ZstdDecompressor:
        return zstandard.ZstdDecompressor(dict_data=self._shared())

    def _shared(self) -> zstandard.ZstdCompressionDict:
        raw = self.kind == "pages"
        return zstandard.ZstdCompressionDict(
            self.content, dict_type=zstandard.DICT_TYPE_RAWCONTENT if raw else zstandard.DICT_TYPE_FULLDICT
        )


class Packing(NamedTuple):
    """Bodies as frames. `known` is the number of the dictionary that they need, `new` one that is not kept yet."""

    frames: list[bytes]
    known: int | None = None
    new: Dictionary | None = None


def alone(body: bytes, level: int = AT_ONCE, *, checked: bool = False) -> bytes:
    """A body as a frame that needs nothing else; `checked` with a checksum of its own."""
    settings = _settings(level, len(body), checked=checked)
    return zstandard.ZstdCompressor(compression_params=settings).compress(body)


def unpacked(frame: bytes) -> bytes:
    """The bytes in a frame that needs nothing else. Raises ValueError when it is damaged."""
    return _unpacked(zstandard.ZstdDecompressor(), frame)


def smallest(
    bodies: Sequence[bytes],
    known: dict[int, Dictionary],
    *,
    sample: Callable[[], Sequence[bytes]] = tuple,
    share: float = 1.0,
) -> Packing:
    """The smallest of all ways to pack bodies together, as far as a probe of them tells.

    Each alone; against a dictionary that is `known` already; against all of them as they are; and, where there is a
    `sample` of the whole site, against new dictionaries made of it, of which these bodies pay their `share`.
    """
    total = _size(bodies) or 1
    probe = _spread(bodies, max(8, len(bodies) * PROBE_BYTES // total))
    scale = total / (_size(probe) or 1)
    best, least = Packing([]), _size(alone(body, QUIETLY) for body in probe) * scale
    for number, dictionary in known.items():
        size = _size(dictionary.pack(probe)) * scale
        if size < least:
            best, least = Packing([], known=number), size
    made = [(Dictionary("pages", b"".join(bodies)), 1.0)] if len(bodies) > 1 else []
    for dictionary, part in (*made, *((one, share) for one in _common(sample()))):
        size = dictionary.cost * part
        if size < least and (size := size + _size(dictionary.pack(probe)) * scale) < least:
            best, least = Packing([], new=dictionary), size
    chosen = best.new or known.get(best.known or 0)
    frames = chosen.pack(bodies) if chosen else [alone(body, QUIETLY) for body in bodies]
    return best._replace(frames=frames)


def _common(sample: Sequence[bytes]) -> Iterator[Dictionary]:
    """Dictionaries made of a sample of a site's pages."""
    if len(sample) < 2:
        return
    for size in TRAINED_BYTES:
        try:
            trained = zstandard.train_dictionary(size, list(sample))
        except zstandard.ZstdError:
            continue  # too little to learn from
        yield Dictionary("trained", trained.as_bytes())
    for few in FEW:
        yield Dictionary("pages", b"".join(_spread(sample, few)))


def _spread(bodies: Sequence[bytes], most: int) -> Sequence[bytes]:
    """So many of the bodies, from the first to the last."""
    return bodies[:: -(-len(bodies) // most) or 1]


def _size(frames: Iterable[bytes]) -> int:
    return sum(map(len, frames))


def _settings(level: int, size: int, *, checked: bool = False) -> zstandard.ZstdCompressionParameters:
    """Frames that say how long they are, and see all of what they are made of (up to 16 MB)."""
    return zstandard.ZstdCompressionParameters.from_level(
        level,
        window_log=max(18, min(24, size.bit_length())),
        write_content_size=True,
        write_checksum=checked,
        write_dict_id=False,
    )


def _unpacked(decompressor: zstandard.ZstdDecompressor, frame: bytes) -> bytes:
    try:
        return decompressor.decompress(frame, max_output_size=MAX_BODY)
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error
