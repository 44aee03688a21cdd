"""No name from the web becomes a path: a crawl of a site full of such names writes its one file and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.small_sites import posts
from tests.fetching.rough_server import RoughServer, answer

ROOT = Path(__file__).parent.parent.parent
PATHS = (
    "/../../etc/passwd", "/%2e%2e/%2e%2e/outside", "/..%2f..%2foutside", "/a%00b", "/C:%5Coutside", "/con", "/~/.ssh/keys",
    "/" + "long" * 500, "/%0a%0dname", "/outside.db", "/.scraper.toml", "/%ff%fe", "/file:%2f%2f%2foutside",
)  # fmt: skip
NAMES = (
    "../../outside",
    "/outside",
    "C:\\outside",
    "outside\x00.html",
    "~/outside",
    "| outside",
    "$(touch outside)",
    "`touch outside`",
)

CRAWL = """
import json, sys
touched = []
WRITES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.system", "os.exec",
          "os.posix_spawn", "subprocess.Popen", "shutil.copyfile", "tempfile.mkstemp", "tempfile.mkdtemp", "sqlite3.connect"}
def hook(event, arguments):
    if event == "open" and (not isinstance(arguments[2], int) or arguments[2] & 3 or set(str(arguments[1])) & set("wax+")):
        touched.append((event, str(arguments[0])))
    elif event in WRITES:
        touched.append((event, str(arguments[0])))
from scraper.archive import open_archive
from scraper.crawl import crawl
from scraper.model.limits import Limits, Manners
sys.addaudithook(hook)
with open_archive(sys.argv[1]) as archive, archive.lock():
    manners = Manners(delay_s=0, allow_private=True, limits=Limits(tries=1))
    report = crawl(archive, [sys.argv[2]], manners=manners)
print(json.dumps({"new": report.sites[0].counts.new, "touched": sorted(set(map(tuple, touched)))}))
"""


@pytest.fixture
def server() -> Iterator[RoughServer]:
    rough = RoughServer()
    some = iter(posts(len(PATHS) + len(NAMES)))
    items = ""
    for path in PATHS:
        page = answer(200, next(some).page().encode(), "Content-Type: text/html")
        rough.on(path, page)
        items += f"<item><title>T</title><link>{rough.url(path)}</link></item>"
    for number, name in enumerate(NAMES):
        one = next(some)
        written = one.page(
            head=f'<meta name=author content="{name}"><meta property="article:tag" content="{name}">'
        )
        title = f"{name} {one.title}"
        header = name.replace("\x00", "%00")
        rough.on(
            f"/named-{number}/",
            answer(
                200,
                written.replace(one.title, title).encode(),
                "Content-Type: text/html",
                f'Content-Disposition: attachment; filename="{header}"',
            ),
        )
        items += f"<item><title>x</title><link>{rough.url(f'/named-{number}/')}</link></item>"
    feed = f"<rss version='2.0'><channel><title>../../outside</title>{items}</channel></rss>"
    rough.on("/feed", answer(200, feed.encode(), "Content-Type: application/rss+xml"))
    yield rough
    rough.close()


def test_a_crawl_writes_its_one_file_and_nothing_else(server: RoughServer, tmp_path: Path) -> None:
    inner = tmp_path / "one" / "two" / "archive"
    inner.mkdir(parents=True)
    file = inner / "a.db"
    before = set(tmp_path.rglob("*"))
    command = [sys.executable, "-c", CRAWL, str(file), server.url("/feed")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    told = json.loads(done.stdout)
    assert told["new"] >= len(NAMES)
    strange = [touched for touched in told["touched"] if not _is_own(touched[1], file)]
    assert strange == []
    made = {path.relative_to(inner).as_posix() for path in set(tmp_path.rglob("*")) - before}
    assert {name for name in made if not name.startswith("a.db")} == set()


def _is_own(name: str, file: Path) -> bool:
    """The archive, what SQLite and the lock keep beside it, and what Python itself writes down of modules."""
    return str(file) in name or "__pycache__" in name or name == "/dev/null"
