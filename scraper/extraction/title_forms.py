"""What the head says of the title, in all the forms that it may be printed in, and how like a heading is to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scraper.extraction.claims import Claim

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‑": "-"} | dict.fromkeys("“”„«»‟″", '"')
)
_SEPARATOR = re.compile(
    r"\s+[|–—\-·»:•/\\<>‹›~+\u2013]+\s+|\s*[|•·»]\s*|\s*--+\s*|\s+::\s+|\s*_\s*(?=[^_]{2,30}$)"
)
_TIGHT = re.compile(r"(?<=\S)[-–—_|](?=\S)")
_COLON = re.compile(r":\s|：")
_WORD = re.compile(r"\w+")
_MOST_PIECES = 6
_HEAD = {
    "og:title": 1.5, "headline": 1.6, "twitter:title": 1.0, "title-element": 1.0, "dc.title": 0.6, "dcterms.title": 0.6,
    "feed": 2.5, "card": 3.0, "sitemap": 1.5, "citation_title": 1.0, "parsely-title": 1.0, "sailthru.title": 0.8, "name": 0.6, "title": 0.6,
}  # fmt: skip


@dataclass(slots=True)
class Forms:
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


def weight(claim: Claim) -> float:
    """How much a claim of the head counts, by where it stands there."""
    return _HEAD.get(claim.how.split()[-1], 0.8)


class HeadTitles:
    """All that the head says, by its text, and how far a title agrees with it: most headings of a page not at all."""

    def __init__(self, head: Sequence[Claim], names: Collection[str]) -> None:
        self.forms: dict[str, Forms] = {}
        for claim in head:
            forms = self.forms.get(claim.text)
            if forms is None:
                variants = _variants(claim.text, names)
                keys = tuple(map(text_key, (*variants, *_runs(claim.text), *beginnings(claim.text))))
                forms = self.forms[claim.text] = Forms(variants, keys, tuple(map(_words, keys)))
            forms.weight += weight(claim)
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


def beginnings(title: str) -> list[str]:
    """What stands before the last marks without blanks about them, where that is most of a title: `Headline-Section-Site`.

    A name with a hyphen in it looks the same: what is printed word for word says which of them is the headline.
    """
    cuts = [mark.start() for mark in _TIGHT.finditer(title, len(title) // 2)]
    return [title[:cut].strip() for cut in cuts[-_MOST_PIECES:]]


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
def pieces_of(title: str) -> tuple[str, ...]:
    """What separators part in a title: the headline, its section and the site's name. None are empty."""
    return tuple(piece for piece in _SEPARATOR.split(title) if piece and piece.strip())


def _variants(title: str, names: Collection[str]) -> list[str]:
    """The head's title without the site's name first, then as it stands, then its longest piece."""
    variants = []
    pieces = pieces_of(title)
    if (headline := _behind_site_name(title, names)) != title:
        variants.append(_without_site_name(headline, names))
    elif len(pieces) > 1:
        longest = max(pieces, key=len).strip()
        kept = _without_site_name(title, names)
        if kept == title and len(pieces) > 2 and len(longest.split()) > 3:
            kept = longest  # "Club - Headline - Section - News": a headline says more than names do
        variants.append(kept)
        variants.append(longest)
    variants.append(title)
    return list(dict.fromkeys(v for v in variants if v))


def _behind_site_name(title: str, names: Collection[str]) -> str:
    """The title without the site's name and a colon at its beginning: some makers title every post of a blog so."""
    if (colon := _COLON.search(title)) is not None and text_key(title[: colon.start()]) in names:
        return title[colon.end() :].strip() or title
    return title


def _without_site_name(title: str, names: Collection[str]) -> str:
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
