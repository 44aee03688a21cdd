"""What a person decided holds when the site is crawled again, and what the rules joined is recorded once."""

from __future__ import annotations

from pathlib import Path

from fixtures.sample_site import TRUTH, sample_site
from fixtures.sample_site.prose import Body
from fixtures.sample_site.server import serve
from scraper.archive import open_archive
from tests.journeys.conftest import Nights


def test_decisions_survive_the_next_crawls(tmp_path: Path) -> None:
    site, nights = sample_site(), Nights()
    with serve("classic", site=site) as served, open_archive(tmp_path / "a.db") as archive:
        found = archive.decisions
        nights.crawl(archive, served.url)
        (slip,) = found.log("role", limit=9)
        assert (slip["what"], slip["decided_by"]) == ("join", "typo")

        into, one = found.find("person", "Idris Haddad"), found.find("person", "Leila Tahvanainen")
        found.merge("person", one, into, now=nights.now())
        found.undo("role", slip["id"], now=nights.now())
        found.rename(
            "organisation", found.find("organisation", "BOFÖRB"), "Bostadsförbundet", now=nights.now()
        )
        names = frozenset({"people", "roles", "organisations", "spellings", "decisions"})
        decided = [line for line in archive.dump() if line.split(" ", 1)[0] in names]

        edited = next(fact for fact in site.posts if fact.authors[0].name == "Leila Tahvanainen")
        site.bodies[edited.slug] = Body(
            (("p", "Nu står det något helt annat här än förut."), *site.body(edited).parts)
        )
        site.changed[edited.slug] = "2031-03-02T08:00:00+01:00"
        nights.pass_by()
        report = nights.crawl(archive, served.url)
        assert report.sites[0].counts.changed == 1 and len(TRUTH) == archive.posts.count(1)
        assert [line for line in archive.dump() if line.split(" ", 1)[0] in names] == decided
        assert {row["person_id"] for row in archive.lists.people("leila", limit=9)} == {into.id}
