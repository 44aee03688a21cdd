"""Memory and site rules: what a new rule reads in an old page is no edit of the site's."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from fixtures.sample_site.server import serve_app
from scraper.archive import Archive, open_archive
from scraper.crawl import crawl
from scraper.model.clock import Clock
from scraper.sites import Rulebook
from scraper.sites.parse import parse_rule
from tests.journeys.conftest import MANNERS, Nights

PAGE = """<html lang=en><title>A headline</title><h1>A headline</h1><h2 class=real>The real headline</h2>
<p>3 May 2030</p><p>{} with a text that is long enough to be one, about bridges, and some more of the same.</p>
<p>The second paragraph is long enough too, and tells something else of the bridges and the engineers.</p>"""
RULE = b'fields.title = ".real"\n[match]\nhosts = ["127.0.0.1"]\n'


def test_a_new_rule_is_no_edit(tmp_path: Path, nights: Nights) -> None:
    words = ["A beginning"]

    async def page(request: Request) -> HTMLResponse:
        return HTMLResponse(PAGE.format(words[0]))

    rules = Rulebook((parse_rule(RULE, Path("one.toml")),))
    clock = Clock(now=nights.now, monotonic=lambda: 0.0, sleep=lambda seconds: None)
    with (
        serve_app(Starlette(routes=[Route("/a/", page)])) as served,
        open_archive(tmp_path / "a.db") as archive,
    ):

        def read(book: Rulebook) -> str | None:
            nights.pass_by(30)
            crawl(archive, [], only=[f"{served.url}/a/"], manners=MANNERS, clock=clock, rules=book)
            stored = archive.posts.find(f"{served.url}/a/")
            post = archive.posts.load(stored.id) if stored else None
            return post.title if post else None

        assert read(Rulebook()) == "A headline"
        assert read(rules) == "The real headline"
        assert read(rules) == "The real headline"
        assert edits(archive) == [], "the site has edited nothing"
        words[0] = "Another beginning, which nobody has seen before,"
        assert read(rules) == "The real headline"
        assert edits(archive) == ["edited"]


def edits(archive: Archive) -> list[str]:
    return [change.what for change in archive.history.log(limit=100) if change.what != "new"]
