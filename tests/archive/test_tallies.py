"""The tallies are what a count of all posts would give, whatever happened to them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from scraper.archive import Archive, open_archive
from scraper.archive.tallies import COUNT_ALL, COUNTED
from scraper.model.dates import DateStamp
from scraper.model.post import Author
from tests.archive.conftest import NOW, post_at

DAYS = (None, DateStamp("2021"), DateStamp("2021-04-07"), DateStamp("2021-05-01T08:15:00+02:00"))
AUTHORS = (
    (),
    (Author("Örjan Sköld"),),
    (Author("Örjan Sköld", "skogvaktare"),),
    (Author(None, None, "Nord"),),
)


def tallies(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute("SELECT * FROM tallies WHERE posts + stubs > 0").fetchall()


def counted_anew(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        db.execute("DELETE FROM tallies")
        db.execute(COUNT_ALL)
        return db.execute("SELECT * FROM tallies").fetchall()


@pytest.mark.parametrize("seed", range(6))
def test_tallies_are_what_a_count_would_give(path: Path, seed: int) -> None:
    random = Random(seed)
    with open_archive(path) as archive:
        sites = [archive.sites.ensure(f"https://b{n}.example/", now=NOW) for n in (1, 2)]
        known: list[int] = []
        for step in range(60):
            changes = {
                "published": random.choice(DAYS),
                "authors": random.choice(AUTHORS),
                "contributors": (),
            }
            post = post_at(f"p{step}", text="ord " * random.randint(1, 9), **changes)
            doing = random.choice(["new", "new", "stub", "edit", "gone", "back", "fill", "drop"])
            if doing in ("new", "stub") or not known:
                state = "stub" if doing == "stub" else "complete"
                site = random.choice(sites)
                known.append(archive.posts.insert(site, post, digest=f"{step}", now=NOW, state=state))
                continue
            one = random.choice(known)
            if doing == "edit":
                archive.posts.revise(one, post, digest=f"{step}", changed=("text",), now=NOW)
            elif doing == "fill":
                archive.posts.rewrite(one, post, digest=f"{step}", now=NOW)
            elif doing == "gone" and archive.posts.state(one) == "complete":
                archive.posts.gone(one, now=NOW)
            elif doing == "back":
                archive.posts.returned(one, now=NOW)
            elif doing == "drop":
                archive.posts.discard(one)
                known = [post_id for post_id in known if archive.posts.state(post_id)]
    kept = tallies(path)
    assert kept == counted_anew(path) and len(kept) > 2
    assert len(kept[0]) == 2 + len(COUNTED)


def test_the_marks_of_a_post_are_those_of_its_bylines(archive: Archive, site_id: int) -> None:
    for number, authors in enumerate(AUTHORS):
        archive.posts.insert(
            site_id, post_at(f"p{number}", authors=authors, contributors=()), digest=f"{number}", now=NOW
        )
    marks = archive._db.execute("SELECT signed, with_role, with_organisation FROM posts ORDER BY id")
    assert marks.fetchall() == [(0, 0, 0), (1, 0, 0), (1, 1, 0), (1, 0, 1)]


def test_the_log_of_all_is_the_last_of_the_view(archive: Archive, site_id: int) -> None:
    posts = [archive.posts.insert(site_id, post_at(f"p{n}"), digest=f"{n}", now=NOW) for n in range(6)]
    later = NOW + timedelta(hours=1)
    for post_id in posts[:3]:
        archive.posts.revise(post_id, post_at(f"p{post_id}x"), digest="x", changed=("text",), now=later)
    archive.posts.gone(posts[0], now=later)
    archive.posts.returned(posts[0], now=later)
    whole = archive.history.log(limit=100)
    assert len(whole) == 11 and [change.at for change in whole] == sorted((c.at for c in whole), reverse=True)
    for limit in (1, 4, 6, 10):
        assert archive.history.log(limit=limit) == whole[:limit]
    assert {change.post_id for change in archive.history.log(posts[1])} == {posts[1]}
