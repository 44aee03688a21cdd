"""The commands as a user runs them, in a process of their own: what they print, where, and how they end."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.responses import Response
from typer.testing import CliRunner

from fixtures.sample_site import TRUTH
from fixtures.sample_site.server import Served, serve, serve_app
from fixtures.small_sites import SmallSite
from scraper.cli.main import app


def scraper(*arguments: str, cwd: Path, **settings: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200", "PYTHONUTF8": "1"}
    environment.pop("SCRAPER_DB", None)
    return subprocess.run(
        [sys.executable, "-m", "scraper", *arguments], cwd=cwd, env=environment, capture_output=True, text=True, timeout=90,
        check=False, **settings,  # type: ignore[call-overload]
    )  # fmt: skip


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with serve("classic") as served:
        yield served


@pytest.fixture(scope="module")
def crawled(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawled")
    done = scraper("crawl", site.url, "--allow-private", "--delay", "0", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "68" in done.stdout
    assert done.stderr == ""
    return folder


def test_a_crawl_can_be_asked(crawled: Path, site: Served) -> None:
    found = scraper("search", "grannskapslabb", "ebba", "--json", cwd=crawled)
    hits = json.loads(found.stdout)
    assert hits and all("Ebba Lindroth" in hit["byline"] for hit in hits)

    shown = scraper("show", f"{site.url}/sista-spiken/", cwd=crawled)
    assert "Sista spiken i verkstaden" in shown.stdout
    assert "Samuel Ålander, fastighetschef, Bruksgårdar AB" in shown.stdout

    record = json.loads(scraper("show", "1", "--json", cwd=crawled).stdout)
    assert set(record) >= {"title", "published", "authors", "text", "url"}

    status = json.loads(scraper("status", "--json", cwd=crawled).stdout)
    assert (status[0]["posts"], status[0]["last_outcome"]) == (len(TRUTH), "done")


def test_json_of_a_crawl_is_one_object(crawled: Path, site: Served) -> None:
    done = scraper("crawl", site.url, "--allow-private", "--delay", "0", "--json", cwd=crawled)
    answer = json.loads(done.stdout)
    assert answer["exit_code"] == 0
    assert answer["sites"][0]["counts"]["new"] == 0


def test_quiet_means_silent(crawled: Path, site: Served) -> None:
    done = scraper("crawl", site.url, "--allow-private", "--delay", "0", "--quiet", cwd=crawled)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_extract_explains_itself(crawled: Path, site: Served) -> None:
    url = f"{site.url}/sa-sparar-vi/"
    told = scraper("extract", url, "--explain", "--allow-private", cwd=crawled)
    assert told.returncode == 0, told.stderr
    for words in ("published", "authors", "json-ld", "signature", "because", "Malin Öhrvall"):
        assert words in told.stdout
    record = json.loads(scraper("extract", url, "--json", "--allow-private", cwd=crawled).stdout)
    assert record["published"].startswith("2019-12-05"), "the printed day, not the one in UTC"
    assert [author["name"] for author in record["authors"]] == ["Malin Öhrvall"]


@pytest.mark.parametrize("group", [(), ("sites",), ("people",), ("roles",), ("organisations",)])
def test_no_line_of_a_list_of_commands_is_cut(group: tuple[str, ...]) -> None:
    told = CliRunner().invoke(app, [*group, "--help"], env={"COLUMNS": "80"}).stdout
    commands = told.partition("Commands:")[2]
    assert commands and "..." not in commands


def test_help_teaches(tmp_path: Path) -> None:
    for command in ("crawl", "extract", "show", "search", "status", "serve"):
        told = scraper(command, "--help", cwd=tmp_path)
        assert told.returncode == 0
        assert f"Example: scraper {command}" in told.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("crawl",), 2, "nothing to crawl"),
        (("crawl", "not an address"), 2, "no web address"),
        (("crawl", "http://127.0.0.1:9/", "--delay", "0"), 1, "--allow-private"),
        (("crawl", "http://127.0.0.1:9/", "--delay", "0", "--allow-private"), 1, "cannot be reached"),
        (("crawl", "http://nobody.invalid/", "--delay", "0"), 1, "nobody.invalid"),
        (("crawl", "--urls", "missing.txt"), 2, "missing.txt cannot be read"),
        (("show", "1"), 1, "does not exist"),
        (("search", "x", "--db", "no/where.db"), 1, "does not exist"),
        (("extract", "missing.html"), 2, "cannot be read"),
        (("crawl", "http://example.invalid/", "--db", "no/folder/a.db"), 1, "folder"),
    ],
)
def test_bad_input_is_one_line_that_says_what_to_do(
    tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = scraper(*arguments, cwd=tmp_path)
    assert done.returncode == code, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    assert words in lines[0]
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear reader,\nthis is no database.\n" * 50)
    done = scraper("crawl", "http://example.invalid/", "--db", "letter.txt", cwd=tmp_path)
    assert done.returncode == 1
    assert "no SQLite database" in done.stderr
    assert (tmp_path / "letter.txt").read_text().startswith("Dear reader")


def test_an_archive_of_a_newer_version_is_left_alone(crawled: Path, tmp_path: Path) -> None:
    newer = tmp_path / "newer.db"
    newer.write_bytes((crawled / "archive.db").read_bytes())
    connection = sqlite3.connect(newer)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('scraper', 'm999_future', '')"
    )
    connection.commit()
    connection.close()
    done = scraper("crawl", "http://example.invalid/", "--db", str(newer), cwd=tmp_path)
    assert done.returncode == 1
    assert "newer version" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
    done = scraper("crawl", "http://example.invalid/", cwd=tmp_path)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is Linux's")
@pytest.mark.parametrize("command", [("posts", "--json"), ("log",), ("stats",)])
def test_output_that_cannot_be_written_is_one_line(crawled: Path, command: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "scraper", *command], cwd=crawled, stdout=full, stderr=subprocess.PIPE, text=True
        )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "the output cannot be written" in done.stderr


def test_a_page_that_is_no_web_page_is_refused(site: Served, tmp_path: Path) -> None:
    done = scraper("extract", f"{site.url}/wp-content/uploads/x.png", "--allow-private", cwd=tmp_path)
    assert done.returncode == 1
    assert "no web page, but image/png" in done.stderr


def test_a_second_run_leaves_at_once_with_75(site: Served, tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-m", "scraper", "crawl", site.url, "--allow-private", "--delay", "1"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        _wait_for_posts(tmp_path / "archive.db", 1)
        second = scraper("crawl", site.url, "--allow-private", cwd=tmp_path)
        assert second.returncode == 75
        assert "another run" in second.stderr and "holds archive.db" in second.stderr
    finally:
        first.send_signal(signal.SIGTERM)
        _, errors = first.communicate(timeout=30)
    assert first.returncode == 143, errors


def test_an_interrupted_crawl_loses_nothing_and_is_gone_on_with(site: Served, tmp_path: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-m", "scraper", "crawl", site.url, "--allow-private", "--delay", "0.05"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    _wait_for_posts(tmp_path / "archive.db", 8)
    first.send_signal(signal.SIGINT)
    _, errors = first.communicate(timeout=30)
    assert first.returncode == 130, errors
    assert "interrupted" in errors and "Traceback" not in errors
    kept = _posts(tmp_path / "archive.db")
    assert 8 <= kept < len(TRUTH)

    asked = len(site.log)
    done = scraper("crawl", site.url, "--allow-private", "--delay", "0", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert _posts(tmp_path / "archive.db") == len(TRUTH)
    again = [
        entry.path for entry in site.log[asked:] if entry.path.strip("/") in {fact.slug for fact in TRUTH}
    ]
    assert len(again) == len(TRUTH) - kept, "finished work was fetched again"


def test_a_run_that_is_ended_while_a_server_wants_rest_asks_it_no_more(tmp_path: Path) -> None:
    busy = Response("busy", 503, headers={"retry-after": "60"})
    with serve_app(SmallSite([], {"/": busy}).app()) as served:
        run = subprocess.Popen(
            [sys.executable, "-m", "scraper", "crawl", served.url, "--allow-private", "--delay", "0"],
            cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        while not (asked := served.paths()) or asked[-1] != "/":
            assert run.poll() is None
            time.sleep(0.05)
        run.send_signal(signal.SIGTERM)
        _, errors = run.communicate(timeout=30)
        assert (run.returncode, served.paths()) == (143, asked)
        assert errors.count("\n") == 1 and "interrupted" in errors  # what was not asked for is no failure


def _posts(path: Path) -> int:
    if not path.exists():
        return 0
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM posts").fetchone()[0])
    except sqlite3.Error:
        return 0
    finally:
        connection.close()


def _wait_for_posts(path: Path, number: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if _posts(path) >= number:
            return
        time.sleep(0.05)
    raise AssertionError(f"no {number} posts within a minute")
