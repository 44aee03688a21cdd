"""robots.txt as RFC 9309 says: our own choice of the group, protego's reading of its rules.

protego knows longest match, `*`, `$` and percent-encoding. Which lines are meant for us is found here,
because its work grows with the product of agents and rules (a file of 500 KiB can hold it for minutes)
and because it takes any beginning of our name for our name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from protego import Protego

from scraper.model import urls
from scraper.model.capture import Capture
from scraper.model.limits import Limits

MAX_SITEMAPS = 1_000
_SITEMAP = re.compile(r"^[ \t]*sitemaps?[ \t]*:[ \t]*(\S{1,2000})", re.IGNORECASE | re.MULTILINE)
_AGENT = re.compile(r"user[- ]?agent(?:[ \t]*:|[ \t])[ \t]*(.*)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9_-]+")
_SITE_WIDE = re.compile(r"(?:sitemaps?|site-map|host)[ \t]*:", re.IGNORECASE)
_LINE_END = re.compile(r"\r\n?|\n")
_ANYBODY = "*"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one origin. `reason` says in words where they came from.

    `closed` keeps us away from everything but robots.txt itself: it could not be read, for now.
    """

    text: str = ""
    reason: str = ""
    capture: Capture | None = None
    closed: bool = False
    _read: dict[str, Protego | None] = field(default_factory=dict, repr=False, compare=False)

    def allows(self, url: str, agent: str) -> bool:
        """True when `agent` (its product token) may fetch the address."""
        if self.closed:
            return urls.path(url) == "/robots.txt"
        rules = self._rules(agent)
        return rules is None or bool(rules.can_fetch(url, agent))

    def crawl_delay(self, agent: str) -> float:
        """Seconds between requests that the site asks for; 0 when it asks for none."""
        rules = self._rules(agent)
        return float(rules.crawl_delay(agent) or 0.0) if rules is not None else 0.0

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Absolute addresses of the sitemaps that are listed (sitemaps.org), in order, each once."""
        base = self.capture.final_url if self.capture else ""
        listed = (urls.join(base, match[1]) for match in _SITEMAP.finditer(self.text))
        return tuple(dict.fromkeys(url for url in listed if url))[:MAX_SITEMAPS]

    def _rules(self, agent: str) -> Protego | None:
        """The rules for one agent, read when first asked for; None when there are none."""
        if agent not in self._read:
            lines = group(self.text, agent)
            self._read[agent] = Protego.parse("\n".join(("User-agent: *", *lines))) if lines else None
        return self._read[agent]


def parse_robots(text: str, reason: str = "robots.txt", capture: Capture | None = None) -> Robots:
    """The rules in a robots.txt. Never raises: what cannot be read holds no rules."""
    return Robots(text.lstrip("\ufeff\u200b").replace("\x00", ""), reason, capture)


def group(text: str, agent: str) -> list[str]:
    """The lines meant for `agent`: all groups that name it, else those for `*` (RFC 9309 section 2.2.1)."""
    ours: list[str] = []
    anybodys: list[str] = []
    named = for_us = for_all = open_heading = False
    for raw in _LINE_END.split(text):
        line = " ".join(raw.partition("#")[0].split(None))
        if not line or _SITE_WIDE.match(line):
            continue
        heading = _AGENT.match(line)
        if heading is None:
            open_heading = False
            if for_us:
                ours.append(line)
            if for_all:
                anybodys.append(line)
            continue
        if not open_heading:
            for_us = for_all = False
            open_heading = True
        token = _TOKEN.match(heading[1])
        if token is None:
            for_all = for_all or heading[1].startswith(_ANYBODY)
        elif token[0].lower() == agent.lower():
            for_us = named = True
    return ours if named else anybodys


def from_capture(capture: Capture, limits: Limits) -> Robots:
    """The rules in an answer: 2xx holds, 3xx and 4xx free us, 5xx and 429 keep us away.

    RFC 9309 section 2.3.1; that 429 counts among the 5xx is Google's reading, and the modest one.
    """
    if capture.status >= 500 or capture.status == 429:
        return closed(f"robots.txt answered {capture.status}, so we stay away for now", capture)
    if not 200 <= capture.status < 300:
        return Robots("", f"robots.txt answered {capture.status}: everything is allowed", capture)
    text = capture.body[: limits.robots_bytes].decode("utf-8-sig", "replace")
    if text.lstrip()[:1] == "<":
        return Robots("", "robots.txt is a web page: everything is allowed", capture)
    return parse_robots(text, "robots.txt", capture)


def closed(reason: str, capture: Capture | None = None) -> Robots:
    """RFC 9309 section 2.3.1.4: a robots.txt that cannot be reached means complete disallow."""
    return Robots("", reason, capture, closed=True)


def product_token(user_agent: str) -> str:
    """The name that robots.txt knows us by (RFC 9309 section 2.2.1)."""
    match = _TOKEN.match(user_agent)
    return match[0] if match else "scraper"
