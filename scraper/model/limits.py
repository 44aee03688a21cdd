"""How far we go: sizes, times and counts, and how we behave towards a server. All in one place."""

from __future__ import annotations

from dataclasses import dataclass, field

USER_AGENT = "scraper/0.1 (+https://github.com/blog-archive/scraper; archiving for the record)"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a page or a site may cost us. Sizes in bytes, times in seconds."""

    received_bytes: int = 20 * 2**20  # as received, before content-encoding is undone
    inflated_bytes: int = 40 * 2**20
    inflate_ratio: int = 200  # beyond the first megabyte
    header_bytes: int = 64 * 2**10
    headers: int = 200
    redirects: int = 8
    robots_bytes: int = 500 * 2**10  # RFC 9309 section 2.5
    connect_s: float = 10.0
    read_s: float = 20.0  # between two chunks
    request_s: float = 60.0  # one request, whole
    url_s: float = 180.0  # one URL with its retries and pauses
    tries: int = 3
    pages: int = 50_000  # of one site in one crawl
    depth: int = 200  # listing pages in a row
    crawl_bytes: int = 20 * 2**30  # as received, of one site in one crawl
    quiet_requests: int = 3  # of a crawl that finds nothing new; two more for each change


@dataclass(frozen=True, slots=True)
class Manners:
    """How we behave towards a server."""

    delay_s: float = 1.0
    user_agent: str = USER_AGENT
    allow_private: bool = False
    obey_robots: bool = True
    obey_directives: bool = True  # noindex: the page is not kept; noarchive: its record is, its bytes are not
    proxy: str | None = None
    ca_file: str | None = None  # an extra certificate authority, such as a proxy's own
    limits: Limits = field(default_factory=Limits)
