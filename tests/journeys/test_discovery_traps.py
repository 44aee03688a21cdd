"""Endless sites: each trap is noticed, named in the archive and left, after a bounded number of requests."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import RedirectResponse

from fixtures.sample_site.server import serve_app
from fixtures.small_sites import Answer, Page, SmallPost, SmallSite, listing, posts, shell
from scraper.archive import Archive, open_archive
from scraper.crawl import Report, crawl
from scraper.crawl.events import Event
from scraper.model.limits import Manners

MANNERS = Manners(delay_s=0, allow_private=True)
POSTS = posts(12)
PROBES = 14
"""Requests for robots.txt, the front page, /about/ and the paths where feeds and sitemaps usually lie, and a spare."""


def run(archive: Archive, url: str, log: list[Event] | None = None) -> Report:
    return crawl(archive, [url], manners=MANNERS, watch=None if log is None else log.append)


def reasons(archive: Archive) -> Counter[str]:
    return Counter(lead.reason for lead in archive.leads.of(1, state="skipped"))


def number(request: Request, name: str = "page") -> int:
    value = request.query_params.get(name, "1")
    return int(value) if value.isdigit() else 1


def endless_next(request: Request) -> Answer:
    """Every page says that there is another one, and shows the last posts again."""
    page = number(request)
    some = POSTS[:6] if page == 1 else POSTS[6:]
    return listing(some, f"<a rel='next' href='/?page={page + 1}'>Older posts</a>")


def endless_copies(request: Request) -> Answer:
    """Every page shows the same cards, under addresses of its own."""
    page = number(request)
    cards = "".join(post.card(href=f"{post.path}?via={page}") for post in POSTS)
    return shell(f"<h1>News</h1><ul>{cards}</ul><a href='/?page={page + 1}'>Older posts</a>", title="News")


def one_text(request: Request) -> Answer:
    """A listing whose hundred cards all lead to one text."""
    cards = "".join(
        f"<li><h2><a href='/read/{place}/'>Story {place} of the day</a></h2><time>2024-05-{place % 28 + 1:02d}</time>"
        f"<p>Another story that happened in the town today, number {place}.</p></li>"
        for place in range(100)
    )
    return listing(POSTS).replace("</ul>", f"{cards}</ul>")


def calendar(request: Request) -> Answer:
    """Each month links to the one behind, for ever."""
    year, month = (int(part) for part in request.url.path.split("/")[2:4])
    year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return shell(
        f"<h1>{month}/{year}</h1><p>Nothing happens.</p><a href='/events/{year}/{month:02d}/'>Next month</a>"
    )


def links(*hrefs: str) -> str:
    return "".join(f"<a href='{href}'>{href[-12:]}</a> " for href in hrefs)


def calendars(request: Request) -> Answer:
    if request.query_params:
        month = number(request, "month")
        return shell(f"<h1>{month}</h1><a href='/?month={month + 1}'>Next</a>")
    return listing(POSTS, links("/?month=1", "/kalender/2031/05/", "/events/2025/01/"))


def sessions(request: Request) -> Answer:
    """All links bear an id that is new each time it is asked."""
    visitor = f"{abs(hash(str(request.url))):032x}"[:32]
    cards = "".join(post.card(href=f"{post.path};jsessionid={visitor}") for post in POSTS[:6])
    cards += "".join(post.card(href=f"{post.path}?PHPSESSID={visitor}") for post in POSTS[6:])
    return shell(f"<ul>{cards}</ul>{links(f'/(S({visitor[:24]}))/', f'/sid/{visitor}/')}")


def deeper(request: Request) -> Answer:
    """A relative link that should have been absolute, answered at every depth."""
    post = next((post for post in POSTS if post.path.strip("/") in request.url.path), None)
    if post is None:
        return listing(POSTS, links("a/b/", "archive/"))
    return post.page().replace("</article>", f"</article>{links(post.path[1:], 'more/')}")


def always(request: Request) -> Answer:
    """Answers 200 to everything; what it does not know, with regrets."""
    return shell(
        "<h1>Sorry!</h1><p>We looked everywhere, but this page seems to have moved to another place.</p>",
        title="Sorry!",
    )


GONE = SmallPost(99)
TRAPS: dict[str, tuple[dict[str, Page], Page | None, str, int]] = {
    "endless next pages": ({"/": endless_next}, None, "shows the same again", 4),
    "the same cards under other addresses": ({"/": endless_copies}, None, "same cards under other addresses", 2 + 2 * len(POSTS)),
    "one text under many addresses": (
        {"/": one_text, **{f"/read/{place}/": SmallPost(50).page(dated=False) for place in range(100)}}, None, "all say the same", 18,
    ),
    "calendars": ({"/": calendars, **{f"/events/{year}/{month:02d}/": calendar for year in range(2025, 2040) for month in range(1, 13)}}, None, "a calendar", 6),
    "sessions": ({"/": sessions}, None, "a session's own address", 4),
    "sorting and filtering": (
        {"/": listing(POSTS, links("/?sort=name", "/?order=desc&view=grid", "/?filter[town]=x", "/?tag=a&sort=b", "/?q=bridge", "/?a=1&b=2&c=3&d=4&e=5&f=6&g=7"))},
        None, "sorting or filtering", 4,
    ),
    "paths that repeat": ({"/": listing(POSTS, links("/a/b/a/b/a/b/", "/x/x/x/x/", "/" + "d/e" * 9 + "/"))}, None, "repeats", 4),
    "relative links that go deeper and deeper": ({}, deeper, "", 24),
    "a site that answers everything": ({"/": listing([*POSTS, GONE])}, always, "soft 404", 5),
}  # fmt: skip


@pytest.mark.parametrize("name", list(TRAPS))
def test_the_trap_is_named_and_left_and_the_posts_are_all_there(tmp_path: Path, name: str) -> None:
    pages, fallback, reason, most = TRAPS[name]
    with (
        serve_app(SmallSite(POSTS, pages, fallback).app()) as served,
        open_archive(tmp_path / "a.db") as archive,
    ):
        log: list[Event] = []
        report = run(archive, served.url + "/", log)
        assert len(served.log) <= PROBES + len(POSTS) + most, Counter(entry.path for entry in served.log)
        for post in POSTS:
            assert archive.posts.titled(1, post.title), post.title
        extra = 1 if name == "one text under many addresses" else 0
        assert archive.posts.count(1) == len(POSTS) + extra
        assert any(reason in said for said in reasons(archive)), reasons(archive)
        named = {said: met["times"] for said, met in log[-1]["left"].items() if reason in said}
        assert named and all(named.values()), log[-1]
        assert report.exit_code == 0, report

        asked, before = len(served.log), sorted(archive.dump(without=frozenset(("crawls", "failures"))))
        run(archive, served.url + "/")
        assert len(served.log) - asked <= 4, served.paths()[asked:]
        assert sorted(archive.dump(without=frozenset(("crawls", "failures")))) == before or name == "sessions"


def test_only_the_first_addresses_of_a_trap_are_written_down(tmp_path: Path) -> None:
    front = listing(POSTS, links(*(f"/?sort={place}" for place in range(500))))
    with (
        serve_app(SmallSite(POSTS, {"/": front}).app()) as served,
        open_archive(tmp_path / "a.db") as archive,
    ):
        run(archive, served.url + "/")
        assert reasons(archive)["trap: sorting or filtering"] == 20


def test_redirects_in_a_circle_are_a_recorded_failure_of_one_page(tmp_path: Path) -> None:
    post = POSTS[3]
    pages: dict[str, Page] = {
        "/": listing(POSTS), post.path: RedirectResponse("/round/"), "/round/": RedirectResponse("/and-round/"),
        "/and-round/": RedirectResponse("/round/"),
    }  # fmt: skip
    with serve_app(SmallSite(POSTS, pages).app()) as served, open_archive(tmp_path / "a.db") as archive:
        report = run(archive, served.url + "/")
        assert report.exit_code == 3
        stub = archive.posts.find(served.url + post.path)
        assert stub is not None and not stub.whole, "what its card says of it is kept"
        (failure,) = report.sites[0].failures
        assert "in a circle" in failure[2]
        assert len([path for path in served.paths() if "round" in path]) == 2


def test_a_dead_link_on_a_page_is_the_sites_and_no_failure_of_the_crawl(tmp_path: Path) -> None:
    """Nobody calls it a post. Sysadmins want silence, and can do nothing about it; that it answered 404 is kept."""
    site = SmallSite(POSTS, {"/": listing(POSTS, links("/the-old-bridge-is-no-more/"))})
    with serve_app(site.app()) as served, open_archive(tmp_path / "a.db") as archive:
        report = run(archive, served.url + "/")
        assert (report.exit_code, report.sites[0].failures) == (0, [])
        (lead,) = (lead for lead in archive.leads.of(1, state="failed"))
        assert (lead.url, lead.reason) == (served.url + "/the-old-bridge-is-no-more/", "answered 404")


def canonical(href: str) -> str:
    return f"<link rel='canonical' href='{href}'>"


@pytest.mark.parametrize(
    "claim",
    ["/", "https://other.example/", "/tag/bridge/", "/no-such-page/", POSTS[0].path, "javascript:void(0)", "/?sort=a", "http://[broken"],
)  # fmt: skip
def test_a_canonical_address_that_makes_no_sense_is_not_believed(tmp_path: Path, claim: str) -> None:
    """The front page, another site, a listing, a page that is not there, one address for all, and no address."""
    site = SmallSite(POSTS, {"/": listing(POSTS)}, head=canonical(claim))
    with serve_app(site.app()) as served, open_archive(tmp_path / "a.db") as archive:
        run(archive, served.url + "/")
        assert archive.posts.count(1) == len(POSTS)
        assert all(archive.posts.find(served.url + post.path) for post in POSTS)


def test_twins_are_kept_once_under_the_address_that_they_call_their_own(tmp_path: Path) -> None:
    post = POSTS[0]
    own = post.page(head=canonical(post.path))
    twins = {"/mobile" + post.path: own, "/read-" + post.path[1:]: own}
    front = listing(
        POSTS[1:], "".join(post.card(href=twin) for twin in twins) + "<a href='/?page=2'>Older posts</a>"
    )

    def pages(request: Request) -> Answer:
        return listing([post]) if number(request) == 2 else front

    with (
        serve_app(SmallSite(POSTS, {"/": pages, post.path: own, **twins}).app()) as served,
        open_archive(tmp_path / "a.db") as archive,
    ):
        run(archive, served.url + "/")
        assert archive.posts.count(1) == len(POSTS)
        kept = archive.posts.find(served.url + post.path)
        assert kept is not None
        assert kept.url == served.url + post.path
        assert len([path for path in served.paths() if path in (*twins, post.path)]) == 3


def test_two_pages_that_call_each_other_their_own_are_both_judged(tmp_path: Path) -> None:
    one, other = POSTS[0], POSTS[1]
    pages: dict[str, Page] = {
        "/": listing(POSTS), one.path: one.page(head=canonical(other.path)), other.path: other.page(head=canonical(one.path)),
    }  # fmt: skip
    with serve_app(SmallSite(POSTS, pages).app()) as served, open_archive(tmp_path / "a.db") as archive:
        run(archive, served.url + "/")
        assert archive.posts.count(1) == len(POSTS)


def test_amp_and_print_twins_are_left(tmp_path: Path) -> None:
    front = listing(
        POSTS,
        "".join(
            POSTS[0].card(href=POSTS[0].path + twin)
            for twin in ("amp/", "?amp=1", "?print=1", "print/", "?format=amp", "embed/")
        ),
    )
    with (
        serve_app(SmallSite(POSTS, {"/": front}).app()) as served,
        open_archive(tmp_path / "a.db") as archive,
    ):
        run(archive, served.url + "/")
        assert archive.posts.count(1) == len(POSTS)
        assert not [path for path in served.paths() if "amp" in path or "print" in path or "embed" in path]
