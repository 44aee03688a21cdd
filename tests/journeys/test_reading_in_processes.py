"""Pages read in processes of their own: the same archive, nothing left behind, and no page that ends a process ends the crawl."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fixtures.long_blog import long_blog, serve_blog
from scraper.archive import open_archive
from scraper.crawl import crawl, drive
from scraper.crawl.outcome import Job, Reading, Visit
from scraper.crawl.readers import Readers
from scraper.discovery.scope import site_scope
from scraper.model.capture import Capture
from scraper.model.errors import LimitExceeded
from scraper.model.lead import Lead, LeadKind
from scraper.sites import Rulebook
from tests.journeys.conftest import MANNERS, Nights

URL = "https://blog.example/a-post/"
SAID = (
    b"The council met again, and talked about the bridge for longer than anybody had thought it would. " * 3
)
PAGE = b"<title>A post</title><article><h1>A post</h1><p>1 May 2031</p><p>" + SAID + b"</article>"


def children(of: int) -> list[int]:
    """The processes that a process has started and that are still there."""
    running = {int(entry.name): of_process(int(entry.name)) for entry in Path("/proc").glob("[0-9]*")}
    return [number for number, (state, parent) in running.items() if parent == of and state != "Z"]


def of_process(number: int) -> tuple[str, int]:
    """State and parent of a process; `Z` once it has ended, whether or not somebody has taken note of that."""
    try:
        state, parent, *_ = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "Z", 0
    return state, int(parent)


def until(holds: Callable[[], bool]) -> bool:
    """Waits for something that happens in another process; False when it does not."""
    end = time.monotonic() + 30
    while not holds() and time.monotonic() < end:
        time.sleep(0.01)
    return holds()


@pytest.fixture
def eager(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes for reading are started at once, however few pages there are."""
    monkeypatch.setattr(drive, "WORTH_SHARE", 0)
    monkeypatch.setattr(drive, "WORTH_READ", 1)
    monkeypatch.setattr(drive, "WORTH_WAITING", 1)
    monkeypatch.setattr(drive, "cores", lambda: 3)


@pytest.mark.usefixtures("eager")
def test_the_archive_is_the_same_as_without_them(
    tmp_path: Path, nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog = long_blog(40, newest=nights.at - timedelta(days=2))
    others = set(children(os.getpid()))  # another test's, such as multiprocessing's own
    seen: set[int] = set()
    dumps = []
    with serve_blog(blog, now=nights.now) as served:
        for name in ("with", "without"):
            with open_archive(tmp_path / f"{name}.db") as archive, archive.lock():
                crawl(
                    archive, [served.url + "/"], manners=MANNERS, clock=nights.clock(), version="test",
                    watch=lambda event: seen.update(set(children(os.getpid())) - others),
                )  # fmt: skip
                dumps.append(list(archive.dump()))
            assert not seen & set(children(os.getpid())), "a process was left behind"
            if name == "with":
                assert len(seen) == 2
                seen.clear()
                monkeypatch.setattr(drive, "cores", lambda: 1)
    assert not seen
    assert dumps[0] == dumps[1]
    assert sum('"complete"' in line for line in dumps[0]) == 40


def visit_of(page: bytes) -> Visit:
    capture = Capture(URL, URL, 200, {"content-type": "text/html"}, page)
    return Visit(Job(Lead(URL, LeadKind.POST, "asked for")), capture)


def test_a_page_that_ends_its_reader_is_a_failed_page_and_the_next_one_is_read() -> None:
    others = set(children(os.getpid()))
    readers = Readers(1, Rulebook())
    reading, now = Reading(site_scope(URL), None, None), datetime(2031, 5, 2, tzinfo=UTC)
    try:
        (reader,) = set(children(os.getpid())) - others
        os.kill(reader, signal.SIGKILL)
        killed = readers.read(visit_of(PAGE), reading, now).result()
        assert isinstance(killed.error, LimitExceeded) and killed.capture is not None
        came = readers.read(visit_of(PAGE), reading, now).result()
        assert came.error is None and came.post is not None
        assert (came.post.title, "council" in came.post.html) == ("A post", True)
        assert came.capture is not None and came.capture.body == PAGE
        no_page = readers.read(visit_of(b"%PDF-1.7"), reading, now).result()
        assert no_page.error is not None and no_page.error.kind == "parse"
    finally:
        readers.close()
    assert set(children(os.getpid())) <= others


def test_pages_that_waited_behind_the_one_that_ended_a_reader_are_read_by_the_next() -> None:
    others = set(children(os.getpid()))
    readers = Readers(1, Rulebook())
    reading, now = Reading(site_scope(URL), None, None), datetime(2031, 5, 2, tzinfo=UTC)
    try:
        (reader,) = set(children(os.getpid())) - others
        os.kill(reader, signal.SIGSTOP)
        coming = [readers.read(visit_of(PAGE * 20), reading, now) for _ in range(6)]
        os.kill(reader, signal.SIGKILL)
        came = [one.result() for one in coming]
        assert sum(isinstance(one.error, LimitExceeded) for one in came) == 1
        assert sum(one.post is not None and one.post.title == "A post" for one in came) == 5
        assert len(set(children(os.getpid())) - others) == 1
    finally:
        readers.close()
    assert set(children(os.getpid())) <= others


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_reader_is_not_ended_by_a_signal_that_comes_as_it_starts(number: signal.Signals) -> None:
    others = set(children(os.getpid()))
    readers = Readers(1, Rulebook())
    try:
        (reader,) = set(children(os.getpid())) - others
        os.kill(reader, number)  # long before it has loaded what ignores it
        came = readers.read(
            visit_of(PAGE), Reading(site_scope(URL), None, None), datetime(2031, 5, 2, tzinfo=UTC)
        )
        assert (post := came.result().post) is not None and post.title == "A post"
        assert set(children(os.getpid())) - others == {reader}
    finally:
        readers.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_a_crawl_that_is_ended(tmp_path: Path, number: signal.Signals) -> None:
    blog = long_blog(400, newest=datetime.now(UTC) - timedelta(days=2))
    program = (
        "from scraper.crawl import drive; drive.WORTH_SHARE = 0; drive.WORTH_READ = 1; drive.cores = lambda: 3;"
        "from scraper.cli import main; main()"
    )
    with serve_blog(blog, now=lambda: datetime.now(UTC)) as served:
        command = [sys.executable, "-c", program, "crawl", "--allow-private", "--delay", "0", "-q"]
        process = subprocess.Popen(
            [*command, served.url + "/"], cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True
        )
        assert until(lambda: len(children(process.pid)) == 2)
        readers = children(process.pid)
        if number == signal.SIGTERM:
            for one in (process.pid, *readers):  # as systemd does: the readers get it, too
                os.kill(one, number)
        else:
            process.send_signal(number)
        _, errors = process.communicate(timeout=60)
    assert process.returncode == (143 if number == signal.SIGTERM else -number), errors
    assert b"Traceback" not in errors
    assert until(lambda: all(of_process(reader)[0] == "Z" for reader in readers))
    with open_archive(tmp_path / "archive.db") as archive:
        assert archive.posts.count(1) < 400
        assert number == signal.SIGKILL or archive.posts.count(1) > 0
