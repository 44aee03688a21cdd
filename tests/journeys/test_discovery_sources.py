"""Sites that tell of their posts in one way only: each way finds every post, and no page that is none."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from fixtures.no_posts import NO_POSTS
from fixtures.sample_site.server import Served, serve_app
from fixtures.small_sites import NOT_FOUND, Answer, SmallPost, SmallSite, listing, posts, shell
from scraper.archive import Archive, open_archive
from scraper.crawl import Report, crawl
from scraper.model.clock import fixed_clock
from scraper.model.limits import Manners

MANNERS = Manners(delay_s=0, allow_private=True)
CLOCK = fixed_clock(datetime(2025, 3, 1, 3, 0, tzinfo=UTC))
COUNT = 34
POSTS = posts(COUNT)


def run(archive: Archive, url: str) -> Report:
    return crawl(archive, [url], manners=MANNERS, clock=CLOCK)


def stored(archive: Archive, served: Served) -> dict[str, str]:
    """Path → day of every stored post."""
    found = {}
    for post_id in range(1, 2_000):
        post = archive.posts.load(post_id)
        if post is not None:
            found[post.url.removeprefix(served.url)] = str(post.published)[:10]
    return found


def number(request: Request, name: str = "page") -> int:
    value = request.query_params.get(name, "1")
    return int(value) if value.isdigit() else 1


def piece(page: int, size: int = 10) -> list[SmallPost]:
    return POSTS[(page - 1) * size : page * size]


def numbered(
    link: Callable[[int], str], *, name: str = "page", head: Callable[[int], str] = lambda page: ""
) -> Callable[[Request], Answer]:
    """A front page whose pages are told by a parameter."""

    def front(request: Request) -> Answer:
        page = number(request, name)
        some = piece(page)
        last = page * 10 >= COUNT
        return (
            listing(some, "" if last else link(page), head="" if last else head(page))
            if some
            else (404, NOT_FOUND)
        )

    return front


def rss(some: list[SmallPost], *, extra: str = "", generator: str = "") -> str:
    items = "".join(
        f"<item><title>{post.title}</title><link>{post.path}</link><pubDate>{post.day}T08:00:00+00:00</pubDate></item>"
        for post in some
    )
    return f"<?xml version='1.0'?><rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Paper</title>{generator}{extra}{items}</channel></rss>"


def feed_of_wordpress(request: Request) -> Answer:
    some = piece(number(request, "paged"))
    return (
        rss(some, generator="<generator>https://wordpress.org/?v=6.4</generator>")
        if some
        else (404, NOT_FOUND)
    )


def archived_feed(request: Request) -> Answer:
    page = number(request, "part")
    older = f"<atom:link rel='prev-archive' href='/feed/?part={page + 1}'/>" if page * 10 < COUNT else ""
    return rss(piece(page), extra=older)


def json_feed(request: Request) -> Answer:
    page = number(request)
    items = [
        {"id": post.path, "url": post.path, "title": post.title, "date_published": f"{post.day}T08:00:00Z"}
        for post in piece(page)
    ]
    read = {"version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items}
    return json.dumps(read | ({"next_url": f"/feed.json?page={page + 1}"} if page * 10 < COUNT else {}))


def rest(request: Request) -> Answer:
    page, size = number(request), 10  # a server may give fewer than were asked for
    some = piece(page, size)
    if not some:
        return 400, '{"code": "rest_post_invalid_page_number"}'
    read = [
        {"link": post.path, "type": "post", "date": f"{post.day}T08:00:00", "modified_gmt": f"{post.day}T09:00:00",
         "title": {"rendered": post.title}, "excerpt": {"rendered": "<p>Short.</p>"}}
        for post in some
    ]  # fmt: skip
    return Response(
        json.dumps(read), headers={"x-wp-totalpages": str(-(-COUNT // size))}, media_type="application/json"
    )


def more_as_json(request: Request) -> Answer:
    page = number(request)
    html = "".join(post.card() for post in piece(page))
    return json.dumps(
        {"html": f"<ul>{html}</ul>", "next_url": f"/more?page={page + 1}" if page * 10 < COUNT else None}
    )


def more_as_html(request: Request) -> Answer:
    page = number(request)
    more = (
        f"<button class='load-more' data-url='/more?page={page + 1}'>+</button>" if page * 10 < COUNT else ""
    )
    return "<div><ul>" + "".join(post.card() for post in piece(page)) + f"</ul>{more}</div>"


def by_month(request: Request) -> Answer:
    month = request.url.path.strip("/").replace("/", "-")
    some = [post for post in POSTS if post.day.startswith(month)]
    return listing(some) if some else (404, NOT_FOUND)


MONTHS = sorted({post.day[:7] for post in POSTS})
FRONT = shell("<h1>Welcome</h1><p>To the paper of the town.</p>")
MORE = "<button class='load-more' data-url='/more?page=2'>+</button>"
API = "<link rel='https://api.w.org/' href='/wp-json/'>"

WAYS: dict[str, SmallSite] = {
    "numbered pages": SmallSite(POSTS, {"/": numbered(lambda page: f"<a href='/?page={page + 1}'>{page + 1}</a>")}),
    "older posts, in Swedish": SmallSite(POSTS, {"/": numbered(lambda page: f"<a href='/?o={page + 1}'>Äldre inlägg</a>", name="o")}),
    "rel=next in the head": SmallSite(POSTS, {"/": numbered(lambda page: "", head=lambda page: f"<link rel='next' href='/?page={page + 1}'>")}),
    "load more, answered as HTML": SmallSite(POSTS, {"/": listing(piece(1), MORE), "/more": more_as_html}),
    "load more, answered as JSON": SmallSite(POSTS, {"/": listing(piece(1), MORE), "/more": more_as_json}),
    "no way on, but ?page=N is there": SmallSite(POSTS, {"/": numbered(lambda page: "")}),
    "archives by month": SmallSite(
        POSTS,
        {"/": listing(piece(1), "".join(f"<a href='/{m.replace('-', '/')}/'>{m}</a> " for m in MONTHS)),
         **{f"/{m.replace('-', '/')}/": by_month for m in MONTHS}},
    ),
    "a page with the whole archive": SmallSite(POSTS, {"/": listing(piece(1), "<a href='/archive/'>Archive</a>"), "/archive/": listing(POSTS)}),
    "a WordPress feed": SmallSite(POSTS, {"/": FRONT, "/feed/": feed_of_wordpress}),
    "an archived feed (RFC 5005)": SmallSite(POSTS, {"/": FRONT, "/feed/": archived_feed}),
    "a JSON Feed with pages": SmallSite(POSTS, {"/": FRONT, "/feed.json": json_feed}),
    "a feed that robots.txt names": SmallSite(POSTS, {"/": FRONT, "/robots.txt": "User-agent: *\nSitemap: /all.rss", "/all.rss": rss(POSTS)}),
    "a feed served as HTML": SmallSite(
        POSTS, {"/": FRONT, "/rss.xml": Response(rss(POSTS), media_type="text/html; charset=utf-8")}
    ),
    "a text sitemap": SmallSite(POSTS, {"/": FRONT, "/robots.txt": "Sitemap: /all.txt", "/all.txt": lambda request: "\n".join(f"{request.base_url}{post.path[1:]}" for post in POSTS)}),
    "a sitemap index in a circle, in gzip": SmallSite(
        POSTS,
        {"/": FRONT,
         "/sitemap.xml": "<sitemapindex><sitemap><loc>/sitemap.xml</loc></sitemap><sitemap><loc>/s1.xml.gz</loc></sitemap></sitemapindex>",
         "/s1.xml.gz": Response(gzip.compress(("<urlset xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>" + "".join(
             f"<url><loc>{post.path}</loc><image:image><image:loc>/{post.number}.jpg</image:loc></image:image></url>" for post in POSTS) + "</urlset>").encode()),
             media_type="application/gzip")},
    ),
    "the REST interface, named in the head": SmallSite(POSTS, {"/": listing(piece(1)).replace("</head>", API + "</head>"), "/wp-json/wp/v2/posts": rest}),
    "the REST interface, named in a header": SmallSite(
        POSTS, {"/": Response(FRONT, headers={"link": '</wp-json/>; rel="https://api.w.org/"'}, media_type="text/html"), "/wp-json/wp/v2/posts": rest}
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", list(WAYS))
def test_every_post_is_found_and_nothing_else(tmp_path: Path, way: str) -> None:
    with serve_app(WAYS[way].app()) as served, open_archive(tmp_path / "a.db") as archive:
        report = run(archive, served.url + "/")
        assert stored(archive, served) == {post.path: post.day for post in POSTS}
        assert report.exit_code == 0, report
        before, asked = list(archive.dump(without=frozenset(("crawls", "failures")))), len(served.log)
        assert run(archive, served.url + "/").exit_code == 0
        assert list(archive.dump(without=frozenset(("crawls", "failures")))) == before
        assert len(served.log) - asked <= 3, served.paths()[asked:]


def test_a_lone_post_leads_to_the_rest_of_its_site(tmp_path: Path) -> None:
    site = WAYS["numbered pages"]
    with serve_app(site.app()) as served, open_archive(tmp_path / "a.db") as archive:
        run(archive, served.url + POSTS[20].path)
        assert stored(archive, served) == {post.path: post.day for post in POSTS}


def test_beginning_with_the_feed_does_not_end_the_listing_that_shows_the_same_posts(tmp_path: Path) -> None:
    site = SmallSite(POSTS, {**WAYS["numbered pages"].pages, "/rss": rss(piece(1))})
    with serve_app(site.app()) as served, open_archive(tmp_path / "a.db") as archive:
        run(archive, served.url + "/rss")
        assert len(stored(archive, served)) == COUNT


def test_a_closed_rest_interface_is_no_failure(tmp_path: Path) -> None:
    pages = {**WAYS["numbered pages"].pages, "/wp-json/wp/v2/posts": (401, '{"code": "rest_forbidden"}')}
    with (
        serve_app(SmallSite(POSTS, pages, head=API).app()) as served,
        open_archive(tmp_path / "a.db") as archive,
    ):
        assert run(archive, served.url + POSTS[0].path).exit_code == 0
        assert len(stored(archive, served)) == COUNT
        reasons = {lead.reason for lead in archive.leads.of(1, state="skipped")}
        assert any("401" in reason for reason in reasons)


def test_what_each_source_knows_of_a_post_is_kept_as_evidence(tmp_path: Path) -> None:
    post = POSTS[0]
    feed = rss([]).replace(
        "</channel>",
        f"<item><title>{post.title}</title><link>{post.path}</link><author>x@y.example (Ann Lee)</author><category>Town</category><description>In short.</description></item></channel>",
    )
    sitemap = f"<urlset><url><loc>{post.path}</loc><lastmod>2025-01-02</lastmod></url></urlset>"
    pages = {
        "/": listing([post, *piece(2)], head="<link rel='alternate' type='application/rss+xml' href='/rss'>"),
        "/rss": feed,
        "/sitemap.xml": sitemap,
    }
    with serve_app(SmallSite(POSTS, pages).app()) as served, open_archive(tmp_path / "a.db") as archive:
        run(archive, served.url + "/")
        found = archive.posts.find(served.url + post.path)
        kept = archive.posts.load(found.id) if found else None
        assert kept is not None
        said = {(row.source, row.field): row.raw for row in kept.evidence}
        assert said["card", "published"] == post.day
        assert said["feed", "excerpt"] == "In short."
        assert said["feed", "tags"] == "Town"
        assert "Ann Lee" in said["feed", "authors"]
        assert said["sitemap", "lastmod"] == "2025-01-02"


def test_the_same_post_under_twins_of_its_address_is_one(tmp_path: Path) -> None:
    """Slashes, hosts, percent-encoding of either case, tracking parameters."""
    sitemap = "<urlset>{}</urlset>"
    odd = "/caf%C3%A9-{}/"
    page = POSTS[0].page()
    twins = ["/caf%C3%A9/", "/caf%c3%a9/", "/café", "/café/?utm_source=x", "/caf%C3%A9/index.html"]
    site = SmallSite(
        [],
        {
            "/": FRONT,
            "/sitemap.xml": sitemap.format("".join(f"<url><loc>{twin}</loc></url>" for twin in twins)),
            "/café/": page,
            odd: page,
        },
    )
    with serve_app(site.app()) as served, open_archive(tmp_path / "a.db") as archive:
        run(archive, served.url + "/")
        assert archive.posts.count(1) == 1
        assert len([path for path in served.paths() if "caf" in path]) == 1


def test_posts_and_pages_that_share_the_root_and_one_sitemap_are_told_apart(tmp_path: Path) -> None:
    """Dozens of pages that are none, among them archives by date, author pages, attachments and pages with dates."""
    others = {path: html for path, html in NO_POSTS.values() if path != "/" and "?" not in path}
    listed = [*others, "/?s=bridge", "/2021/05/story-1/?amp=1", *(post.path for post in POSTS)]
    sitemap = "<urlset>" + "".join(f"<url><loc>{escape(path)}</loc></url>" for path in listed) + "</urlset>"
    site = SmallSite(POSTS, {"/": FRONT, "/sitemap.xml": sitemap, **others})
    clock = fixed_clock(datetime(2025, 5, 20, tzinfo=UTC))
    with serve_app(site.app()) as served, open_archive(tmp_path / "a.db") as archive:
        report = crawl(archive, [served.url + "/"], manners=MANNERS, clock=clock)
        assert report.exit_code == 0, report
        assert stored(archive, served) == {post.path: post.day for post in POSTS}
        left = archive.leads.of(1, state="skipped")
        assert all(lead.reason for lead in left), "each page that is no post says why"


def test_what_robots_txt_forbids_stays_a_stub_with_the_reason_and_is_no_failure(tmp_path: Path) -> None:
    shut = POSTS[5]
    pages = {
        **WAYS["numbered pages"].pages, "/rss": rss(piece(1)),
        "/robots.txt": f"User-agent: *\nDisallow: {shut.path}\nDisallow: /rss\nDisallow: /sitemap",
    }  # fmt: skip
    with serve_app(SmallSite(POSTS, pages).app()) as served, open_archive(tmp_path / "a.db") as archive:
        assert run(archive, served.url + "/").exit_code == 0
        stub = archive.posts.find(served.url + shut.path)
        assert stub is not None and not stub.whole
        lead = archive.leads.get(1, served.url + shut.path)
        assert lead is not None
        assert (lead.state, "robots.txt" in lead.reason) == ("failed", True)
        assert not {"/rss", "/sitemap.xml", shut.path} & set(served.paths())


def test_a_front_page_that_robots_txt_forbids_is_a_failure_that_says_so(tmp_path: Path) -> None:
    site = SmallSite(POSTS, {"/": listing(POSTS), "/robots.txt": "User-agent: *\nDisallow: /"})
    with serve_app(site.app()) as served, open_archive(tmp_path / "a.db") as archive:
        report = run(archive, served.url + "/")
        assert report.exit_code == 1
        assert "robots.txt" in report.sites[0].problem
        assert set(served.paths()) == {"/robots.txt"}


@pytest.mark.parametrize("obey", [True, False])
def test_pages_that_ask_not_to_be_kept_are_not_unless_told_so(tmp_path: Path, obey: bool) -> None:
    hidden, uncopied, headed = POSTS[0], POSTS[1], POSTS[2]
    pages = {
        "/": listing(POSTS),
        hidden.path: hidden.page(head="<meta name='robots' content='noindex'>"),
        uncopied.path: uncopied.page(head="<meta name='robots' content='index, noarchive'>"),
        headed.path: Response(headed.page(), headers={"x-robots-tag": "noindex"}, media_type="text/html"),
    }
    with serve_app(SmallSite(POSTS, pages).app()) as served, open_archive(tmp_path / "a.db") as archive:
        manners = Manners(delay_s=0, allow_private=True, obey_directives=obey)
        assert crawl(archive, [served.url + "/"], manners=manners, clock=CLOCK).exit_code == 0
        kept = {path for path in (hidden.path, headed.path) if archive.posts.find(served.url + path)}
        assert kept == (set() if obey else {hidden.path, headed.path})
        assert archive.posts.count(1) == COUNT - (2 if obey else 0)
        record = archive.posts.find(served.url + uncopied.path)
        assert record is not None
        assert (record.capture_id is None) is obey
        reasons = [lead.reason for lead in archive.leads.of(1, state="skipped")]
        assert any("noindex" in reason for reason in reasons) is obey
