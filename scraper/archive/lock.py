"""One run at a time: a lock file beside the archive, held by the kernel for as long as its process lives.

The file's text (process, host, since when) is for the message only. What counts is `flock`, which a killed
process cannot leave behind: a lock file that nobody holds is stale and is simply taken over.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from scraper.model.errors import ArchiveError, ArchiveLocked


def lock_path(path: Path) -> Path:
    """`archive.db` → `archive.db.lock`, in the same directory."""
    return path.with_name(path.name + ".lock")


@contextmanager
def locked(path: Path) -> Generator[None]:
    """Hold the archive at `path` until the block ends.

    Raises ArchiveLocked at once when another holds it, ArchiveError when no lock file can be made there.
    """
    file = lock_path(path)
    descriptor = _taken(file, path)
    try:
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()} {socket.gethostname()}\n".encode())
        yield
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
            holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace").split()
            os.close(descriptor)
            raise ArchiveLocked(_message(path, holder)) from error
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
