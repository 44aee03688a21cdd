"""What a page is: a post, an ordinary page, a listing, or nothing to keep. With the reasons, in words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from scraper.extraction.claims import Claim
from scraper.extraction.page import Page
from scraper.extraction.shapes import is_static, shape_of
from scraper.extraction.sources.linked_data import ARTICLES, LISTINGS, WEAK, LinkedData, types
from scraper.extraction.stage import Stage
from scraper.markup.repeats import repeats
from scraper.model.evidence import Evidence
from scraper.model.post import PageKind

_POST_TYPES = ARTICLES - WEAK - {"recipe", "howto", "review"}
_PAGE_TYPES = frozenset(
    "event product faqpage contactpage aboutpage profilepage jobposting course checkoutpage itempage".split()
)
_MIN_PROSE = 600
"""Characters of a text that an address with a month in it makes a post."""
_CELLS = frozenset(("td", "th", "h2", "h3", "h4", "h5", "h6"))
BESIDE = 3
NEAR = 15
"""Within so many blocks of headline or text a lone date belongs to them; `BESIDE` blocks are still the text's first or last."""


def kind_of(
    page: Page,
    data: LinkedData,
    *,
    stage: Stage,
    text: str,
    title: str | None,
    claims: Sequence[Claim],
    carded: int,
    dated: bool,
    signed: Sequence[Claim],
    language: str | None,
) -> tuple[PageKind, Evidence]:
    """The page's kind and why; `signed` are the claims that people sign it by. Says nothing of the site around it: the
    crawl weighs that in."""
    kind, reason = _judge(page, data, stage, text, title, claims, carded, dated, signed, language)
    return kind, Evidence("kind", reason, str(kind), "visible", "", True, reason)


def _judge(
    page: Page,
    data: LinkedData,
    stage: Stage,
    text: str,
    title: str | None,
    claims: Sequence[Claim],
    carded: int,
    dated: bool,
    signed: Sequence[Claim],
    language: str | None,
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
    dates = [claim for claim in claims if claim.field == "published"]

    @cache
    def printed() -> bool:
        return dated and _is_printed(page, dates, stage)

    if (shaped := shape_of(page, stage, language=language, signed=bool(signed), printed=printed)) is not None:
        return shaped
    if is_static(page) and not printed():
        return (
            PageKind.PAGE,
            "its publishing system calls it a page, and no date is printed about the headline",
        )
    if og_type == "article" and (dated or signed):
        return PageKind.POST, "og:type is article, and it is dated or signed"
    if kinds & _PAGE_TYPES:
        return PageKind.PAGE, "JSON-LD calls it " + ", ".join(sorted(kinds & _PAGE_TYPES))
    signs = dated and bool(signed)
    # A short post above cards of others is one, where its own day and author are printed about its headline.
    if carded > 0.6 * shown and carded > 2 * len(text) and not (text and signs and printed()):
        return PageKind.LISTING, "mostly cards of other pages"
    if len(text) < 0.15 * shown and linked > 0.5 * shown and len(text) < (140 if signs else 600):
        return PageKind.LISTING, "mostly links"
    if len(text) < 140 and not signs:
        return PageKind.OTHER, "hardly any text of its own"
    if printed():
        return PageKind.POST, "a date is printed about the headline"
    if dated and any(_is_said(claim) for claim in dates):
        return PageKind.POST, "a feed, card, meta element or the address dates it"
    if len(text) >= _MIN_PROSE and any(claim.source == "address" for claim in dates):
        return PageKind.POST, "its address bears a month"
    if dated and len(text) >= _MIN_PROSE and len(text) > 0.25 * shown and _is_the_only_day(dates, stage):
        return PageKind.POST, "a text of some length, and the page prints one day only"
    if len(text) > 1500 and any(_is_at_the_text(claim) for claim in signed):
        return PageKind.POST, "a long text, and signed"
    return PageKind.PAGE, "neither dated nor signed"


def _is_the_only_day(dates: Sequence[Claim], stage: Stage) -> bool:
    """True when a day stands shortly before the text or behind it, and no other day on the page."""
    printed = [claim for claim in dates if claim.source == "visible" and claim.stamp]
    days = {claim.stamp.value[:10] for claim in printed if claim.stamp}
    if len(days) != 1 or any(len(day) < 10 for day in days):
        return False
    return any(
        "labelled" in claim.how or (not _is_cell(claim) and _is_about(_place(claim), stage))
        for claim in printed
    )


def _is_cell(claim: Claim) -> bool:
    """True for a date in a table or a heading: it dates what stands beside or below it."""
    return claim.how.startswith(("tail", "loose")) and claim.locator.partition("#")[0] in _CELLS


def _place(claim: Claim) -> int | None:
    """The block that a claim stands in."""
    number = claim.locator.rpartition("#")[2]
    return claim.blocks[0] if claim.blocks else int(number) if number.isdigit() else None


def _is_about(index: int | None, stage: Stage) -> bool:
    """True for a place near the headline, the beginning of the text or its end, and not in the midst of it."""
    if index is None or stage.start + BESIDE < index < stage.end - BESIDE:
        return index is None
    return min(abs(index - place) for place in (stage.title, stage.start, stage.end)) <= NEAR


def _is_at_the_text(claim: Claim) -> bool:
    """True for a byline at the headline, or a signature that is more than a short line with capitals."""
    if claim.source in ("signature", "agency"):
        return not claim.how.startswith("name alone")
    return claim.source != "visible" or any(
        word in claim.how for word in ("near", "announced", "dated", "labelled")
    )


def _is_said(claim: Claim) -> bool:
    """True for a date that a machine says of a post; what JSON-LD says of a bare WebPage, it says of any page."""
    if claim.source == "json-ld":
        return not claim.how.startswith("page")
    return claim.source in ("feed", "card", "meta", "address")


def _is_printed(page: Page, dates: Sequence[Claim], stage: Stage) -> bool:
    """True when a date stands about the headline, and not far above it, nor only in cards that lead elsewhere."""
    above = stage.title - BESIDE if stage.title < stage.start else 0
    near = [
        claim
        for claim in dates
        if claim.source in ("visible", "microdata")
        and _near(claim)
        and not (claim.blocks and claim.blocks[0] < above)
    ]
    if not near or any(not claim.blocks for claim in near):
        return bool(near)
    cards = {
        block
        for group in repeats(page.layout, page.url)
        for card in group
        for block in range(card.start, card.end)
    }
    return any(not cards.issuperset(claim.blocks) for claim in near)


def _near(claim: Claim) -> bool:
    return "near" in claim.how or "line" in claim.how or claim.source == "microdata"
