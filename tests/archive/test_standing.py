"""When a site needs a person, and when it does not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from scraper.archive.facts import FIELDS, Facts, PastCrawl, PastPost
from scraper.archive.standing import standing

NOW = datetime(2031, 6, 1, 4, 0, tzinfo=UTC)


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def crawls(*outcomes: str, last: float = 0, every: float = 1) -> tuple[PastCrawl, ...]:
    """Crawls, newest first, a night apart."""
    ends = [_iso(NOW - timedelta(days=last + every * place)) for place in range(len(outcomes))]
    return tuple(PastCrawl(outcome, end, end) for outcome, end in zip(outcomes, ends, strict=True))


def posts(count: int, *, every: int = 7, silent: int = 1, seen: int = 300) -> tuple[PastPost, ...]:
    """Posts, newest first, all of them found by a crawl so many days ago, with every field."""
    return tuple(
        PastPost(_iso(NOW - timedelta(days=silent + every * place))[:10], _iso(NOW - timedelta(days=seen)), frozenset(FIELDS))
        for place in range(count)
    )  # fmt: skip


def site(known: tuple[PastPost, ...], past: tuple[PastCrawl, ...], *, added: int = 300) -> Facts:
    return Facts(1, _iso(NOW - timedelta(days=added)), past, known)


def test_a_site_that_does_as_always_is_fresh() -> None:
    assert standing(site(posts(30), crawls("done", "done")), now=NOW).word == "fresh"


@pytest.mark.parametrize(
    ("outcome", "times", "begun"), [("failed", 1, "the last crawl failed"), ("partial", 3, "pages failed")]
)
def test_the_first_failure_of_the_last_crawl_is_told_in_a_line(outcome: str, times: int, begun: str) -> None:
    told = PastCrawl(outcome, _iso(NOW), _iso(NOW), "https://a.example/: answered\n 500" + "0" * 500)
    (reason,) = standing(site(posts(30), (told,) * times), now=NOW).reasons
    assert reason.startswith(begun) and "; https://a.example/: answered 500" in reason
    assert "\n" not in reason and len(reason) < 400


@pytest.mark.parametrize(
    ("outcomes", "word", "reason"),
    [
        (("failed",), "failing", "the last crawl failed"),
        (("failed", "failed", "done"), "failing", "the last 2 crawls failed"),
        (("partial", "partial", "partial", "done"), "failing", "each of the last 3"),
        (("partial", "partial", "done"), "fresh", ""),
        (("running", "failed", "done"), "failing", "the last crawl failed"),
        (("interrupted", "done"), "fresh", ""),
        (("interrupted",), "stale", "never crawled to the end"),
        (("running",), "fresh", ""),
        ((), "stale", "never crawled to the end"),
    ],
)
def test_crawls_that_went_wrong(outcomes: tuple[str, ...], word: str, reason: str) -> None:
    verdict = standing(site(posts(30), crawls(*outcomes)), now=NOW)
    assert verdict.word == word
    assert reason in " ".join(verdict.reasons)


@pytest.mark.parametrize(
    ("last", "every", "word"),
    [(1, 1, "fresh"), (3, 1, "fresh"), (4, 1, "stale"), (6, 7, "fresh"), (20, 7, "fresh"), (22, 7, "stale")],
)
def test_cron_that_stopped_is_noticed_by_its_own_habit(last: float, every: float, word: str) -> None:
    assert (
        standing(site(posts(30), crawls("done", "done", "done", last=last, every=every)), now=NOW).word
        == word
    )


@pytest.mark.parametrize(
    ("every", "silent", "word"),
    [
        (1, 13, "fresh"),
        (1, 15, "stale"),
        (7, 20, "fresh"),
        (7, 22, "stale"),
        (30, 80, "fresh"),
        (30, 91, "stale"),
    ],
)
def test_a_site_silent_for_longer_than_its_habit(every: int, silent: int, word: str) -> None:
    verdict = standing(site(posts(30, every=every, silent=silent), crawls("done", "done")), now=NOW)
    assert verdict.word == word
    assert all(f"no post for {silent} days" in reason for reason in verdict.reasons)


def test_a_site_that_was_at_rest_when_it_was_added_stays_at_rest() -> None:
    assert standing(site(posts(30, silent=900), crawls("done")), now=NOW).word == "fresh"


def test_few_posts_make_no_habit() -> None:
    assert standing(site(posts(8, every=1, silent=90), crawls("done")), now=NOW).word == "fresh"


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_that_new_posts_lack(field: str) -> None:
    bare = PastPost("2031-05-30", _iso(NOW), frozenset(FIELDS) - {field})
    nights = crawls("done", "done", "done", last=1)
    verdict = standing(site((bare,) * 5 + posts(30), nights), now=NOW)
    assert verdict.word == "failing"
    assert [reason.split(":")[0] for reason in verdict.reasons] == [field]


def test_a_backlog_fetched_over_many_nights_is_no_news() -> None:
    bare = PastPost("2009-05-30", _iso(NOW), frozenset({"title", "date", "text"}))
    assert (
        standing(site((bare,) * 5 + posts(30), crawls("done", "done", "done", last=1)), now=NOW).word
        == "fresh"
    )


def test_fields_that_were_rare_before_may_be_absent() -> None:
    bare = PastPost("2031-05-30", _iso(NOW), frozenset({"title", "date", "text"}))
    old = tuple(PastPost(post.published, post.first_seen_at, bare.has) for post in posts(30))
    assert standing(site((bare,) * 5 + old, crawls("done", "done", last=1)), now=NOW).word == "fresh"


def test_what_one_first_crawl_found_is_not_weighed_against_itself() -> None:
    bare = tuple(PastPost(post.published, post.first_seen_at, frozenset()) for post in posts(10))
    assert standing(site(bare + posts(30), crawls("done")), now=NOW).word == "fresh"


def test_days_that_are_none_are_passed_over() -> None:
    odd = PastPost("0000-99-99", "", frozenset(FIELDS))
    assert (
        standing(site((odd, PastPost(None, "", frozenset()), *posts(30)), crawls("done")), now=NOW).word
        == "fresh"
    )
