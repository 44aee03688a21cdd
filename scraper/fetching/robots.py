"""robots.txt as RFC 9309 says, read by protego, with what it leaves open."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from protego import Protego

from scraper.model.capture import Capture
from scraper.model.limits import Limits

_SITEMAP = re.compile(r"^[ \t]*sitemap[ \t]*:[ \t]*(\S+)", re.IGNORECASE | re.MULTILINE)
ALL = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin. `reason` says in words where they came from."""

    text: str = ""
    reason: str = ""
    capture: Capture | None = None
    rules: Protego | None = field(default=None, repr=False)
    unreachable: bool = False

    def allows(self, url: str, agent: str) -> bool:
        """True when `agent` (its product token) may fetch the address."""
        return self.rules is None or bool(self.rules.can_fetch(url, agent))

    def crawl_delay(self, agent: str) -> float:
        """Seconds between requests that the site asks for; 0 when it asks for none."""
        delay = self.rules.crawl_delay(agent) if self.rules is not None else None
        return float(delay) if delay else 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of the sitemaps that are listed (sitemaps.org), in order, each once."""
        return tuple(dict.fromkeys(_SITEMAP.findall(self.text)))


def parse_robots(text: str, reason: str = "", capture: Capture | None = None) -> Robots:
    """The rules in a robots.txt. Never raises: what cannot be read holds no rules."""
    text = text.lstrip("\ufeff\u200b").replace("\x00", "")
    try:
        rules = Protego.parse(text)
    except Exception as error:  # whatever a stranger's parser trips over, a robots.txt must not stop us
        return Robots(text, f"unreadable robots.txt: {error}", capture, None)
    return Robots(text, reason, capture, rules)


def from_capture(capture: Capture, limits: Limits) -> Robots:
    """RFC 9309 section 2.3.1: 2xx holds, 4xx frees, 5xx keeps us away."""
    if capture.status >= 500 or capture.status == 429:
        return parse_robots(ALL, f"robots.txt answered {capture.status}: staying away", capture)
    if not 200 <= capture.status < 300:
        return Robots("", f"robots.txt answered {capture.status}: everything is allowed", capture)
    text = capture.body[: limits.robots_bytes].decode("utf-8-sig", "replace")
    if capture.media_type == "text/html" or text.lstrip()[:1] == "<":
        return Robots("", "robots.txt is a web page: everything is allowed", capture)
    return parse_robots(text, "robots.txt", capture)


def unreachable(message: str) -> Robots:
    """RFC 9309 section 2.3.1.4: unreachable means complete disallow."""
    return Robots(ALL, message, None, Protego.parse(ALL), unreachable=True)


def product_token(user_agent: str) -> str:
    """The name that robots.txt knows us by (RFC 9309 section 2.2.1)."""
    match = re.match(r"[A-Za-z_-]+", user_agent)
    return match[0] if match else "scraper"
