"""What a page is: a post, an ordinary page, a listing, or nothing to keep. With the reasons, in words."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.extraction.claims import Claim
from scraper.extraction.page import Page
from scraper.extraction.sources.jsonld import ARTICLES, LISTINGS, WEAK, LinkedData, types
from scraper.model.evidence import Evidence
from scraper.model.post import PageKind

_POST_TYPES = ARTICLES - WEAK - {"recipe", "howto", "review"}


def kind_of(
    page: Page,
    data: LinkedData,
    *,
    text: str,
    title: str | None,
    claims: Sequence[Claim],
    carded: int,
    dated: bool,
    signed: bool,
) -> tuple[PageKind, Evidence]:
    """The page's kind and why. Says nothing of the site around it: the crawl weighs that in."""
    kind, reason = _judge(page, data, text, title, claims, carded, dated, signed)
    return kind, Evidence("kind", reason, str(kind), "visible", "", True, reason)


def _judge(
    page: Page,
    data: LinkedData,
    text: str,
    title: str | None,
    claims: Sequence[Claim],
    carded: int,
    dated: bool,
    signed: bool,
) -> tuple[PageKind, str]:
    blocks = page.layout.blocks
    shown = sum(len(block.text) for block in blocks)
    linked = sum(block.link_chars for block in blocks)
    kinds = {kind for node in data.objects for kind in types(node)}
    og_type = page.meta("og:type").lower()
    if not text and shown < 200:
        return PageKind.OTHER, "hardly any text"
    if kinds & _POST_TYPES and (title or text):
        return PageKind.POST, "JSON-LD calls it " + ", ".join(sorted(kinds & _POST_TYPES))
    if kinds & LISTINGS and og_type != "article":
        return PageKind.LISTING, "JSON-LD calls it " + ", ".join(sorted(kinds & LISTINGS))
    if og_type == "article" and (dated or signed):
        return PageKind.POST, "og:type is article, and it is dated or signed"
    if carded > 0.6 * shown and carded > 2 * len(text):
        return PageKind.LISTING, "mostly cards of other pages"
    if len(text) < 0.15 * shown and linked > 0.5 * shown and len(text) < 600:
        return PageKind.LISTING, "mostly links"
    printed_date = any(
        c.field == "published" and c.source in ("visible", "microdata") and _near(c) for c in claims
    )
    if len(text) < 140 and not (dated and signed):
        return PageKind.OTHER, "hardly any text of its own"
    if dated and printed_date:
        return PageKind.POST, "a date is printed about the headline"
    if dated and any(
        c.source in ("feed", "card", "json-ld", "meta", "address") for c in claims if c.field == "published"
    ):
        return PageKind.POST, "a feed, card, meta element or the address dates it"
    if signed and len(text) > 1500:
        return PageKind.POST, "a long text, and signed"
    return PageKind.PAGE, "neither dated nor signed"


def _near(claim: Claim) -> bool:
    return "near" in claim.how or "line" in claim.how or claim.source == "microdata"
