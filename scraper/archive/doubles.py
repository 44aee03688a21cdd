"""Pairs of people who may be one, with reasons; a person decides. Never those who signed a post together."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from scraper.archive.likeness import fits, full_form, one_edit, short_form, shorter_by_one, sound
from scraper.model.urls import host

CROWD = 40
"""More people than this who share something share nothing that tells."""
MIN_KEY = 7
"""Letters that two names must have before one letter's difference means anything."""


@dataclass(slots=True)
class _Person:
    id: int
    name: str
    key: str
    site_id: int
    site: str
    posts: int = 0
    first: str = ""
    last: str = ""
    posts_as: set[tuple[int | None, int | None]] = field(default_factory=set)


def doubles(db: sqlite3.Connection, *, limit: int) -> list[dict[str, Any]]:
    """Likely doubles, those with most reasons first: both names, numbers and counts of posts, and `reasons`."""
    people = _people(db)
    by_site: dict[int, list[_Person]] = defaultdict(list)
    for person in people.values():
        by_site[person.site_id].append(person)
    reasons: dict[tuple[int, int], list[str]] = defaultdict(list)
    for group in (_namesakes(people.values()), *map(_pairs, by_site.values())):
        for one, other, why in group:
            pair = (min(one.id, other.id), max(one.id, other.id))
            if why not in reasons[pair]:
                reasons[pair].append(why)
    apart = _together(db, reasons) | _decided(db)
    found = []
    for (a, b), whys in reasons.items():
        if (a, b) in apart:
            continue
        one, other = sorted((people[a], people[b]), key=lambda person: (-person.posts, person.id))
        if one.posts_as & other.posts_as and _GIVEN not in whys:
            whys.append("same role and organisation")
        found.append((len(whys), one, other, ", ".join(whys)))
    found.sort(key=lambda told: (-told[0], told[1].name, told[2].name, told[1].id))
    return [
        {
            "person": one.name, "posts": one.posts, "other": other.name, "other_posts": other.posts, "reasons": why,
            "person_id": one.id, "other_id": other.id,
        }
        for _, one, other, why in found[:limit]
    ]  # fmt: skip


_GIVEN = "same given name, role and organisation, one after the other"


def _people(db: sqlite3.Connection) -> dict[int, _Person]:
    people = {
        row: _Person(row, name, key, site_id, host(url))
        for row, name, key, site_id, url in db.execute(
            "SELECT people.id, people.name, key, site_id, url FROM people JOIN sites ON sites.id = site_id ORDER BY 1"
        )
    }
    for person_id, role, organisation, count, first, last in db.execute(
        "SELECT person_id, role_id, organisation_id, count(*), min(published), max(published) FROM bylines"
        " JOIN posts ON posts.id = post_id WHERE person_id IS NOT NULL GROUP BY 1, 2, 3"
    ):
        person = people[person_id]
        person.posts += count
        person.first = min(filter(None, (person.first, first)), default="")
        person.last = max(person.last, last or "")
        if role and organisation:
            person.posts_as.add((role, organisation))
    return {row: person for row, person in people.items() if person.posts}


def _namesakes(people: Iterable[_Person]) -> Iterator[tuple[_Person, _Person, str]]:
    """The same given and family name on two sites; `Redaktionen` and `A. Ek` may be anybody."""
    named = [person for person in people if len(full_form(person.name)) > 1 and not short_form(person.name)]
    for one, other in _sharing(named, lambda person: [person.key]):
        if one.site_id != other.site_id:
            yield one, other, f"same name on {one.site} and {other.site}"


def _pairs(people: list[_Person]) -> Iterator[tuple[_Person, _Person, str]]:
    forms = {person.id: short_form(person.name) for person in people}
    words = {person.id: full_form(person.name) for person in people}
    whole = [person for person in people if not forms[person.id]]
    for one, other in _sharing(people, lambda person: shorter_by_one(person.key)):
        if (
            min(len(one.key), len(other.key)) >= MIN_KEY
            and one_edit(one.key, other.key)
            and not _numbered(one, other)
        ):
            yield one, other, "one letter's difference"
    for one, other in _sharing(people, lambda person: [sound(person.key)]):
        if one.key != other.key:
            yield one, other, "sound alike"
    for one, other in _sharing(
        people, lambda person: [w[0][0] + " " + w[-1] for w in [words[person.id]] if w]
    ):
        yield from _initials(one, other, forms, words)
    for one, other in _sharing(
        whole, lambda person: [f"{words[person.id][0]} {words[person.id][-1]}"] if words[person.id] else []
    ):
        yield one, other, "same first and last name"
    for one, other in _sharing(
        whole, lambda person: [(words[person.id][:1], told) for told in person.posts_as]
    ):
        if one.last and other.last and (one.last < other.first or other.last < one.first):
            yield one, other, _GIVEN


def _initials(
    one: _Person,
    other: _Person,
    forms: dict[int, tuple[list[str], list[str]] | None],
    words: dict[int, list[str]],
) -> Iterator[tuple[_Person, _Person, str]]:
    for short, full in ((one, other), (other, one)):
        form = forms[short.id]
        if form and not forms[full.id] and fits(form, words[full.id]):
            yield one, other, f"{short.name} may be {full.name}"
    a, b = forms[one.id], forms[other.id]
    if a and b and a[0][0] == b[0][0] and a[1] == b[1]:
        yield one, other, "same initials"


def _sharing(people: list[_Person], marks: Any) -> Iterator[tuple[_Person, _Person]]:
    """Pairs that share a mark, each once for each; marks that a crowd shares are passed over."""
    sharing: dict[str, list[_Person]] = defaultdict(list)
    for person in people:
        for mark in {str(mark) for mark in marks(person)}:
            sharing[mark].append(person)
    seen: set[tuple[int, int]] = set()
    for group in sharing.values():
        if len(group) <= CROWD:
            for one, other in combinations(group, 2):
                if (one.id, other.id) not in seen:
                    seen.add((one.id, other.id))
                    yield one, other


def _numbered(one: _Person, other: _Person) -> bool:
    """`Redaktion 1` and `Redaktion 2`."""
    return any(c.isdigit() for c in one.key + other.key)


def _together(db: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Pairs who signed or are credited for one post."""
    sql = (
        "SELECT 1 FROM bylines a JOIN bylines b ON b.post_id = a.post_id"
        " WHERE a.person_id = ? AND b.person_id = ? LIMIT 1"
    )
    return {pair for pair in list(pairs) if db.execute(sql, pair).fetchone()}


def _decided(db: sqlite3.Connection) -> set[tuple[int, int]]:
    """Pairs that a person parted."""
    rows = db.execute(
        "SELECT row_id, target_id FROM decisions WHERE kind = 'person' AND what = 'split' AND decided_by = 'person'"
        " AND undone_at IS NULL"
    )
    return {(min(row), max(row)) for row in rows}
