"""Feeds: RSS, RDF and Atom by feedparser, JSON Feed by ourselves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from html import unescape
from io import BytesIO
from typing import Any, NamedTuple

from scraper.discovery.feed_text import feed_text
from scraper.discovery.fragments import read_json
from scraper.discovery.moments import comparable
from scraper.markup.dom import clean
from scraper.model.errors import ParseError
from scraper.model.evidence import Evidence
from scraper.model.lead import Lead, LeadKind
from scraper.model.urls import host, join

MAX_ENTRIES = 5_000
MAX_SUMMARY = 600
"""Characters of an entry's text that are kept as its excerpt."""
MAX_CONTENT = 500_000
"""Characters of one entry's HTML that are kept."""
_OLDER = ("next", "prev-archive")
"""Relations to the page behind: of a paged feed, and of an archived one (RFC 5005 sections 3 and 4)."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_COMMENT = re.compile(
    r"#(?:comment|kommentar|kommentti|commentaire|comentari|commento|reactie|reply|respon[sd]e?|c)[a-z]*[-_]?\d+$",
    re.IGNORECASE,
)
_TAGS = re.compile(r"<[^>]{0,2000}>")


class FeedEntry(NamedTuple):
    """One entry; dates and authors as printed; `content` is HTML as it stands, `summary` plain text, if need be of it."""

    url: str | None
    guid: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    summary: str | None = None
    tags: tuple[str, ...] = ()
    content: str | None = None


class Feed(NamedTuple):
    """A feed: `next` is the address of the page behind it (RFC 5005: paged or archived); `paged` that `?paged=N` works."""

    title: str | None = None
    language: str | None = None
    entries: tuple[FeedEntry, ...] = ()
    next: str | None = None
    paged: bool = False


def read_feed(body: bytes, url: str, content_type: str = "") -> Feed:
    """A feed of any form. Raises ParseError, and nothing else, for what is none.

    Entries without an address are kept, for their guid may be one; what readers said of a post is no entry. An empty feed
    is a feed.
    """
    head = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return _json_feed(body, url)
    if not head:
        raise ParseError("an empty answer where a feed should be")
    body = feed_text(body, content_type, most=MAX_ENTRIES)
    try:
        import feedparser  # takes longer to load than most feeds to read

        read = feedparser.parse(
            BytesIO(body),  # bare bytes would be tried as the name of a file
            response_headers={"content-location": url, "content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (
        Exception
    ) as error:  # a stranger's parser on a stranger's bytes: whatever it trips over is a broken feed
        raise ParseError(f"broken feed: {type(error).__name__}: {error}"[:200]) from error
    if not read.get("version") and not read.get("entries"):
        raise ParseError(
            "a web page where a feed should be" if b"<html" in body[:5000].lower() else "no feed"
        )
    about = read.get("feed", {})
    base = _text(about.get("link")) or url
    told = [entry for entry in read.get("entries", []) if not _is_comment(entry)][:MAX_ENTRIES]
    entries = tuple(_entry(entry, join(url, base) or url) for entry in told)
    related = {link.get("rel"): link.get("href") for link in reversed(about.get("links", []))}
    following = next((related[rel] for rel in _OLDER if related.get(rel)), None)
    generator = (_text(about.get("generator")) or "").lower()
    return Feed(
        _text(about.get("title")),
        _text(about.get("language")),
        entries,
        join(url, following) if following else None,
        "wordpress" in generator and bool(told or not read.get("entries")),
    )


def _is_comment(entry: Mapping[str, Any]) -> bool:
    """True for what a reader said of a post: a reply (RFC 4685), or an entry that leads to a comment on the post's page.

    Its author and day are not the post's.
    """
    if "thr_in-reply-to" in entry:
        return True
    return any(_COMMENT.search(_text(entry.get(name)) or "") for name in ("link", "id"))


def _entry(entry: Mapping[str, Any], base: str) -> FeedEntry:
    link = _text(entry.get("link")) or next(
        (_text(one.get("href")) for one in entry.get("links", []) if one.get("rel") == "alternate"), None
    )
    guid = _text(entry.get("id"))
    link = _text(entry.get("feedburner_origlink")) or link  # what a feed service's own link stands for
    address = join(base, link) if link else None
    # A link that leads through somebody who counts clicks, and a guid that is the post's own address.
    if address and guid and guid.startswith("http") and host(address) != host(base) == host(guid):
        address = join(base, guid)
    # RSS 2.0: a guid is an address unless `isPermaLink` says no; RSS 1.0: `rdf:about` is one.
    if address is None and guid and guid.startswith("http") and entry.get("guidislink", True):
        address = join(base, guid)
    content = _content(entry)
    return FeedEntry(
        url=address,
        guid=guid,
        title=clean(_TAGS.sub("", _text(entry.get("title")) or "")) or None,
        published=_text(entry.get("published")) or _text(entry.get("created")),
        updated=_text(entry.get("updated")) if "updated" in entry else None,
        author=_text(entry.get("author")),
        summary=_plain(_text(entry.get("summary")) or content),
        tags=tuple(term for tag in entry.get("tags", [])[:40] if (term := _text(tag.get("term")))),
        content=content,
    )


def _content(entry: Mapping[str, Any]) -> str | None:
    """The longest of an entry's contents."""
    texts = [text for body in entry.get("content", []) if (text := _text(body.get("value")))]
    return max(texts, key=len)[:MAX_CONTENT] if texts else None


