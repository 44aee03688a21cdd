"""Real pages served at their own addresses behind a proxy, and archived with `scraper crawl --urls`."""

from __future__ import annotations

import gzip
import json
import sqlite3
from pathlib import Path

import pytest

from fixtures.replay import replay
from scraper.cli.crawling import run_crawl
from scraper.model.errors import URLError
from scraper.model.limits import Manners
from scraper.model.urls import normalise

EVAL = Path(__file__).parents[2].parent / "shared" / "eval"
SHARE = 0.95


def pages() -> dict[str, Path]:
    """Address → recorded page; labels whose source kept no address are left out."""
    found = {}
    for row in map(json.loads, (EVAL / "gold.jsonl").read_text("utf-8").splitlines()):
        try:
            found[normalise(row["url"])] = EVAL / "pages" / row["page"]
        except URLError:
            continue
    return found


@pytest.mark.timeout(400)
@pytest.mark.skipif(not (EVAL / "gold.jsonl").exists(), reason="the recorded pages are not here")
def test_every_page_ends_as_a_post_or_as_a_recorded_failure(tmp_path: Path) -> None:
    known = pages()
    (tmp_path / "urls.txt").write_text("# recorded pages\n" + "\n".join(known), "utf-8")

    def lookup(url: str) -> bytes | None:
        try:
            page = known.get(normalise(url))
        except URLError:
            return None
        return gzip.decompress(page.read_bytes()) if page else None

    with replay(lookup, tmp_path) as proxy:
        manners = Manners(delay_s=0, proxy=proxy.url, ca_file=str(proxy.ca_file))
        code = run_crawl([], db=tmp_path / "a.db", file=tmp_path / "urls.txt", manners=manners, quiet=True)
    assert code in (0, 3)
    connection = sqlite3.connect(tmp_path / "a.db")
    whole = connection.execute(
        "SELECT count(*) FROM posts JOIN texts ON post_id = posts.id WHERE posts.title <> '' AND text <> ''"
    ).fetchone()[0]
    failed = connection.execute("SELECT count(DISTINCT url) FROM failures WHERE message <> ''").fetchone()[0]
    states = dict(connection.execute("SELECT state, count(*) FROM leads WHERE kind = 'post' GROUP BY state"))
    connection.close()
    assert whole >= SHARE * len(known)
    assert whole + failed >= len(known) - 3, "two addresses of one page count once"
    assert set(states) <= {"done", "failed"}, "no page is left without an outcome"
