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
from itertools import takewhile

from scraper.extraction.claims import Choice, Claim
from scraper.extraction.marks import remembered
from scraper.extraction.page import Page
from scraper.model.urls import join, key

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-"} | dict.fromkeys("“”„«»‟″", '"')
)
_SEPARATOR = re.compile(
    r"\s+[|–—\-·»:•/\\<>‹›~+\u2013]+\s+|\s*[|•·»]\s*|\s*--+\s*|\s+::\s+|\s*_\s*(?=[^_]{2,30}$)"
)
_HEADINGS = frozenset(("h1", "h2", "h3"))
_WORD = re.compile(r"\w+")
_MOST_PIECES = 6
_TOP = 80
"""Blocks at the top of a page in which links to the site's front page bear its name."""
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
    said = _Said(head, names)
    headlines = {
        claim.text
        for claim in printed
        if claim.how == "h1" or (claim.how == "h1?" and text_key(claim.text) in said.keys)
    }
    beside = any(claim.how in _HEADINGS and said.exactly(text_key(claim.text)) >= 1.0 for claim in printed)
    best: tuple[float, Claim, str] | None = None
    for order, claim in enumerate(printed):
        alone = len(headlines) == 1 and claim.how in ("h1", "h1 part") and not _leads_on(page, claim)
        strange = beside and said.is_strange(text_key(claim.raw), alone=len(headlines) == 1)
        score = _score(claim, order, said, names, alone=alone and not strange)
        if strange and claim.how == "h1":
            score -= 1.2  # the site's name, its section, or a part of the text
        if best is None or score > best[0]:
            best = (score, claim, claim.text)
    for claim in head:
        for variant in said.forms[claim.text].variants:
            score = _head_score(variant, _weight(claim), said, names)
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


def _leads_on(page: Page, claim: Claim) -> bool:
    return any(page.layout.blocks[index].link_chars for index in claim.blocks)


def _trailing_names(head: Sequence[Claim], printed: Sequence[Claim]) -> frozenset[str]:
    """What `<title>` ends with, where the longer piece before it is printed as a heading: the site's name, not the post's."""
    headings = {text_key(claim.text) for claim in printed if claim.how in _HEADINGS}
    found = set()
    for claim in head:
        if claim.how == "title-element" and len(pieces := _pieces(claim.text)) > 1:
            first, last = text_key(pieces[0]), text_key(pieces[-1])
            if first in headings and len(first) > len(last):
                found.add(last)
    return frozenset(found)


@dataclass(slots=True)
class _Forms:
    """The forms that a title of the head may be printed in, and how much those who say it count together."""

    variants: list[str]
    keys: tuple[str, ...]
    words: tuple[frozenset[str], ...]
    weight: float = 0.0

    def likeness(self, key: str, words: frozenset[str]) -> float:
        """How like the likest form is, 0 to 1."""
        if key in self.keys:
            return 1.0
        likest = 0.0
        for own in self.words:
            if not words.isdisjoint(own):
                likest = max(likest, _likeness(words, own))
        return likest


def _weight(claim: Claim) -> float:
    return _HEAD.get(claim.how.split()[-1], 0.8)


class _Said:
    """All that the head says, by its text, and how far a title agrees with it: most headings of a page not at all."""

    def __init__(self, head: Sequence[Claim], names: Collection[str]) -> None:
        self.forms: dict[str, _Forms] = {}
        for claim in head:
            forms = self.forms.get(claim.text)
            if forms is None:
                variants = _variants(claim.text, names)
                keys = tuple(map(text_key, (*variants, *_runs(claim.text))))
                forms = self.forms[claim.text] = _Forms(variants, keys, tuple(map(_words, keys)))
            forms.weight += _weight(claim)
        self.keys = {key for forms in self.forms.values() for key in forms.keys}
        self._words = {word for forms in self.forms.values() for words in forms.words for word in words}

    def exactly(self, key: str) -> float:
        """The weight of those who say just this."""
        return sum([forms.weight for forms in self.forms.values() if key in forms.keys])

    def is_strange(self, key: str, *, alone: bool) -> bool:
        """True for an `<h1>` of which the head says next to nothing, and, where it is not `alone`, not just that."""
        return self.agreement(key) < 0.3 if alone else not self.exactly(key)

    def agreement(self, key: str) -> float:
        """The weight of those who say it, or something like it."""
        words = _words(key)
        if words and words.isdisjoint(self._words):
            return 0.0
        return sum([forms.weight * forms.likeness(key, words) for forms in self.forms.values()])


