"""Atom (RFC 4287), paged by RFC 5005. Roles and organisations stand beside names, in schema.org's words."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

from scraper.exports.feed import Feed, latest, moment, name_of, post_tag, title_of, updated
from scraper.exports.text import one_line, plain, safe_html
from scraper.model.post import Author
from scraper.model.record import Record

MEDIA_TYPE = "application/atom+xml"
SCHEMA = "https://schema.org/"


def atom(feed: Feed) -> bytes:
    """The feed as a document in UTF-8; well-formed whatever its records hold."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xmlns:schema": SCHEMA})
    _add(root, "id", feed.id)
    _add(root, "title", one_line(feed.title) or feed.id)
    if feed.description:
        _add(root, "subtitle", one_line(feed.description))
    _add(root, "updated", latest(feed))
    _add(root, "generator", "scraper")
    for rel, href, media_type in (
        ("self", feed.self_url, MEDIA_TYPE), ("alternate", feed.home_url, "text/html"),
        ("alternate", feed.other_url, "application/feed+json"), ("first", feed.first_url, MEDIA_TYPE),
        ("previous", feed.previous_url, MEDIA_TYPE), ("next", feed.next_url, MEDIA_TYPE),
    ):  # fmt: skip
        if href:
            _add(root, "link", rel=rel, href=href, type=media_type)
    for record in feed.records:
        root.append(_entry(record))
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _entry(record: Record) -> Element:
    post = record.post
    entry = Element("entry")
    if post.language:
        entry.set("xml:lang", plain(post.language))
    _add(entry, "id", post_tag(record))
    _add(entry, "title", title_of(record))
    _add(entry, "link", rel="alternate", href=post.url)
    _add(entry, "updated", updated(record))
    if published := moment(post.published):
        _add(entry, "published", published)
    for author in post.authors:
        _person(entry, "author", author)
    if not post.authors:  # section 4.1.2: an entry has an author, and a site speaks for itself
        _add(SubElement(entry, "author"), "name", one_line(record.site) or record.site_url)
    for author in post.contributors:
        _person(entry, "contributor", author)
    for name in post.tags:
        if term := one_line(name):
            _add(entry, "category", term=term)
    if record.state != "complete":
        _add(entry, "category", term=record.state, scheme=f"{SCHEMA}creativeWorkStatus")
    if post.excerpt:
        _add(entry, "summary", one_line(post.excerpt))
    if post.html:
        _add(entry, "content", safe_html(post.html), type="html")
    elif post.text:
        _add(entry, "content", plain(post.text), type="text")
    elif not post.excerpt:
        _add(entry, "summary", title_of(record))
    return entry


def _person(parent: Element, tag: str, author: Author) -> None:
    person = SubElement(parent, tag)
    _add(person, "name", name_of(author))
    for name, value in (
        ("jobTitle", author.role),
        ("affiliation", author.organisation if author.name else None),
    ):
        if value:
            _add(person, f"schema:{name}", one_line(value))


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> None:
    element = SubElement(parent, tag, {name: plain(value) for name, value in attributes.items()})
    element.text = plain(text) or None
