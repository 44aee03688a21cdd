"""The authors: who signs the post in print, and as what.

Policy, in words: a person is believed for how many independent places name them. A printed signature
with a role is the truth; a byline about the headline, an author link and the JSON-LD author come next,
then `<meta>`, feed and card. Somebody whom only machines name, and whose name is printed nowhere on the
page, loses against a printed byline, a desk's as well: it is the account that pressed the button. A login, the
site's own name and words that are no name count only when nobody better is named; an agency or a department
stands when no person signs, or persons only in boxes far from the post. The site as machines name it is an
organisation and stands beside nobody who is printed; who built it signs nothing. Agencies and initials that
open or end the text sign when nobody else does. Role and organisation are taken from wherever the chosen
person is named with one, the signature first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from scraper.extraction.claims import Choice, Claim
from scraper.extraction.own_names import OwnNames, has_host
from scraper.extraction.page import Page
from scraper.fields.bylines import is_agency, is_body, is_login, is_person_name, is_role
from scraper.fields.bylines.words import without_by
from scraper.model.post import Author, Credit

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
_MACHINE = frozenset(("json-ld", "meta", "feed", "microdata"))
FAR = 1.0
"""What a byline counts at most that stands in a box far from the post."""
AT_HEADLINE = 2.0
_ROLE_ORDER = ("rule", "signature", "visible", "card", "json-ld", "microdata", "meta", "feed")


@dataclass(slots=True)
class _Candidate:
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

    @property
    def printed(self) -> bool:
        """True where others than machines name them."""
        return any(place not in _MACHINE for place in self.votes)

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


def choose(page: Page, claims: Sequence[Claim], own: OwnNames) -> Choice:
    """The authors among all claims; see the module's policy. Never raises."""
    people, others = _candidates(page, claims, own)
    chosen = _choose_people(people)
    if not chosen or _is_outweighed(chosen, others):
        chosen = _choose_others(others) or chosen
    if not chosen:
        return Choice(())
    authors = tuple(_settled(_with_role(candidate, claims), candidate, own) for candidate in chosen)
    winners = tuple(claim for claim in claims if any(claim in candidate.claims for candidate in chosen))
    places = sorted({f"{claim.source} {claim.how}".strip() for claim in winners})
    return Choice(authors, winners, "named by " + ", ".join(places[:6]))


def _candidates(
    page: Page, claims: Sequence[Claim], own: OwnNames
) -> tuple[list[_Candidate], list[_Candidate]]:
    """Persons, and everybody else, each with what supports them."""
    by_key: dict[str, _Candidate] = {}
    shown: _Shown | None = None
    for claim in claims:
        for author in claim.authors:
            if author.credit is not Credit.AUTHOR:
                continue
            label = author.name or author.organisation
            key = name_key(label) if label else ""
            if not key:
                continue
            candidate = by_key.setdefault(key, _Candidate(author))
            if author.name and not candidate.author.name:
                candidate.author = author
            candidate.claims.append(claim)
            place = (
                claim.source if claim.source in _MACHINE else " ".join((claim.source, *claim.how.split()[:1]))
            )
            candidate.votes[place] = max(candidate.votes.get(place, 0.0), weight(claim))
    _join_short_names(by_key)
    people, others = [], []
    for key, candidate in by_key.items():
        name = candidate.author.name or ""
        label = name or candidate.author.organisation or ""
        votes = sorted(candidate.votes.values(), reverse=True)
        candidate.support = sum(vote * (1.0 if place < 1 else 0.6) for place, vote in enumerate(votes))
        machine_only = not candidate.printed
        candidate.site = own.hold(label)
        if machine_only and name:
            if shown is None:
                shown = _Shown(page)
            candidate.seen = shown.holds(key)
            if not candidate.seen and not candidate.site:
                candidate.support *= 0.55
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


class _Shown:
    """What a reader sees, folded as names are: step by step, since most names are found, or missed, before the last."""

    def __init__(self, page: Page) -> None:
        self._text = " ".join(page.folded)[:200_000]

    @cached_property
    def _plain(self) -> str:
        return _without_accents(self._text)

    @cached_property
    def _folded(self) -> str:
        return _NO_LETTERS.sub(" ", self._plain)

    def holds(self, key: str) -> bool:
        """True where the name stands anywhere, in any spelling."""
        if key in self._text:
            return True
        return all(word in self._plain for word in key.split()) and key in self._folded


