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
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scraper.extraction.claims import Choice, Claim
from scraper.extraction.marks import remembered
from scraper.extraction.page import Page
from scraper.model.urls import join, path, same_host

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-"} | dict.fromkeys("“”„«»‟″", '"')
)
_SEPARATOR = re.compile(r"\s+[|–—\-·»:•/\\<>~+\u2013]+\s+|\s*[|•·»]\s*|\s+::\s+|\s*_\s*(?=[^_]{2,30}$)")
_HEADINGS = frozenset(("h1", "h2", "h3"))
_WORD = re.compile(r"\w+")
_PRIOR = {
    "h1": 3.0, "h2": 1.5, "h3": 0.7, "h4": 0.3, "h5": 0.1, "h6": 0.1, "marked": 1.2, "line": 0.6,
}  # fmt: skip
_HEAD = {
    "og:title": 1.5, "headline": 1.6, "twitter:title": 1.0, "title-element": 1.0, "dc.title": 0.6, "dcterms.title": 0.6,
    "feed": 2.5, "card": 3.0, "sitemap": 1.5, "citation_title": 1.0, "parsely-title": 1.0, "sailthru.title": 0.8, "name": 0.6, "title": 0.6,
}  # fmt: skip


def choose(page: Page, claims: Sequence[Claim], names: Collection[str]) -> Choice:
    """The title among its claims; see the module's policy. `names` are the site's own. Never raises."""
    head = [claim for claim in claims if claim.source != "visible" and claim.text]
    printed = [claim for claim in claims if claim.source == "visible" and claim.text]
    names = frozenset(names) | _trailing_names(head, printed)
    heads = [_head(claim, names) for claim in head]
    said = {key for head in heads for key in head.keys}
    headlines = {
        claim.text
        for claim in printed
        if claim.how == "h1" or (claim.how == "h1?" and text_key(claim.text) in said)
    }
    best: tuple[float, Claim, str] | None = None
    for order, claim in enumerate(printed):
        linked = any(page.layout.blocks[index].link_chars for index in claim.blocks)
        score = _score(claim, order, heads, names, alone=len(headlines) == 1 and not linked)
        if best is None or score > best[0]:
            best = (score, claim, claim.text)
    for one in heads:
        for variant in one.variants:
            score = _head_score(variant, one.weight, heads, names)
            if best is None or score > best[0]:
                best = (score, one.claim, variant)
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


def _trailing_names(head: Sequence[Claim], printed: Sequence[Claim]) -> frozenset[str]:
    """What `<title>` ends with, where the longer piece before it is printed as a heading: the site's name, not the post's."""
    headings = {text_key(claim.text) for claim in printed if claim.how in _HEADINGS}
    found = set()
    for claim in head:
        pieces = [text_key(piece) for piece in _SEPARATOR.split(claim.text) if piece and piece.strip()]
        if (
            claim.how == "title-element"
            and len(pieces) > 1
            and pieces[0] in headings
            and len(pieces[0]) > len(pieces[-1])
        ):
            found.add(pieces[-1])
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Head:
    """A title that is not printed, the forms it may be printed in, and how much it counts."""

    claim: Claim
    variants: list[str]
    weight: float
    keys: tuple[str, ...]
    words: tuple[frozenset[str], ...]

    def likeness(self, key: str, words: frozenset[str]) -> float:
        """How like the likest form is, 0 to 1."""
        if key in self.keys:
            return 1.0
        likest = 0.0
        for own in self.words:
            if not words.isdisjoint(own):
                likest = max(likest, _likeness(words, own))
        return likest


def _head(claim: Claim, names: Collection[str]) -> _Head:
    variants = _variants(claim.text, names)
    keys = tuple(map(text_key, variants))
    weight = _HEAD.get(claim.how.split()[-1], 0.8)
    return _Head(claim, variants, weight, keys, tuple(map(_words, keys)))


