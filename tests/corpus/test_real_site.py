"""A real blog as it was published, served over HTTP and crawled from its front page."""

from __future__ import annotations

import re
import tarfile
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fixtures.sample_site.server import serve_app
from scraper.archive import open_archive
from scraper.crawl import crawl
from scraper.model.limits import Manners

SITE = Path(__file__).parents[2].parent / "shared" / "sites" / "en-jekyll.tar.gz"
POSTS = 53


def served_from(root: Path) -> Starlette:
    """The folder as a static server shows it: a path with a slash is its index, whatever that holds."""

    async def answer(request: Request) -> Response:
        file = (root / request.path_params["path"]).resolve()
        if not file.is_relative_to(root.resolve()):
            return Response("no", 404)
        file = file / "index.html" if file.is_dir() else file
        return Response(file.read_bytes(), media_type="text/html") if file.is_file() else Response("no", 404)

    return Starlette(routes=[Route("/{path:path}", answer)])


@pytest.mark.skipif(not SITE.exists(), reason="the recorded site is not here")
@pytest.mark.parametrize("start", ["/", "/feed/", "first post"])
def test_all_its_posts_are_found_and_no_other_page_and_every_day_is_right(tmp_path: Path, start: str) -> None:
    with tarfile.open(SITE) as packed:
        packed.extractall(tmp_path / "site", filter="data")
    root = next(
        page.parent for page in (tmp_path / "site").rglob("index.html") if (page.parent / "posts").is_dir()
    )
    pages = sorted(page.parent.relative_to(root).as_posix() for page in root.glob("posts/*/*/*/*/index.html"))
    assert len(pages) == POSTS
    begin = f"/{pages[0]}/" if start == "first post" else start
    with serve_app(served_from(root)) as served, open_archive(tmp_path / "a.db") as archive:
        report = crawl(archive, [served.url + begin], manners=Manners(delay_s=0, allow_private=True))
        found = {}
        for post_id in range(1, archive.posts.count(1) + 1):
            post = archive.posts.load(post_id)
            assert post is not None
            found[post.url.removeprefix(served.url + "/").rstrip("/")] = str(post.published)[:10]
        day = re.compile(r"posts/(\d{4})/(\d\d)/(\d\d)/")
        assert found == {page: "-".join(match.groups()) for page in pages if (match := day.match(page))}
        assert report.exit_code == 0, report
        asked = len(served.log)
        assert (
            crawl(archive, [served.url + begin], manners=Manners(delay_s=0, allow_private=True)).exit_code
            == 0
        )
        assert len(served.log) - asked <= 4, served.paths()[asked:]
