"""What was said of a post, as rows of evidence: what was chosen, what was outweighed, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from scraper.extraction.claims import Choice, Claim, as_evidence
from scraper.model.evidence import Evidence

_FIELDS = {"title": 0, "published": 1, "modified": 2, "authors": 3, "contributors": 4, "language": 5}
_MOST = 120
"""Rows of evidence a post: a page with a thousand headings says no more of its title than one with forty."""


def evidence_of(claims: Sequence[Claim], choices: Mapping[str, Choice]) -> list[Evidence]:
    """Every claim, with whether it won and why; claims that say the same thing in the same way once.

    Of too many each field keeps as many as any other, what was chosen first.
    """
    rows: dict[tuple[str, str, str, str | None], Evidence] = {}
    winners = {field: {id(winner) for winner in choice.winners} for field, choice in choices.items()}
    for claim in claims:
        choice = choices.get(claim.field)
        won = choice is not None and id(claim) in winners[claim.field]
        reason = choice.reason if choice is not None and won else "outweighed" if choice is not None else ""
        evidence = as_evidence(claim, chosen=won, reason=reason)
        identity = (evidence.field, evidence.source, evidence.locator, evidence.value)
        if identity not in rows or (won and not rows[identity].chosen):
            rows[identity] = evidence
    ranked: list[tuple[int, Evidence]] = []
    places: Counter[str] = Counter()
    for row in sorted(rows.values(), key=lambda row: (_FIELDS.get(row.field, 9), not row.chosen)):
        ranked.append((0 if row.chosen else places[row.field], row))
        places[row.field] += 1
    if len(ranked) > _MOST:
        bound = sorted(place for place, _ in ranked)[_MOST]
        ranked = [(place, row) for place, row in ranked if place < bound or row.chosen]
    return [row for _, row in ranked]
