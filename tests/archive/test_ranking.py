"""Ranked posts: of equals the newest; and the newest of many found without looking at each."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from scraper.archive import Archive, open_archive, ranking
from scraper.archive.query import read_query
from scraper.archive.ranking import best, newest
from scraper.model.dates import DateStamp
from tests.archive.conftest import NOW, post_at

RANKED = """
SELECT p.id FROM texts_fts CROSS JOIN posts p ON p.id = texts_fts.rowid WHERE texts_fts MATCH ?
ORDER BY {} p.published DESC NULLS LAST, p.id DESC
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """60 posts, of which many have the very same words."""
    random = Random(3)
    with open_archive(tmp_path_factory.mktemp("ranking") / "archive.db") as archive:
        site = archive.sites.ensure("https://b.example/", now=NOW)
        for number in range(60):
            post = post_at(
                f"p{number}",
                title=random.choice(("Ek", "Alm", "Ek alm")),
                text=random.choice(("ek", "ek alm", "alm")),
                published=DateStamp(f"20{random.randint(10, 20)}-01-01") if number % 7 else None,
            )
            archive.posts.insert(site, post, digest=f"{number}", now=NOW)
        yield archive


@pytest.mark.parametrize("text", ["ek", "alm*", '"ek alm"', "ek -alm", "linde"])
@pytest.mark.parametrize("looked_up", [1, 20, 2_000])
def test_pages_are_those_of_all_in_order(
    library: Archive, text: str, looked_up: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "LOOKED_UP", looked_up)
    monkeypatch.setattr(ranking, "BATCH", 7)
    db, query = library._db, read_query(text)
    match = f"({query.match}) NOT ({query.without})" if query.without else query.match
    for page, order in ((best, "bm25(texts_fts, 8.0, 4.0, 1.0),"), (newest, "")):
        ids = [row[0] for row in db.execute(RANKED.format(order), (match,))]
        for limit, offset in ((5, 0), (5, 5), (9, 13), (100, 0), (5, 90)):
            assert page(db, query, limit, offset) == (ids[offset : offset + limit], len(ids))
