"""A Swedish post of five paragraphs with something above and below its text, and who signs it: for the tests of authors."""

from __future__ import annotations

from datetime import UTC, datetime

from scraper import extract
from scraper.model.post import Post

URL = "https://www.kvarnbladet.example/2026/11/huset/"
PROSE = "".join(
    f"<p>{'Det här är en mening om huset, gården och alla som bor där just nu. ' * 4}</p>" for _ in range(5)
)
SITE = '<meta property="og:site_name" content="Kvarnbladet">'
THE_SITE = [(None, None, "Kvarnbladet")]


def page(
    above: str = "",
    below: str = "",
    *,
    head: str = SITE,
    title: str = "En titel om huset",
    lang: str = "sv",
    prose: str = PROSE,
) -> Post:
    html = f"<html lang={lang}><head>{head}</head><body><main><h1>{title}</h1>{above}{prose}{below}</main></body></html>"
    return extract(html.encode(), URL, fetched_at=datetime(2026, 11, 23, 12, tzinfo=UTC))


def signed(above: str = "", below: str = "", *, head: str = SITE) -> list[tuple[str | None, ...]]:
    return [(a.name, a.role, a.organisation) for a in page(above, below, head=head).authors]


def names(above: str = "", below: str = "", *, head: str = SITE, lang: str = "sv") -> list[str | None]:
    return [a.name or a.organisation for a in page(above, below, head=head, lang=lang).authors]
