"""Python's garbage collector, held off while a page is read: it would look at every block and box, and find nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

__all__ = ["held_off"]

_MOST = 200_000
"""Objects made since the collector last looked, at which it does while others still read: ten large pages."""
_lock = Lock()
_readers = 0
_was_on = False


@contextmanager
def held_off() -> Iterator[None]:
    """Holds the collector off: what is made of a page holds no circles, and goes when its last holder goes.

    Threads may hold it off together: the last to leave lets it go on, and where there is always another it
    gets its turn nevertheless. It stays off for callers who had it off.
    """
    global _readers, _was_on
    with _lock:
        if not _readers:
            _was_on = gc.isenabled()
            gc.disable()
        _readers += 1
    try:
        yield
    finally:
        with _lock:
            _readers -= 1
            if _was_on and not _readers:
                gc.enable()
            elif _was_on and gc.get_count()[0] > _MOST:
                gc.collect(1)
