"""What documents list or count is what there is: settings, filters, keys of exports and rules, addresses, numbers of things."""

from __future__ import annotations

import ast
import json
import re
import shlex
import sys
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fixtures import queries
from fixtures.no_posts import NO_POSTS
from fixtures.payloads import payloads
from fixtures.walls import ROBOT_CHECKS
from fuzz.targets import TARGETS
from scraper.archive import open_archive
from scraper.archive.query import FILTERS
from scraper.archive.records import Selection
from scraper.cli.main import app
from scraper.crawl.schedule import certain_crawls
from scraper.exports.jsonl import json_line
from scraper.exports.sheet import COLUMNS
from scraper.model.errors import ScraperError
from scraper.model.limits import Limits, Manners
from scraper.reading.questions import QUESTIONS
from scraper.reading.routes import ROUTES
from scraper.settings.config import SETTINGS

ROOT = Path(__file__).parents[2]
SEARCH_PAGE = ROOT / "scraper" / "reading" / "templates" / "search.html"


def document(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


@pytest.mark.parametrize("command", ["search", "posts", "show", "log", "export"])
def test_what_the_readme_asks_of_the_sample_archive_is_answered(
    command: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = (ROOT / "README.md").read_text("utf-8").split("## Ask")[1].split("## ")[0]
    monkeypatch.setenv("SCRAPER_DB", str(ROOT / "archive.db"))
    monkeypatch.chdir(tmp_path)
    lines = re.findall(rf"^scraper ({command} .*|{command})$", asked, re.MULTILINE)
    assert lines
    for line in lines:
        done = CliRunner().invoke(app, shlex.split(line, comments=True))
        written = done.stdout + "".join(file.read_text("utf-8") for file in tmp_path.iterdir())
        assert (done.exit_code, written.count("\n") > 3) == (0, True), line


def test_cron_lists_every_setting_with_its_default() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \| [^|]+ \|$", document("cron.md"), re.MULTILINE)
    keys = {key for row in rows for key in re.findall(r"`([\w.]+)`", row)}
    assert keys - {"limits.quiet_requests"} == set(SETTINGS)
    assert f"that finds nothing new: {Limits().quiet_requests}." in document("cron.md")
    assert f"requests to one host; {Manners().delay_s:g} when nothing is said" in document("cron.md")
    told = re.findall(r"within (\d+)(?: nights)? at (\d+)", document("cron.md"))
    assert told
    assert all(certain_crawls(2000, quiet=int(requests)) == int(nights) for nights, requests in told)


def test_the_filters_are_told_in_search_and_on_its_page() -> None:
    for told in (document("search.md"), SEARCH_PAGE.read_text("utf-8")):
        named = set(re.findall(r"(?:`|<code>)(\w+):[\w\"]", told)) - {"yeer"}
        assert named == set(FILTERS) - {"by"}  # `by:` is what `author:` is


def test_exports_lists_the_keys_and_columns_there_are() -> None:
    told = document("exports.md")
    lines = told.split("**JSON Lines**")[1].split("\n\n")[0]
    with open_archive(ROOT / "archive.db", create=False, read_only=True) as archive:
        (record,) = archive.records.collect(Selection(), limit=1).records
    keys = json.loads(json_line(record))
    author = keys["authors"][0]
    assert set(keys) | set(author) <= set(re.findall(r"`(\w+)`", lines))
    listed = told.split("**CSV**: ")[1].split(". UTF-8")[0]
    assert re.findall(r"`(\w+)`", listed) == list(COLUMNS)


def test_every_reading_page_is_told_and_there() -> None:
    table = document("reading.md").split("## Addresses")[1].split("Numbers are")[0]
    patterns = [re.compile(pattern) for pattern, _ in ROUTES][:-1]
    cells = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    told = [
        address for cell in cells for address in re.findall(r"`([^`]+)`", cell) if not address.startswith("?")
    ]
    paths = ["/blog/-/" + one.removeprefix("/blog/-/").split("?")[0] for one in told]
    assert [path for path in paths if not any(pattern.match(path) for pattern in patterns)] == []
    pages = [pattern for pattern in patterns[1:] if "stored" not in pattern.pattern]
    assert [page.pattern for page in pages if not any(page.match(path) for path in paths)] == []


def test_exit_codes_are_those_of_errors() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+)", document("cron.md"), re.MULTILINE)}
    assert {kind.exit_code for kind in _all(ScraperError)} <= told | {6}  # 6: `scraper verify`, in keeping


def _all(kind: type[ScraperError]) -> list[type[ScraperError]]:
    return [kind, *(one for below in kind.__subclasses__() for one in _all(below))]


def test_architecture_names_each_room_with_the_libraries_it_opens_on() -> None:
    rows = re.findall(r"^\| `(\w+)/` \| [^\n]+ \| ([^|]+) \|$", document("architecture.md"), re.MULTILINE)
    doors = {room: set(re.findall(r"[a-z][\w-]+", re.sub(r"\([^)]*\)", "", told))) for room, told in rows}
    assert set(doors) == {file.parent.name for file in ROOT.glob("scraper/*/__init__.py")}
    below = {
        "markupsafe": "jinja2",
        "httpcore": "httpx",
        "re2": "google-re2",
    }  # what comes with what is named
    for room, told in doors.items():
        found = set()
        for file in (ROOT / "scraper" / room).glob("**/*.py"):
            for line in ast.walk(ast.parse(file.read_text("utf-8"))):
                names = [one.name for one in line.names] if isinstance(line, ast.Import) else []
                names += [line.module or ""] if isinstance(line, ast.ImportFrom) else []
                found |= {name.split(".")[0] for name in names}
        found -= sys.stdlib_module_names | {"scraper"}
        assert {below.get(name, name.replace("_", "-")) for name in found} == told, room


def test_decisions_says_why_of_each_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    told = document("decisions.md")
    named = [*project["dependencies"], *project["optional-dependencies"]["reading"]]
    assert [one for line in named if (one := re.match(r"[\w-]+", line)) and one[0] not in told] == []


def test_the_questions_are_shown_with_what_they_answer() -> None:
    assert queries.document() == document("queries.md"), "write it anew with: python -m fixtures.queries"


def test_numbers_of_things() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(QUESTIONS) == 16
    assert "sixteen questions" in readme
    count = len(payloads("http://127.0.0.1:1"))
    for name in ("security.md", "reading.md"):
        assert f"{count} payloads" in document(name), (name, count)
    assert f"{len(ROBOT_CHECKS)} checks for robots" in document("security.md")
    assert f"of {len(NO_POSTS)} made-up pages that are none" in document("decisions.md")
    assert len(TARGETS) == 9
    assert "nine targets" in document("security.md")
