"""One HTTP answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple


class Validators(NamedTuple):
    """What makes a request conditional (RFC 9110 section 13): both as the server sent them."""

    etag: str | None = None
    last_modified: str | None = None

    def __bool__(self) -> bool:
        return bool(self.etag or self.last_modified)


class Capture(NamedTuple):
    """One HTTP answer, whatever its status.

    `url` is what was asked for, `final_url` what answered after `redirects` (each address passed, in
    order, without the last). `headers` have lower-case names; repeated ones are joined with `, `.
    `body` is decoded of its content-encoding, not of its charset. `fetched_at` is UTC.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str] = {}
    body: bytes = b""
    fetched_at: datetime | None = None
    redirects: tuple[str, ...] = ()
    elapsed_ms: int = 0

    @property
    def digest(self) -> str:
        """SHA-256 of the body, in hexadecimal."""
        return sha256(self.body).hexdigest()

    @property
    def content_type(self) -> str:
        """The Content-Type header, whole; empty when the server sent none."""
        return self.headers.get("content-type", "")

    @property
    def media_type(self) -> str:
        """The media type alone, lower case; empty when the server sent none (RFC 9110 section 8.3)."""
        return self.content_type.split(";")[0].strip().lower()

    @property
    def validators(self) -> Validators:
        """What to send along at the next visit."""
        return Validators(self.headers.get("etag"), self.headers.get("last-modified"))

    @property
    def moved_to(self) -> str | None:
        """What answered in place of the address asked for; None where that did itself."""
        return self.final_url if self.final_url != self.url else None

    @property
    def not_modified(self) -> bool:
        """True for a 304: nothing new since the validators that were sent."""
        return self.status == 304

    @property
    def ok(self) -> bool:
        """True when this is the page that was asked for, whole."""
        return self.status == 200
