"""Who is named as an author, by which claims, and how much they count together: what the policy (authors.py) chooses from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from scraper.extraction.claims import Claim
from scraper.extraction.own_names import OwnNames
from scraper.extraction.page import Page
from scraper.fields.bylines import is_agency, is_login, is_person_name
from scraper.fields.bylines.bodies import is_place
from scraper.fields.bylines.guesses import has_given_name
from scraper.fields.bylines.words import words
from scraper.model.post import Author, Credit
from scraper.model.urls import host, join, path

WEIGHTS = {
    "signature": {"with": 5.0, "name": 1.3},
    "visible": {"box near": 3.0, "box end": 2.0, "box far": 1.0, "bio near": 1.8, "bio end": 1.8, "bio far": 0.6,
                "rel near": 2.8, "rel far": 1.6, "link near": 2.2, "link far": 0.8, "announced": 2.2,
                "announced end": 1.8, "line signed": 1.15, "line dated": 0.9, "line first": 1.1, "line": 0.7},
    "agency": {"ending": 1.25, "opening": 1.2}, "json-ld": {"": 2.6}, "microdata": {"": 2.2}, "meta": {"author": 2.0, "": 1.7}, "feed": {"": 1.2}, "card": {"": 2.4},
    "rule": {"": 50.0},
}  # fmt: skip
_COMBINING = re.compile(
    r"[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u064b-\u065f\u0670\u20d0-\u20f0\u3099\u309a]+"
)
_NO_LETTERS = re.compile(r"[\W_]+")
_RIGHTS = re.compile(r"©|\(c\)\s*\d|\bcopyright\b", re.IGNORECASE)
_LONGEST_FOOT = 400
_UNMARKED = frozenset(("visible line", "signature name"))
"""Places of names that nothing but their shape tells."""
_MACHINE = frozenset(("json-ld", "meta", "feed", "microdata"))


@dataclass(slots=True)
class Candidate:
    """Somebody named by one or more claims."""

    author: Author
    claims: list[Claim] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=dict)
    support: float = 0.0
    keys: set[str] = field(default_factory=set)
    """Of the spellings that are known to mean the same."""
    seen: bool = True
    """False for a name that is printed nowhere on the page."""
    site: bool = False
    """True for the site itself."""
    owner: bool = False
    """True for a person whom machines, a sidebar or a link to the front page name, and the foot of the page: whose site it is."""

    @property
    def printed(self) -> bool:
        """True where others than machines name them."""
        return any(place not in _MACHINE for place in self.votes)

    @property
    def far(self) -> bool:
        """True where nothing at the post names them: machines do, or a box elsewhere on the page."""
        return all(claim.source in _MACHINE or claim.how.endswith(" far") for claim in self.claims)

    @property
    def is_note(self) -> bool:
        """True for an agency or a desk that is named where the text begins or ends, and nowhere else."""
        return all(claim.source == "agency" for claim in self.claims)

    @property
    def at_post(self) -> float:
        """The best vote of a byline that is printed at the post; 0.0 where none is."""
        votes = [
            weight(claim)
            for claim in self.claims
            if claim.source in ("visible", "signature", "agency", "card", "rule")
        ]
        return max(votes, default=0.0)


def weight(claim: Claim) -> float:
    """How much a claim on the authors counts."""
    table = WEIGHTS.get(claim.source, {})
    how = claim.how
    return table.get(how) or table.get(how.split()[0] if how else "") or table.get("", 0.5)


@lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """What is the same for all spellings of a name: case, accents, dots and the order of a comma."""
    if name.count(",") == 1:
        last, first = name.split(",")
        name = f"{first} {last}"
    return _NO_LETTERS.sub(" ", _without_accents(name.casefold())).strip()


def _without_accents(text: str) -> str:
    return text if text.isascii() else _COMBINING.sub("", unicodedata.normalize("NFKD", text))


def candidates(page: Page, claims: Sequence[Claim], own: OwnNames) -> tuple[list[Candidate], list[Candidate]]:
    """Persons, and everybody else, each with what supports them."""
    by_key: dict[str, Candidate] = {}
    shown: _Shown | None = None
    for claim in claims:
        for author in claim.authors:
            if author.credit is not Credit.AUTHOR:
                continue
            label = author.name or author.organisation
            key = name_key(label) if label else ""
            if not key:
                continue
            candidate = by_key.setdefault(key, Candidate(author))
            if author.name and not candidate.author.name:
                candidate.author = author
            candidate.claims.append(claim)
            place = (
                claim.source if claim.source in _MACHINE else " ".join((claim.source, *claim.how.split()[:1]))
            )
            candidate.votes[place] = max(candidate.votes.get(place, 0.0), weight(claim))
    _join_short_names(by_key)
    _join_placed_names(by_key)
    people, others = [], []
    signed = any(found.printed for found in by_key.values())
    for key, candidate in by_key.items():
        name = candidate.author.name or ""
        label = name or candidate.author.organisation or ""
        votes = sorted(candidate.votes.values(), reverse=True)
        candidate.support = sum(vote * (1.0 if place < 1 else 0.6) for place, vote in enumerate(votes))
        machine_only = not candidate.printed
        candidate.site = own.hold(label)
        if name and candidate.votes.keys() <= _UNMARKED:
            if own.print(name) and not has_given_name(name):
                continue  # the site's own name at the head or the foot of the page
            shown = shown or _Shown(page)
            if shown.writes_small(name):
                candidate.support *= 0.6
        if machine_only and name:
            shown = shown or _Shown(page)
            candidate.seen = shown.holds(key)
            if not candidate.seen and not candidate.site:
                candidate.support *= 0.55
        if signed and name and (candidate.far or _leads_home(page, candidate, key)):
            shown = shown or _Shown(page)
            candidate.owner = shown.foots(key)
        if (
            name
            and not candidate.site
            and not is_login(name)
            and not is_agency(name)
            and is_person_name(name)
        ):
            people.append(candidate)
        elif machine_only and (own.others_host(label) or (name and is_login(name) and not candidate.seen)):
            continue  # who built the site, or an account that the page never shows to a reader, signs nothing
        else:
            candidate.support *= (
                0.4 if candidate.site and machine_only else 0.7 if name and is_login(name) else 1.0
            )
            others.append(candidate)
    return people, others


def _leads_home(page: Page, candidate: Candidate, key: str) -> bool:
    """True where each printed claim on a name is a link to the site's front page."""
    blocks = {index for claim in candidate.claims if claim.source not in _MACHINE for index in claim.blocks}
    pieces = [
        piece for index in blocks for piece in page.layout.blocks[index].pieces if name_key(piece.text) == key
    ]
    home = {path(page.url), "", "/"} - {path(page.url)}
    return bool(pieces) and all(
        piece.href
        and (target := join(page.base, piece.href))
        and host(target) == page.host
        and path(target) in home
        for piece in pieces
    )


