"""One run at a time: a lock file beside the archive, held by the kernel for as long as its process lives.

The file's first line (process, host) is for the message only. What counts is `flock`, which a killed process cannot
leave behind: a lock file that nobody holds is stale and is simply taken over. What does stay behind in it is what the
process had in hand when it came to its end, so that the next one knows.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections import deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.model.errors import ArchiveError, ArchiveLocked

_PLACE = 4_096
"""Bytes of the file for the first line, and for each thing in hand."""
_PLACES = 64


class InHand:
    """What the holder of the lock is at work on, on the disk for as long as that takes.

    `left` is what the last holder was at work on when it was killed, or killed itself; without a `descriptor` nothing
    is written.
    """

    def __init__(self, descriptor: int | None = None) -> None:
        self._descriptor = descriptor
        self._free = deque(range(1, _PLACES + 1))
        self.left = () if descriptor is None else _left_behind(descriptor)

    @contextmanager
    def note(self, text: str) -> Iterator[None]:
        """Says that `text` is in hand until the block ends. For any number of threads; costs two writes to memory."""
        if self._descriptor is None or not self._free:
            yield
            return
        place = self._free.pop()
        os.pwrite(self._descriptor, text.encode()[: _PLACE - 1] + b"\n", place * _PLACE)
        try:
            yield
        finally:
            os.pwrite(self._descriptor, b"\n", place * _PLACE)
            self._free.append(place)


def _left_behind(descriptor: int) -> tuple[str, ...]:
    places = (os.pread(descriptor, _PLACE, place * _PLACE) for place in range(1, _PLACES + 1))
    texts = (place.partition(b"\n")[0].decode("utf-8", "replace") for place in places if place)
    return tuple(text for text in texts if text.strip("\0"))


def lock_path(path: Path) -> Path:
    """`archive.db` → `archive.db.lock`, in the same directory."""
    return path.with_name(path.name + ".lock")


@contextmanager
def locked(path: Path) -> Generator[InHand]:
    """Hold the archive at `path` until the block ends; what is in hand meanwhile can be noted.

    Raises ArchiveLocked at once when another holds it, ArchiveError when no lock file can be made there.
    """
    file = lock_path(path)
    descriptor = _taken(file, path)
    try:
        in_hand = InHand(descriptor)
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()} {socket.gethostname()}\n".encode())
        yield in_hand
    finally:
        # Removed while still held, so that nobody can take a file that is about to vanish (see `_taken`).
        file.unlink(missing_ok=True)
        os.close(descriptor)


def _taken(file: Path, path: Path) -> int:
    while True:
        try:
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise ArchiveError(
                f"no lock file can be made at {file} ({error.strerror}); check the directory"
            ) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _same_file(descriptor, file):
                return descriptor
        except BlockingIOError as error:
            line = os.pread(descriptor, 200, 0).partition(b"\n")[0]
            os.close(descriptor)
            raise ArchiveLocked(_message(path, line.decode("utf-8", "replace").split())) from error
        # Its former holder removed it between our open and our lock: what we hold is nobody's file.
        os.close(descriptor)


def _same_file(descriptor: int, file: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), file.stat())
    except FileNotFoundError:
        return False


def _message(path: Path, holder: list[str]) -> str:
    if len(holder) != 2 or not holder[0].isdecimal():
        return f"another run holds {path}; wait until it ends"
    process, host = holder
    if host == socket.gethostname() and not _alive(int(process)):
        return f"a child left over by process {process} holds {path}; end it and try again"
    return f"another run (process {process} on {host}) holds {path}; wait until it ends, or end it"


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
