"""What a page is: a post, an ordinary page, a listing, or nothing to keep. With the reasons, in words."""

from __future__ import annotations

from collections.abc import Sequence

from scraper.extraction.claims import Claim
from scraper.extraction.draft import BESIDE, Draft
from scraper.extraction.prose import width_of
from scraper.extraction.shapes import is_static, shape_of
from scraper.extraction.sources.linked_data import ARTICLES, LISTINGS, WEAK, types
from scraper.extraction.stage import Stage
from scraper.model.evidence import Evidence
from scraper.model.post import PageKind

_POST_TYPES = ARTICLES - WEAK - {"recipe", "howto", "review"}
_PAGE_TYPES = frozenset(
    "event product faqpage contactpage aboutpage profilepage jobposting course checkoutpage itempage".split()
)
_MIN_PROSE = 600
"""Characters of a text that an address with a month in it makes a post."""
_CELLS = frozenset(("td", "th", "h2", "h3", "h4", "h5", "h6"))
NEAR = 15
"""Within so many blocks of headline or text a lone date belongs to them."""


def kind_of(draft: Draft) -> tuple[PageKind, Evidence]:
    """The page's kind and why. Says nothing of the site around it: the crawl weighs that in. Never raises."""
    kind, reason = _judge(draft)
    return kind, Evidence("kind", reason, str(kind), "visible", "", True, reason)


def _judge(draft: Draft) -> tuple[PageKind, str]:
    page, stage, text = draft.page, draft.stage, draft.text
    blocks = page.layout.blocks
    shown = sum(len(block.text) for block in blocks)
    linked = sum(block.link_chars for block in blocks)
    length = width_of(text)
    kinds = {kind for node in draft.data.objects for kind in types(node)}
    og_type = page.meta("og:type").lower()
    if not text and shown < 200:
        return PageKind.OTHER, "hardly any text"
    if _lists_posts(draft):
        return PageKind.LISTING, "JSON-LD lists its posts"
    if kinds & _POST_TYPES and (draft.title or text):
        return PageKind.POST, "JSON-LD calls it " + ", ".join(sorted(kinds & _POST_TYPES))
    if kinds & LISTINGS and og_type != "article":
        return PageKind.LISTING, "JSON-LD calls it " + ", ".join(sorted(kinds & LISTINGS))
    if (shaped := shape_of(draft)) is not None:
        return shaped
    if is_static(page) and not draft.dated_in_print:
        return (
            PageKind.PAGE,
            "its publishing system calls it a page, and no date is printed about the headline",
        )
    if og_type == "article" and (draft.dated or draft.signed):
        return PageKind.POST, "og:type is article, and it is dated or signed"
    if kinds & _PAGE_TYPES:
        return PageKind.PAGE, "JSON-LD calls it " + ", ".join(sorted(kinds & _PAGE_TYPES))
    signs = draft.dated and bool(draft.signed)
    # A short post above cards of others is one, where its own day and author are printed about its headline.
    if draft.carded > max(0.6 * shown, 2 * len(text)) and not (text and signs and draft.dated_in_print):
        return PageKind.LISTING, "mostly cards of other pages"
    if len(text) < 0.15 * shown and linked > 0.5 * shown and length < (140 if signs else 600):
        return PageKind.LISTING, "mostly links"
    if length < 140 and not signs:
        return PageKind.OTHER, "hardly any text of its own"
    if draft.dated_in_print:
        return PageKind.POST, "a date is printed about the headline"
    if draft.dated and any(map(_is_said, draft.dates)):
        return PageKind.POST, "a feed, card, meta element or the address dates it"
    if length >= _MIN_PROSE and any(claim.source == "address" for claim in draft.dates):
        return PageKind.POST, "its address bears a month"
    if (
        draft.dated
        and length >= _MIN_PROSE
        and len(text) > 0.25 * shown
        and _is_the_only_day(draft.dates, stage)
    ):
        return PageKind.POST, "a text of some length, and the page prints one day only"
    if length > 1500 and any(map(_is_at_the_text, draft.signed)):
        return PageKind.POST, "a long text, and signed"
    return PageKind.PAGE, "neither dated nor signed"


def _lists_posts(draft: Draft) -> bool:
    """True where JSON-LD says which posts a blog or a collection holds: a post only says what it is part of."""
    held = (
        node.get(name)
        for node in draft.data.objects
        if types(node) & LISTINGS
        for name in ("blogPost", "blogPosts", "hasPart")
    )
    return any(isinstance(posts, list) and len(posts) > 1 for posts in held)


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
