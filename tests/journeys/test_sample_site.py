"""The main journey: the sample site crawled over HTTP, and every value compared with the table of facts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fixtures.sample_site import TRUTH, PostFact, sample_site
from fixtures.sample_site.app import Theme
from fixtures.sample_site.server import serve
from scraper.archive import Archive, open_archive
from scraper.crawl import Report, crawl
from scraper.model.clock import fixed_clock
from scraper.model.limits import Manners

CLOCK = fixed_clock(datetime(2020, 3, 1, 3, 0, tzinfo=UTC))
MANNERS = Manners(delay_s=0, allow_private=True)
LOG = frozenset(("crawls", "failures"))

SITES = [
    ("classic", True, True),
    ("plain", True, True),
    ("classic", False, False),
    ("plain", False, False),
    ("plain", True, False),
    ("breaks", True, True),
]


def run(archive: Archive, url: str) -> Report:
    return crawl(archive, [url], manners=MANNERS, clock=CLOCK, version="test")


def as_known(archive: Archive, url: str) -> tuple[object, ...]:
    stored = archive.posts.find(url)
    assert stored is not None, f"{url} was not found"
    post = archive.posts.load(stored.id)
    assert post is not None
    return (
        post.title,
        str(post.published)[:10],
        tuple((a.name, a.role, a.organisation) for a in post.authors),
    )


def as_true(fact: PostFact) -> tuple[object, ...]:
    return (fact.title, fact.day, tuple((a.name, a.role, a.organisation) for a in fact.authors))


@pytest.mark.parametrize(("theme", "feed", "sitemap"), SITES)
def test_every_post_is_found_and_read_rightly_and_a_second_crawl_asks_for_next_to_nothing(
    tmp_path: Path, theme: Theme, feed: bool, sitemap: bool
) -> None:
    with (
        serve(theme, site=sample_site(feed=feed, sitemap=sitemap)) as served,
        open_archive(tmp_path / "a.db") as archive,
    ):
        report = run(archive, served.url + "/")
        assert report.exit_code == 0, report
        wrong = [
            (fact.path, known, as_true(fact))
            for fact in TRUTH
            if (known := as_known(archive, served.url + fact.path)) != as_true(fact)
        ]
        assert wrong == []
        assert archive.posts.count(1) == len(TRUTH), "pages that are no posts were stored"

        before, asked = list(archive.dump(without=LOG)), len(served.log)
        again = run(archive, served.url + "/")
        assert again.exit_code == 0
        assert list(archive.dump(without=LOG)) == before
        later = served.log[asked:]
        assert len(later) <= 3, [entry.path for entry in later]
        assert {entry.status for entry in later} == {304}


@pytest.mark.parametrize("start", ["/dagbok/", "/feed/", "/wp-sitemap.xml", "/sista-spiken/"])
def test_whatever_one_begins_with_the_whole_site_is_found(tmp_path: Path, start: str) -> None:
    with serve("classic") as served, open_archive(tmp_path / "a.db") as archive:
        assert run(archive, served.url + start).exit_code == 0
        assert archive.posts.count(1) == len(TRUTH)


def test_no_text_holds_newsletter_cards_or_signatures(tmp_path: Path) -> None:
    for theme in ("classic", "plain"):
        with serve(theme) as served, open_archive(tmp_path / f"{theme}.db") as archive:  # type: ignore[arg-type]
            run(archive, served.url + "/")
            for fact in TRUTH:
                stored = archive.posts.find(served.url + fact.path)
                post = archive.posts.load(stored.id) if stored else None
                assert post is not None
                for foreign in (
                    "inkorg",
                    "Följ oss",
                    "Box 12",
                    *(a.role_line for a in fact.authors if a.role),
                ):
                    assert foreign not in post.text, (theme, fact.path, foreign)
                site = sample_site()
                for kind, text in site.body(fact).parts:
                    if kind == "p":
                        assert text in post.text.replace("\n", " "), (theme, fact.path)


def test_an_edited_post_is_revised_and_what_it_said_is_kept(tmp_path: Path) -> None:
    from fixtures.sample_site.prose import Body

    site = sample_site()
    fact = site.posts[0]
    with serve("classic", site=site) as served, open_archive(tmp_path / "a.db") as archive:
        run(archive, served.url + "/")
        old = site.body(fact)
        site.bodies[fact.slug] = Body(
            (("p", "Hela texten är omskriven, och den säger nu något helt annat än den gjorde."), *old.parts)
        )
        site.changed[fact.slug] = "2020-03-02T08:00:00+01:00"
        report = run(archive, served.url + "/")
        assert (report.sites[0].counts.changed, report.sites[0].counts.new) == (1, 0)
        revision = next(line for line in archive.dump() if line.startswith("revisions "))
        assert '[\\"text\\"]' in revision


def test_a_new_post_costs_a_handful_of_requests(tmp_path: Path) -> None:
    site = sample_site()
    newest = site.posts.pop(0)
    with serve("classic", site=site) as served, open_archive(tmp_path / "a.db") as archive:
        run(archive, served.url + "/")
        assert archive.posts.count(1) == len(TRUTH) - 1
        site.posts.insert(0, newest)
        asked = len(served.log)
        report = run(archive, served.url + "/")
        assert report.sites[0].counts.new == 1
        assert as_known(archive, served.url + newest.path) == as_true(newest)
        assert len(served.log) - asked <= 6, [entry.path for entry in served.log[asked:]]
