"""The search index says what the texts say at each end of a transaction, whatever happened within."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest

from scraper.archive import Archive, open_archive
from tests.archive.conftest import NOW, post_at


class Undone(Exception):
    """What ends a unit."""


def indexed(path: Path) -> bool:
    """True when the index says what the texts say, and nothing waits for it."""
    with closing(sqlite3.connect(path)) as db:
        try:
            db.execute("INSERT INTO texts_fts (texts_fts, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            return False
        return db.execute("SELECT count(*) FROM texts_waiting").fetchone() == (0,)


def step(archive: Archive, site_id: int, number: int, random: Random) -> None:
    """Something that happens to a post."""
    known = [row[0] for row in archive._db.execute("SELECT id FROM posts")]
    post = post_at(f"p{number}", title=f"Titel {number}", text="ord " * random.randint(1, 5) + f"x{number}")
    doing = random.choice(["new", "new", "stub", "edit", "drop"])
    if doing in ("new", "stub") or not known:
        state = "stub" if doing == "stub" else "complete"
        archive.posts.insert(site_id, post, digest=f"{number}", now=NOW, state=state)
    elif doing == "edit":
        archive.posts.rewrite(random.choice(known), post, digest=f"{number}", now=NOW)
    else:
        archive.posts.discard(random.choice(known))


@pytest.mark.parametrize("seed", range(8))
def test_the_index_says_what_the_texts_say(path: Path, seed: int) -> None:
    random = Random(seed)
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
        with archive.batch() as batch:
            for number in range(40):
                with suppress(Undone), batch.atomic():
                    step(archive, site_id, 2 * number, random)
                    step(archive, site_id, 2 * number + 1, random)
                    if random.random() < 0.2:
                        raise Undone
                if random.random() < 0.2:
                    batch.flush()
    assert indexed(path)


def test_what_was_just_stored_counts_when_blocks_are_looked_for(archive: Archive, site_id: int) -> None:
    with archive.atomic():
        ids = [
            archive.posts.insert(site_id, post_at(f"p{n}", text="Följ oss överallt."), digest=f"{n}", now=NOW)
            for n in range(3)
        ]
        assert archive.search.is_common(site_id, "Följ oss överallt.", besides=ids[0])


def test_an_archive_of_before_is_brought_up_to_date(path: Path) -> None:
    with open_archive(path) as archive:
        site_id = archive.sites.ensure("https://blogg.example/", now=NOW)
        first = archive.posts.insert(site_id, post_at("ett", text="Gammalt."), digest="1", now=NOW)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm011_waiting'")
        db.execute("DROP TABLE texts_waiting")
    with open_archive(path) as archive:
        archive.posts.rewrite(first, post_at("ett", text="Nytt."), digest="2", now=NOW)
        assert [len(archive.search.posts(words)) for words in ("gammalt", "nytt")] == [0, 1]
    assert indexed(path)