def _plain(html: str | None) -> str | None:
    return clean(unescape(_TAGS.sub(" ", html[: 20 * MAX_SUMMARY])))[:MAX_SUMMARY] or None if html else None


def _json_feed(body: bytes, url: str) -> Feed:
    """JSON Feed 1.1 (jsonfeed.org)."""
    read = read_json(body)
    if read is None:
        raise ParseError("broken or endless JSON where a feed should be")
    if (
        not isinstance(read, dict)
        or "jsonfeed.org" not in str(read.get("version"))
        or not isinstance(read.get("items"), list)
    ):
        raise ParseError("JSON, but no JSON Feed")
    entries = []
    for item in read["items"][:MAX_ENTRIES]:
        if not isinstance(item, dict):
            continue
        people = item.get("authors") or [item.get("author")]
        names = (
            [_text(person.get("name")) for person in people if isinstance(person, dict)]
            if isinstance(people, list)
            else []
        )
        address = _text(item.get("url")) or _text(item.get("external_url"))
        entries.append(
            FeedEntry(
                join(url, address) if address else None, _text(item.get("id")), _text(item.get("title")), _text(item.get("date_published")),
                _text(item.get("date_modified")), ", ".join(name for name in names if name) or None, _plain(_text(item.get("summary")) or _text(item.get("content_text")) or _text(item.get("content_html"))),
                _json_tags(item.get("tags")), (_text(item.get("content_html")) or "")[:MAX_CONTENT] or None,
            )
        )  # fmt: skip
    following = _text(read.get("next_url"))
    return Feed(
        _text(read.get("title")),
        _text(read.get("language")),
        tuple(entries),
        join(url, following) if following else None,
    )


def _json_tags(tags: Any) -> tuple[str, ...]:
    return tuple(text for tag in tags[:40] if (text := _text(tag))) if isinstance(tags, list) else ()


def _text(value: Any) -> str | None:
    return clean(_CONTROL.sub("", value)) or None if isinstance(value, str) else None


def feed_leads(feed: Feed, found_in: str) -> list[Lead]:
    """Leads of a feed's entries, with what the feed says of each as hints."""
    leads = []
    for place, entry in enumerate(feed.entries, start=1):
        if entry.url is None:
            continue
        said = (
            ("title", entry.title),
            ("published", entry.published),
            ("modified", entry.updated),
            ("authors", entry.author),
            ("excerpt", entry.summary),
            ("tags", ", ".join(entry.tags)),
        )
        hints = tuple(Evidence(field, text, None, "feed", f"entry {place}") for field, text in said if text)
        leads.append(
            Lead(
                entry.url,
                LeadKind.POST,
                found_in,
                hints,
                entry.guid,
                comparable(entry.updated),
                fingerprint(entry),
            )
        )
    return leads


def fingerprint(entry: FeedEntry) -> str:
    """A short digest of an entry's words: markup and addresses of pictures change without meaning anything."""
    words = " ".join((entry.title or "", entry.author or "", entry.summary or "", entry.content or ""))
    return sha256(" ".join(_TAGS.sub(" ", words).split()).encode("utf-8", "replace")).hexdigest()[:16]


def paged(url: str, number: int) -> str:
    """The address of a WordPress feed's page."""
    return f"{url}{'&' if '?' in url else '?'}paged={number}"
