"""Files that are whole or not there, under names that mean nothing to any system."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from scraper.model.errors import ExportError

MAX_STEM = 80
"""Bytes of a file's name before its ending: half of what the strictest systems in use take."""
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever the ending."""
_LATIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss"}
)


def slug(text: str | None, *, otherwise: str = "post") -> str:
    """A name for a file from any text: lower-case letters and digits of any script, and single hyphens; never empty or reserved."""
    folded = unicodedata.normalize("NFKD", (text or "")[:1000].casefold()).translate(_LATIN)
    folded = "".join(c if c.isalnum() else "-" for c in folded if not "\u0300" <= c <= "\u036f")
    words = re.sub("-+", "-", unicodedata.normalize("NFC", folded)).strip("-")
    words = words.encode("utf-8", "ignore")[:MAX_STEM].decode("utf-8", "ignore").strip("-") or otherwise
    return f"{otherwise}-{words}" if _RESERVED.fullmatch(words) else words


def write_whole(path: Path, parts: Iterable[bytes | str]) -> None:
    """Writes a file beside its place, then puts it there, so that no reader ever sees half of it.

    Raises ExportError when it cannot be written; what stood there before then stays.
    """
    temporary = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".export-", delete=False) as file:
            temporary = Path(file.name)
            for part in parts:
                file.write(part.encode("utf-8", "replace") if isinstance(part, str) else part)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        temporary.replace(path)
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror}; name another place with --output"
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
