"""The rules of who is whom, over everything that was read: a function of what is printed and of what persons decided.

- Spellings of one key (case, accents, punctuation, order of words) mean one row.
- `Y. Ganse` is whoever on the site it fits, while it fits one person only; when a second one comes, it is a row of its own.
- A role or an organisation is a slip for another one when it differs by one slip in one long word, is at most a
  third as frequent, and each person who signed with it also signed with the other one, before, between or not long after.

The order in which posts come makes no difference, so a rule's join ends by itself when what it was made for no longer
holds. What a person decided (`spellings.decided_by`) is never changed here. Every change stands in `decisions`.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from scraper.archive.journal import PRINTED, By, Kind
from scraper.archive.likeness import fits, full_form, short_form, slip
from scraper.archive.people import Names, one_line

RARE = 3
"""A slip is at most one of so many."""
NEAR_DAYS = 60
"""So long before its person's first, or after the last, right spelling a slip may stand."""
_OPEN, _END = date(1, 1, 1), date(9999, 12, 31)
_Use = tuple[int, str | None, str | None]
"""How often a person signed with a spelling, first and last, as published."""


class Spelling(NamedTuple):
    """A row of `spellings`."""

    site_id: int
    printed: str
    key: str
    target: int
    by: str


class Goal(NamedTuple):
    """Where the spellings of a key belong, and why; `key` is that of the row."""

    key: str
    by: By
    reason: str


def initials(db: sqlite3.Connection, site_id: int, spellings: list[Spelling]) -> dict[str, Goal]:
    """Of the people of a site: key of a short form → the key of the one person whom it fits."""
    forms = {s.printed: short_form(s.printed) for s in spellings}
    goals: dict[str, Goal] = {}
    if not any(forms.values()):
        return goals
    used = _in_use(db, site_id)
    by_word: dict[str, list[tuple[Spelling, list[str]]]] = defaultdict(list)
    for s in spellings:
        if not forms[s.printed] and (s.printed in used or s.by == "person"):
            words = full_form(s.printed)
            for word in set(words):
                by_word[word].append((s, words))
    names = Names(db)
    pinned = {s.key: s.target for s in spellings if s.by == "person"}
    for s in spellings:
        short = forms[s.printed]
        if not short or s.by == "person":
            continue
        fitting = {one.key: one for one, words in by_word[short[1][-1]] if fits(short, words)}
        people = {pinned.get(key) or names.at("person", key, scope=site_id) or key for key in fitting}
        if len(people) == 1:
            first = min(fitting)
            reason = f"{s.printed} fits {fitting[first].printed}, and nobody else on the site"
            goals[s.key] = Goal(first, "rule", reason)
    return goals


def _in_use(db: sqlite3.Connection, site_id: int) -> set[str]:
    rows = db.execute(
        "SELECT DISTINCT printed_name FROM bylines JOIN posts ON posts.id = post_id"
        " WHERE site_id = ? AND printed_name IS NOT NULL",
        (site_id,),
    )
    return {one_line(row[0]) for row in rows}


def slips(db: sqlite3.Connection, kind: Kind, spellings: list[Spelling]) -> dict[str, Goal]:
    """Of roles or organisations: key → the key that it is a slip for."""
    key_of = {s.printed: s.key for s in spellings}
    uses: dict[str, dict[int, list[_Use]]] = defaultdict(lambda: defaultdict(list))
    shown: dict[str, str] = {}
    for printed, person, count, first, last in db.execute(
        f"SELECT {PRINTED[kind]}, person_id, count(*), min(published), max(published) FROM bylines"
        f" JOIN posts ON posts.id = post_id WHERE {PRINTED[kind]} IS NOT NULL GROUP BY 1, 2 ORDER BY 3, 1"
    ):
        key = key_of.get(one_line(printed))
        if key is None:
            continue
        shown[key] = one_line(printed)
        uses[key][person or 0].append((count, first, last))
    of_person: dict[int, list[str]] = defaultdict(list)
    for key, people in uses.items():
        for person in people:
            of_person[person].append(key)
    total = {key: sum(use[0] for told in people.values() for use in told) for key, people in uses.items()}
    pairs = {
        (rare, common)
        for person, keys in of_person.items()
        if person
        for rare in keys
        for common in keys
        if total[rare] * RARE <= total[common] and slip(rare, common)
    }
    goals: dict[str, Goal] = {}
    for rare, common in sorted(pairs, key=lambda pair: (total[pair[1]], pair)):
        if all(_beside(told, uses[common].get(person, [])) for person, told in uses[rare].items()):
            reason = f"{shown[rare]} ({total[rare]}) is one slip from {shown[common]} ({total[common]}), by the same people"
            goals[rare] = Goal(common, "typo", reason)
    return goals


def _beside(rare: list[_Use], common: list[_Use]) -> bool:
    """True when somebody used a rare spelling while the common one was in use, or not long before or after."""
    (first, last), (begun, ended) = _span(rare), _span(common)
    if begun == _END or first == _END:
        return False
    near = timedelta(days=NEAR_DAYS)
    return begun - first <= near and last - ended <= near


def _span(uses: list[_Use]) -> tuple[date, date]:
    """The first and the last day of some uses; the end of time and its beginning where none is dated."""
    firsts, lasts = (_day(first, _END) for _, first, _ in uses), (_day(last, _OPEN) for _, _, last in uses)
    return min(firsts, default=_END), max(lasts, default=_OPEN)


def _day(published: str | None, unknown: date) -> date:
    if not published:
        return unknown
    year, month, day = [*published[:10].split("T")[0].split("-"), "01", "01"][:3]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return unknown
