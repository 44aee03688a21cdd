"""A post: its reading view, what its edits changed, and the page as it was."""

from __future__ import annotations

from itertools import groupby
from sqlite3 import Connection

from scraper.archive.differences import Piece, shortened, words
from scraper.archive.pages import post as stored
from scraper.archive.pages.rows import Row
from scraper.model.capture import Capture
from scraper.model.clock import iso
from scraper.reading.ask import Ask, Context
from scraper.reading.texts import has_pictures, shown

FIELDS = (("title", "Title"), ("published", "Published"), ("byline", "Authors"), ("text", "Text"))
_FIELD_ORDER = "title published modified authors tags language excerpt image text kind".split()


def post_page(db: Connection, ask: Ask) -> Context | None:
    """A post with its authors, text, tags, evidence and story."""
    row = stored.post(db, ask.id)
    if row is None:
        return None
    html = row["html"] or ""
    credited = stored.signed_by(db, ask.id)
    return {
        "post": row,
        "authors": [one for one in credited if one["credit"] == "author"],
        "others": [one for one in credited if one["credit"] != "author"],
        "body": shown(html, pictures=ask.pictures),
        "has_pictures": has_pictures(html),
        "language": language(row),
        "tags": stored.tags(db, ask.id),
        "addresses": stored.addresses(db, ask.id),
        "evidence": _by_field(stored.evidence(db, ask.id)),
        "most_evidence": stored.MAX_EVIDENCE,
        "story": stored.story(db, ask.id),
        "neighbours": stored.neighbours(db, row),
        "unread": stored.reason_unread(db, row["site_id"], row["url_key"]) if row["state"] == "stub" else "",
    }


def language(row: Row) -> str:
    """The post's own language (BCP 47), or its site's; empty when neither is known or is a tag."""
    tag = row["language"] or row.get("site_language") or ""
    return tag if tag.replace("-", "").isalnum() and tag.isascii() else ""


def _by_field(evidence: list[Row]) -> list[Row]:
    """A row a field: its name, what was believed and by which sources, and every source's word."""
    places = {name: place for place, name in enumerate(_FIELD_ORDER)}
    told = []
    for field, grouped in groupby(evidence, key=lambda one: one["field"]):
        found = list(grouped)
        chosen = [one for one in found if one["chosen"]]
        told.append(
            {
                "field": field,
                "believed": list(dict.fromkeys(one["value"] or one["raw"] for one in chosen)),
                "sources": list(dict.fromkeys(one["source"] for one in chosen)),
                "found": found,
            }
        )
    return sorted(told, key=lambda one: places.get(one["field"], len(places)))


def revision_page(db: Connection, ask: Ask) -> Context | None:
    """What an edit changed, word by word, field by field."""
    row = stored.post(db, ask.id)
    pair = stored.versions(db, ask.id, ask.numbers["number"])
    if row is None or pair is None:
        return None
    former, later = pair
    told = [(label, list(words(former[name] or "", later[name] or ""))) for name, label in FIELDS]
    return {
        "post": row,
        "former": former,
        "later": later,
        "language": language(row),
        "fields": [
            (label, _cut_short(pieces)) for label, pieces in told if any(kind != "same" for kind, _ in pieces)
        ],
        "has_page": former["capture_id"] is not None,
    }


def _cut_short(pieces: list[Piece]) -> list[Piece]:
    last = len(pieces) - 1
    return [
        (kind, shortened(text, first=place == 0, last=place == last) if kind == "same" else text)
        for place, (kind, text) in enumerate(pieces)
    ]


def as_it_was(db: Connection, ask: Ask) -> Context | None:
    """The frame about the page as it was, with when and how it was had."""
    row = stored.post(db, ask.id)
    page = stored_page(db, ask)
    if row is None or page is None:
        return None
    number = ask.numbers.get("number")
    return {
        "post": row,
        "page": page,
        "fetched_at": iso(page.fetched_at) if page.fetched_at else "",
        "number": number,
        "source": ask.link.stored(ask.id, number),
    }


def stored_page(db: Connection, ask: Ask) -> Capture | None:
    """The stored answer of a post, or of what it was before its edit `number`; None when none was kept."""
    number = ask.numbers.get("number")
    if number is None:
        row = stored.post(db, ask.id)
    else:
        pair = stored.versions(db, ask.id, number)
        row = pair[0] if pair else None
    if row is None or row["capture_id"] is None:
        return None
    return stored.stored_page(db, row["capture_id"])