def _score(claim: Claim, order: int, said: _Said, names: Collection[str], *, alone: bool) -> float:
    """`alone` for the page's one headline that leads nowhere, if it is an h1."""
    text = claim.text
    how, part = claim.how.removesuffix(" part"), claim.how.endswith(" part")
    foreign = how.endswith("?")
    score = _PRIOR.get(how.rstrip("?"), 0.0) - (1.2 if foreign else 0.0)
    key = text_key(text)
    if key in names or len(key) < 3:
        return -5.0
    score += min(said.agreement(key), 4.5)
    if part and said.exactly(key) >= 1.5 and text_key(claim.raw) not in said.keys:
        score += 0.5  # the rest is a kicker, a label or a date
    elif part:
        score -= 0.8
        if any(forms.keys[:1] == (key,) for forms in said.forms.values()):
            score += -1.0 if text_key(claim.raw) in said.keys else 1.0
    if how == "h1" and alone and (not part or said.exactly(key) >= 1.5):
        score += 1.5  # what the head says beside it is for search engines
    score -= min(1.5, order * 0.06)
    if len(text) > 220 or len(text.split()) < 2:
        score -= 0.7
    return score


def _head_score(variant: str, weight: float, said: _Said, names: Collection[str]) -> float:
    key = text_key(variant)
    if key in names or len(key) < 3:
        return -5.0
    return min(said.agreement(key), 4.5) * 0.8 + 0.3 * weight - (0.0 if len(variant.split()) > 1 else 0.7)


def _runs(title: str) -> list[str]:
    """What is left of a title when pieces at its ends are cut off, where that is most of it: a headline may hold what
    parts the pieces."""
    spans = list(_SEPARATOR.finditer(title))[:_MOST_PIECES]
    starts = [0, *[span.end() for span in spans]]
    ends = [*[span.start() for span in spans], len(title)]
    return [
        title[start:end].strip()
        for place, start in enumerate(starts)
        for end in ends[place + 1 :]
        if 2 * (end - start) > len(title) > end - start
    ]


@lru_cache(maxsize=4096)
def _pieces(title: str) -> tuple[str, ...]:
    return tuple(piece for piece in _SEPARATOR.split(title) if piece and piece.strip())


def _variants(title: str, names: Collection[str]) -> list[str]:
    """The head's title without the site's name first, then as it stands, then its longest piece."""
    variants = []
    pieces = _pieces(title)
    name, colon, headline = title.partition(": ")
    if colon and text_key(name) in names:
        variants.append(headline.strip())  # `Mill Notes: The wheel turns`: blogs of some makers are so titled
    elif len(pieces) > 1:
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
    key = _joined(text_key(piece))
    return len(key) > 2 and any(key == _joined(name) for name in names)


@lru_cache(maxsize=4096)
def _joined(key: str) -> str:
    return "".join(_WORD.findall(key))


def site_names(page: Page) -> frozenset[str]:
    """What the site calls itself, folded: as it declares, by its host, and on links to its front page."""
    names = {text_key(page.site_name)} if page.site_name else set()
    host = page.host.split(":")[0].removeprefix("www.")
    if host:
        names.add(host)
        names.update(label for label in host.split(".")[:-1] if len(label) > 2)
    top = takewhile(lambda box: box.start < _TOP, page.layout.by_tag.get("a", ()))
    links = [box for box in top if not _has_path(box.href)]
    own = page.host.removeprefix("www.") + "/"
    homes = {href for href in {box.href for box in links} if _leads_to(page, href) == own}
    for block in page.lines_of(box for box in links if box.href in homes):
        if block.index < _TOP:
            names.update(
                text_key(piece.text)
                for piece in block.pieces
                if piece.href in homes and 2 < len(piece.text) < 60
            )
    return frozenset(name for name in names if name)


def _leads_to(page: Page, href: str) -> str:
    """Host and path of a link, as the archive compares them."""
    target = join(page.base, href) if not href.startswith("#") else page.base
    return key(target).partition("?")[0] if target else ""


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
