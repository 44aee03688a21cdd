"""`<meta>`, `<title>` and `<link>`: what a page's head says."""

from __future__ import annotations

import re

from scraper.extraction.claims import Claim
from scraper.extraction.page import Page
from scraper.fields.bylines import is_person_name, parse_byline
from scraper.fields.dates import parse_date, parse_machine_date
from scraper.model.dates import DateStamp
from scraper.model.post import Author

TITLES = (
    "og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "parsely-title", "sailthru.title",
    "headline", "title", "twitter:text:title",
)  # fmt: skip
PUBLISHED = (
    "article:published_time", "datepublished", "article:published", "og:published_time", "og:article:published_time",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date", "citation_publication_date", "citation_date", "citation_online_date", "article.published", "published-date",
    "publish-date", "publish_date", "pubdate", "published", "publication_date", "publication-date", "date", "date_published",
    "article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime", "shareaholic:article_published_time",
    "analyticsattributes.articledate", "ptime", "displaydate", "article-publication-date", "creation_date", "rnews:datepublished",
    "datecreated", "video:release_date", "og:release_date", "created", "dc.created", "datum", "last-published", "bt:pubdate",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "datemodified", "og:updated_time", "article:modified", "dcterms.modified", "dc.date.modified",
    "last-modified", "lastmod", "modified", "date_modified", "revised", "article:updated_time", "updated",
)  # fmt: skip
AUTHORS = (
    "author", "article:author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "dc.contributor.author", "citation_author", "byl", "creator", "cxenseparse:author", "og:author", "authors",
    "article:author:name", "article.author", "rnews:author", "byline", "og:article:author", "book:author",
    "shareaholic:article_author_name", "dc:creator", "news_author", "twitter:data1", "twitter:creator",
)  # fmt: skip

_WROTE = re.compile(
    r"writ|author|auth?or|autor|auteur|verfass|skriv|von|escrit|scritt|geschrieb|kirjoit|yaz|автор|作者|投稿者|執筆",
    re.I,
)
_ADDRESS = re.compile(r"^(?:https?:)?//|^www\.", re.IGNORECASE)


def claims(page: Page) -> list[Claim]:
    """What the head says of title, dates, authors, language."""
    found: list[Claim] = []
    by_name: dict[str, list[str]] = {}
    for name, content in page.metas:
        by_name.setdefault(name, []).append(content)

    for name in TITLES:
        for content in by_name.get(name, ())[:1]:
            found.append(Claim("title", content, content, "meta", name))
    if page.title_element:
        found.append(Claim("title", page.title_element, page.title_element, "meta", "title-element"))
    for field, names in (("published", PUBLISHED), ("modified", MODIFIED)):
        for name in names:
            for content in by_name.get(name, ())[:2]:
                stamp = _date(content)
                if stamp:
                    found.append(Claim(field, content, stamp, "meta", name))
    found.extend(_authors(by_name))
    if page.declared_language:
        found.append(Claim("language", page.declared_language, page.declared_language, "meta", "lang"))
    return found


def _date(content: str) -> DateStamp | None:
    return parse_machine_date(content) or parse_date(content)


def _authors(by_name: dict[str, list[str]]) -> list[Claim]:
    found = []
    for name in AUTHORS:
        contents = by_name.get(name, [])
        if name == "twitter:data1" and not _WROTE.search(" ".join(by_name.get("twitter:label1", ()))):
            continue
        if name == "twitter:creator":
            contents = [
                content for content in contents if is_person_name(content)
            ]  # where a name stands for an account
        people: list[Author] = []
        for content in contents[:20]:
            if not _ADDRESS.match(content) and len(content) < 300:
                people.extend(parse_byline(content) or (Author(content, raw=content),))
        if people:
            found.append(Claim("authors", "; ".join(contents)[:300], tuple(people), "meta", name))
    return found
