"""Which rule a page is read by."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from scraper.sites import Rulebook, SiteRule


def rule(
    name: str, *hosts: str, paths: tuple[str, ...] = (), since: date | None = None, until: date | None = None
) -> SiteRule:
    return SiteRule(
        name, Path(f"{name}.toml"), hosts or ("blog.example",), paths, valid_from=since, valid_until=until
    )


@pytest.mark.parametrize(
    ("hosts", "paths", "url", "expected"),
    [
        (("blog.example",), (), "https://www.blog.example/a", True),
        (("blog.example",), (), "https://blog.example:8000/a", True),
        (("blog.example:8000",), (), "https://blog.example/a", False),
        (("blog.example",), (), "https://other.blog.example/a", False),
        (("*.blog.example",), (), "https://other.blog.example/a", True),
        (("blog.example",), ("/news/*",), "https://blog.example/news/2019/a", True),
        (("blog.example",), ("/news/*",), "https://blog.example/old/news/a", False),
        (("blog.example",), ("/år/*",), "https://blog.example/%C3%A5r/1", True),
        (("blog.example",), (), "no address", False),
    ],
)
def test_a_rule_matches_hosts_and_paths(
    hosts: tuple[str, ...], paths: tuple[str, ...], url: str, expected: bool
) -> None:
    assert rule("one", *hosts, paths=paths).matches(url) is expected


def test_both_days_of_a_span_lie_within_it() -> None:
    spanned = rule("one", since=date(2014, 1, 1), until=date(2014, 12, 31))
    days = [date(2013, 12, 31), date(2014, 1, 1), date(2014, 12, 31), date(2015, 1, 1)]
    assert [spanned.holds_on(day) for day in days] == [False, True, True, False]


def test_without_a_day_a_rule_holds_whose_span_has_not_ended() -> None:
    assert rule("now", since=date(2014, 1, 1)).holds_on(None)
    assert not rule("then", until=date(2014, 1, 1)).holds_on(None)


def test_the_narrowest_rule_comes_first() -> None:
    rules = [
        rule("wide", "*.example"),
        rule("host"),
        rule("later", since=date(2014, 1, 1)),
        rule("path", paths=("/news/*",)),
        rule("elsewhere", "other.example"),
    ]
    for order in (rules, rules[::-1]):
        found = Rulebook(tuple(order)).matching("https://blog.example/news/1")
        assert [one.name for one in found] == ["path", "later", "host", "wide"]
