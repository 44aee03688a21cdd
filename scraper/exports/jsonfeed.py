"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). What it has no words for stands under `_archive`."""

from __future__ import annotations

import json
from typing import Any

from scraper.exports.feed import Feed, moment, name_of, post_tag, title_of
from scraper.exports.text import one_line, plain, safe_html
from scraper.model.record import Record

MEDIA_TYPE = "application/feed+json"


def json_feed(feed: Feed) -> bytes:
    """The feed as a document in UTF-8."""
    told: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(feed.title) or feed.id,
        "description": one_line(feed.description),
        "home_page_url": plain(feed.home_url),
        "feed_url": plain(feed.self_url),
        "next_url": plain(feed.next_url),
    }
    told = {name: value for name, value in told.items() if value}
    told["_archive"] = {"id": feed.id}
    told["items"] = [_item(record) for record in feed.records]
    return json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8")


def _item(record: Record) -> dict[str, Any]:
    post = record.post
    item: dict[str, Any] = {"id": post_tag(record), "url": plain(post.url), "title": title_of(record)}
    if post.html:
        item["content_html"] = safe_html(post.html)
    else:
        item["content_text"] = plain(post.text or post.excerpt or title_of(record))
    told: dict[str, Any] = {
        "summary": one_line(post.excerpt),
        "image": plain(post.image),
        "date_published": moment(post.published),
        "date_modified": record.changed_at,
        "authors": [{"name": name_of(author)} for author in post.authors],
        "tags": [term for name in post.tags if (term := one_line(name))],
        "language": plain(post.language),
    }
    item |= {name: value for name, value in told.items() if value}
    item["_archive"] = {
        "id": record.id,
        "site": plain(record.site),
        "state": record.state,
        "published": str(post.published) if post.published else None,
        "authors": [
            {
                "name": plain(a.name) or None,
                "role": plain(a.role) or None,
                "organisation": plain(a.organisation) or None,
            }
            for a in post.authors
        ],
    }
    return item