def _score(claim: Claim, order: int, heads: list[_Head], names: Collection[str], *, alone: bool) -> float:
    """`alone` for the page's one headline that leads nowhere, if it is an h1."""
    text = claim.text
    how, part = claim.how.removesuffix(" part"), claim.how.endswith(" part")
    foreign = how.endswith("?")
    score = _PRIOR.get(how.rstrip("?"), 0.0) - (1.2 if foreign else 0.0)
    key = text_key(text)
    if key in names or len(key) < 3:
        return -5.0
    score += min(_agreement(key, heads), 4.5)
    if part:
        score -= 0.8
        if any(head.keys[:1] == (key,) for head in heads):
            whole = text_key(claim.raw)
            said = any(whole in head.keys for head in heads)
            score += -1.0 if said else 1.0
    if how == "h1" and not part and alone:
        score += 1.5  # what the head says beside it is for search engines
    score -= min(1.5, order * 0.06)
    if len(text) > 220 or len(text.split()) < 2:
        score -= 0.7
    return score


def _head_score(variant: str, weight: float, heads: list[_Head], names: Collection[str]) -> float:
    key = text_key(variant)
    if key in names or len(key) < 3:
        return -5.0
    return min(_agreement(key, heads), 4.5) * 0.8 + 0.3 * weight - (0.0 if len(variant.split()) > 1 else 0.7)


def _agreement(key: str, heads: list[_Head]) -> float:
    words = _words(key)
    return sum([head.weight * head.likeness(key, words) for head in heads])


def _variants(title: str, names: Collection[str]) -> list[str]:
    """The head's title without the site's name first, then as it stands, then its longest piece."""
    variants = []
    pieces = [piece for piece in _SEPARATOR.split(title) if piece and piece.strip()]
    if len(pieces) > 1:
        longest = max(pieces, key=len).strip()
        kept = strip_site_name(title, names)
        if kept == title and len(pieces) > 2 and len(longest.split()) > 3:
            kept = longest  # "Club - Headline - Section - News": a headline says more than names do
        variants.append(kept)
        variants.append(longest)
    variants.append(title)
    return list(dict.fromkeys(v for v in variants if v))


def strip_site_name(title: str, names: Collection[str]) -> str:
    """The title without the site's name at its end or beginning, and the sections named between."""
    spans = list(_SEPARATOR.finditer(title))
    for span in spans:  # "Headline | Politics | Site": cut at the first piece that is known to be the site
        if text_key(title[span.end() :]) in names or _is_name(title[span.end() :], names):
            return title[: span.start()].strip()
    for span in reversed(spans):
        if text_key(title[: span.start()]) in names:
            return title[span.end() :].strip()
    return title


def _is_name(piece: str, names: Collection[str]) -> bool:
    key = re.sub(r"\W", "", text_key(piece))
    return len(key) > 2 and any(key == re.sub(r"\W", "", name) for name in names)


def site_names(page: Page) -> frozenset[str]:
    """What the site calls itself, folded: as it declares, by its host, and on links to its front page."""
    names = {text_key(page.site_name)} if page.site_name else set()
    host = page.host.split(":")[0].removeprefix("www.")
    if host:
        names.add(host)
        names.update(label for label in host.split(".")[:-1] if len(label) > 2)
    for block in page.layout.blocks[:80]:
        for piece in block.pieces if block.link_chars else ():
            if piece.href and 2 < len(piece.text) < 60 and _is_home(page, piece.href):
                names.add(text_key(piece.text))
    return frozenset(name for name in names if name)


def _is_home(page: Page, href: str) -> bool:
    if not page.base or _has_path(href):
        return False
    target = join(page.base, href)
    return target is not None and same_host(target, page.url) and path(target) in ("", "/")


@remembered
def _has_path(href: str) -> bool:
    bare = href.strip().partition("?")[0].partition("#")[0].rstrip("/")
    return "/" in bare.partition("//")[2] or ("//" not in bare and bool(bare.strip("./")))


@lru_cache(maxsize=4096)
def text_key(text: str) -> str:
    """What is the same for all spellings of a title: case, quotes, dashes and blanks folded."""
    return " ".join(unicodedata.normalize("NFKC", text[:500]).casefold().translate(_SAME).split())


@lru_cache(maxsize=4096)
def _words(key: str) -> frozenset[str]:
    return frozenset(_WORD.findall(key))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """For the words of two texts that differ: the share in common, squared, both ways."""
    share = 2 * len(one & other) / (len(one) + len(other))
    return 0.9 * share * share
