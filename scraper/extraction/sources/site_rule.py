"""What a site rule says of a page: a person has named the places, here they are read.

A rule is believed before anything else, field by field. Where it finds nothing on a page it says so, and the
policies choose among what the other sources say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from scraper.extraction.body import Body
from scraper.extraction.claims import Choice, Claim
from scraper.extraction.page import Page
from scraper.extraction.policies import published as published_policy
from scraper.extraction.prose import in_figure
from scraper.extraction.sources import address, hints, jsonld, meta
from scraper.extraction.sources.linked_data import read_linked_data
from scraper.extraction.sources.places import Found, Places
from scraper.fields.bylines import parse_byline
from scraper.fields.dates import guess_order, parse_date, parse_machine_date, site_zone
from scraper.markup.dom import clean
from scraper.markup.layout import Block
from scraper.markup.select import select
from scraper.model.dates import DateStamp
from scraper.model.evidence import Evidence
from scraper.model.post import Author, Credit
from scraper.model.urls import join
from scraper.sites import PARTS, Place, Rulebook, SiteRule

__all__ = ["Ruling", "read"]

MAX_AUTHORS = 20
MAX_NAME = 70
"""Longer texts are none, and neither are those that end as sentences do."""
MAX_PART = 200
MAX_TAGS = 40
MAX_TAG = 60


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a rule says of one page. Without a rule it says nothing.

    `claims` are what it found; `missed` tells of each place that held nothing. `blocks` are those of the text.
    """

    rule: SiteRule | None = None
    claims: tuple[Claim, ...] = ()
    missed: tuple[Evidence, ...] = ()
    blocks: tuple[Block, ...] = ()
    tags: tuple[str, ...] = ()
    image: str | None = None

    @property
    def language(self) -> str | None:
        """The site's language, where the rule names it."""
        return self.rule.language if self.rule else None

    @property
    def zone(self) -> tzinfo | None:
        """The site's clock, where the rule names it."""
        return self.rule.tzinfo if self.rule else None

    def choice(self, field: str) -> Choice | None:
        """The rule's choice for a field; None where it has none, so that the policies choose."""
        found = tuple(claim for claim in self.claims if claim.field == field)
        value = _signing(found) if field == "authors" else found[0].value if found else None
        if not value:
            return None
        return Choice(
            value, found, f"the site rule {self.rule.name if self.rule else ''} says where it stands"
        )

    def choices(self, *fields: str) -> dict[str, Choice]:
        """The rule's choices for fields that no policy chooses."""
        return {field: choice for field in fields if (choice := self.choice(field)) is not None}

    def body(self, body: Body) -> Body:
        """The body as the rule sees it: all that stands in its place but captions; else as it was found."""
        if not self.blocks:
            return body
        captions = tuple(block for block in self.blocks if in_figure(block.box))
        kept = tuple(block for block in self.blocks if not in_figure(block.box))
        start, end = self.blocks[0].index, self.blocks[-1].index + 1
        return replace(body, blocks=kept, start=start, end=end, captions=captions)


def _signing(claims: Iterable[Claim]) -> tuple[Author, ...]:
    """The authors of all claims, each once, and with a role where one is named."""
    found: dict[str, Author] = {}
    for author in (author for claim in claims for author in claim.authors if author.credit is Credit.AUTHOR):
        key = (author.name or author.organisation or "").casefold()
        if key not in found or (author.role and not found[key].role):
            found[key] = author
    return tuple(found.values())


def read(page: Page, rules: Rulebook | None, said: Sequence[Evidence] = ()) -> Ruling:
    """What the rule for a page finds on it; `said` are the hints of feed, card and sitemap. Never raises.

    What the rule removes is hidden in the page's tree, so this comes before anything that looks at the page.
    """
    rule = _rule_for(page, rules, said) if rules else None
    return _Reader(page, rule, Places(page)).ruling() if rule is not None else Ruling()


def _rule_for(page: Page, rules: Rulebook, said: Sequence[Evidence]) -> SiteRule | None:
    """The narrowest rule for the address that holds on the day of capture, or of publication."""
    captured = page.fetched_at.date() if page.fetched_at else None
    for rule in rules.matching(page.url):
        if rule.holds_on(_published(page, rule, said) if rule.by_publication else captured):
            return rule
    return None


