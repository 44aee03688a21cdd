"""JSON Lines (https://jsonlines.org/): an object a post, its keys always all there (`docs/exports.md`)."""

from __future__ import annotations

import json
import re
from typing import Any

from scraper.model.post import Author, Post
from scraper.model.record import Record

_SURROGATE = re.compile("[\ud800-\udfff]")


def json_line(record: Record) -> str:
    """A record in one line, without the line's end."""
    told = {"id": record.id, **as_record(record.post)}
    told |= {
        "site": record.site,
        "site_url": record.site_url,
        "state": record.state,
        "first_seen_at": record.first_seen_at,
        "changed_at": record.changed_at,
        "gone_at": record.gone_at,
    }
    # U+2028 and U+2029 end a line for some readers
    line = json.dumps(told, ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return _SURROGATE.sub("\ufffd", line)


def as_record(post: Post, *, evidence: bool = False) -> dict[str, Any]:
    """A post as JSON prints it; dates in ISO 8601."""
    record: dict[str, Any] = {
        "url": post.url,
        "canonical_url": post.canonical_url,
        "title": post.title,
        "published": str(post.published) if post.published else None,
        "modified": str(post.modified) if post.modified else None,
        "authors": [_person(author) for author in post.authors],
        "contributors": [_person(author) for author in post.contributors],
        "excerpt": post.excerpt,
        "language": post.language,
        "tags": list(post.tags),
        "image": post.image,
        "kind": str(post.kind),
        "text": post.text,
        "markdown": post.markdown,
        "html": post.html,
    }
    if evidence:
        record["evidence"] = [
            {
                "field": e.field,
                "value": e.value,
                "raw": e.raw,
                "source": e.source,
                "locator": e.locator,
                "chosen": e.chosen,
                "reason": e.reason,
            }
            for e in post.evidence
        ]
    return record


def _person(author: Author) -> dict[str, str | None]:
    return {
        "name": author.name,
        "role": author.role,
        "organisation": author.organisation,
        "credit": str(author.credit),
        "as_printed": author.raw,
    }
