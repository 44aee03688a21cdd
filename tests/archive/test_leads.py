"""Leads are kept before they are fetched; what says nothing new writes nothing."""

from __future__ import annotations

from scraper.archive import Archive
from scraper.model.capture import Validators
from scraper.model.evidence import Evidence
from scraper.model.lead import Lead, LeadKind

LEAD = Lead(
    "https://blogg.example/ett/",
    LeadKind.POST,
    "https://blogg.example/feed/",
    (Evidence("title", "Ett", "Ett", "feed"),),
    "https://blogg.example/?p=1",
    "2026-01-01",
)


def writes(archive: Archive) -> int:
    return archive._db.total_changes


def test_what_goes_in_comes_out(archive: Archive, site_id: int) -> None:
    assert archive.leads.add(site_id, [LEAD, Lead("https://blogg.example/feed/", LeadKind.FEED)]) == 2
    stored = archive.leads.get(site_id, "http://www.blogg.example/ett")
    assert stored is not None and stored.lead == LEAD and stored.state == "queued"
    assert [lead.url for lead in archive.leads.of(site_id, LeadKind.FEED)] == ["https://blogg.example/feed/"]
    assert len(archive.leads.of(site_id, state="queued")) == 2


def test_known_leads_are_not_written_again(archive: Archive, site_id: int) -> None:
    archive.leads.add(site_id, [LEAD])
    archive.leads.settle(site_id, LEAD.url, "done", validators=Validators('"1"'), lastmod="2026-01-01")
    before = writes(archive)
    assert archive.leads.add(site_id, [LEAD, LEAD._replace(hints=(), guid=None, lastmod=None)]) == 0
    archive.leads.settle(site_id, LEAD.url, "done", validators=Validators('"1"'), lastmod="2026-01-01")
    archive.leads.settle(site_id, LEAD.url, "done")
    assert writes(archive) == before


def test_what_is_new_is_merged(archive: Archive, site_id: int) -> None:
    archive.leads.add(site_id, [Lead(LEAD.url, LeadKind.OTHER)])
    card = Evidence("published", "1 mars", "2026-03-01", "card")
    archive.leads.add(site_id, [LEAD])
    archive.leads.add(site_id, [Lead(LEAD.url, hints=(card,), lastmod="2026-02-02")])
    stored = archive.leads.get(site_id, LEAD.url)
    assert stored is not None
    assert stored.lead.kind is LeadKind.POST
    assert set(stored.lead.hints) == {*LEAD.hints, card}
    assert (stored.lead.guid, stored.lead.lastmod) == (LEAD.guid, "2026-02-02")


def test_a_later_word_of_feed_or_sitemap_is_a_change(archive: Archive, site_id: int) -> None:
    archive.leads.add(site_id, [LEAD])
    archive.leads.settle(site_id, LEAD.url, "done", lastmod=LEAD.lastmod)
    stored = archive.leads.get(site_id, LEAD.url)
    assert stored is not None and not stored.changed
    archive.leads.add(site_id, [LEAD._replace(lastmod="2026-02-02")])
    stored = archive.leads.get(site_id, LEAD.url)
    assert stored is not None and stored.changed


def test_failures_are_counted_and_forgotten(archive: Archive, site_id: int) -> None:
    archive.leads.add(site_id, [LEAD])
    for tries in (1, 2):
        archive.leads.settle(site_id, LEAD.url, "failed", reason="status 500")
        stored = archive.leads.get(site_id, LEAD.url)
        assert stored is not None and (stored.tries, stored.reason) == (tries, "status 500")
    archive.leads.settle(site_id, LEAD.url, "done")
    stored = archive.leads.get(site_id, LEAD.url)
    assert stored is not None and (stored.tries, stored.reason) == (0, "")