def _join_short_names(by_key: dict[str, _Candidate]) -> None:
    """`Ganse` alone, or `Y. Ganse`, is Yasmina Ganse when the page names just one such."""
    for key in sorted(by_key, key=len):
        words = key.split()
        longer = [
            other for other in by_key
            if other != key and len(other.split()) > len(words) and other.split()[-1] == words[-1]
            and all(any(w == o or (len(w) == 1 and o.startswith(w)) for o in other.split()) for w in words)
        ]  # fmt: skip
        if len(longer) == 1 and len(words) <= 2:
            short, target = by_key.pop(key), by_key[longer[0]]
            target.claims.extend(short.claims)
            target.keys |= {key, *short.keys}
            for place, vote in short.votes.items():
                target.votes[place] = max(target.votes.get(place, 0.0), vote)


def _choose_people(people: list[_Candidate]) -> list[_Candidate]:
    if not people:
        return []
    top = max(people, key=lambda candidate: candidate.support)
    if top.support < 1.0:
        return []
    lead = max(top.claims, key=weight)
    beside = {
        name_key(author.name) for author in lead.authors if author.name and author.credit is Credit.AUTHOR
    }
    chosen = [
        candidate for candidate in people
        if candidate is top
        or candidate.support >= 0.72 * top.support
        or (name_key(candidate.author.name or "") in beside and weight(lead) >= 1.5 and candidate.support >= 0.3 * top.support)
    ]  # fmt: skip
    order = {name_key(author.name or ""): place for place, author in enumerate(lead.authors)}
    return sorted(chosen, key=lambda c: order.get(name_key(c.author.name or ""), 99))


def _is_outweighed(people: list[_Candidate], others: list[_Candidate]) -> bool:
    """True when a byline at the headline names an agency or a paper, and the persons stand far off, or nowhere in print."""
    if any(person.seen and person.support > FAR for person in people):
        return False
    best = max((other.at_post for other in others), default=0.0)
    return best >= AT_HEADLINE


def _choose_others(others: list[_Candidate]) -> list[_Candidate]:
    """Who signs where no person does. The site as machines name it stands beside nobody who is printed, and beside a
    byline at the headline nobody does whom only machines name."""
    best = max((other.at_post for other in others), default=0.0)
    if best > FAR:
        others = [other for other in others if other.printed or not (other.site or best >= AT_HEADLINE)]
    elif any(not other.printed for other in others):
        others = [other for other in others if not other.printed]
    if any(
        other.support >= FAR and not other.is_note and (other.printed or not other.site) for other in others
    ):
        others = [other for other in others if not other.is_note]
    if not others:
        return []
    top = max(others, key=lambda candidate: candidate.support)
    if top.support < 0.8:
        return []
    if top.site and not top.printed:
        return [top]
    return [candidate for candidate in others if candidate.support >= 0.8 * top.support]


def _settled(author: Author, candidate: _Candidate, own: OwnNames) -> Author:
    """What is the site, a host, a body or a department is an organisation, wherever a name was looked for."""
    name = author.name
    if not name or (is_role(name) and not is_body(name.split()[0])):
        return author
    name = without_by(name)
    body = has_host(name) or own.hold_host(name) or is_body(name)
    site = candidate.site if not candidate.printed else own.declare(name) and not is_person_name(name)
    if body or site:
        return replace(author, name=None, organisation=name, role=None)
    return author


def _with_role(candidate: _Candidate, claims: Sequence[Claim]) -> Author:
    """The author with the role and organisation from the best place that prints one beside the name."""
    key = name_key(candidate.author.name or candidate.author.organisation or "")
    mentions = [
        (claim, author) for claim in candidate.claims for author in claim.authors
        if name_key(author.name or author.organisation or "") in {key, *candidate.keys}
    ]  # fmt: skip
    mentions.sort(
        key=lambda pair: (
            _ROLE_ORDER.index(pair[0].source) if pair[0].source in _ROLE_ORDER else 9,
            -weight(pair[0]),
        )
    )
    if not mentions or candidate.author.name is None:
        return candidate.author
    named = max((pair for pair in mentions if name_key(pair[1].name or pair[1].organisation or "") == key),
                key=lambda pair: weight(pair[0]), default=mentions[0])[1]  # fmt: skip
    if named.name is None:
        return named  # whom the best place calls a body is one
    mentions = [pair for pair in mentions if pair[1].name] or mentions
    role = next((author.role for _, author in mentions if author.role), None)
    organisation = next(
        (
            author.organisation for claim, author in mentions
            if author.organisation and author.name and (author.role or not claim.how.endswith("far"))
        ), None,
    )  # fmt: skip
    return replace(named, role=role, organisation=organisation)
