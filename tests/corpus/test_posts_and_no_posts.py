"""Posts and no posts: made-up pages that are none, and recorded ones that are, judged by address and by content."""

from __future__ import annotations

import gzip
import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from fixtures.no_posts import NO_POSTS
from scraper import extract
from scraper.crawl.verdict import judge_page
from scraper.discovery.scope import judge, site_scope
from scraper.discovery.traps import without_session
from scraper.model.errors import URLError
from scraper.model.evidence import Evidence
from scraper.model.lead import LeadKind
from scraper.model.urls import normalise

NOW = datetime(2025, 5, 20, tzinfo=UTC)
HOME = "https://northfield.example"
EVAL = Path(__file__).parents[2].parent / "shared" / "eval"


def is_post(
    html: bytes, url: str, hints: tuple[Evidence, ...] = (), *, now: datetime | None = None
) -> tuple[bool, str]:
    """What a crawl decides of a page that it comes upon: by its address, then by what is on it and said of it."""
    url = without_session(url) or url
    verdict = judge(url, site_scope(url))
    if not verdict.in_scope or verdict.kind is not LeadKind.POST:
        return False, verdict.reason
    judgement = judge_page(extract(html, url, hints=hints, fetched_at=now), hints)
    return judgement.is_post, judgement.reason


def test_there_are_pages_of_many_shapes() -> None:
    assert len(NO_POSTS) >= 50


@pytest.mark.parametrize("name", list(NO_POSTS))
def test_a_page_that_is_no_post_is_none(name: str) -> None:
    path, html = NO_POSTS[name]
    found, reason = is_post(html.encode(), HOME + path, now=NOW)
    assert not found, reason


CONTENT_ALONE = 50
"""Of these pages, how many are told by what is on them, were their addresses to say nothing. Only ever raised."""


def test_most_of_them_are_told_by_their_content_alone() -> None:
    told = [
        name
        for name, (_, html) in NO_POSTS.items()
        if not judge_page(extract(html.encode(), f"{HOME}/some-page/", fetched_at=NOW), ()).is_post
    ]
    assert len(told) >= CONTENT_ALONE, sorted(set(NO_POSTS) - set(told))


def is_no_post(url: str, html: bytes) -> bool:
    """Labelled with a day, yet no post to a reader: a forum's thread, and what a publishing system calls a page."""
    return (
        re.search(r"/(?:forum|threads)/", url) is not None
        or re.search(rb"<body[^>]*\spage-id-\d", html) is not None
    )


@cache
def recorded() -> list[tuple[str, bytes, dict[str, str]]]:
    """(address, page, labels) of the recorded pages with an address and a labelled day: those a reader takes for posts."""
    found = []
    for row in map(json.loads, (EVAL / "gold.jsonl").read_text("utf-8").splitlines()):
        try:
            url = normalise(row["url"])
        except URLError:
            continue
        if row.get("published") and url != normalise(url.split("/")[0] + "//" + url.split("/")[2]):
            html = gzip.decompress((EVAL / "pages" / row["page"]).read_bytes())
            if not is_no_post(url, html):
                found.append((url, html, row))
    return found


RECALL_ALONE = 0.98
"""Of recorded posts that nothing leads to but a bare link. Most of the others are no posts to a reader: a wiki, a product, a report."""
RECALL = 0.98
"""Of recorded posts with a card or feed entry to lead to them, as in a crawl."""


@pytest.mark.timeout(400)
@pytest.mark.skipif(not (EVAL / "gold.jsonl").exists(), reason="the recorded pages are not here")
def test_recorded_posts_are_posts() -> None:
    alone, led, missed = 0, 0, []
    for url, html, labels in recorded():
        day = labels["published"][:10]
        found, reason = is_post(html, url)
        alone += found
        if not found:
            card = (Evidence("title", "A title", "A title", "card"), Evidence("published", day, day, "card"))
            found, reason = is_post(html, url, card)
        led += found
        if not found:
            missed.append((url, reason))
    print(f"{len(recorded())} posts: {alone} told alone, {led} with a card; missed {missed}")
    assert led >= RECALL * len(recorded()), missed
    assert alone >= RECALL_ALONE * len(recorded()), (alone, len(recorded()))
    false = sum(is_post(html.encode(), HOME + path, now=NOW)[0] for path, html in NO_POSTS.values())
    assert led / (led + false) >= RECALL
