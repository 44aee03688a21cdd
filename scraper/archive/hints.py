"""What feeds, cards and sitemaps said of a lead, as its row keeps it: one JSON list of (field, raw, value, source, locator)."""

from __future__ import annotations

import json

from scraper.model.evidence import Evidence

_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def merge_hints(known: tuple[Evidence, ...], said: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Per source and field the newest word, each in its place; the same word stays with where it was first found."""
    merged = {(hint.source, hint.field): hint for hint in known}
    for hint in said:
        old = merged.get((hint.source, hint.field))
        if old is None or (old.raw, old.value) != (hint.raw, hint.value):
            merged[hint.source, hint.field] = hint
    return tuple(merged.values())


def write_hints(hints: tuple[Evidence, ...]) -> str:
    """The hints as JSON."""
    return _written([(hint.field, hint.raw, hint.value, hint.source, hint.locator) for hint in hints])


def read_hints(text: str) -> tuple[Evidence, ...]:
    """What `write_hints` wrote."""
    return tuple(Evidence(*row) for row in json.loads(text))
