"""One writer at a time: a lock file beside the archive, held by the operating system, not by its existence."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scraper.model.errors import ArchiveError, ArchiveLocked


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock of an archive. Raises ArchiveLocked at once when another process has it.

    The file says who holds it; one that a killed run left behind holds nobody up.
    """
    name = path.with_name(path.name + ".lock")
    try:
        handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise ArchiveError(f"{name} cannot be written: {error.strerror}") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            holder = os.read(handle, 100).decode("ascii", "replace").strip()
            raise ArchiveLocked(f"another run holds {path} ({holder or 'unknown'}); try again when it has ended") from error
        os.ftruncate(handle, 0)
        os.write(handle, f"process {os.getpid()}".encode("ascii"))
        yield
        name.unlink(missing_ok=True)
    finally:
        os.close(handle)