def _published(page: Page, rule: SiteRule, said: Sequence[Evidence]) -> date | None:
    """The day of publication, as the rule itself or what needs no look at the page's text tells it."""
    own = _Reader(page, rule, Places(page)).claims_on("published")
    data = read_linked_data(page)
    others = [*hints.claims(said), *jsonld.claims(page, data), *meta.claims(page), *address.claims(page)]
    for claims in (own, [claim for claim in others if claim.field == "published"]):
        choice = published_policy.choose(claims, (), now=page.fetched_at, zone=rule.tzinfo)
        if isinstance(choice.value, DateStamp):
            return choice.value.day
    return None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads what one rule names on one page."""

    page: Page
    rule: SiteRule
    places: Places

    def ruling(self) -> Ruling:
        missed = [
            _miss("text", selector, "there is nothing to remove")
            for selector in self.rule.remove
            if not self.places.hide(selector)
        ]
        claims = [
            claim for name in ("title", "published", "modified", "authors") for claim in self.claims_on(name)
        ]
        blocks, tags, image = self._blocks(), self._tags(), self._image()
        count = f"{len(blocks)} blocks"
        claims += self._claim(
            "text", blocks[0].text if blocks else "", count, tuple(block.index for block in blocks)
        )
        claims += self._claim("tags", ", ".join(tags), ", ".join(tags))
        claims += self._claim("image", image or "", image or "")
        if self.rule.language:
            claims.append(Claim("language", self.rule.language, self.rule.language, "rule", "", "language"))
        found = {claim.field for claim in claims}
        missed += [self._nothing_in(name) for name in self.rule.places if name not in found]
        return Ruling(self.rule, tuple(claims), tuple(missed), blocks, tags, image)

    def claims_on(self, name: str) -> list[Claim]:
        """Claims on the title, a date or the authors: the first that can be read, but all authors."""
        place = self.rule.places.get(name)
        if place is None:
            return []
        claims: list[Claim] = []
        for found in self.places.find(place):
            claim = self._people(found, place) if name == "authors" else self._value(name, found, place)
            if claim is not None:
                claims.append(claim)
                if name != "authors" or len(claims) == MAX_AUTHORS:
                    break
        return claims

    def _value(self, name: str, found: Found, place: Place) -> Claim | None:
        value = found.value if name == "title" else self._date(found.value)
        return Claim(name, found.raw, value, "rule", "", where(place), found.blocks) if value else None

    def _date(self, text: str) -> DateStamp | None:
        """A date that a post can have, as the site's own clock showed it."""
        order = guess_order(self.language, self.page.host)
        now = self.page.fetched_at
        stamp = parse_machine_date(text) or parse_date(text, language=self.language, now=now, order=order)
        zone = self.rule.tzinfo or site_zone(self.page.host, self.language)
        claim = Claim("published", text, stamp, "rule")
        chosen = published_policy.choose([claim], (), now=now, zone=zone).value
        return chosen if isinstance(chosen, DateStamp) else None

    def _people(self, found: Found, place: Place) -> Claim | None:
        """The authors in one element: from its parts, from the groups of its pattern, or read as a byline."""
        raw, blocks = found.raw, found.blocks
        if place.parts:
            parts = {
                name: next(self.places.find(part, found.node), None) for name, part in place.parts.items()
            }
            kept = {name: part.value for name, part in parts.items() if part is not None}
            raw = " ".join(dict.fromkeys(part.raw for part in parts.values() if part is not None))
            blocks = tuple(
                sorted({index for part in parts.values() if part is not None for index in part.blocks})
            )
            authors = _person(kept, raw)
        elif "name" in found.kept:
            authors = _person(found.kept, raw)
        else:
            text = found.kept.get("", "")
            authors = parse_byline(text, language=self.language)
            if not authors and len(text) <= MAX_NAME and not text.endswith((".", "!", "?")):
                authors = _person({"name": text}, raw)
        return Claim("authors", raw, authors, "rule", "", where(place), blocks) if authors else None

    def _blocks(self) -> tuple[Block, ...]:
        place = self.rule.places.get("text")
        return self.places.blocks(place) if place is not None else ()

    def _tags(self) -> tuple[str, ...]:
        place = self.rule.places.get("tags")
        if place is None:
            return ()
        tags = [found.value.lstrip("#") for found in self.places.find(place)]
        return tuple(dict.fromkeys(tag for tag in tags if 0 < len(tag) <= MAX_TAG))[:MAX_TAGS]

    def _image(self) -> str | None:
        place = self.rule.places.get("image")
        addresses = (
            (join(self.page.base, found.value) for found in self.places.find(place))
            if place is not None
            else ()
        )
        return next((address for address in addresses if address), None)

    def _claim(self, name: str, raw: str, value: str, blocks: tuple[int, ...] = ()) -> list[Claim]:
        return [Claim(name, raw, value, "rule", "", where(self.rule.places[name]), blocks)] if raw else []

    def _nothing_in(self, name: str) -> Evidence:
        place = self.rule.places[name]
        if not (place.selector and select(self.page.tree, place.selector)):
            return _miss(name, where(place), "the selector finds nothing on this page")
        found = next(self.places.find(place), None)
        if found is None:
            return _miss(name, where(place), "what the selector finds is empty or does not fit the pattern")
        return _miss(name, where(place), f"what is found is no value for {name}", found.raw)

    @property
    def language(self) -> str | None:
        """The language that dates and bylines are read in."""
        return self.rule.language or self.page.declared_language


def where(place: Place) -> str:
    """A place as it is shown: its selector, its attribute behind an @."""
    selector = place.selector or " + ".join(part.selector for part in place.parts.values())
    return f"{selector} @{place.attribute}" if place.attribute else selector


def _person(parts: Mapping[str, str], raw: str) -> tuple[Author, ...]:
    """The author with a name, a role and an organisation; nobody without a name."""
    name, role, organisation = (
        clean(parts.get(part, ""))[:MAX_PART].strip(" ,;:|") or None for part in PARTS
    )
    return (Author(name, role, organisation, raw=clean(raw)[:300]),) if name else ()


def _miss(name: str, locator: str, reason: str, raw: str = "") -> Evidence:
    return Evidence(name, raw[:500], None, "rule", locator[:200], False, reason)
