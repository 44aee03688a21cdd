"""What the database chooses is what would be chosen of all leads, and it is found by an index."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from scraper.archive import Archive, open_archive
from scraper.archive.stored_leads import Schedule
from scraper.archive.turns import ARE_SOURCES, CALLING
from scraper.crawl.schedule import LONGEST, POSTS, due, revisited
from scraper.model.lead import Lead, LeadKind

NOW = datetime(2031, 3, 1, 3, 17, tzinfo=UTC)
KINDS = [LeadKind.POST] * 6 + [LeadKind.OTHER, LeadKind.FEED, LeadKind.SITEMAP, LeadKind.LISTING]


def fill(archive: Archive, seed: int) -> int:
    """Leads of all sorts in all states, many of them alike."""
    random = Random(seed)
    site_id = archive.sites.ensure("https://blog.example/", now=NOW)
    days = [timedelta(days=day) for day in (1, 2, 3, 30, 60)]
    for number in range(60):
        url = f"https://blog.example/{number}/"
        lastmod = random.choice([None, "2031-02-01T00:00:00Z"])
        archive.leads.add(site_id, [Lead(url, random.choice(KINDS), "test", lastmod=lastmod)])
        state = random.choice(["queued", "failed", "done", "done", "done", "gone", "skipped"])
        visited = NOW + random.choice([-day for day in days] + [timedelta(hours=2)])
        schedule = Schedule(visited, visited + random.choice(days)) if random.random() < 0.8 else None
        seen = random.choice([None, lastmod])
        archive.leads.settle(site_id, url, state, schedule=schedule, lastmod=seen)
    return site_id


@pytest.mark.parametrize("seed", range(8))
def test_what_is_chosen_is_what_would_be_chosen_of_all(tmp_path: Path, seed: int) -> None:
    with open_archive(tmp_path / "archive.db") as archive:
        site_id = fill(archive, seed)
        every = archive.leads.of(site_id)
        posts = [lead for lead in every if lead.lead.kind in POSTS]
        turns = archive.turns
        assert turns.sources(site_id) == [lead for lead in every if lead.lead.kind not in POSTS]
        calling = [lead for lead in posts if lead.state in ("queued", "failed") or lead.doubt or lead.changed]
        assert turns.calling(site_id) == calling
        unread = [lead for lead in posts if lead.state in ("queued", "failed")]
        assert turns.unread(site_id) == [lead for lead in unread if lead.lead.kind is LeadKind.POST]
        read = [lead for lead in posts if lead.state == "done"]
        some = turns.last_and_next(site_id, now=NOW, longest=LONGEST)
        assert max(lead.visited_at or "" for lead in some) == max(lead.visited_at or "" for lead in read)
        assert any(due(lead, NOW) for lead in some) == any(due(lead, NOW) for lead in read)
        whole = [lead for lead in posts if lead.state in ("done", "gone") and not lead.doubt]
        for left in (0, 1, 2, 5, 100):
            waiting = turns.waiting(site_id, now=NOW, longest=LONGEST, most=left)
            for crawls in range(4):
                chosen = revisited(waiting, NOW, left=left, crawls=crawls)
                assert chosen == revisited(whole, NOW, left=left, crawls=crawls)


@pytest.mark.parametrize(
    ("index", "where"),
    [("leads_sources", ARE_SOURCES), ("leads_calling", f"kind IN ('post', 'other') AND ({CALLING})")],
)
def test_an_index_holds_what_is_asked_for(tmp_path: Path, index: str, where: str) -> None:
    with open_archive(tmp_path / "archive.db") as archive:
        question = f"EXPLAIN QUERY PLAN SELECT * FROM leads WHERE site_id = 1 AND {where} ORDER BY id"
        plan = archive._db.execute(question).fetchall()
    assert index in str(plan)
