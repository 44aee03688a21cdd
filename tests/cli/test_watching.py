"""Those who look on while a crawl runs: a terminal, a pipe, a log, a health-check service."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from fixtures.sample_site.server import Served, serve
from scraper.archive import open_archive
from scraper.crawl import crawl
from scraper.crawl.outcome import Visit
from scraper.crawl.site import SiteCrawl
from scraper.model.errors import URLError
from scraper.model.limits import Manners
from tests.cli.test_commands import scraper

QUICK = ("--allow-private", "--delay", "0")


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with serve("classic") as served:
        yield served


def on_a_terminal(*arguments: str, cwd: Path, **environment: str) -> str:
    """What a command shows on the standard error of a terminal."""
    ours, theirs = pty.openpty()
    shown: list[bytes] = []

    def read() -> None:
        try:
            while piece := os.read(ours, 65_536):
                shown.append(piece)
        except OSError:
            pass  # the other end is closed

    reader = threading.Thread(target=read)
    reader.start()
    settings = {
        name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "CI", "SCRAPER_DB")
    }
    done = subprocess.run(
        [sys.executable, "-m", "scraper", *arguments], cwd=cwd, stdout=subprocess.DEVNULL, stderr=theirs, timeout=90,
        env=settings | {"TERM": "xterm-256color", "COLUMNS": "160", "LINES": "40"} | environment, check=False,
    )  # fmt: skip
    os.close(theirs)
    reader.join(10)
    os.close(ours)
    assert done.returncode == 0
    return b"".join(shown).decode()


def test_a_terminal_sees_how_far_each_site_is(site: Served, tmp_path: Path) -> None:
    shown = on_a_terminal("crawl", site.url, *QUICK, cwd=tmp_path)
    for word in ("127.0.0.1", "found", "fetched", "new", "changed", "failed", "/s"):
        assert word in shown


@pytest.mark.parametrize("how", ["quiet", "dumb", "json"])
def test_who_wants_no_live_view_gets_none(how: str, site: Served, tmp_path: Path) -> None:
    wanted = {"quiet": ["--quiet"], "json": ["--json"], "dumb": []}[how]
    environment = {"TERM": "dumb"} if how == "dumb" else {}
    arguments = ("crawl", site.url, "--max-pages", "5", *QUICK, *wanted)
    assert on_a_terminal(*arguments, cwd=tmp_path, **environment) == ""


def test_the_log_is_an_object_a_line(site: Served, tmp_path: Path) -> None:
    for _ in range(2):
        done = scraper("crawl", site.url, *QUICK, "-q", "--log-json", "crawl.jsonl", cwd=tmp_path)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    events = [json.loads(line) for line in (tmp_path / "crawl.jsonl").read_text().splitlines()]
    assert [event["event"] for event in events if event["event"] != "visit"] == ["start", "finish"] * 2
    assert all({"at", "level", "site"} <= set(event) for event in events)
    visits = [event for event in events if event["event"] == "visit"]
    assert all(event["url"].startswith(site.url) for event in visits)
    assert {event["status"] for event in visits if "status" in event} >= {200, 304}
    assert events[-1]["outcome"] == "done" and events[-1]["new"] == 0

    said = scraper("crawl", site.url, *QUICK, "-q", "--log-json", "-", cwd=tmp_path).stderr
    assert [json.loads(line)["event"] for line in said.splitlines()][-1] == "finish"


def test_a_log_that_cannot_be_written_is_told(site: Served, tmp_path: Path) -> None:
    done = scraper("crawl", site.url, *QUICK, "--log-json", "no/such/folder.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert (
        done.stderr.startswith("scraper: no/such/folder.jsonl cannot be written")
        and done.stderr.count("\n") == 1
    )


@contextmanager
def health_checks(status: int = 200) -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/abc-123", asked
    finally:
        server.shutdown()
        server.server_close()


def test_a_health_check_hears_of_the_start_and_the_end(site: Served, tmp_path: Path) -> None:
    with health_checks() as (url, asked):
        assert (
            scraper(
                "crawl", site.url, *QUICK, "-q", "--max-pages", "4", "--ping", url, cwd=tmp_path
            ).returncode
            == 0
        )
        assert asked == ["/abc-123/start", "/abc-123"]
        asked.clear()
        dead = scraper("crawl", "http://127.0.0.1:9/", *QUICK, "-q", "--ping", url, cwd=tmp_path)
        assert asked == ["/abc-123/start", f"/abc-123/{dead.returncode}"]
        assert dead.returncode == 1


def test_a_health_check_that_does_not_answer_changes_nothing(site: Served, tmp_path: Path) -> None:
    arguments = ("crawl", site.url, *QUICK, "-q", "--max-pages", "4", "--ping")
    with health_checks(500) as (url, _):
        done = scraper(*arguments, url, cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [f"scraper: --ping {url}: the server answered 500"] * 2
    gone = scraper(*arguments, "http://127.0.0.1:9/x", cwd=tmp_path)
    assert gone.returncode == 0 and gone.stderr.count("\n") == 2
    assert scraper(*arguments, "no address", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    "fault", [KeyError("a fault\nof ours"), URLError("one that should have been caught")]
)
def test_a_fault_of_ours_at_one_site_is_none_of_the_others(
    site: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    take = SiteCrawl.take

    def faulty(crawled: SiteCrawl, visit: Visit, *, now: datetime) -> None:
        if "localhost" in crawled.home:
            raise fault
        take(crawled, visit, now=now)

    monkeypatch.setattr(SiteCrawl, "take", faulty)
    events: list[dict[str, object]] = []
    with open_archive(tmp_path / "a.db") as archive, archive.lock():
        starts = [site.url.replace("127.0.0.1", "localhost") + "/", site.url + "/"]
        report = crawl(archive, starts, manners=Manners(delay_s=0, allow_private=True), watch=events.append)
    assert [found.outcome for found in report.sites] == ["failed", "done"]
    assert [kind for _, kind, _ in report.sites[0].failures] == ["fault"]
    assert report.sites[1].counts.new == 68
    assert report.exit_code == 3
    assert [event["event"] for event in events if event["level"] == "error"] == ["fault", "finish"]


@pytest.mark.parametrize("step", ["next_job", "close"])
def test_a_fault_in_planning_or_at_the_end_is_one_sites_too(
    step: str, site: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = getattr(SiteCrawl, step)

    def faulty(crawled: SiteCrawl, **named: datetime) -> object:
        if "localhost" in crawled.home:
            raise KeyError("a fault of ours")
        return sound(crawled, **named)

    monkeypatch.setattr(SiteCrawl, step, faulty)
    with open_archive(tmp_path / "a.db") as archive, archive.lock():
        starts = [site.url.replace("127.0.0.1", "localhost") + "/", site.url + "/"]
        report = crawl(archive, starts, manners=Manners(delay_s=0, allow_private=True))
    assert [kind for _, kind, _ in report.sites[0].failures] == ["fault"]
    assert (report.sites[1].outcome, report.sites[1].counts.new) == ("done", 68)


def test_the_whole_list_is_scheduled(tmp_path: Path) -> None:
    assert scraper("schedule", cwd=tmp_path).returncode == 2
    (tmp_path / "scraper.toml").write_text('[[site]]\nurl = "https://blog.example.org/"\n')
    line = scraper("schedule", "--max-time", "2h", cwd=tmp_path).stdout
    assert f" crawl --db {tmp_path}/archive.db --quiet --max-time 2h" in line
    assert "--config" in scraper("schedule", "--config", "scraper.toml", cwd=tmp_path).stdout