class _Shown:
    """What a reader sees, folded as names are: step by step, since most names are found, or missed, before the last."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @cached_property
    def _text(self) -> str:
        return " ".join(self._page.folded)[:200_000]

    @cached_property
    def _plain(self) -> str:
        return _without_accents(self._text)

    @cached_property
    def _folded(self) -> str:
        return _NO_LETTERS.sub(" ", self._plain)

    def writes_small(self, name: str) -> bool:
        """True where the first word of a name is a word, since the page writes it in small letters, too: `Forum Name`."""
        first = name.split()[0]
        if first == first.casefold() or first.casefold() in words().given:
            return False
        small = first.casefold()
        alone: re.Pattern[str] | None = None
        for block in self._page.layout.blocks:
            if small in block.text:
                alone = alone or re.compile(rf"(?<![\w@./-]){re.escape(small)}(?![\w@/-])")
                if alone.search(block.text):
                    return True
        return False

    def foots(self, key: str) -> bool:
        """True where the name stands in the foot of the page, or beside a copyright sign."""
        layout = self._page.layout
        feet = {index for box in layout.by_tag.get("footer", ()) for index in range(box.start, box.end)}
        return any(
            f" {key}" in f" {name_key(block.text)}"  # what follows may be glued to it
            for block in layout.blocks
            if len(block.text) < _LONGEST_FOOT and (block.index in feet or _RIGHTS.search(block.text))
        )

    def holds(self, key: str) -> bool:
        """True where the name stands anywhere, in any spelling."""
        if key in self._text:
            return True
        return all(word in self._plain for word in key.split()) and key in self._folded


def _join_short_names(by_key: dict[str, Candidate]) -> None:
    """`Ganse` alone, or `Y. Ganse`, is Yasmina Ganse when the page names just one such."""
    for key in sorted(by_key, key=len):
        words = key.split()
        longer = [
            other for other in by_key
            if other != key and len(other.split()) > len(words) and other.split()[-1] == words[-1]
            and all(any(w == o or (len(w) == 1 and o.startswith(w)) for o in other.split()) for w in words)
        ]  # fmt: skip
        if not longer and len(words) == 1 and not by_key[key].printed:  # `Radka` is all that machines say
            longer = [
                other for other, found in by_key.items() if other.startswith(f"{key} ") and found.printed
            ]
        if len(longer) == 1 and len(words) <= 2:
            short, target = by_key.pop(key), by_key[longer[0]]
            target.claims.extend(short.claims)
            target.keys |= {key, *short.keys}
            for place, vote in short.votes.items():
                target.votes[place] = max(target.votes.get(place, 0.0), vote)


def _join_placed_names(by_key: dict[str, Candidate]) -> None:
    """`Emilia Roble Madrid` is Emilia Roble when the page names her so, too: a place hangs about her name."""
    for key in sorted(by_key, key=len, reverse=True):
        words = key.split()
        bare = " ".join(words[:-1])
        if len(words) > 2 and bare in by_key and is_place(words[-1]):
            placed, target = by_key.pop(key), by_key[bare]
            target.claims.extend(claim for claim in placed.claims if claim not in target.claims)
            target.keys |= {key, *placed.keys}
            for place, vote in placed.votes.items():
                target.votes[place] = max(target.votes.get(place, 0.0), vote)
