"""The parsers that read a stranger's bytes, by name, and what must hold of each for any bytes at all.

A target takes bytes and returns nothing. It raises AssertionError where a promise is broken, and whatever else it
raises is a finding too. `tests/fuzz/` holds every target against seeds, findings and hypothesis.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

from scraper.crawl.sources import read_document
from scraper.discovery.feeds import feed_leads, read_feed
from scraper.discovery.scope import site_scope
from scraper.discovery.sitemaps import read_sitemap, sitemap_leads
from scraper.extraction import extract
from scraper.fetching.decoding import decode_stream
from scraper.fetching.guards import check_url
from scraper.fetching.robots import from_capture
from scraper.fields.bylines import is_organisation, is_person_name, parse_byline
from scraper.fields.dates import date_in_address, find_dates, parse_date, parse_machine_date
from scraper.markup.encoding import as_utf8, decode
from scraper.model import urls
from scraper.model.capture import Capture
from scraper.model.errors import FetchError, ParseError, ScraperError, URLError
from scraper.model.lead import Lead
from scraper.model.limits import Limits
from scraper.model.post import Post

Chosen = TypeVar("Chosen")
Target = Callable[[bytes], None]
SITE = "https://blog.example/2019/05/a-post/"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LANGUAGES = (None, "en", "sv", "de", "fr", "ru", "ar", "fa", "zh", "ja", "ko", "th", "hu", "tr", "und-\x00")
CHARSETS = (
    "",
    "utf-8",
    "windows-1252",
    "utf-16",
    "shift_jis",
    "iso-2022-jp",
    "gb18030",
    "utf-7",
    "x-user-defined",
)
ENCODINGS = ("gzip", "deflate", "zstd", "gzip, zstd", "identity", "br", "gzip, gzip, gzip, gzip")


def feed(data: bytes) -> None:
    """A feed or a ParseError; its leads can be stored."""
    try:
        read = read_feed(data, SITE, "application/xml")
    except ParseError as error:
        _one_line(error)
        return
    _storable_leads(feed_leads(read, SITE))


def sitemap(data: bytes) -> None:
    """A sitemap or a ParseError; its leads can be stored."""
    try:
        read = read_sitemap(data, SITE)
    except ParseError as error:
        _one_line(error)
        return
    _storable_leads([*sitemap_leads(read, SITE)])


def robots(data: bytes) -> None:
    """Rules, whatever stands there: each question has an answer, and the pause is a number."""
    rules = from_capture(Capture(SITE, SITE, 200, {}, data, NOW), Limits())
    for path in ("/", "/a/b.pdf?x=1", "/%C3%A5/", "/*$"):
        assert rules.allows("https://blog.example" + path, "scraper") in (True, False)
    pause = rules.crawl_delay("scraper")
    assert pause >= 0 and not math.isnan(pause)
    assert all(url.startswith("http") for url in rules.sitemaps)


def date(data: bytes) -> None:
    """Dates of the years 1 to 2999 and where they stand; the first byte chooses the language."""
    text, language = _text(data[1:]), _chosen(data, LANGUAGES)
    for found in find_dates(text, language=language, now=NOW):
        assert found.raw == text[found.start : found.end]
        assert 1 <= found.stamp.day.year <= 2999
        _storable(str(found.stamp))
    for stamp in (
        parse_date(text, language=language, now=NOW),
        parse_machine_date(text),
        date_in_address(SITE + text),
    ):
        _storable(str(stamp or ""))


def byline(data: bytes) -> None:
    """Authors with a name or an organisation, none longer than what was printed; the first byte chooses the language."""
    text, language = _text(data[1:]), _chosen(data, LANGUAGES)
    for author in parse_byline(text, language=language):
        assert author.name or author.organisation
        for part in (author.name, author.role, author.organisation):
            assert part is None or (part.strip() and len(part) <= 3 * len(text))
            _storable(part or "")
    is_person_name(text)
    is_organisation(text)


def encoding(data: bytes) -> None:
    """Text in UTF-8, the same by both doors; the first byte chooses what the header says."""
    charset = _chosen(data, CHARSETS)
    header, body = f"text/html; charset={charset}" if charset else "", data[1:]
    text, name = decode(body, header)
    assert name
    assert as_utf8(body, header).decode("utf-8").encode() == text.encode("utf-8", "replace")


def page(data: bytes) -> None:
    """A post and what the page leads to, both of which can be stored; no script in its HTML."""
    capture = Capture(SITE, SITE, 200, {"content-type": "text/html"}, data, NOW)
    _storable_post(extract(data, SITE, content_type="text/html", fetched_at=NOW))
    try:
        found = read_document(capture, site_scope(SITE), now=NOW)
    except ParseError as error:
        _one_line(error)
        return
    _storable_leads([*found.posts, *found.sources, *found.loose, *found.archives])


def address(data: bytes) -> None:
    """An http address that stays as it is when it is read again, or none; the guards say yes or no."""
    text = _text(data)
    joined = urls.join(SITE, text)
    if joined is not None:
        assert joined.startswith("http") and joined == urls.normalise(joined)
        assert urls.key(joined) == urls.key(urls.normalise(joined))
        _storable(joined)
    for url in (text, joined or ""):
        try:
            check_url(url, allow_private=False)
        except FetchError as error:
            _one_line(error)
    try:
        urls.normalise(text)
    except URLError as error:
        _one_line(error)


def content_encoding(data: bytes) -> None:
    """Bytes within the limits or an error of ours; the first byte chooses the coding."""
    limits = Limits(inflated_bytes=2**22)
    try:
        body = decode_stream([data[1:9], data[9:]], _chosen(data, ENCODINGS), limits)
    except FetchError as error:
        _one_line(error)
        return
    assert len(body) <= limits.inflated_bytes


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (feed, sitemap, robots, date, byline, encoding, page, address, content_encoding)
}


def _chosen(data: bytes, choices: tuple[Chosen, ...]) -> Chosen:
    return choices[(data[0] if data else 0) % len(choices)]


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _one_line(error: ScraperError) -> None:
    assert str(error) and "\n" not in str(error), "a message is one line"


def _storable(text: str) -> None:
    text.encode("utf-8")  # SQLite takes no half of a surrogate pair


def _storable_leads(leads: Iterable[Lead]) -> None:
    for lead in leads:
        assert lead.url.startswith("http"), lead.url[:80]
        for text in (lead.url, lead.guid, lead.lastmod, *(hint.raw for hint in lead.hints)):
            _storable(text or "")


def _storable_post(post: Post) -> None:
    for text in (
        post.title,
        post.text,
        post.html,
        post.markdown,
        post.excerpt,
        post.image,
        post.canonical_url,
    ):
        _storable(text or "")
    for one in post.evidence:
        _storable(one.raw)
    assert "<script" not in (post.html or "").lower()
    assert "\x00" not in (post.title or "") + post.text
