"""Of a sitemap's entries only those that say something new become leads; what is listed and newest holds for all."""

from __future__ import annotations

import pytest

from scraper.archive.hints import write_hints
from scraper.archive.stored_leads import Listed
from scraper.crawl.entries import sort_entries
from scraper.crawl.found import Found
from scraper.discovery.scope import site_scope
from scraper.discovery.sitemaps import Sitemap, SitemapEntry, sitemap_leads
from scraper.model.urls import key

SITE = "https://blogg.example/"
OLD = SitemapEntry(SITE + "ett/", "2026-01-02T03:04:05+01:00")
UNDATED = SitemapEntry(SITE + "tva/")


def sorted_(entries: list[SitemapEntry], before: list[SitemapEntry], sitemap: str) -> Found:
    """What comes of entries where others were listed before."""
    leads = sitemap_leads(Sitemap(tuple(before)), sitemap)
    known = {lead.url: Listed(key(lead.url), write_hints(lead.hints)) for lead in leads}
    found = Found("sitemap", entries=tuple(entries))
    sort_entries(found, sitemap, known, site_scope(SITE))
    return found


@pytest.mark.parametrize("name", ["sitemap.xml", "post-sitemap.xml"])
def test_what_was_said_before_makes_no_lead(name: str) -> None:
    found = sorted_([OLD, UNDATED], [OLD, UNDATED], SITE + name)
    assert not found.posts
    assert found.listed == {key(OLD.url), key(UNDATED.url)}
    assert found.newest == "2026-01-02T02:04:05Z"


@pytest.mark.parametrize(
    "entry",
    [
        SitemapEntry(SITE + "tre/", "2026-01-02"),
        OLD._replace(lastmod="2026-01-02T03:04:06+01:00"),
        OLD._replace(lastmod=OLD.lastmod and OLD.lastmod[:-1]),
        OLD._replace(title="Ett"),
        OLD._replace(published="2026-01-01"),
        OLD._replace(lastmod='2026","x'),
        UNDATED._replace(lastmod="2026-02-03"),
    ],
)
def test_what_is_new_makes_one(entry: SitemapEntry) -> None:
    found = sorted_([OLD, entry], [OLD, UNDATED], SITE + "sitemap.xml")
    assert entry.url in {lead.url for lead in found.posts}
    assert found.listed == {key(OLD.url), key(entry.url)}


def test_of_an_address_that_is_listed_twice_both_are_read() -> None:
    later = OLD._replace(lastmod="2026-03-03")
    found = sorted_([later, OLD], [OLD], SITE + "sitemap.xml")
    assert [lead.lastmod for lead in found.posts] == ["2026-03-03", "2026-01-02T02:04:05Z"]


def test_what_is_no_post_is_not_listed() -> None:
    found = sorted_([OLD, SitemapEntry(SITE + "bild.jpg")], [], SITE + "sitemap.xml")
    assert found.listed == {key(OLD.url)}
