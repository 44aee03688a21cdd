"""Addresses: read, joined and compared as browsers do (WHATWG URL Standard).

The address that is fetched is never rewritten; `key` alone says which addresses are the same.
The standard library's own `urllib.parse` follows no standard that servers follow, so this one file
of the room leans on can-ada; see docs/decisions.md.
"""

from __future__ import annotations

import re
from functools import lru_cache

import can_ada

from scraper.model.errors import URLError
from scraper.model.late import late

MAX_URL = 2_000
"""Longer addresses are traps or data, never posts."""

_TRACKING = late(
    re.compile,
    r"^(?:utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|wt_mc|wt_zmc|ref_src"
    r"|_hsenc|_hsmi|mkt_tok|replytocom|share|nb|cmpid|ocid|ito|sessionid|phpsessid|jsessionid|sid)$",
    re.IGNORECASE,
)
_SHOWN = 200
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SESSION_IN_PATH = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_PLAIN_PATH = re.compile(r"(?:/(?:[A-Za-z0-9_~-][A-Za-z0-9_~.-]*+)?)+")
"""A path that no parser would change: most are."""
_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)
_PERCENT = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def normalise(url: str) -> str:
    """The address as a browser would send it, without its fragment.

    Raises URLError when it is no absolute http or https address with a host.
    """
    if _plain_path(url):
        return url
    try:
        parsed = can_ada.parse(url.strip())
    except ValueError as error:
        raise URLError(
            f"{url[:_SHOWN]!r} is no web address; write it whole, as in https://example.org/"
        ) from error
    if parsed.protocol not in ("http:", "https:") or not parsed.hostname:
        raise URLError(f"{url[:_SHOWN]!r} is no http or https address")
    parsed.hash = ""
    whole = str(parsed.href).removesuffix("#")
    if max(len(url), len(whole)) > MAX_URL:  # a letter can become nine characters
        raise URLError(f"{url[:_SHOWN]!r}… is longer than any address")
    return whole


def _plain_path(url: str) -> int:
    """Where the path begins in an address that no parser would change; 0 for any other."""
    start = url.find("/", len("http://"))
    if start > 0 and len(url) < 300 and _PLAIN_PATH.fullmatch(url, start) and _is_origin(url[:start]):
        return start
    return 0


@lru_cache(maxsize=1_024)
def _is_origin(text: str) -> bool:
    """True for scheme, host and port as the parser itself writes them."""
    try:
        return text.startswith(("http://", "https://")) and str(can_ada.parse(text).origin) == text
    except ValueError:
        return False


def join(base: str, reference: str) -> str | None:
    """`reference` as an absolute address seen from `base`; None when it is none that can be fetched."""
    reference = reference.strip()
    if not reference or len(reference) > MAX_URL:
        return None
    if _plain_path(reference):
        return reference
    whole = _against(base, reference)
    try:
        return normalise(whole) if whole else None
    except URLError:
        return None


def _against(base: str, reference: str) -> str | None:
    """The reference put behind the part of the base that it leaves as it is (URL Standard, relative state).

    Dots, backslashes and escapes are left to the parser that reads the whole.
    """
    scheme = _SCHEME.match(reference)
    stem = _stem(base)
    if scheme is not None:
        if stem is None or stem[0] != scheme[0].lower():
            return reference
        reference = reference[scheme.end() :]
    if stem is None:
        return None
    own_scheme, own_origin, directory, page = stem
    match reference[:1]:
        case "/" | "\\":
            return (own_scheme if reference[1:2] in ("/", "\\") else own_origin) + reference
        case "?":
            return page.partition("?")[0] + reference
        case "#" | "":
            return page
    return directory + reference


@lru_cache(maxsize=256)
def _stem(base: str) -> tuple[str, str, str, str] | None:
    """Scheme with colon, origin, directory and page of a base address; None when it is none of the web."""
    try:
        page = normalise(base)
    except URLError:
        return None
    parsed = can_ada.parse(page)
    own_origin = str(parsed.origin)
    return str(parsed.protocol), own_origin, own_origin + str(parsed.pathname).rpartition("/")[0] + "/", page


@lru_cache(maxsize=65_536)
def key(url: str) -> str:
    """What is the same for all addresses of one page: the archive's notion of "the same URL".

    Scheme and `www.` dropped, percent-encoding evened out, tracking and session parameters removed,
    a trailing slash or index file removed. The order of the other parameters is kept: it may matter.
    Never raises: text that is no address is its own key.
    """
    if start := _plain_path(url):
        host = url[url.index("://") + 3 : start].removeprefix("www.")
        return host + (_INDEX.sub("/", url[start:]).rstrip("/") or "/")
    try:
        parsed = can_ada.parse(url.strip())
    except ValueError:
        return url.strip()
    host = str(parsed.host).removeprefix("www.")
    path = _SESSION_IN_PATH.sub("", str(parsed.pathname))
    path = _PERCENT.sub(_even_out, path)
    path = _INDEX.sub("/", path)
    query = "&".join(
        pair for pair in str(parsed.search)[1:].split("&") if pair and not _TRACKING.match(pair.split("=")[0])
    )
    return host + (path.rstrip("/") or "/") + ("?" + query if query else "")


def _even_out(match: re.Match[str]) -> str:
    """RFC 3986 section 6.2.2: upper-case hexadecimal, and no escape for what needs none."""
    char = chr(int(match[1], 16))
    return char if char in _UNRESERVED else match[0].upper()


def origin(url: str) -> str:
    """Scheme, host and port: `https://example.org`."""
    return str(can_ada.parse(url).origin)


def host(url: str) -> str:
    """Host and port as browsers print them, in lower case; empty when the text is no address."""
    return _parts(url)[0]


def path(url: str) -> str:
    """The path, percent-encoded, beginning with a slash; empty when the text is no address."""
    return _parts(url)[1]


def query(url: str) -> str:
    """The query without its question mark."""
    return _parts(url)[2]


@lru_cache(maxsize=1_024)
def _parts(url: str) -> tuple[str, str, str]:
    """Host, path and query: whoever asks for one of them mostly asks for the others next."""
    if start := _plain_path(url):
        return url[url.index("://") + 3 : start], url[start:], ""
    try:
        parsed = can_ada.parse(url)
    except ValueError:
        return "", "", ""
    return str(parsed.host), str(parsed.pathname), str(parsed.search)[1:]


def same_host(one: str, other: str) -> bool:
    """True when both lie on one host, `www.` or not."""
    return host(one).removeprefix("www.") == host(other).removeprefix("www.") != ""
