"""Site rules as their writer meets them: `scraper sites check`, and rules in a crawl, in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fixtures.sample_site.server import Served, serve

ROOT = Path(__file__).parents[2]
RULE = """
remove = ["section.cards"]
[match]
hosts = ["127.0.0.1"]
[fields]
title = "{title}"
[[test]]
url = "{url}/sista-spiken/"
expect = {{ title = "{expected}" }}
"""


def scraper(*arguments: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "200", "PYTHONUTF8": "1", **variables}
    for name in {"SCRAPER_DB", "SCRAPER_RULES"} - set(variables):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, "-m", "scraper", *arguments], cwd=cwd, env=environment, capture_output=True, text=True,
        encoding="utf-8", timeout=90, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    with serve("classic") as served:
        yield served


def write(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_in_the_documentation_holds() -> None:
    done = scraper("sites", "check", "--rules", "fixtures/site-rules", cwd=ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 rule, 2 pages: all as expected\n", "")
    assert (
        scraper("sites", "check", "bo-i-balans", "--rules", "fixtures/site-rules", "--quiet", cwd=ROOT).stdout
        == ""
    )
    rule = (ROOT / "fixtures/site-rules/bo-i-balans.toml").read_text(encoding="utf-8")
    assert rule in (ROOT / "docs/site-rules.md").read_text(encoding="utf-8")


def test_each_failure_is_a_line_with_file_key_expected_and_found(tmp_path: Path) -> None:
    for name in ("sista-spiken.html", "sa-sparar-vi.html"):
        page = (ROOT / "fixtures/site-rules/pages" / name).read_text(encoding="utf-8")
        write(tmp_path / "sites/pages", name, page.replace("entry-title", "post-title"))
    rule = (ROOT / "fixtures/site-rules/bo-i-balans.toml").read_text(encoding="utf-8")
    write(tmp_path / "sites", "blog.toml", rule.replace("2020-02-06", "2020-02-07"))
    done = scraper("sites", "check", cwd=tmp_path)
    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert lines[0] == (
        "scraper: sites/blog.toml: test[1].published: expected 2020-02-07, found 2020-02-06T11:30:00+01:00"
        " (pages/sista-spiken.html)"
    )
    assert [line.split(": ")[2] for line in lines] == ["test[1].published", "test[1].title", "test[2].title"]
    assert "the value stands elsewhere, but the selector finds nothing" in lines[1]
    assert done.stdout == "1 rule, 2 pages: 3 not as expected\n"
    answer = json.loads(scraper("sites", "check", "--json", cwd=tmp_path).stdout)
    assert (answer["exit_code"], answer["pages"], len(answer["findings"])) == (3, 2, 3)


def test_a_broken_rule_is_one_line_wherever_it_is_used(tmp_path: Path, site: Served) -> None:
    write(tmp_path / "sites", "blog.toml", '[match]\nhosts = ["127.0.0.1"]\n[fields]\ntitel = "h1"\n')
    page = write(tmp_path, "page.html", "<h1>A headline</h1>")
    expected = "scraper: sites/blog.toml: fields.titel: unknown key; did you mean title?\n"
    for command in (
        ("sites", "check"),
        ("sites", "check", "blog"),
        ("extract", page.name, "--url", "http://127.0.0.1/"),
        ("crawl", site.url, "--allow-private"),
    ):
        done = scraper(*command, cwd=tmp_path)
        assert (done.returncode, done.stderr) == (2, expected), command
    assert not (tmp_path / "archive.db").exists(), "what cannot be read well is not begun"


def test_broken_rules_do_not_keep_others_from_being_checked(tmp_path: Path) -> None:
    write(tmp_path / "sites", "a.toml", "zone = 'Mars/Utopia'\n[match]\nhosts = ['blog.example']")
    write(tmp_path / "sites", "b.toml", "title =")
    write(tmp_path / "sites", "c.toml", "zone = 'UTC'\n[match]\nhosts = ['blog.example']")
    done = scraper("sites", "check", cwd=tmp_path)
    assert done.returncode == 2
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == ["sites/a.toml", "sites/b.toml"]
    assert done.stdout == "3 rules, 0 pages: 2 broken rule files; without tests: c\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "there are no site rules"),
        (("--rules", "missing"), "missing is no folder"),
        (("blag", "--rules", "rules"), "did you mean blog?"),
    ],
)
def test_what_is_not_there_is_said_in_one_line(
    tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    write(tmp_path / "rules", "blog.toml", "zone = 'UTC'\n[match]\nhosts = ['blog.example']")
    done = scraper("sites", "check", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr


def test_pages_come_from_the_archive_or_are_fetched_when_that_is_asked(tmp_path: Path, site: Served) -> None:
    title = "Sista spiken i verkstaden"
    write(tmp_path / "rules", "blog.toml", RULE.format(url=site.url, title="h1", expected=title))
    missing = scraper("sites", "check", SCRAPER_RULES="rules", cwd=tmp_path)
    assert missing.returncode == 3
    assert "test[1]: is in no archive" in missing.stderr
    assert "--fetch" in missing.stderr
    fetched = scraper("sites", "check", "--rules", "rules", "--fetch", "--allow-private", cwd=tmp_path)
    assert (fetched.returncode, fetched.stderr) == (0, "")

    write(tmp_path, "urls.txt", f"{site.url}/sista-spiken/\n")
    scraper("crawl", "--urls", "urls.txt", "--allow-private", "--delay", "0", cwd=tmp_path)
    asked = len(site.log)
    archived = scraper("sites", "check", "--rules", "rules", cwd=tmp_path)
    assert (archived.returncode, archived.stderr) == (0, "")
    assert len(site.log) == asked


def test_an_archive_that_no_test_needs_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path, "archive.db", "no archive at all")
    done = scraper("sites", "check", "--rules", str(ROOT / "fixtures/site-rules"), cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    write(tmp_path / "sites", "blog.toml", RULE.format(url="http://127.0.0.1", title="h1", expected="x"))
    done = scraper("sites", "check", cwd=tmp_path)
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert "test[1]: archive.db" in done.stderr


def test_a_test_page_outside_the_span_of_its_rule_says_so(tmp_path: Path) -> None:
    write(tmp_path / "sites", "page.html", "<h1>A headline</h1>")
    test = "[[test]]\nurl = 'http://blog.example/'\npage = 'page.html'\ncaptured = 2020-01-01\nexpect = { title = 'A headline' }"
    write(
        tmp_path / "sites",
        "blog.toml",
        f"valid_until = 2019-01-01\n[match]\nhosts = ['blog.example']\n[fields]\ntitle = 'h1'\n{test}",
    )
    done = scraper("sites", "check", cwd=tmp_path)
    assert done.returncode == 3
    assert "test[1]: the page lies outside the rule's valid_from and valid_until (page.html)" in done.stderr


def test_a_crawl_reads_by_the_rules_beside_its_archive(tmp_path: Path, site: Served) -> None:
    write(
        tmp_path / "there/sites",
        "blog.toml",
        RULE.format(url=site.url, title=".entry-content h2", expected="x"),
    )
    write(tmp_path, "urls.txt", f"{site.url}/sista-spiken/\n")
    done = scraper(
        "crawl", "--urls", "urls.txt", "--allow-private", "--delay", "0", "--db", "there/a.db", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    record = json.loads(
        scraper("show", "1", "--db", "there/a.db", "--json", "--explain", cwd=tmp_path).stdout
    )
    assert record["title"] == "Det svåra i det enkla"
    (row,) = [row for row in record["evidence"] if row["source"] == "rule"]
    assert (row["locator"], row["chosen"]) == (".entry-content h2", True)
    shown = scraper(
        "extract",
        f"{site.url}/sista-spiken/",
        "--allow-private",
        "--explain",
        "--rules",
        "there/sites",
        cwd=tmp_path,
    )
    assert "the site rule blog says where it stands" in shown.stdout
