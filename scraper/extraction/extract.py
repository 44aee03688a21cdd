"""A page in, a post out: the sources speak, the policies choose, and everything said is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from scraper.extraction import render
from scraper.extraction.body import find_body
from scraper.extraction.claims import Choice, Claim, as_evidence, printed
from scraper.extraction.excerpt import excerpt_of
from scraper.extraction.kind import kind_of
from scraper.extraction.page import Page
from scraper.extraction.policies import authors as authors_policy
from scraper.extraction.policies import published as published_policy
from scraper.extraction.policies import title as title_policy
from scraper.extraction.sources import (
    address, bylines, date_lines, extras, headings, hints, jsonld, meta, microdata, signatures,
)  # fmt: skip
from scraper.extraction.stage import Stage
from scraper.fields.dates import guess_order
from scraper.fields.languages import detect_language
from scraper.markup.encoding import decode
from scraper.model.dates import DateStamp
from scraper.model.evidence import Evidence
from scraper.model.post import Author, Credit, Post


def extract(
    html: bytes,
    url: str = "",
    *,
    content_type: str = "",
    fetched_at: datetime | None = None,
    hint_evidence: Sequence[Evidence] = (),
    language: str | None = None,
) -> Post:
    """The post on a page. Total: any bytes give a Post, never an exception.

    `content_type` is the header as received; `fetched_at` (aware) is what relative dates count from;
    `hint_evidence` is what the feed, card or sitemap said; `language` (BCP 47) is a default for pages
    that declare none.
    """
    text, _ = decode(html, content_type)
    return extract_page(Page(text, url, fetched_at=fetched_at), hint_evidence, language)


def extract_page(page: Page, hint_evidence: Sequence[Evidence] = (), language: str | None = None) -> Post:
    """The post on a page that is parsed already."""
    data = jsonld.read_linked_data(page)
    claims: list[Claim] = [
        *headings.claims(page), *meta.claims(page), *jsonld.claims(page, data), *microdata.claims(page),
        *address.claims(page),
    ]  # fmt: skip
    title = title_policy.choose(page, _of("title", claims))
    body = find_body(page.layout, title=printed(title.value))
    stage = _stage(page, title, body.start, body.end)
    language = page.declared_language or language or detect_language(_sample(page, body))
    claims += hints.claims(hint_evidence, language=language)
    order = guess_order(language, page.host, [claim.raw for claim in claims if claim.field == "published"])
    claims += date_lines.claims(page, stage, language=language, order=order)
    claims += bylines.claims(page, stage, language=language)
    claims += signatures.claims(page, stage, language=language)

    published = published_policy.choose(_of("published", claims), _of("modified", claims), now=page.fetched_at)
    modified = _modified(_of("modified", claims), published)
    authors = authors_policy.choose(page, _of("authors", claims))
    drop = _drop(body, title, (published, authors), claims)
    texts = render.render(body, base=page.base, drop=drop)
    ...
