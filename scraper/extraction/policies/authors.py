"""The authors: who signs the post in print, and as what.

Policy, in words: a person is believed for how many independent places name them. A printed signature
with a role is the truth; a byline about the headline, an author link and the JSON-LD author come next,
then `<meta>`, feed and card. Somebody whom only machines name, and whose name is printed nowhere on the
page, loses against a printed byline, a desk's as well: it is the account that pressed the button. Whom the page's foot
names, too, owns the site, and stands beside nobody who signs in print. A login, the
site's own name and words that are no name count only when nobody better is named; an agency or a department
stands when no person signs, or persons only in boxes far from the post. The site as machines name it is an
organisation and stands beside nobody who is printed; who built it signs nothing. Agencies and initials that
open or end the text sign when nobody else does. Role and organisation are taken from wherever the chosen
person is named with one, the signature first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scraper.extraction.claims import Choice, Claim
from scraper.extraction.own_names import OwnNames, has_host
from scraper.extraction.page import Page
from scraper.extraction.policies.candidates import Candidate, candidates, name_key, weight
from scraper.fields.bylines import is_agency, is_body, is_person_name, is_role
from scraper.fields.bylines.words import without_by, words
from scraper.model.post import Author, Credit

FAR = 1.0
"""What a byline counts at most that stands in a box far from the post."""
AT_HEADLINE = 2.0
_ROLE_ORDER = ("rule", "signature", "visible", "card", "json-ld", "microdata", "meta", "feed")


def choose(page: Page, claims: Sequence[Claim], own: OwnNames) -> Choice:
    """The authors among all claims; see the module's policy. Never raises."""
    people, others = candidates(page, claims, own)
    chosen = _choose_people(people)
    if not chosen or _is_outweighed(chosen, others):
        chosen = _choose_others(others) or chosen
    if not chosen:
        return Choice(())
    authors = tuple(_settled(_with_role(candidate, claims), candidate, own) for candidate in chosen)
    winners = tuple(claim for claim in claims if any(claim in candidate.claims for candidate in chosen))
    places = sorted({f"{claim.source} {claim.how}".strip() for claim in winners})
    return Choice(authors, winners, "named by " + ", ".join(places[:6]))


def _choose_people(people: list[Candidate]) -> list[Candidate]:
    signing = [one for one in people if one.printed and not one.owner and one.support >= 1.0]
    if signing:
        together = {id(claim) for one in signing for claim in one.claims}
        people = [
            one
            for one in people
            if (one.seen and not one.owner) or any(id(claim) in together for claim in one.claims)
        ]
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
        or (beside & {name_key(candidate.author.name or ""), *candidate.keys} and weight(lead) >= 1.5 and candidate.support >= 0.3 * top.support)
    ]  # fmt: skip
    order = {name_key(author.name or ""): place for place, author in enumerate(lead.authors)}
    return sorted(
        chosen, key=lambda c: min(order.get(key, 99) for key in (name_key(c.author.name or ""), *c.keys))
    )


def _is_outweighed(people: list[Candidate], others: list[Candidate]) -> bool:
    """True when a byline at the headline names an agency or a paper, and the persons stand far off, or nowhere in print."""
    if any(person.seen and person.support > FAR for person in people):
        return False
    best = max((other.at_post for other in others), default=0.0)
    return best >= AT_HEADLINE


def _choose_others(others: list[Candidate]) -> list[Candidate]:
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


def _settled(author: Author, candidate: Candidate, own: OwnNames) -> Author:
    """What is the site, a host, a body or a department is an organisation, wherever a name was looked for."""
    name = author.name
    if not name or (is_role(name) and not _opens_with_body(name)):
        return author
    name = without_by(name)
    body = has_host(name) or own.hold_host(name) or is_body(name)
    site = candidate.site if not candidate.printed else own.declare(name) and not is_person_name(name)
    if body or site:
        return replace(author, name=None, organisation=name, role=None)
    return author


def _opens_with_body(name: str) -> bool:
    """True for a function that a desk or an agency stands before: `Redaktion Politik`; `Court Reporter` is a function."""
    first = name.split()[0]
    return is_agency(first) or first.casefold() in words().departments


def _with_role(candidate: Candidate, claims: Sequence[Claim]) -> Author:
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
            pair[1].organisation
            is None,  # of a line that was read in two languages, the reading that tells more
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
