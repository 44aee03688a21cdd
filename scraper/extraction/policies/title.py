"""The title: the headline as a reader sees it, without the site's name.

Policy, in words: the printed headline wins, and what the head says only tells which of the printed
headings it is. A heading gains by standing as h1, by agreeing with `og:title`, `<title>` or the
JSON-LD headline, and loses by standing in a foreign place (navigation, cards, sidebar), by being the
site's name, and by standing far down. Where nothing printed will do, the head's own title is taken, with
the site's name cut off.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from scraper.extraction.claims import Choice, Claim
from scraper.extraction.page import Page
from scraper.model.urls import join, path, same_host

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-"} | dict.fromkeys("“”„«»‟″", '"')
)
_SEPARATOR = re.compile(r"\s+[|–—\-·»:•/\\<>~+\u2013]+\s+|\s*[|•·»]\s*|\s+::\s+|\s*_\s*(?=[^_]{2,30}$)")
_PRIOR = {
    "h1": 3.0, "h2": 1.5, "h3": 0.7, "h4": 0.3, "h5": 0.1, "h6": 0.1, "marked": 1.2, "line": 0.6,
}  # fmt: skip
_HEAD = {
    "og:title": 1.5, "headline": 1.6, "twitter:title": 1.0, "title-element": 1.0, "dc.title": 0.6, "dcterms.title": 0.6,
    "feed": 2.5, "card": 3.0, "sitemap": 1.5, "citation_title": 1.0, "parsely-title": 1.0, "sailthru.title": 0.8, "name": 0.6, "title": 0.6,
}  # fmt: skip


def choose(page: Page, claims: Sequence[Claim]) -> Choice:
    """The title among its claims; see the module's policy. Never raises."""
    head = [claim for claim in claims if claim.source != "visible" and claim.text]
    printed = [claim for claim in claims if claim.source == "visible" and claim.text]
    names = _site_names(page)
    heads = [(claim, _variants(claim.text, names), _HEAD.get(claim.how.split()[-1], 0.8)) for claim in head]
    best: tuple[float, Claim, str] | None = None
    for order, claim in enumerate(printed):
        linked = any(page.layout.blocks[index].link_chars for index in claim.blocks)
        score = _score(claim, order, heads, names, printed, linked)
        if best is None or score > best[0]:
            best = (score, claim, claim.text)
    for claim, variants, weight in heads:
        for variant in variants:
            score = _head_score(variant, weight, heads, names, claim)
            if best is None or score > best[0]:
                best = (score, claim, variant)
    if best is None:
        return Choice(None)
    _, winner, text = best
    agreeing = [c for c in claims if c is not winner and text_key(c.text) == text_key(text)]
    reason = (
        f"the printed headline ({winner.how})"
        if winner.source == "visible"
        else f"no better printed headline; {winner.how}"
    )
    if agreeing:
        reason += ", agrees with " + ", ".join(sorted({f"{c.source} {c.how}" for c in agreeing}))
    return Choice(text, (winner, *agreeing), reason)


def _score(
    claim: Claim,
    order: int,
    heads: list[tuple[Claim, list[str], float]],
    names: set[str],
    printed: Sequence[Claim],
    linked: bool,
) -> float:
    text = claim.text
    how, part = claim.how.removesuffix(" part"), claim.how.endswith(" part")
    foreign = how.endswith("?")
    score = _PRIOR.get(how.rstrip("?"), 0.0) - (1.2 if foreign else 0.0)
    key = text_key(text)
    if key in names or len(key) < 3:
        return -5.0
    agreement = sum(
        weight * max((_likeness(key, text_key(v)) for v in variants), default=0.0)
        for _, variants, weight in heads
    )
    score += min(agreement, 4.5)
    if part:
        score -= 0.8
        whole = text_key(claim.raw)
        if any(text_key(v) == key for _, variants, _w in heads for v in variants[:1]):
            score += (
                1.0 if not any(text_key(v) == whole for _, variants, _w in heads for v in variants) else -1.0
            )
    if how == "h1" and not part and not linked and all(o.text == text for o in printed if o.how == "h1"):
        score += 1.5  # the page's one headline: what the head says beside it is for search engines
    score -= min(1.5, order * 0.06)
    if len(text) > 220 or len(text.split()) < 2:
        score -= 0.7
    return score


def _head_score(
    variant: str, weight: float, heads: list[tuple[Claim, list[str], float]], names: set[str], claim: Claim
) -> float:
    key = text_key(variant)
    if key in names or len(key) < 3:
        return -5.0
    agreement = sum(
        w * max((_likeness(key, text_key(v)) for v in variants), default=0.0) for c, variants, w in heads
    )
    return min(agreement, 4.5) * 0.8 + 0.3 * weight - (0.0 if len(variant.split()) > 1 else 0.7)


def _variants(title: str, names: set[str]) -> list[str]:
    """The head's title without the site's name first, then as it stands, then its longest piece."""
    variants = []
    pieces = [piece for piece in _SEPARATOR.split(title) if piece and piece.strip()]
    if len(pieces) > 1:
        kept = strip_site_name(title, names)
        variants.append(kept)
        variants.append(max(pieces, key=len).strip())
    variants.append(title)
    return list(dict.fromkeys(v for v in variants if v))


def strip_site_name(title: str, names: set[str]) -> str:
    """The title without the site's name at its end or beginning, and the sections named between."""
    spans = list(_SEPARATOR.finditer(title))
    for span in spans:  # "Headline | Politics | Site": cut at the first piece that is known to be the site
        if text_key(title[span.end() :]) in names or _is_name(title[span.end() :], names):
            return title[: span.start()].strip()
    for span in reversed(spans):
        if text_key(title[: span.start()]) in names:
            return title[span.end() :].strip()
    return title


def _is_name(piece: str, names: set[str]) -> bool:
    key = re.sub(r"\W", "", text_key(piece))
    return len(key) > 2 and any(key == re.sub(r"\W", "", name) for name in names)


def _site_names(page: Page) -> set[str]:
    names = {text_key(page.site_name)} if page.site_name else set()
    host = page.host.split(":")[0].removeprefix("www.")
    if host:
        names.add(host)
        names.update(label for label in host.split(".")[:-1] if len(label) > 2)
    for block in page.layout.blocks[:80]:
        for piece in block.pieces:
            if piece.href and 2 < len(piece.text) < 60 and _is_home(page, piece.href):
                names.add(text_key(piece.text))
    return {name for name in names if name}


def _is_home(page: Page, href: str) -> bool:
    target = join(page.base, href) if page.base else None
    return target is not None and same_host(target, page.url) and path(target) in ("", "/")


def text_key(text: str) -> str:
    """What is the same for all spellings of a title: case, quotes, dashes and blanks folded."""
    return " ".join(unicodedata.normalize("NFKC", text[:500]).casefold().translate(_SAME).split())


def _likeness(one: str, other: str) -> float:
    """1 for the same text; below that the share of words in common, squared, both ways."""
    if one == other:
        return 1.0
    a, b = set(re.findall(r"\w+", one)), set(re.findall(r"\w+", other))
    if not a or not b:
        return 0.0
    share = 2 * len(a & b) / (len(a) + len(b))
    return 0.9 * share * share
